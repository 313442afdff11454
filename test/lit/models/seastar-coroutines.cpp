// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Seastar drops a continuation when it has been called, also where that is a coroutine.
#include <coroutine>
#include <map>
#include <memory>

namespace seastar {
template <class T = void> class future {
public:
  struct promise_type {
    future get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void();
    void unhandled_exception();
  };
  template <class F> future then(F &&f) &&;
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
} // namespace seastar
seastar::future<> closed();
seastar::future<> flush();

struct Manager {
  // The closure is gone after the first suspension, and 'this' with it.
  seastar::future<> stop() {
    // CHECK: :[[#@LINE+1]]:27: warning: {{.*}}'this'
    return closed().then([this]() -> seastar::future<> {
      co_await flush();
      parts.clear();
    });
  }
  // A method has its own copy of the pointer.
  seastar::future<> method() {
    return closed().then([this] { return clear(); });
  }
  // What is used before is there.
  seastar::future<> early() {
    return closed().then([this]() -> seastar::future<> {
      parts.clear();
      co_await flush();
    });
  }
  seastar::future<> clear() {
    co_await flush();
    parts.clear();
  }
  std::map<int, int> parts;
};

#ifndef COROUTINES_H
#define COROUTINES_H
#include <coroutine>
#include <functional>
#include <utility>
#include <vector>

// Runs when it is called; nobody waits for it, and its frame frees itself.
struct Detached {
  struct promise_type {
    Detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

// Runs when it is awaited or started, and owns its frame.
class Task {
public:
  struct promise_type {
    std::coroutine_handle<> next = std::noop_coroutine();
    Task get_return_object() {
      return Task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  Task(Task &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  ~Task() {
    if (handle)
      handle.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
    handle.promise().next = caller;
    return handle;
  }
  void await_resume() {}
  void start() { handle.resume(); }

private:
  explicit Task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  std::coroutine_handle<promise_type> handle;
};

// What waits for it goes on when it fires.
struct Event {
  std::vector<std::coroutine_handle<>> waiting;
  std::vector<Task> tasks;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) { waiting.push_back(handle); }
  void await_resume() const noexcept {}
  void fire();
};

#endif

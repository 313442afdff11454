// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Generators, which run while somebody walks over them; and awaitables that are given a closure.
#include "Inputs/coroutines.h"
#include <coroutine>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

template <class T> class Generator {
public:
  struct promise_type {
    const T *value = nullptr;
    Generator get_return_object() { return Generator(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T &given) {
      value = &given;
      return {};
    }
    void return_void() {}
    void unhandled_exception() {}
  };
  struct iterator {
    std::coroutine_handle<promise_type> handle;
    iterator &operator++() {
      handle.resume();
      return *this;
    }
    const T &operator*() const { return *handle.promise().value; }
    bool operator!=(std::nullptr_t) const { return !handle.done(); }
  };
  Generator(Generator &&other) : handle(std::exchange(other.handle, {})) {}
  ~Generator() {
    if (handle)
      handle.destroy();
  }
  iterator begin() {
    handle.resume();
    return {handle};
  }
  std::nullptr_t end() { return nullptr; }

private:
  explicit Generator(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  std::coroutine_handle<promise_type> handle;
};
void use(int);

void walkedFromTemporary(int base) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'base', but {{.*}} after the closure dies
  for (int each : [base]() -> Generator<int> {
         for (int i = 0; i != 3; ++i)
           co_yield base + i;
       }())
    use(each);
}
void namedFromTemporary(int base) {
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'base', but 'numbers' keeps the coroutine after the closure dies
  auto numbers = [base]() -> Generator<int> {
    for (int i = 0; i != 3; ++i)
      co_yield base + i;
  }();
  for (int each : numbers)
    use(each);
}
void outlivesItsClosure() {
  std::optional<Generator<int>> numbers;
  {
    int from = 5;
    // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'from', but 'numbers' keeps the coroutine after the closure dies
    auto make = [from]() -> Generator<int> {
      for (int i = from; i != from + 2; ++i)
        co_yield i;
    };
    numbers.emplace(make());
  }
  for (int each : *numbers)
    use(each);
}
Generator<int> returned(int to) {
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'to', but the return value keeps the coroutine after the closure dies
  auto make = [to]() -> Generator<int> {
    for (int i = 0; i != to; ++i)
      co_yield i;
  };
  return make();
}
struct View {
  std::vector<int> items;
  Generator<int> all() {
    // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'this', but the return value keeps the coroutine after the closure dies
    return [this]() -> Generator<int> {
      for (int each : items)
        co_yield each;
    }();
  }
  // Quiet: the member function itself is the generator, and the object is its caller's.
  Generator<int> each() {
    for (int item : items)
      co_yield item;
  }
};

// Quiet: what it needs lies in the frame, or the closure lives as long.
void walked(int base) {
  auto make = [base]() -> Generator<int> {
    for (int i = 0; i != 3; ++i)
      co_yield base + i;
  };
  for (int each : make())
    use(each);
  auto again = make();
  for (int each : again)
    use(each);
  for (int each : [](int base) -> Generator<int> { co_yield base; }(base))
    use(each);
  std::vector<int> all{1, 2};
  for (int each : [](const std::vector<int> &all) -> Generator<int> {
         for (int each : all)
           co_yield each;
       }(all))
    use(each);
}

// What goes on with the coroutine is handed to the closure, which lives until the await is over.
template <class F> struct Suspend {
  F start;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    start(std::function<void()>([handle] { handle.resume(); }));
  }
  void await_resume() {}
};
template <class F> Suspend(F) -> Suspend<F>;
struct Loop {
  void post(std::function<void()> f) { queue.push_back(std::move(f)); }
  std::deque<std::function<void()>> queue;
};

Task suspended(Loop &loop) {
  int n = 0;
  co_await Suspend{[&](std::function<void()> go) {
    ++n;
    loop.post(std::move(go));
  }};
  use(n);
}
// So does what is posted from there, if it is that which goes on with it.
Task postedFurther(Loop &loop) {
  int n = 0;
  co_await Suspend{[&](std::function<void()> go) {
    loop.post([&n, go] {
      ++n;
      go();
    });
  }};
  co_await Suspend{[&](std::function<void()> go) {
    loop.post([&n, go = std::move(go)] {
      ++n;
      go();
    });
  }};
  use(n);
}
Task goesOnBefore(Loop &loop) {
  int n = 0;
  co_await Suspend{[&](std::function<void()> go) {
    // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'n' by reference, but the caller's 'loop' keeps it after 'n' dies
    loop.post([&n] { ++n; });
    go();
  }};
}
// Nobody awaits it.
void notAwaited(Loop &loop) {
  int n = 0;
  auto start = [&](std::function<void()> go) {
    // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'n' by reference, but the caller's 'loop' keeps it after 'n' dies
    loop.post([&n, go] {
      ++n;
      go();
    });
  };
  start([] {});
}

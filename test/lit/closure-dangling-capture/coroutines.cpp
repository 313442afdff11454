// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --allow-empty --implicit-check-not="{{^/.*}}warning:"
// Bodies of coroutines are not analysed: nothing is said, and nothing crashes.
#include <coroutine>
#include <functional>
struct Task {
  struct promise_type {
    Task get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(std::function<int()>) {}
    void unhandled_exception() {}
  };
};
Task coroutine(int x) {
  co_return [&x] { return x; };
}

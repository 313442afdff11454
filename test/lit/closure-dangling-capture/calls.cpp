// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Calls: what only calls, what hands on, what keeps.
#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <numeric>
#include <ranges>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

using Fn = std::function<int()>;

template <class F> F identity(F f) { return f; }
template <class F> F &&forwarded(F &&f) { return std::forward<F>(f); }
template <class F, class G> auto compose(F f, G g) {
  return [f, g](auto x) { return f(g(x)); };
}
template <class F> auto decorate(F f) {
  return [f = std::move(f)] { return f() + 1; };
}
struct Button {
  void onClick(Fn fn) { handler = std::move(fn); }
  void clear() { handler = nullptr; }
  int click() const { return handler(); }
  Fn handler;
};
template <class F> struct Functor {
  F f;
  int operator()() const { return f(); }
};
Fn unknown(Fn fn);
void consume(const Fn &fn);

Fn throughIdentity(int x) {
  // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'x' by reference
  return identity([&x] { return x; });
  // CHECK: :[[#@LINE-1]]:10: note: 'identity' takes the closure and hands it on here
}
Fn throughForward(int x) {
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  return forwarded([&x] { return x; });
}
auto throughCompose(int x) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference
  return compose([&x](int y) { return x + y; }, [](int y) { return y; });
}
Fn throughDecorate(int x) {
  // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'x' by reference
  return decorate([&x] { return x; });
}
void keptByMember(Button &button, int x) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference, but the caller's 'button' keeps it after 'x' dies
  button.onClick([&x] { return x; });
  // CHECK: :[[#@LINE-1]]:10: note: 'onClick' keeps the closure beyond this call
}
Fn inFunctor(int x) {
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  auto inner = [&x] { return x; };
  return Functor<decltype(inner)>{inner};
}
auto lazyView(std::vector<int> &values, int x) {
  // CHECK: :[[#@LINE+1]]:43: warning: lambda captures 'x' by reference
  return values | std::views::transform([&x](int y) { return x * y; });
}
auto bindFront(int x) {
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'x' by reference
  return std::bind_front([&x](int a, int b) { return x * a * b; }, 2);
}
struct Config {
  int level;
};
Fn overCaller(const Config &config) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'config' by reference, but 'late' keeps it after the temporary that it refers to dies
  return [&config] { return config.level; };
}
int bindsTemporary() {
  // CHECK: :[[#@LINE+1]]:24: note: 'config' is bound to this argument
  Fn late = overCaller(Config{3});
  return late();
}

// Algorithms and their like only call.
int onlyCalled(std::vector<int> values, std::variant<int, long> either, int x) {
  int sum = 0;
  std::for_each(values.begin(), values.end(), [&](int y) { sum += y * x; });
  std::sort(values.begin(), values.end(), [&](int a, int b) { return a % x < b % x; });
  auto found = std::find_if(values.begin(), values.end(), [&](int y) { return y == x; });
  std::visit([&](auto y) { sum += static_cast<int>(y); }, either);
  std::invoke([&] { ++sum; });
  std::apply([&](int a, int b) { sum += a + b; }, std::make_tuple(1, 2));
  static std::once_flag once;
  std::call_once(once, [&] { sum += x; });
  sum += std::accumulate(values.begin(), values.end(), 0, [&](int a, int b) { return a + b * x; });
  for (int y : values | std::views::filter([&](int y) { return y > x; }))
    sum += y;
  return sum + *found;
}
std::vector<int>::iterator iterator(std::vector<int> &values, int x) {
  return std::find_if(values.begin(), values.end(), [&x](int y) { return y == x; });
}
// What an unknown function keeps is not known.
Fn throughUnknown(int x) {
  consume([&x] { return x; });
  return unknown([&x] { return x; });
}
// Seen through, and still here when the variable dies.
int handedBack(int x) {
  Fn fn = decorate(identity([&x] { return x; }));
  return fn();
}
int keptAndCleared(Button &button, int x) {
  button.onClick([&x] { return x; });
  int result = button.click();
  button.clear();
  return result;
}
int localButton(int x) {
  Button button;
  button.onClick([&x] { return x; });
  return button.click();
}
int borrowsALocal() {
  Config config{3};
  Fn late = overCaller(config);
  return late();
}
int withinTheExpression() { return overCaller(Config{3})(); }

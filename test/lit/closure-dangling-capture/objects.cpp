// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Objects that hold closures: aggregates, the library's wrappers, the heap.
#include <any>
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>

using Fn = std::function<int()>;
struct Pair {
  Fn get;
  int weight;
};

Pair aggregate(int x) {
  // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'x' by reference
  return {[&x] { return x; }, 1};
}
Pair member(int x) {
  Pair pair;
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'x' by reference
  pair.get = [&x] { return x; };
  return pair;
}
auto tuple(int x) {
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'x' by reference
  return std::make_tuple(1, [&x] { return x; });
}
std::pair<int, Fn> pair(int x) {
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'x' by reference
  return {1, [&x] { return x; }};
}
std::optional<Fn> optional(int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  return [&x] { return x; };
}
std::variant<int, Fn> variant(int x) {
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'x' by reference
  return Fn([&x] { return x; });
}
std::any any(int x) {
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'x' by reference
  return std::any(Fn([&x] { return x; }));
}
std::array<Fn, 2> array(int x) {
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  return {nullptr, [&x] { return x; }};
}
Fn *onTheHeap(int x) {
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference
  return new Fn([&x] { return x; });
}
std::unique_ptr<Fn> unique(int x) {
  // CHECK: :[[#@LINE+1]]:33: warning: lambda captures 'x' by reference
  return std::make_unique<Fn>([&x] { return x; });
}
std::shared_ptr<Fn> shared(int x) {
  auto fn = std::make_shared<Fn>();
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'x' by reference
  *fn = [&x] { return x; };
  return fn;
}
std::unique_ptr<int, std::function<void(int *)>> deleter(int x) {
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'x' by reference
  return {new int(x), [&x](int *p) { delete p, ++x; }};
}
auto bound(int x) {
  auto add = [&x](int y) { return x + y; };
  // CHECK: :[[#@LINE-1]]:16: warning: lambda captures 'x' by reference
  return std::bind(add, 1);
}
auto reference(int x) {
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'x' by reference
  auto get = [&x] { return x; };
  // CHECK: :[[#@LINE+1]]:13: warning: 'get' is bound by reference here, but the return value keeps the closure after 'get' dies
  return Fn(std::ref(get));
}

// Each dies with the variable that it refers to.
int inside(int x) {
  Pair pair{[&x] { return x; }, 1};
  auto unique = std::make_unique<Fn>([&x] { return x; });
  std::optional<Fn> optional = Fn([&x] { return x; });
  std::unique_ptr<Fn> raw(new Fn([&x] { return x; }));
  auto bound = std::bind([&x](int y) { return x + y; }, 1);
  return pair.get() + (*unique)() + (*optional)() + (*raw)() + bound();
}
// Only the number leaves.
int weight(int x) {
  Pair pair{[&x] { return x; }, 1};
  return pair.weight + pair.get();
}
// The member is replaced before the object leaves.
Pair replaced(int x) {
  Pair pair;
  pair.get = [&x] { return x; };
  pair.weight = pair.get();
  pair.get = [x] { return x; };
  return pair;
}

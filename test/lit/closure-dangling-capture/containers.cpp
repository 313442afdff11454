// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Containers of closures.
#include <functional>
#include <map>
#include <queue>
#include <set>
#include <string>
#include <vector>

using Fn = std::function<int()>;

std::vector<Fn> pushBack(int x) {
  std::vector<Fn> all;
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference
  all.push_back([&x] { return x; });
  // CHECK: :[[#@LINE-1]]:7: note: the closure is added to 'all' here
  // CHECK: :[[#@LINE+1]]:3: note: the closure is returned here
  return all;
}
std::vector<Fn> emplaceBack(int x) {
  std::vector<Fn> all;
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  all.emplace_back([&x] { return x; });
  return all;
}
std::vector<Fn> insert(int x) {
  std::vector<Fn> all;
  // CHECK: :[[#@LINE+1]]:29: warning: lambda captures 'x' by reference
  all.insert(all.begin(), [&x] { return x; });
  return all;
}
std::map<std::string, Fn> subscript(int x) {
  std::map<std::string, Fn> all;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  all["one"] = [&x] { return x; };
  return all;
}
std::map<std::string, Fn> initializerList(int x) {
  // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'x' by reference
  return {{"one", [&x] { return x; }}};
}
std::vector<Fn> back(int x) {
  std::vector<Fn> all(1);
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  all.back() = [&x] { return x; };
  return all;
}
std::vector<Fn> walked(int x) {
  std::vector<Fn> all(2);
  for (Fn &fn : all)
    // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
    fn = [&x] { return x; };
  return all;
}
auto comparator(int x) {
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference
  auto before = [&x](int a, int b) { return a % x < b % x; };
  return std::set<int, decltype(before)>(before);
}

// Only elements in the comparator's order leave, not the comparator.
std::vector<int> sorted(std::vector<int> values, int x) {
  auto before = [&x](int a, int b) { return a % x < b % x; };
  std::set<int, decltype(before)> order(before);
  for (int value : values)
    order.insert(value);
  return std::vector<int>(order.begin(), order.end());
}
// Emptied before the variable dies.
std::vector<Fn> emptied(int x) {
  std::vector<Fn> all;
  all.push_back([&x] { return x; });
  all.front()();
  all.clear();
  return all;
}
// The last element is taken out again: a scoped handler.
void scoped(std::vector<Fn> &handlers, int x) {
  handlers.push_back([&x] { return x; });
  handlers.back()();
  handlers.pop_back();
}
// The size is no closure.
std::size_t count(int x) {
  std::vector<Fn> all{[&x] { return x; }};
  return all.size();
}
// The predicate is not part of what it finds.
const Fn *find(const std::vector<Fn> &all, int x) {
  for (auto it = all.begin(); it != all.end(); ++it)
    if ([&x](const Fn &fn) { return fn() == x; }(*it))
      return &*it;
  return nullptr;
}

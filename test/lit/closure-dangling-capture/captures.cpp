// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// All forms of capture.
#include <array>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

using Fn = std::function<int()>;
std::pair<int, int> parse();
struct Options {
  int level = 0;
  std::array<int, 3> table{};
};

Fn several(int x, int y) {
  int z = 0;
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'y' and 'z' by reference, but the return value keeps it after they die
  return [x, &y, &z] { return x + y + z; };
}
Fn mixed(int x, int y) {
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'y' by reference
  return [=, &y] { return x + y; };
}
Fn rest(int x, int y) {
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'y' by reference
  return [&, x] { return x + y; };
}
Fn initCapture(Options options) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'level' by reference, but the return value keeps it after 'options' dies
  return [&level = options.level] { return level; };
}
Fn element(Options options, int i) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'entry' by reference
  return [&entry = options.table[i]] { return entry; };
}
Fn binding() {
  auto [low, high] = parse();
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'low' and 'high' by reference
  return [&low, &high] { return low + high; };
}
Fn referenceToLocal() {
  int x = 1;
  int &alias = x;
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'alias' by reference, but the return value keeps it after 'x' dies
  return [&alias] { return alias; };
}
Fn pointerItself(int *p) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'p' by reference
  return [&p] { return *p; };
}
std::vector<Fn> elements(std::vector<int> values) {
  std::vector<Fn> all;
  for (const int &value : values)
    // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'value' by reference, but the return value keeps it after 'values' dies
    all.push_back([&value] { return value; });
  return all;
}

Options shared;
// Parts of what outlives the closure.
Fn ofGlobal() {
  return [&level = shared.level] { return level; };
}
Fn ofCaller(Options &options) {
  return [&level = options.level] { return level; };
}
std::vector<Fn> ofMap(const std::map<std::string, int> &entries) {
  std::vector<Fn> all;
  for (const auto &[name, value] : entries)
    all.push_back([&name, &value] { return value + static_cast<int>(name.size()); });
  return all;
}
// The elements move with their container, and live on.
std::pair<std::vector<int>, std::vector<Fn>> movedAlong(std::vector<int> values) {
  std::vector<Fn> all;
  for (const int &value : values)
    all.push_back([&value] { return value; });
  return {std::move(values), std::move(all)};
}
// By copy, and what sizeof does not evaluate.
Fn copies(int x) {
  return [=] { return x; };
}
std::function<std::size_t()> unevaluated(int x) {
  return [&] { return sizeof(x); };
}

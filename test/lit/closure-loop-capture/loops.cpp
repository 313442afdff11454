// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Variables of the loop and of its body.
#include <functional>
#include <map>
#include <string>
#include <vector>

using Fn = std::function<int()>;

std::vector<Fn> index() {
  std::vector<Fn> all;
  for (int i = 0; i < 3; ++i)
    // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'i' by reference, but 'all' keeps it after 'i' dies [closure-loop-capture]
    all.push_back([&i] { return i; });
  // CHECK: :[[#@LINE-1]]:9: note: the closure is added to 'all' here
  // CHECK: note: 'i' dies here, at the end of the scope
  // CHECK: :[[#@LINE+1]]:10: note: 'all' is used here, afterwards
  return all;
}
std::vector<Fn> rangeByValue(const std::vector<int> &values) {
  std::vector<Fn> all;
  for (int value : values)
    // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'value' by reference, but 'all' keeps it after 'value' dies [closure-loop-capture]
    all.push_back([&] { return value; });
  // CHECK: note: 'value' dies here, at the end of each iteration
  return all;
}
int bodyLocal(int n) {
  std::map<std::string, Fn> all;
  while (n-- > 0) {
    int square = n * n;
    // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'square' by reference
    all["last"] = [&square] { return square; };
    // CHECK: :[[#@LINE+1]]:3: note: 'square' dies here, at the end of each iteration
  }
  return all["last"]();
}
int doLoop(int n) {
  Fn last;
  do {
    int square = n * n;
    // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'square' by reference
    last = [&square] { return square; };
  } while (n-- > 0);
  return last();
}
std::vector<Fn> bindings(const std::map<std::string, int> &entries) {
  std::vector<Fn> all;
  for (auto [name, value] : entries)
    // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'name' and 'value' by reference
    all.push_back([&] { return static_cast<int>(name.size()) + value; });
  return all;
}
struct Table {
  std::vector<Fn> rows;
  void fill(int n) {
    for (int i = 0; i < n; ++i) {
      int j = i;
      // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'j' by reference, but member 'rows' keeps it after 'j' dies [closure-loop-capture]
      rows.push_back([&j] { return j; });
    }
  }
};

// Both repairs: by value, and a factory.
std::vector<Fn> byValue() {
  std::vector<Fn> all;
  for (int i = 0; i < 3; ++i)
    all.push_back([i] { return i; });
  return all;
}
static Fn makeGetter(int i) {
  return [i] { return i; };
}
std::vector<Fn> byFactory() {
  std::vector<Fn> all;
  for (int i = 0; i < 3; ++i)
    all.push_back(makeGetter(i));
  return all;
}
// Used up within the iteration.
int withinIteration(const std::vector<int> &values) {
  int sum = 0;
  for (int value : values) {
    std::vector<Fn> all;
    all.push_back([&value] { return value; });
    sum += all.front()();
  }
  return sum;
}
// The element belongs to the caller's vector.
std::vector<Fn> rangeByReference(const std::vector<int> &values) {
  std::vector<Fn> all;
  for (const int &value : values)
    all.push_back([&value] { return value; });
  return all;
}
// Emptied at the end of each turn.
int emptied(const std::vector<int> &values) {
  std::vector<Fn> all;
  int sum = 0;
  for (int value : values) {
    all.push_back([&value] { return value; });
    for (const Fn &fn : all)
      sum += fn();
    all.clear();
  }
  return sum;
}
// A returned closure leaves the loop with the function: no matter of the loop.
Fn returnedFromLoop(int n) {
  for (int i = 0; i < n; ++i)
    if (i * i > n)
      // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'i' by reference, but the return value keeps it after 'i' dies [closure-dangling-capture]
      return [&i] { return i; };
  return nullptr;
}

// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The variable lives on, and the loop changes it.
#include <functional>
#include <sstream>
#include <string>
#include <vector>

using Fn = std::function<int()>;
struct Menu {
  void add(Fn fn) { all.push_back(fn); }
  int runAll() const {
    int sum = 0;
    for (const Fn &fn : all)
      sum += fn();
    return sum;
  }
  std::vector<Fn> all;
};

int counted() {
  std::vector<Fn> all;
  int i;
  for (i = 0; i < 3; ++i)
    // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'i' by reference, but 'all' keeps it while the loop changes 'i', so that it sees the last value [closure-loop-capture]
    all.push_back([&i] { return i; });
  // CHECK: note: the loop changes 'i' here
  // CHECK: :[[#@LINE+1]]:10: note: 'all' is used here, afterwards
  return all[0]();
}
int assigned(int n) {
  Menu menu;
  int current = 0;
  while (n-- > 0) {
    current = n * n;
    // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'current' by reference
    menu.add([&current] { return current; });
  }
  return menu.runAll();
}
int read(std::istream &in) {
  std::vector<Fn> all;
  std::string word;
  while (in >> word)
    // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'word' by reference
    all.push_back([&] { return static_cast<int>(word.size()); });
  return all.empty() ? 0 : all.front()();
}

// Only the closures change it: a shared total.
int sharedTotal() {
  std::vector<Fn> all;
  int total = 0;
  for (int i = 0; i < 3; ++i)
    all.push_back([&total, i] { return total += i; });
  for (const Fn &fn : all)
    fn();
  return total;
}
// The closures count down what the loop counts up: shared as well.
int pending(int n) {
  std::vector<Fn> all;
  int open = 0;
  for (int i = 0; i < n; ++i) {
    ++open;
    all.push_back([&open] { return --open; });
  }
  return all.empty() ? open : all.front()();
}
// Closures are meant to see what is added to a container.
int growing() {
  std::vector<Fn> all;
  std::vector<int> values;
  for (int i = 0; i < 3; ++i) {
    values.push_back(i);
    all.push_back([&values, i] { return values[i]; });
  }
  return all[0]();
}
// Run before the next change.
int runAtOnce() {
  int i, sum = 0;
  for (i = 0; i < 3; ++i) {
    std::vector<Fn> all;
    all.push_back([&i] { return i; });
    sum += all[0]();
  }
  return sum;
}
// Changed after the loop only: every closure was meant to see it.
int changedAfter() {
  std::vector<Fn> all;
  bool stop = false;
  for (int i = 0; i < 3; ++i)
    all.push_back([&stop, i] { return stop ? 0 : i; });
  stop = true;
  return all[0]();
}
// One closure, made before the loop.
int madeBefore() {
  int i;
  Fn fn = [&i] { return i; };
  int sum = 0;
  for (i = 0; i < 3; ++i)
    sum += fn();
  return sum;
}

// Several closures that were to share a variable, and each have a copy.
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <functional>
#include <memory>
#include <tuple>
#include <utility>

void on(const char *, std::function<void()>);
void show(int);

struct Counter {
  std::function<void()> record;
  std::function<int()> get;
  std::function<void()> reset;
};

// One changes it for nobody, so all of them are wrong.
Counter makeCounter() {
  int count = 0;
  Counter c;
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'count' by copy and changes only its copy, but another closure is meant to see that [closure-lost-update]
  c.record = [count]() mutable { ++count; };
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'count' by copy and never sees what another closure changes in its own copy
  c.get = [count] { return count; };
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'count' by copy and changes only its copy, but another closure is meant to see that
  c.reset = [count]() mutable { count = 0; };
  return c;
}

// All changes are used, but one only reads, and they are handed out together.
auto makeAccount(int balance) {
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'balance' by copy and changes only its copy, but another closure
  auto deposit = [balance](int n) mutable { return balance += n; };
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'balance' by copy and changes only its copy, but another closure
  auto withdraw = [balance](int n) mutable { return balance -= n; };
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'balance' by copy and never sees
  auto query = [balance] { return balance; };
  return std::make_tuple(deposit, withdraw, query);
}

// It is empty for good, so that the reader has nothing to say.
void hits() {
  int hits = 0;
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'hits' by copy
  on("hit", [hits]() mutable { show(++hits); });
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'hits' by copy and never sees
  on("report", [hits] { show(hits); });
}

// Two states that begin alike are two states; so are a source and the value that it began with.
void independent(int first) {
  on("a", [first]() mutable { show(first++); });
  on("b", [first]() mutable { show(first++); });
  on("began", [first] { show(first); });
}
// The variable has a value of its own by the time the second closure copies it.
void renewed(int first) {
  on("a", [first]() mutable { show(first++); });
  first = 7;
  on("b", [first] { show(first); });
}
auto shared() {
  auto count = std::make_shared<int>(0);
  return std::make_pair([count]() mutable { ++*count; }, [count] { return *count; });
}

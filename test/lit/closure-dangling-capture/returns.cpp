// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The ways in which a closure reaches the return value.
#include <functional>
#include <stdexcept>
#include <utility>

using Fn = std::function<int()>;

Fn direct(int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference, but the return value keeps it after 'x' dies [closure-dangling-capture]
  return [&x] { return x; };
  // CHECK: :[[#@LINE-1]]:3: note: the closure is returned here
  // CHECK: :[[#@LINE+1]]:1: note: 'x' dies here, at the end of the function
}

auto implicitCapture() {
  int x = 1;
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'x' by reference
  return [&] { return x; };
  // CHECK: :[[#@LINE-1]]:23: note: 'x' is captured by this use
}

Fn throughVariables(int x) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference
  auto closure = [&x] { return x; };
  // CHECK: :[[#@LINE-1]]:18: note: the closure is stored in 'closure' here
  Fn wrapped = closure;
  // CHECK: :[[#@LINE-1]]:16: note: the closure is stored in 'wrapped' here
  return std::move(wrapped);
}

Fn conditional(bool b, int x) {
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'x' by reference
  return b ? [&x] { return x; } : Fn();
}

Fn oneArmThrows(bool b, int x) {
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference
  return b ? Fn([&x] { return x; }) : throw std::runtime_error("no");
}

Fn comma(int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
  return ++x, [&x] { return x; };
}

Fn oneCase(int kind, int x) {
  switch (kind) {
  case 0:
    return [x] { return x; };
  case 1:
    // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'x' by reference
    return [&x] { return x; };
  default:
    return nullptr;
  }
}

Fn earlyReturn(bool b, int x) {
  // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'x' by reference
  Fn fn = [&x] { return x; };
  if (b)
    return fn;
  fn = nullptr;
  return fn;
}

int blockLocal(bool b) {
  Fn fn;
  if (b) {
    int x = 2;
    // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference, but 'fn' keeps it after 'x' dies
    fn = [&x] { return x; };
    // CHECK: :[[#@LINE+1]]:3: note: 'x' dies here, at the end of the scope
  }
  // CHECK: :[[#@LINE+1]]:10: note: 'fn' is used here, afterwards
  return fn();
}

// By value: nothing is borrowed.
Fn byValue(int x) {
  return [x] { return x; };
}
// A reference parameter belongs to the caller.
Fn ofTheCaller(const int &x) {
  return [&x] { return x; };
}
// A reference to the caller's object is no local.
Fn throughReference(int &x) {
  int &alias = x;
  return [&alias] { return alias; };
}
// Statics and constants are not captured.
Fn statics() {
  static int count = 0;
  constexpr int limit = 9;
  return [&] { return ++count % limit; };
}
// The result of a call is no closure.
int calledHere(int x) {
  return [&x] { return x; }();
}
int calledThroughFunction(int x) {
  Fn fn = [&x] { return x; };
  return fn();
}

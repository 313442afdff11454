// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Lambdas in lambdas, generic and recursive ones.
#include <functional>
#include <vector>

using Fn = std::function<int()>;

auto curried() {
  return [](int a) {
    // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'a' by reference
    return [&a](int b) {
      // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'a' and 'b' by reference
      return [&a, &b](int c) { return a + b + c; };
    };
  };
}
auto generic() {
  return [](auto a) {
    // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'a' by reference
    return [&] { return a; };
  };
}
int callsGeneric() { return generic()(1)() + static_cast<int>(generic()(2L)()); }

int ownCopy(int x) {
  auto outer = [x] {
    // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
    return Fn([&x] { return x; });
  };
  Fn kept;
  {
    auto copy = outer;
    kept = copy();
  }
  return kept();
}
Fn invokedHere() {
  return [&]() -> Fn {
    int x = 1;
    // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'x' by reference
    return [&x] { return x; };
  }();
}
std::function<int(int)> recursive() {
  // CHECK: :[[#@LINE+1]]:35: warning: lambda captures 'fact' by reference, but the return value keeps it after 'fact' dies
  std::function<int(int)> fact = [&](int n) { return n < 2 ? 1 : n * fact(n - 1); };
  return fact;
}
template <class... T> Fn pack(T... values) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'values' by reference
  return [&values...] { return (0 + ... + values); };
}
template Fn pack(int, int, long);

// The outer lambda's copy outlives the inner one's call.
int usedInside(int x) {
  auto outer = [x] { return [&x] { return x; }(); };
  return outer();
}
// Recursion that stays here.
int recursiveHere(int n) {
  std::function<int(int)> fact = [&](int k) { return k < 2 ? 1 : k * fact(k - 1); };
  return fact(n);
}
// The inner lambda refers to a variable of the function, which is still there.
int borrowedTwice(int x) {
  auto outer = [&] { return [&] { return x; }; };
  return outer()();
}
// Never instantiated: quiet.
template <class T> Fn pattern(T x) {
  return [&x] { return x.get(); };
}

// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A function that is not read, and whose result is of a type that is made for the lambda: the result holds it.
#include <functional>
#include <vector>

# 100 "guard.h" 3
namespace lib {
template <class F> struct Guard {
  Guard(F f) : f(static_cast<F &&>(f)) {}
  ~Guard() { f(); }
  F f;
};
template <class F> struct Box {
  F f;
};
template <class F> Guard<F> defer(F f) { return Guard<F>(static_cast<F &&>(f)); }
template <class F> Guard<F> scoped(F &&f) { return Guard<F>(static_cast<F &&>(f)); }
template <class F> Box<Guard<F>> boxed(F f) { return {Guard<F>(static_cast<F &&>(f))}; }
template <class F> int later(F f) { return f(), 0; }
template <class F> Box<int> postLater(F f) { return f(), Box<int>(); }
} // namespace lib
# 24 "made-for-lambdas.cpp"

void release(int *);
int use() {
  int n = 1;
  auto first = lib::defer([&] { release(&n); });
  auto second = lib::scoped([&n] { release(&n); });
  auto third = lib::boxed([&n] { release(&n); });
  return n;
}
auto keep() {
  int n = 1;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but the return value keeps it after 'n' dies
  return lib::defer([&n] { release(&n); });
}
auto keepUnnamed() {
  int n = 1;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but the return value keeps it after 'n' dies
  return lib::scoped([&n] { release(&n); });
}
void assumed() {
  int n = 1;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but 'later' may keep it
  lib::later([&n] { release(&n); });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but 'postLater' may keep it
  lib::postLater([&n] { release(&n); });
}

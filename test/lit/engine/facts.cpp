// The facts of a function as text, also in release builds.
// RUN: %closure-facts %s -- -std=c++17 2>&1 | FileCheck %s
#include <functional>
using Fn = std::function<int()>;
// CHECK-LABEL: function keep
// CHECK: borrow argument 0 by out
// CHECK: borrow 'x'@[[#@LINE+4]]:9 by expr
// CHECK: flow expr@[[#@LINE+3]]:9 to out.pending, overwriting
// CHECK: expire 'x'
void keep(Fn &out, int x) {
  out = [&x] { return x; };
}
// CHECK-LABEL: function order
// CHECK: expire 'b'
// CHECK-NEXT: expire 'a'
int order() {
  int a = 1, b = 2;
  return [&] { return a + b; }();
}

// Code that does not compile gets the compiler's errors, and neither ours nor a crash; the
// compiler's own warning is not lost.
// RUN: not %closure-clang -fsyntax-only %s 2>&1 | FileCheck %s
// RUN: not %closure-clang -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=ERROR --implicit-check-not=closure-dangling
#include <functional>
auto direct() {
  int n = 1;
  // CHECK: warning: address of stack memory {{.*}} [-Wreturn-stack-address]
  return [&n] { return n; };
}
// ERROR: error: unknown type name 'Unknown'
Unknown u;

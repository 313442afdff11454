// A precompiled header is checked when it is built, and what it offers when it is used.
// RUN: %closure-clang -x c++-header -o %t.pch -c %S/Inputs/header.h 2>&1 | FileCheck %s --check-prefix=HEADER
// RUN: %closure-clang -fsyntax-only -include-pch %t.pch %s 2>&1 | FileCheck %s
// HEADER: header.h:4:12: warning: lambda captures 'n'
// HEADER: 1 warning generated.
// CHECK-NOT: warning: {{.*}}'n'
// CHECK: header.h:7:12: warning: lambda captures 't'
// CHECK: precompiled.cpp:[[@LINE+4]]:12: warning: lambda captures 'k'
// CHECK: 2 warnings generated.
std::function<int()> user() {
  int k = makeOf(3)();
  return [&k] { return k; };
}

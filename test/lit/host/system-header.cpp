// System headers are quiet, and a macro of one, used in user code, is not.
// RUN: rm -rf %t && mkdir -p %t/sys && cp %S/Inputs/factory.h %t/sys/factory.h
// RUN: echo '#define SYSTEM_GETTER(x) [&x] { return x; }' >> %t/sys/factory.h
// RUN: %closure-tidy --header-filter=.* %s -- -std=c++17 -isystem %t/sys 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <factory.h>
std::function<int()> useMacro(int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference
  return SYSTEM_GETTER(x);
}
int useHeader() { return inHeader(1)(); }

// What stands in a system header is not the user's; what the user's headers hold is.
// RUN: %closure-clang -fsyntax-only -isystem %S/Inputs %s 2>&1 | FileCheck %s --check-prefix=SYSTEM --allow-empty
// RUN: %closure-clang -fsyntax-only -I %S/Inputs %s 2>&1 | FileCheck %s
// SYSTEM-NOT: warning:
// CHECK: header.h:4:12: warning: lambda captures 'n'
#include <header.h>
int use() { return inHeader()(); }

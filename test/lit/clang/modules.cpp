// A module is checked where it is built, and its users for what they write.
// RUN: rm -rf %t && mkdir %t
// RUN: split-file %s %t
// RUN: %closure-clang -std=c++20 --precompile %t/count.cppm -o %t/count.pcm 2>&1 | FileCheck %s --check-prefix=MODULE
// RUN: %closure-clang -std=c++20 -fmodule-file=count=%t/count.pcm -fsyntax-only %t/user.cpp 2>&1 | FileCheck %s --check-prefix=USER
// RUN: %closure-clang -std=c++20 -fmodules -fmodules-cache-path=%t/cache -I %t -fsyntax-only %t/old.cpp 2>&1 | FileCheck %s --check-prefix=OLD
// MODULE: count.cppm:5:12: warning: lambda captures 'n'
// MODULE: {{^}}1 warning generated.
// USER-NOT: count.cppm
// USER: user.cpp:6:12: warning: lambda captures 'k'
// USER: {{^}}1 warning generated.
// OLD: old.cpp:5:12: warning: lambda captures 'k'

//--- count.cppm
module;
#include <functional>
export module count;
export inline std::function<int()> counted(int n) {
  return [&n] { return n; };
}
//--- user.cpp
#include <functional>
import count;

std::function<int()> user() {
  int k = counted(1)();
  return [&k] { return k; };
}
//--- module.modulemap
module old { header "old.h" }
//--- old.h
inline int old() { return 1; }
//--- old.cpp
#include "old.h"
#include <functional>
std::function<int()> user() {
  int k = old();
  return [&k] { return k; };
}

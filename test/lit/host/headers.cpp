// The header filter decides about headers; a fix never touches a filtered one.
// RUN: rm -rf %t && mkdir -p %t && cp %s %t/main.cpp && cp %S/Inputs/factory.h %t/factory.h
// RUN: %closure-tidy --header-filter=none %t/main.cpp -- -std=c++17 2>&1 | FileCheck %s --check-prefix=HIDDEN --implicit-check-not=factory.h:5
// RUN: %closure-tidy --header-filter=factory %t/main.cpp -- -std=c++17 2>&1 | FileCheck %s --check-prefix=SHOWN
// RUN: %closure-tidy --header-filter=none --fix %t/main.cpp -- -std=c++17 2>&1 | count 0 || true
// RUN: diff %S/Inputs/factory.h %t/factory.h
#include "factory.h"
int call() {
  // The capture stands in a header, the defect at this call.
  auto late = overCaller(Config{1});
  return late();
}
// HIDDEN: main.cpp:10:15: warning: lambda captures 'config' by reference, but 'late' keeps it after the temporary that it refers to dies [closure-dangling-capture]
// HIDDEN: factory.h:9:12: note: the lambda captures 'config' here
// SHOWN: factory.h:5:12: warning: lambda captures 'x' by reference
// SHOWN: main.cpp:10:15: warning: lambda captures 'config'

// What another unit knows of a function's body takes the place of what its name makes one assume.
// RUN: rm -rf %t && mkdir %t
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --check-prefix=ALONE
// RUN: %closure-lint --quiet --summaries=%t %S/Inputs/bus.cpp -- -std=c++17
// RUN: not %closure-lint --quiet --summaries=%t %s -- -std=c++17 | FileCheck %s
// RUN: %closure-tidy --config='{CheckOptions: {Summaries: %t}}' %s -- -std=c++17 | FileCheck %s
// RUN: %closure-clang -fsyntax-only -std=c++17 -fplugin-arg-closure-summaries=%t %s 2>&1 | FileCheck %s
#include "Inputs/bus.h"

// ALONE: known.cpp:[[@LINE+3]]:{{.*}} 'onMessage' may keep it
void keeps(Bus &bus) {
  int total = 0;
  bus.onMessage([&total](int more) { total += more; });
  // CHECK: known.cpp:[[@LINE-1]]:{{[0-9]+}}: warning: lambda captures 'total' by reference, but the caller's 'bus' keeps it after 'total' dies
  // CHECK: known.cpp:[[@LINE-2]]:{{[0-9]+}}: note: {{([0-9]\. )?}}'onMessage' keeps the closure beyond this call, as its body in bus.cpp shows
}

void clears(Bus &bus) {
  int total = 0;
  bus.onMessage([&total](int more) { total += more; });
  // CHECK-NOT: known.cpp:[[@LINE-1]]:{{.*}}warning
  bus.clear();
}

// ALONE: known.cpp:[[@LINE+3]]:{{.*}} 'onNow' may keep it
void onlyCalls(Bus &bus) {
  int total = 0;
  bus.onNow([&total](int more) { total += more; });
  // CHECK-NOT: known.cpp:[[@LINE-1]]:{{.*}}warning
}

// What a class hides behind a pointer is known as far as this unit knows the class.
void hidden(Hub &hub) {
  int total = 0;
  hub.onMessage([&total](int more) { total += more; });
  // CHECK: known.cpp:[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}} the caller's 'hub' keeps it after 'total' dies
}

void hiddenAndWiped(Hub &hub) {
  int total = 0;
  hub.onMessage([&total](int more) { total += more; });
  // CHECK-NOT: known.cpp:[[@LINE-1]]:{{.*}}warning
  hub.wipe();
}

// The state of the class is hidden: the object keeps it, wherever that is.
void diesFirst() {
  int total = 0;
  Hub hub;
  hub.onMessage([&total](int more) { total += more; });
  // CHECK-NOT: known.cpp:[[@LINE-1]]:{{.*}}warning
}

// A variable that this unit does not know.
void global() {
  int total = 0;
  atExit([&total] { ++total; });
  // CHECK: known.cpp:[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}} global 'kept' keeps it after 'total' dies
}

void globalCleared() {
  int total = 0;
  atExit([&total] { ++total; });
  // CHECK-NOT: known.cpp:[[@LINE-1]]:{{.*}}warning
  forgetAll();
}

// A variable that both units know.
void shared() {
  int total = 0;
  net::submit([&total] { ++total; });
  // CHECK: known.cpp:[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}} global 'pending' keeps it after 'total' dies
}

void sharedCleared() {
  int total = 0;
  net::submit([&total] { ++total; });
  // CHECK-NOT: known.cpp:[[@LINE-1]]:{{.*}}warning
  net::pending.clear();
}

std::function<void()> passedOn() {
  int total = 0;
  return twice([&total] { ++total; });
  // CHECK: known.cpp:[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}} the return value keeps it after 'total' dies
  // CHECK: note: {{([0-9]\. )?}}'twice' takes the closure and hands it on here, as its body in bus.cpp shows
}

void throughAnother() {
  int total = 0;
  useHidden([&total] { ++total; });
  // CHECK: known.cpp:[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}} global 'kept' keeps it after 'total' dies
}

// Which overrider runs is not known.
void overridden(Base &base) {
  int total = 0;
  base.onEvent([&total] { ++total; });
  // CHECK: known.cpp:[[@LINE-1]]:{{[0-9]+}}: warning: {{.*}} 'onEvent' may keep it after 'total' dies
}

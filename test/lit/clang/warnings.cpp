// The compiler plugin: the findings as warnings of the build, controlled as the
// compiler's own are.
// RUN: %closure-clang -fsyntax-only %s 2>&1 | FileCheck %s
// RUN: %closure-clang -fsyntax-only -w %s 2>&1 | FileCheck %s --check-prefix=SILENT --allow-empty
// RUN: not %closure-clang -fsyntax-only -Werror %s 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: %closure-clang -fsyntax-only -Wno-unknown-warning-option -Wno-closure-loop-capture %s 2>&1 | FileCheck %s --check-prefix=ONE
// RUN: %closure-clang -fsyntax-only -Wno-unknown-warning-option -Wno-closure -Wclosure-dangling-capture %s 2>&1 | FileCheck %s --check-prefix=ONE
// RUN: not %closure-clang -fsyntax-only -Wno-unknown-warning-option -Werror=closure-dangling-capture %s 2>&1 | FileCheck %s --check-prefix=MIXED
// RUN: not %closure-clang -fsyntax-only -Wno-unknown-warning-option -Werror -Wno-error=closure-loop-capture %s 2>&1 | FileCheck %s --check-prefix=MIXED
// RUN: %closure-clang -fsyntax-only -fno-diagnostics-show-option %s 2>&1 | FileCheck %s --check-prefix=NAMELESS
// RUN: not %closure-clang -Werror %s -o %t.o -c 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: %closure-clang %s -o %t.o -c 2>&1 | FileCheck %s
#include <functional>
#include <vector>

std::vector<std::function<int()>> loop() {
  std::vector<std::function<int()>> made;
  // CHECK: :[[@LINE+6]]:21: warning: lambda captures 'i' by reference, but 'made' keeps it after 'i' dies [closure-loop-capture]
  // CHECK: note: the closure is added to 'made' here
  // ERROR: :[[@LINE+4]]:21: error: lambda captures 'i' {{.*}} [-Werror,closure-loop-capture]
  // MIXED: :[[@LINE+3]]:21: warning: lambda captures 'i' {{.*}} [closure-loop-capture]
  // NAMELESS: warning: lambda captures 'i' by reference, but 'made' keeps it after 'i' dies{{$}}
  for (int i = 0; i < 3; ++i)
    made.push_back([&] { return i; });
  return made;
}

// Where clang warns itself, there is one warning, with path and repair.
std::function<int()> direct() {
  int n = 1;
  // CHECK: :[[@LINE+4]]:12: warning: lambda captures 'n' {{.*}} [closure-dangling-capture]
  // ERROR: :[[@LINE+3]]:12: error: lambda captures 'n' {{.*}} [-Werror,closure-dangling-capture]
  // MIXED: :[[@LINE+2]]:12: error: lambda captures 'n' {{.*}} [-Werror,closure-dangling-capture]
  // ONE: :[[@LINE+1]]:12: warning: lambda captures 'n'
  return [&n] { return n; };
}

auto bare() {
  int n = 1;
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'n' {{.*}} [closure-dangling-capture]
  return [&n] { return n; };
}

// NOLINT silences ours as in clang-tidy, on the line, on the next, and in blocks.
std::function<int()> silenced(int n) {
  return [&n] { return n; }; // NOLINT(closure-dangling-capture)
}
std::function<int()> silencedNext(int n) {
  // NOLINTNEXTLINE
  return [&n] { return n; };
}
// NOLINTBEGIN(closure-*)
std::function<int()> silencedBlock(int n) { return [&n] { return n; }; }
// NOLINTEND(closure-*)

// What we do not speak of stays the compiler's.
const int &address() {
  int n = 1;
  // CHECK: :[[@LINE+1]]:10: warning: reference to stack memory {{.*}} [-Wreturn-stack-address]
  return n;
}
// CHECK-NOT: -Wreturn-stack-address
// CHECK: {{^}}4 warnings generated.
// SILENT-NOT: {{.}}
// ERROR: {{^}}4 errors generated.
// ONE-NOT: 'i'
// ONE: {{^}}3 warnings generated.

// What else the compiler can be told.
// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-clang -fsyntax-only -Xclang -fixit %t.cpp
// RUN: FileCheck %s --check-prefix=FIXED --input-file=%t.cpp
// RUN: not %closure-clang -fsyntax-only -Werror -ferror-limit=1 %s 2>&1 | FileCheck %s --check-prefix=LIMIT
// RUN: not %closure-clang -fsyntax-only -Werror -Wfatal-errors %s 2>&1 | FileCheck %s --check-prefix=FATAL
// RUN: not %closure-clang -Werror=return-stack-address -c %s -o %t.o 2>&1 | FileCheck %s --check-prefix=LEVEL
// RUN: %closure-clang -fsyntax-only -Werror -Wno-unknown-warning-option -Wno-error=closure %s 2>&1 | FileCheck %s --check-prefix=TWO
// RUN: %closure-clang -fsyntax-only -Wno-everything -serialize-diagnostics %t.dia %s 2>&1 | FileCheck %s --check-prefix=TWO
// RUN: %closure-clang -frewrite-includes -E %s -o %t.ii
// RUN: %closure-clang -fsyntax-only -x c++ %t.ii 2>&1 | FileCheck %s --check-prefix=TWO
// RUN: %closure-clang -E %s -o %t.txt 2>&1 | FileCheck %s --check-prefix=SILENT --allow-empty
// SILENT-NOT: {{.}}
// TWO: {{^}}2 warnings generated.
// LIMIT: fatal error: too many errors emitted
// FATAL: fatal error:
// FATAL-NOT: {{(note|warning|error)}}: {{.*}}closure
#include <functional>
auto direct(int n) {
  // FIXED: return [n] { return n; };
  // LEVEL: [[@LINE+1]]:12: error: lambda captures 'n' {{.*}} [-Werror,closure-dangling-capture]
  return [&n] { return n; };
}
std::function<int()> assigned() {
  int n = 1;
  std::function<int()> f;
  // FIXED: f = [n] { return n; };
  // LEVEL: [[@LINE+1]]:9: warning: lambda captures 'n' {{.*}} [closure-dangling-capture]
  f = [&n] { return n; };
  return f;
}
std::function<int()> silenced(int n) {
  return [&n] { return n; }; // NOLINT
}

// RUN: %closure-clang -fsyntax-only -fplugin-arg-closure-checks=-*,closure-loop-capture %s 2>&1 | FileCheck %s --check-prefix=LOOP
// RUN: not %closure-clang -fsyntax-only -fplugin-arg-closure-warnings-as-errors=closure-l* %s 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: %closure-clang -fsyntax-only -fplugin-arg-closure-assume-escape=Never %s 2>&1 | FileCheck %s --check-prefix=NEVER
// RUN: not %closure-clang -fsyntax-only -fplugin-arg-closure-assume-escape=Perhaps -fplugin-arg-closure-colour=red %s 2>&1 | FileCheck %s --check-prefix=WRONG
// RUN: not %closure-clang -fsyntax-only -fplugin-arg-closure-models=%S/none.yaml %s 2>&1 | FileCheck %s --check-prefix=MODEL
// RUN: not %closure-clang -fsyntax-only -fplugin-arg-closure-checks=closure-*,closure-lop-capture -fplugin-arg-closure-prefer-move=maybe %s 2>&1 | FileCheck %s --check-prefix=NAMES
// RUN: not %closure-clang -fsyntax-only -fplugin-arg-closure-checks= %s 2>&1 | FileCheck %s --check-prefix=EMPTY
// RUN: not %closure-clang -fsyntax-only -fplugin-arg-closure-checks %s 2>&1 | FileCheck %s --check-prefix=EMPTY
// RUN: %closure-clang -fsyntax-only -fplugin-arg-closure-prefer-move=false -fdiagnostics-parseable-fixits %s 2>&1 | FileCheck %s --check-prefix=FIX
// RUN: %closure-clang -fsyntax-only -fplugin-arg-closure-checks=-closure-loop-capture %s 2>&1 | FileCheck %s --check-prefix=LESS --implicit-check-not=closure-loop
// LESS: warning: lambda captures 'n' {{.*}} [closure-dangling-capture]
// LOOP-NOT: warning:
// LOOP: warning: lambda captures 'i'
// LOOP-NOT: warning:
// ERROR: error: lambda captures 'i' {{.*}} [-Werror,closure-loop-capture]
// ERROR: warning: lambda captures 'n' {{.*}} [closure-dangling-capture]
// NEVER: warning: lambda captures 'i'
// NEVER-NOT: warning:
// EMPTY: error: closure-lint: cannot use '-fplugin-arg-closure-checks{{=?}}'; expected a list of {{.*}} and patterns: it leaves no check
// WRONG: error: closure-lint: cannot use '-fplugin-arg-closure-assume-escape=Perhaps'; expected 'Never', 'Named' or 'Always'
// WRONG: error: closure-lint: cannot use '-fplugin-arg-closure-colour=red'; expected 'checks=', 
// MODEL: error: closure model {{.*}}none.yaml: cannot read this model file
// NAMES: error: closure-lint: cannot use '-fplugin-arg-closure-checks=closure-*,closure-lop-capture'; expected a list of closure-coroutine-capture, closure-dangling-capture, closure-dangling-this, closure-dangling-view, closure-loop-capture, closure-lost-update, closure-prefer-class, closure-reference-cycle, closure-unguarded-this and patterns: no check matches 'closure-lop-capture'; did you mean 'closure-loop-capture'?
// NAMES: error: closure-lint: cannot use '-fplugin-arg-closure-prefer-move=maybe'; expected 'true' or 'false'
// FIX: fix-it:"{{.*}}arguments.cpp":{[[@LINE+10]]:21-[[@LINE+10]]:23}:"i"
#include <functional>
#include <vector>

void subscribe(std::function<int()> callback);

std::vector<std::function<int()>> loop() {
  std::vector<std::function<int()>> made;
  for (int i = 0; i < 3; ++i)
    // On the next line.
    made.push_back([&i] { return i; });
  return made;
}

void assumed(int n) {
  subscribe([&n] { return n; });
}

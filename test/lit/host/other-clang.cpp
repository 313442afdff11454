// A plugin loaded into another version's compiler says so and ends: its symbols cannot be trusted.
// REQUIRES: other-llvm
// RUN: not %other-clangxx -fplugin=%clang-plugin -fsyntax-only %s 2>&1 | FileCheck %s
// CHECK: closure-lint: error: this module was built for LLVM {{.*}} and was loaded into {{.*}}; build it for that version, or run clang++-
// CHECK-NOT: undefined symbol
int main() {}

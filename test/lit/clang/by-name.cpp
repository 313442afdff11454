// RUN: %closure-clang -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=OFF --allow-empty
// RUN: %closure-clang -fsyntax-only -Wno-unknown-warning-option -Wclosure %s 2>&1 | FileCheck %s --check-prefix=OFF --allow-empty
// RUN: %closure-clang -fsyntax-only -fplugin-arg-closure-checks=* %s 2>&1 | FileCheck %s --check-prefix=OFF --allow-empty
// RUN: %closure-clang -fsyntax-only -Wno-unknown-warning-option -Werror=closure %s 2>&1 | FileCheck %s --check-prefix=OFF --allow-empty
// RUN: %closure-clang -fsyntax-only -fplugin-arg-closure-checks=closure-*,closure-unguarded-this %s 2>&1 | FileCheck %s
// RUN: %closure-clang -fsyntax-only -Wno-unknown-warning-option -Wclosure-unguarded-this %s 2>&1 | FileCheck %s
// RUN: not %closure-clang -fsyntax-only -Wno-unknown-warning-option -Werror=closure-unguarded-this %s 2>&1 | FileCheck %s --check-prefix=ERROR
// RUN: %closure-clang -fsyntax-only -Wno-unknown-warning-option -Wclosure-unguarded-this -Wno-closure %s 2>&1 | FileCheck %s --check-prefix=OFF --allow-empty
// A check that runs by its name alone.
// OFF-NOT: {{warning|error}}:
// CHECK: :[[@LINE+11]]:24: warning: lambda captures 'this', and global 'waiting' keeps it, but nothing tells it when the object is gone [closure-unguarded-this]
// ERROR: error: lambda captures 'this', and global 'waiting' keeps it{{.*}} [-Werror,closure-unguarded-this]
#include <functional>
#include <utility>
#include <vector>

std::vector<std::function<void()>> waiting;
void later(std::function<void()> f) { waiting.push_back(std::move(f)); }

struct Posts {
  // In the next line.
  void post() { later([this] { ++n; }); }
  int n = 0;
};

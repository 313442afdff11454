// RUN: not %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not='warning: lambda'
// A function that holds an error is quiet; the rest of the file is not.
#include <functional>

using Fn = std::function<int()>;

Fn broken(int x) {
  // CHECK: error: use of undeclared identifier 'undeclared'
  undeclared();
  return [&x] { return x; };
}
Fn brokenInside(int x) {
  return [&x] { return x + alsoUndeclared; };
}
Fn whole(int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  return [&x] { return x; };
}

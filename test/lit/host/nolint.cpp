// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// clang-tidy's comments silence our checks, by line, next line and block, for one check or all.
#include <functional>
using Fn = std::function<int()>;
Fn line(int x) {
  return [&x] { return x; }; // NOLINT(closure-dangling-capture)
}
Fn anyClosureCheck(int x) {
  return [&x] { return x; }; // NOLINT(closure-*)
}
Fn nextLine(int x) {
  // NOLINTNEXTLINE
  return [&x] { return x; };
}
// NOLINTBEGIN(closure-dangling-capture)
Fn block(int x) {
  return [&x] { return x; };
}
// NOLINTEND(closure-dangling-capture)
Fn firstLineOfTheLambda(int x, int y) {
  return [x, // NOLINT(closure-dangling-capture)
          &y] { return x + y; };
}
Fn firstLineForAnother(int x, int y) {
  return [x, // NOLINT(closure-loop-capture)
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'y'
          &y] { return x + y; };
}
Fn otherCheck(int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x'
  return [&x] { return x; }; // NOLINT(closure-loop-capture)
}

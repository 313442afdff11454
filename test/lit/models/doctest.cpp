// REQUIRES: header-doctest
// packages: doctest-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// doctest: the object of a fixture dies when the test is over.
#include <doctest/doctest.h>
#include <functional>

struct Quiet {
  std::function<void()> Keep;
  void run() { Keep(); }
};
TEST_CASE_FIXTURE(Quiet, "a fixture that dies in silence") {
  int n = 0;
  Keep = [&n] { ++n; };
  run();
  CHECK(n == 1);
}
struct Calling {
  std::function<void()> Keep;
  ~Calling() { Keep(); }
};
TEST_CASE_FIXTURE(Calling, "a fixture that calls it") {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but member 'Keep' keeps it
  Keep = [&n] { ++n; };
}

// REQUIRES: header-boost
// packages: libboost-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Boost.Test: the object of a fixture dies when the test is over.
#include <boost/test/unit_test.hpp>
#include <functional>

struct Quiet {
  std::function<void()> Keep;
  void run() { Keep(); }
};
BOOST_FIXTURE_TEST_CASE(dies_in_silence, Quiet) {
  int n = 0;
  Keep = [&n] { ++n; };
  run();
  BOOST_TEST(n == 1);
}

BOOST_FIXTURE_TEST_SUITE(all_over_one_fixture, Quiet)
BOOST_AUTO_TEST_CASE(dies_in_silence) {
  int n = 0;
  Keep = [&n] { ++n; };
  run();
}
BOOST_AUTO_TEST_SUITE_END()

struct Calling {
  std::function<void()> Keep;
  ~Calling() { Keep(); }
};
BOOST_FIXTURE_TEST_CASE(calls_it, Calling) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but member 'Keep' keeps it
  Keep = [&n] { ++n; };
}

std::function<void()> all;
BOOST_FIXTURE_TEST_CASE(hands_it_on, Quiet) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference, but global 'all' keeps it
  all = [&n] { ++n; };
}

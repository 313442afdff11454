// The include comes with a repair that is applied, not with one that NOLINT silences.
// RUN: rm -rf %t && mkdir %t && sed "s,// [A-Z-]*:.*,," %s > %t/fixed.cpp
// RUN: %closure-tidy --fix %t/fixed.cpp -- -std=c++17 > %t/log
// RUN: FileCheck %s --input-file=%t/fixed.cpp
// RUN: %clangxx -std=c++17 -fsyntax-only -Wall -Wextra -Werror %t/fixed.cpp
template <class F> struct Kept {
  F f;
};
template <class F> Kept<F> keep(F f) { return {f}; }

// CHECK: #include <memory>
auto silenced() {
  int n = 0;
  // NOLINTNEXTLINE
  auto kept = keep([&n] { return ++n; });
  n = 2;
  return kept;
}
// CHECK: auto n = std::make_shared<int>(0);
auto repaired() {
  int n = 0;
  auto kept = keep([&n] { return ++n; });
  n = 2;
  return kept;
}

// Where `mutable` has no place, or its closure could not be called, the state is shared instead, or
// nothing is edited.
// RUN: rm -rf %t && mkdir %t && sed "s,// [A-Z0-9-]*:.*,," %s > %t/fixed.cpp
// RUN: %closure-tidy --fix %t/fixed.cpp -- -std=c++23 > %t/log
// RUN: FileCheck %s --input-file=%t/fixed.cpp
// RUN: %clangxx -std=c++23 -fsyntax-only -Wall -Wextra -Werror -Wno-unused -Wno-return-stack-address %t/fixed.cpp
#include <functional>
#include <memory>
#include <string>
#include <string_view>

// An attribute stands where the parentheses would go.
// CHECK: auto n = std::make_shared<int>(0);
// CHECK-NEXT: return [n] {{\[\[}}clang::annotate("x")]] { return ++*n; };
std::function<int()> attribute() {
  int n = 0;
  return [&n] [[clang::annotate("x")]] { return ++n; };
}

// CHECK: return [n]() __attribute__((noinline)) { return ++*n; };
std::function<int()> gnuAttribute() {
  int n = 0;
  return [&n]() __attribute__((noinline)) { return ++n; };
}

// CHECK: return [n]<class T = int> { return T(++*n); };
auto templated() {
  int n = 0;
  return [&n]<class T = int> { return T(++n); };
}
int useTemplated() { return templated()(); }

// The holder calls it as a constant.
template <class F> struct Holder {
  F f;
  int call() const { return f(); }
};
template <class F> Holder(F) -> Holder<F>;
// CHECK: return Holder{[n] { return ++*n; }};
auto inHolder() {
  int n = 0;
  return Holder{[&n] { return ++n; }};
}
int useHolder() { return inHolder().call(); }

// One instantiation could not copy it.
// CHECK: template <class T> auto deref(T p) { return [&] { return *p; }; }
template <class T> auto deref(T p) { return [&] { return *p; }; }
int number(int *q) { return deref(q)(); }
int owner() { return deref(std::make_unique<int>(1))(); }

// A part of an owning string would be another type, so the view is copied.
// CHECK: return [v] {
std::function<int()> part(std::string_view v) {
  return [&v] {
    auto rest = v.substr(1);
    rest.remove_prefix(1);
    return int(rest.size());
  };
}

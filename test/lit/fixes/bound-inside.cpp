// A closure changes its own copy through what it binds to it, and a copy has to be right in every
// instantiation of a template.
// RUN: rm -rf %t && mkdir %t && sed "s,// [A-Z-]*:.*,," %s > %t/fixed.cpp
// RUN: %closure-tidy --fix %t/fixed.cpp -- -std=c++17 > %t/log
// RUN: FileCheck %s --input-file=%t/fixed.cpp
// RUN: %clangxx -std=c++17 -fsyntax-only -Wall -Wextra -Werror %t/fixed.cpp
#include <functional>
#include <vector>

// CHECK: return [n]() mutable { auto g = [&r = n] { return ++r; }; return g(); };
std::function<int()> initCapture(int n) {
  return [&] { auto g = [&r = n] { return ++r; }; return g(); };
}
// CHECK: return [n]() mutable { struct X { int &r; } x{n}; return ++x.r; };
std::function<int()> referenceMember(int n) {
  return [&] { struct X { int &r; } x{n}; return ++x.r; };
}
// CHECK: return [n] { struct X { const int &r; } x{n}; return x.r; };
std::function<int()> constantMember(int n) {
  return [&] { struct X { const int &r; } x{n}; return x.r; };
}

std::vector<std::function<int()>> kept;
int global = 0;
// CHECK: template <class T> void keep(T x) { kept.push_back([&x] { return x; }); }
template <class T> void keep(T x) { kept.push_back([&x] { return x; }); }
void both() {
  keep<int>(3);
  keep<int &>(global);
}

// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++20 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// Repairs that are easily got wrong; the result has to compile.
#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

using Fn = std::function<int()>;

// A change through iterators needs mutable.
Fn throughIterators(std::vector<int> v) {
  // CHECK: return [v = std::move(v)]() mutable { std::sort
  return [&v] { std::sort(v.begin(), v.end()); return v[0]; };
}
// Commas and ampersands in comments are no tokens.
auto comments(int x, int y) {
  // CHECK: return [= /* a, & b */] { return x + y; };
  return [=, &x /* a, & b */] { return x + y; };
}
auto moreComments(int x) {
  // CHECK: return [/* & */ x] { return x; };
  return [& /* & */ x] { return x; };
}
// Packs keep their dots.
template <class... T> Fn pack(T... t) {
  // CHECK: return [...a = t] { return (0 + ... + a); };
  return [&...a = t] { return (0 + ... + a); };
}
template Fn pack(int, int);
template <class... T> Fn implicitPack(T... t) {
  // CHECK: return [&, t...] { return (0 + ... + t); };
  return [&] { return (0 + ... + t); };
}
template Fn implicitPack(int, int);
// An array would become a pointer.
Fn array() {
  int a[3]{1, 2, 3};
  // CHECK: return [&b = a] { return b[1]; };
  return [&b = a] { return b[1]; };
}
// A view still refers to the string: a copy, no move.
std::string viewed(std::vector<std::function<std::string()>> &out) {
  std::string s = "text";
  std::string_view view = s;
  // CHECK: out.push_back([s] { return s; });
  out.push_back([&s] { return s; });
  return std::string(view);
}
// A pointer changes the variable later: the closure was meant to see it.
void aliased(std::vector<Fn> &out) {
  int n = 0;
  // CHECK: int *p = &*n;
  int *p = &n;
  // CHECK: out.push_back([n] { return *n; });
  out.push_back([&n] { return n; });
  *p = 5;
}
// The closure may be called as a constant by the other one.
auto nested(int n) {
  // CHECK: auto inc = [&n] { return ++n; };
  auto inc = [&n] { return ++n; };
  return [inc] { return inc(); };
}

// RUN: cp %s %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 2>&1 | FileCheck %s --check-prefix=WHY
// RUN: diff %s %t.cpp
// Where by value would be wrong, nothing is edited, and a note says why.
#include <functional>
#include <memory>
#include <utility>
#include <vector>

using Fn = std::function<int()>;

// Two closures share one cell.
std::pair<Fn, Fn> shared() {
  int count = 0;
  return {[&count] { return ++count; }, [&count] { return count; }};
  // WHY: note: no repair is offered: 'count' is shared with another lambda
}
// The function goes on changing it.
void changedLater(Fn &out) {
  int x = 1;
  out = [&x] { return x; };
  x = 2;
  // WHY: note: no repair is offered: 'x' is changed after the closure is made
}
// The function reads what the closure wrote.
int readLater(Fn &out) {
  int x = 1;
  out = [&x] { return ++x; };
  out(); // the closure and the function count together
  return x;
  // WHY: note: no repair is offered: 'x' is changed by the closure and used by the function as well
}
std::function<int(int)> itself() {
  std::function<int(int)> fact = [&fact](int n) { return n < 2 ? 1 : n * fact(n - 1); };
  return fact;
  // WHY: note: no repair is offered: 'fact' is the closure itself
}
Fn moveOnlyInCopyable(std::unique_ptr<int> p) {
  return [&p] { return *p; };
  // WHY: note: no repair is offered: 'p' cannot be copied, and the closure may be
}
int first(int x) {
  static auto once = [&x] { return x; };
  return once();
  // WHY: note: no repair is offered: the closure is made once for all calls
}
struct Base {
  virtual ~Base() = default;
  virtual int get() const { return 0; }
};
struct Derived : Base {};
Fn sliced() {
  Derived object;
  Base &base = object;
  return [&base] { return base.get(); };
  // WHY: note: no repair is offered: a copy of 'base' would lose
}
Fn pointsAtLocal() {
  int x = 1;
  int *p = &x;
  return [&p] { return *p; };
  // WHY: note: no repair is offered: 'p' refers to another local itself
}
#define GETTER(x) [&x] { return x; }
Fn macro(int x) {
  return GETTER(x);
  // WHY: note: no repair is offered inside a macro
}

// RUN: cp %s %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 2>&1 | FileCheck %s --check-prefix=WHY
// RUN: diff %s %t.cpp
// Where by value would be wrong, nothing is edited, and a note says why.
#include <functional>
#include <memory>
#include <utility>
#include <vector>

using Fn = std::function<int()>;

// State that is shared, where the variable cannot move to the heap.
int parameter(Fn &out, int x) {
  out = [&x] { return ++x; };
  out();
  return x;
  // WHY: note: no repair is offered: 'x' is changed by the closure and used by the function as well, and cannot be shared on the heap: it is a parameter
}
int byMacro(Fn &out) {
#define DECLARE(NAME) int NAME = 0
  DECLARE(x);
  out = [&x] { return ++x; };
  return x;
  // WHY: on the heap: a macro declares it
}
int nameless(Fn &out) {
  struct {
    int n = 0;
  } x;
  out = [&x] { return ++x.n; };
  return x.n;
  // WHY: on the heap: its type has no name
}
int deduced(Fn &out) {
  int x = 0;
  out = [&x] { return ++x; };
  decltype(x) y = x;
  return y;
  // WHY: on the heap: a decltype asks for its type
}
int hidden(Fn &out) {
  int x = 0;
  out = [&x] { return ++x; };
#ifdef NEVER
  x = 7;
#endif
  return x;
  // WHY: on the heap: the name is used for something else, or in code that is not compiled
}
struct Logged {
  ~Logged();
  int n = 0;
};
int destroyed(Fn &out) {
  Logged x;
  out = [&x] { return ++x.n; };
  return x.n;
  // WHY: on the heap: its destructor would run later
}
std::unique_ptr<int> movedAway(Fn &out, std::vector<std::unique_ptr<int>> &all) {
  auto x = std::make_unique<int>(1);
  out = [&x] { return ++*x; };
  all.push_back(std::move(x));
  return nullptr;
  // WHY: on the heap: it is moved away
}
std::function<int(int)> itself() {
  std::function<int(int)> fact = [&fact](int n) { return n < 2 ? 1 : n * fact(n - 1); };
  return fact;
  // WHY: note: no repair is offered: 'fact' is the closure itself
}
Fn moveOnlyInCopyable(std::unique_ptr<int> p) {
  return [&p] { return *p; };
  // WHY: note: no repair is offered: 'p' cannot be copied, and the closure may be, and cannot be shared on the heap: it is a parameter
}
int first(int x) {
  static std::vector<Fn> once{[&x] { return x; }};
  return once[0]();
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

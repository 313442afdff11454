// Who else knows the state decides whether a copy is right.
// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: FileCheck %s --check-prefix=WHY --input-file=%t.out
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

std::vector<std::function<int()>> kept;

// Through a reference the closure changes what others see.
int throughReference() {
  std::map<std::string, int> hits;
  auto &hit = hits["a"];
  // CHECK: kept.push_back([&hit] { return ++hit; });
  // WHY: no repair is offered: a copy would not change what 'hit' refers to
  kept.push_back([&hit] { return ++hit; });
  return hits["a"];
}

// What a reference names changes later.
int boundAndChanged() {
  int n = 1;
  int &same = n;
  // CHECK: kept.push_back([&same] { return same; });
  // WHY: no repair is offered: 'same' refers to 'n', which may change after the closure is made
  kept.push_back([&same] { return same; });
  n = 2;
  return kept.back()();
}

// And here it does not.
void boundAndLeft(const std::vector<std::string> &names) {
  for (const std::string &name : names) {
    std::string own = name;
    const std::string &same = own;
    // CHECK: kept.push_back([same] { return int(same.size()); });
    kept.push_back([&same] { return int(same.size()); });
  }
}

// Several closures count together.
void countTogether() {
  // CHECK: auto total = std::make_shared<int>(0);
  int total = 0;
  for (int i = 0; i < 3; ++i)
    // CHECK: kept.push_back([total] { return ++*total; });
    kept.push_back([&total] { return ++total; });
}

// So do the copies of one closure.
void copiesOfOne() {
  // CHECK: auto state = std::make_shared<int>(0);
  int state = 0;
  // CHECK: std::function<int()> next = [state] { return ++*state; };
  std::function<int()> next = [&state] { return ++state; };
  kept.push_back(next);
  kept.push_back(next);
}

// Whoever is given the address may write there.
struct Gauge {
  void watch(int *value) { Value = value; }
  void raise() { ++*Value; }
  int *Value = nullptr;
};
int watched() {
  // CHECK: auto level = std::make_shared<int>(0);
  int level = 0;
  Gauge gauge;
  gauge.watch(&level);
  // CHECK: kept.push_back([level] { return *level; });
  kept.push_back([&level] { return level; });
  gauge.raise();
  return kept.back()();
}

// A closure that keeps a number of its own from call to call stays the one it is.
int ownNumber(int step) {
  // CHECK: static auto next = [&step, n = 0]() mutable { return n += step; };
  static auto next = [&step, n = 0]() mutable { return n += step; };
  return next();
}

// A part has another name, by which it is changed later.
struct Point {
  int x = 0, y = 0;
};
int memberByName() {
  // CHECK: auto p = std::make_shared<Point>();
  Point p;
  // CHECK: int &x = p->x;
  int &x = p.x;
  // CHECK: kept.push_back([p] { return p->x; });
  // WHY: note: the repair shares 'p' on the heap, because 'p' is changed by another name after the closure is made
  kept.push_back([&p] { return p.x; });
  x = 4;
  return kept.back()();
}
int insideOptional() {
  // CHECK: auto o = std::make_shared<std::optional<int>>(1);
  std::optional<int> o = 1;
  // CHECK: int &x = **o;
  int &x = *o;
  kept.push_back([&o] { return *o; });
  x = 5;
  return kept.back()();
}
int elementByName(std::vector<int> v) {
  int &first = v.front();
  int &same = first;
  // CHECK: kept.push_back([&v] { return v[0]; });
  // WHY: note: no repair is offered: 'v' is changed by another name after the closure is made, and cannot be shared on the heap: it is a parameter
  kept.push_back([&v] { return v[0]; });
  same = 9;
  return kept.back()();
}
int nameInLoop() {
  // CHECK: auto p = std::make_shared<Point>();
  Point p;
  auto &y = p.y;
  for (int i = 0; i < 3; ++i) {
    ++y;
    // CHECK: kept.push_back([p] { return p->y; });
    kept.push_back([&p] { return p.y; });
  }
  return y;
}
int readByName() {
  Point p;
  int &x = p.x, &y = p.y;
  x = 1;
  // CHECK: kept.push_back([p] { return p.x; });
  kept.push_back([&p] { return p.x; });
  return x + y;
}
int byValueOf() {
  std::vector<int> v{1};
  std::vector<int> others{1, 2};
  int &other = others[v.size()];
  // CHECK: kept.push_back([v] { return v[0]; });
  kept.push_back([&v] { return v[0]; });
  other = 9;
  return others[1];
}

// A pointer that is set later refers to a local as well.
void setLater() {
  int x = 1;
  int *p = nullptr;
  p = &x;
  // CHECK: kept.push_back([&p] { return *p; });
  // WHY: no repair is offered: 'p' refers to another local itself
  kept.push_back([&p] { return *p; });
}

// To own the string would make the result a view of the closure's own copy.
std::function<std::string_view()> aView(std::string_view text) {
  // CHECK: return [text] { return text; };
  return [&text] { return text; };
}

// A commented-out include includes nothing, and neither does one that is left out.
/* #include <memory> */
#if 0
#include <memory>
#endif

// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: FileCheck %s --check-prefix=WHY --input-file=%t.out
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// A repair mends all captures that the warning names, or there is none: one that leaves a capture
// dangling would not silence it.
#include <functional>
#include <memory>
#include <string>
#include <vector>

std::vector<std::function<int()>> kept;

int iterator() {
  std::vector<int> v{1, 2, 3};
  auto it = v.begin();
  // CHECK: kept.push_back([&] { return *it + v[1]; });
  // WHY: note: no repair is offered: 'it' refers to another local itself
  kept.push_back([&] { return *it + v[1]; });
  return *it;
}
void rawBesideOwner() {
  // CHECK: auto p = std::make_unique<int>(1);
  auto p = std::make_unique<int>(1);
  int *raw = p.get();
  // CHECK: kept.push_back([&] { return *p + *raw; });
  // WHY: note: no repair is offered: 'raw' refers to another local itself
  kept.push_back([&] { return *p + *raw; });
}
template <class T> void inTemplate(T t) {
  T u = t;
  // CHECK: kept.push_back([&] { return int(t.size() + u.size()); });
  // WHY: note: no repair is offered: 'u' is changed after the closure is made
  kept.push_back([&] { return int(t.size() + u.size()); });
  u = t;
}
template void inTemplate(std::string);
struct Widget {
  int drawn = 0;
  void start(std::string name) {
    // CHECK: kept.push_back([this, &name] { return drawn += int(name.size()); });
    // WHY: note: no repair is offered: let the destructor of 'Widget' take the closure back
    kept.push_back([this, &name] { return drawn += int(name.size()); });
  }
};
void start() {
  Widget w;
  w.start("a");
}

// The cell of one lambda is seen by another, which has a capture that stays as it is.
void oneOfTwo() {
  std::vector<int> v{1};
  auto it = v.begin();
  // CHECK: auto n = std::make_shared<int>(0);
  int n = 0;
  // CHECK: kept.push_back([n] { return ++*n; });
  kept.push_back([&n] { return ++n; });
  // CHECK: kept.push_back([n, &it] { return *n + *it; });
  // WHY: note: no repair is offered: 'it' refers to another local itself
  kept.push_back([&n, &it] { return n + *it; });
  ++n;
}

// And all of them where each can be mended.
void all() {
  std::string a = "a", b = "b";
  // CHECK: kept.push_back([a = std::move(a), b = std::move(b)] { return int(a.size() + b.size()); });
  kept.push_back([&] { return int(a.size() + b.size()); });
}

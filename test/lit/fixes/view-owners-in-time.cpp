// RUN: sed "s,// [A-Z-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++20 > %t.log 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: FileCheck %s --input-file=%t.log --check-prefix=NOTE
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -Wno-dangling -fsyntax-only %t.cpp
// An owner is made of a view only where that refers to something, and where the closure uses the owner
// as it used the view.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <initializer_list>
#include <iostream>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using F = std::function<int()>;
std::string title();
void later(F);
std::vector<F> queue;

// What is gone when the closure is made cannot be copied any more.
int ofTemporary() {
  std::string_view view = title();
  // CHECK: auto f = [view] { return int(view.size()); };
  // NOTE: no repair is offered: what 'view' refers to is gone when the closure is made; keep a 'std::string' in its place, and let the closure own that
  auto f = [view] { return int(view.size()); };
  return f();
}
int ofScope() {
  std::span<const int> view;
  {
    std::vector<int> own{1, 2};
    view = own;
  }
  // CHECK: auto f = [view] { return view[0]; };
  auto f = [view] { return view[0]; };
  return f();
}
int ofChanged() {
  std::string own = title();
  std::string_view view = own;
  own += "more";
  // CHECK: auto f = [view] { return int(view.size()); };
  auto f = [view] { return int(view.size()); };
  return f();
}
int ofReset() {
  auto own = std::make_unique<int>(1);
  int *p = own.get();
  own.reset();
  // CHECK: auto f = [p] { return *p; };
  auto f = [p] { return *p; };
  return f();
}
void ofTheTurnBefore() {
  std::string_view view = "none";
  for (int i = 0; i != 2; ++i) {
    // CHECK: queue.push_back([view] { return int(view.size()); });
    queue.push_back([view] { return int(view.size()); });
    std::string own = title();
    view = own;
  }
}

// One owner for two.
struct Job {
  int steps = 0;
};
void twoWant() {
  auto own = std::make_unique<Job>();
  Job *p = own.get();
  // CHECK: queue.push_back([p] { return ++p->steps; });
  queue.push_back([p] { return ++p->steps; });
  // CHECK: queue.push_back([p] { return --p->steps; });
  queue.push_back([p] { return --p->steps; });
}
void functionWants() {
  auto own = std::make_unique<Job>();
  Job *p = own.get();
  // CHECK: queue.push_back([p] { return ++p->steps; });
  queue.push_back([p] { return ++p->steps; });
  p->steps = 4;
}
void oneWrites() {
  auto own = std::make_unique<Job>();
  Job *p = own.get();
  // CHECK: queue.push_back([p] { return ++p->steps; });
  queue.push_back([p] { return ++p->steps; });
  // CHECK: queue.push_back([p] { return p->steps; });
  queue.push_back([p] { return p->steps; });
}
void twoShare() {
  auto own = std::make_shared<Job>();
  Job *p = own.get();
  // CHECK: queue.push_back([p, own] { return ++p->steps; });
  queue.push_back([p] { return ++p->steps; });
  // CHECK: queue.push_back([p, own] { return --p->steps; });
  queue.push_back([p] { return --p->steps; });
}

// What a view can do, and a string cannot, or does otherwise.
int skip(std::string_view &view) { return view.remove_prefix(1), int(view.size()); }
int read(std::string_view view) { return int(view.size()) + view[0]; }
std::vector<std::string_view> words;
int keep(std::string_view word) { return words.push_back(word), 1; }
std::map<std::string_view, int> counts;
F shortens(std::string own) {
  std::string_view view = own;
  // CHECK: return [view]() mutable { view.remove_prefix(1); return int(view.size()); };
  return [view]() mutable { view.remove_prefix(1); return int(view.size()); };
}
F skips(std::string own) {
  std::string_view view = own;
  // CHECK: return [view]() mutable { return skip(view); };
  return [view]() mutable { return skip(view); };
}
F greatest(std::string own) {
  std::string_view view = own;
  // CHECK: return [view] { return int(std::max(view, std::string_view("b")).size()); };
  return [view] { return int(std::max(view, std::string_view("b")).size()); };
}
F keeps(std::string own) {
  std::string_view view = own;
  // CHECK: return [view] { return keep(view); };
  return [view] { return keep(view); };
}
F keepsAsKey(std::string own) {
  std::string_view view = own;
  // CHECK: return [view] { return counts[view] = 1; };
  return [view] { return counts[view] = 1; };
}
F reads(std::string own) {
  std::string_view view = own;
  // CHECK: return [view = std::string(view)] { return read(view); };
  return [view] { return read(view); };
}
F compares(std::string own) {
  std::string_view view = own;
  // CHECK: return [view = std::string(view)] { std::cout << view; return view == "text" ? 1 : int(view.find('x')); };
  return [view] { std::cout << view; return view == "text" ? 1 : int(view.find('x')); };
}
F goesOver(std::string own) {
  std::string_view view = own;
  // CHECK: return [view = std::string(view)] { int n = 0; for (char c : view) n += c == '/'; return n; };
  return [view] { int n = 0; for (char c : view) n += c == '/'; return n; };
}

// Elements that cannot be copied.
F ofPointers(std::vector<std::unique_ptr<int>> own) {
  std::span<const std::unique_ptr<int>> view = own;
  // CHECK: return [view] { return *view[0]; };
  return [view] { return *view[0]; };
}
F ofListOfPointers(std::initializer_list<std::unique_ptr<int>> view) {
  // CHECK: return [view] { return int(view.size()); };
  return [view] { return int(view.size()); };
}
F ofListOfStrings(std::initializer_list<std::string> view) {
  // CHECK: return [view = std::vector<std::string>(view)] { return int(view.size()); };
  return [view] { return int(view.size()); };
}

// An iterator that may be the end.
F perhapsEnd(int id) {
  std::map<int, std::string> all{{1, "one"}};
  auto it = all.find(id);
  bool there = it != all.end();
  // CHECK: return [it, there] { return there ? int(it->second.size()) : 0; };
  return [it, there] { return there ? int(it->second.size()) : 0; };
}
F noEnd(int id) {
  std::map<int, std::string> all{{1, "one"}};
  auto it = all.find(id);
  if (it == all.end())
    return nullptr;
  // CHECK: return [it = std::make_shared<const std::pair<const int, std::string>>(*it)] { return int(it->second.size()); };
  return [it] { return int(it->second.size()); };
}

// A base is a part of an object.
struct Figure {
  virtual ~Figure() = default;
  virtual int corners() const { return 0; }
};
struct Box : Figure {
  int corners() const override { return 4; }
};
F ofBase() {
  std::unique_ptr<Figure> own = std::make_unique<Box>();
  // CHECK: return [&figure = *own] { return figure.corners(); };
  return [&figure = *own] { return figure.corners(); };
}

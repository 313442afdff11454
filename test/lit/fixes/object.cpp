// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --check-prefixes=CHECK,CXX17
// RUN: %closure-tidy %s -- -std=c++14 2>&1 | FileCheck %s --check-prefixes=CHECK,CXX14
// RUN: %closure-tidy %s -- -std=c++11 2>&1 | FileCheck %s --check-prefixes=CHECK,CXX11
// RUN: cp %s %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 > %t.log 2>&1
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// A copy of the object where the closure only reads it, and shared ownership where the class has
// it; a weak look as the alternative.
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct Loop {
  void whenIdle(std::function<void()> f) { waiting.push_back(f); }
  std::vector<std::function<void()>> waiting;
};
static Loop loop;
void print(const std::string &);

struct Report {
  std::string name;
  int pages = 0;
  void explicitly() const {
    // CHECK: :[[@LINE+3]]:20: warning: lambda captures 'this'
    // CXX17: {{^ +\| +}}*this{{$}}
    // CXX14: note: no repair is offered: let the destructor of 'Report' take the closure back
    loop.whenIdle([this] { print(name); });
  }
  void byDefault(int page) {
    // CHECK: :[[@LINE+2]]:20: warning: lambda captures 'this'
    // CXX17: {{^ +\| +}}, *this{{$}}
    loop.whenIdle([=] { print(name + std::to_string(page)); });
  }
  void changing() {
    // CHECK: :[[@LINE+2]]:20: warning: lambda captures 'this'
    // CHECK: note: no repair is offered: let the destructor of 'Report' take the closure back
    loop.whenIdle([this] { ++pages; });
  }
};
void reports() {
  Report report;
  report.explicitly();
  report.byDefault(1);
  report.changing();
}

struct Session : std::enable_shared_from_this<Session> {
  int pages = 0;
  void explicitly(int n) {
    // CHECK: :[[@LINE+6]]:20: warning: lambda captures 'this'
    // CXX17: {{^ +\| +}}, self = shared_from_this(){{$}}
    // CXX17: note: return early if the object is gone instead
    // CXX17: , weak = weak_from_this(){{ +}}auto self = weak.lock(); if (!self) return;
    // CXX14: {{^ +\| +}}, self = shared_from_this(){{$}}
    // CXX11: note: no repair is offered: let the destructor of 'Session' take the closure back
    loop.whenIdle([this, n] { pages += n; });
  }
  void byDefault() {
    // CHECK: :[[@LINE+2]]:20: warning: lambda captures 'this'
    // CXX17: {{^ +\| +}}, self = shared_from_this(){{$}}
    loop.whenIdle([&] {
      ++pages;
    });
  }
  Session() {
    // Nobody shares it yet.
    // CHECK: :[[@LINE+2]]:20: warning: lambda captures 'this'
    // CHECK: note: no repair is offered: let the destructor of 'Session' take the closure back
    loop.whenIdle([this] { ++pages; });
  }
};
void sessions() {
  auto session = std::make_shared<Session>();
  session->explicitly(1);
  session->byDefault();
}

// A copy would be only a part of the object.
struct Shape {
  virtual ~Shape() = default;
  std::string name;
  void start() {
    // CHECK: :[[@LINE+2]]:20: warning: lambda captures 'this'
    // CHECK: note: no repair is offered
    loop.whenIdle([this] { print(name); });
  }
};
void shapes() {
  Shape shape;
  shape.start();
}

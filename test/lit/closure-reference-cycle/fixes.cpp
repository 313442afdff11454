// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: FileCheck %s --check-prefix=WHY --input-file=%t.out
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// The capture becomes weak, and the body leaves early where the object is gone.
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

struct Session : std::enable_shared_from_this<Session> {
  void start() {
    auto self = shared_from_this();
    // CHECK: a = [weakSelf = std::weak_ptr<Session>(self)] { auto self = weakSelf.lock(); if (!self) return; ++self->n; };
    a = [self] { ++self->n; };
    // CHECK: b = [this, weakSelf = weak_from_this()] { auto self = weakSelf.lock(); if (!self) return; ++n; };
    b = [this, self = shared_from_this()] { ++n; };
    // CHECK: c = [=, weakSelf = std::weak_ptr<Session>(self)] {
    // CHECK-NEXT: auto self = weakSelf.lock();
    // CHECK-NEXT: if (!self)
    // CHECK-NEXT: return;
    // CHECK-NEXT: ++self->n;
    c = [=] {
      ++self->n;
    };
    // CHECK: d = [weakSelf = std::weak_ptr<Session>(self)](int v) { auto self = weakSelf.lock(); if (!self) return false; return v == self->n; };
    d = [self](int v) { return v == self->n; };
    // CHECK: e = [weakSelf = std::weak_ptr<Session>(self)](int v) -> std::string { auto self = weakSelf.lock(); if (!self) return {}; return std::to_string(v + self->n); };
    e = [self](int v) -> std::string { return std::to_string(v + self->n); };
    // CHECK: f = [self]() -> int & { return self->n; };
    // WHY: note: no repair is offered: the closure returns what cannot be made of nothing
    f = [self]() -> int & { return self->n; };
  }
  int n = 0;
  std::function<void()> a, b, c;
  std::function<bool(int)> d;
  std::function<std::string(int)> e;
  std::function<int &()> f;
};

// Two owners in one lambda.
void two(std::shared_ptr<Session> one) {
  auto same = one;
  // CHECK: one->a = [weakOne = std::weak_ptr<Session>(one), weakSame = std::weak_ptr<Session>(same)] { auto one = weakOne.lock(); auto same = weakSame.lock(); if (!one || !same) return; one->n = same->n; };
  one->a = [one, same] { one->n = same->n; };
}

// Nobody else is given the object: without the cycle it would be gone at once.
void alone() {
  auto session = std::make_shared<Session>();
  // CHECK: session->b = [session] { ++session->n; };
  // WHY: note: no repair is offered: nothing else is seen to own what 'session' points at
  session->b = [session] { ++session->n; };
}

void walk(int depth) {
  auto step = std::make_shared<std::function<void(int)>>();
  // CHECK: *step = [weakStep = std::weak_ptr<std::function<void (int)>>(step)](int left) {
  // CHECK-NEXT: auto step = weakStep.lock();
  *step = [step](int left) {
    if (left)
      (*step)(left - 1);
  };
  (*step)(depth);
}

// What waits has a copy of the closure, and needs the cell.
void later(std::vector<std::function<void()>> &queue) {
  auto step = std::make_shared<std::function<void()>>();
  // CHECK: *step = [step, &queue] { queue.push_back(*step); };
  // WHY: note: no repair is offered: nothing else is seen to own what 'step' points at
  *step = [step, &queue] { queue.push_back(*step); };
  (*step)();
}
void pages(std::vector<std::function<void()>> &queue) {
  auto next = std::make_shared<std::function<void()>>();
  // CHECK: auto call = [next] { (*next)(); };
  // WHY: note: no repair is offered: the closure is used elsewhere as well, and may be what keeps 'next' alive there
  auto call = [next] { (*next)(); };
  *next = [call, &queue] { queue.push_back(call); };
  queue.push_back(call);
}

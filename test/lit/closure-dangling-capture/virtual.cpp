// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A virtual function is read where no other can run: its class is final, only this unit can derive
// from it and nothing does, or the class of the object is in sight.
#include <functional>
#include <memory>
#include <utility>
#include <vector>

using Fn = std::function<void()>;
void use(int);

struct Executor {
  virtual ~Executor() = default;
  virtual void submit(Fn f) { f(); }
  virtual void visit(Fn f) { queue.push_back(std::move(f)); }
  std::vector<Fn> queue;
};
// Anything may run.
void open(Executor &e, int x) {
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'x' by reference, but 'submit' may keep it after 'x' dies
  e.submit([&x] { use(x); });
  e.visit([&x] { use(x); });
}

struct Final final : Executor {
  void submit(Fn f) override { f(); }
  void visit(Fn f) override { queue.push_back(std::move(f)); }
};
void closed(Final &e, int x) {
  e.submit([&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'x' by reference, but the caller's 'e' keeps it after 'x' dies
  e.visit([&x] { use(x); });
}

namespace {
struct Alone : Executor {
  void submit(Fn f) override { f(); }
  void visit(Fn f) override { queue.push_back(std::move(f)); }
};
struct Base : Executor {
  void submit(Fn f) override { f(); }
};
struct Derived : Base {
  void submit(Fn f) override;
};
template <class T> struct Mixed : T {
  void submit(Fn f) override { this->queue.push_back(std::move(f)); }
};
struct Plain : Executor {
  void submit(Fn f) override { f(); }
};
} // namespace
void alone(Alone &e, int x) {
  e.submit([&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'x' by reference, but the caller's 'e' keeps it after 'x' dies
  e.visit([&x] { use(x); });
}
void derivedFrom(Base &e, int x) {
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'x' by reference, but 'submit' may keep it after 'x' dies
  e.submit([&x] { use(x); });
}
void derivedByTemplate(Plain &e, int x) {
  Mixed<Plain> mixed;
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'x' by reference, but 'submit' may keep it after 'x' dies
  e.submit([&x] { use(x); });
}

// The object itself is in sight, or the call says which.
void local(std::vector<Fn> &all) {
  Executor e;
  {
    int x = 0;
    e.submit([&x] { use(x); });
    // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'x' by reference, but 'e' keeps it after 'x' dies
    e.visit([&x] { use(x); });
  }
  all = e.queue;
}
void named(Derived &e, int x) {
  e.Base::submit([&x] { use(x); });
}

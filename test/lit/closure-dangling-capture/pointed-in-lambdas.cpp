// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What a pointer of the enclosing function points at, and what a temporary pointer shares, outlives
// the function; what a wrapper is assigned by reference, it refers to.
#include <functional>
#include <memory>
#include <utility>

using Fn = std::function<void()>;
void use(int);
struct Monitor {
  Fn f;
  void on(Fn g) { f = std::move(g); }
  void setHandler(Fn g);
};
void inside(Monitor *monitor, int k) {
  // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'k' by reference, but the caller's 'monitor' keeps it after 'k' dies
  auto f = [&] { monitor->on([&k] { use(k); }); };
  f();
}
void insideByCopy(Monitor *monitor, int k) {
  auto f = [&] { monitor->on([k] { use(k); }); };
  f();
}

std::shared_ptr<Monitor> current();
void temporary(int k) {
  // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'k' by reference, but 'setHandler' may keep it after 'k' dies
  current()->setHandler([&k] { use(k); });
}
void own(int k) {
  std::make_unique<Monitor>()->on([&k] { use(k); });
  std::make_shared<Monitor>()->on([&k] { use(k); });
}

Fn global;
void referred(int k) {
  auto closure = [k] { use(k); };
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: 'closure' is bound by reference here, but global 'global' keeps the closure after 'closure' dies
  global = std::ref(closure);
}
void copied(int k) {
  auto closure = [k] { use(k); };
  global = closure;
}

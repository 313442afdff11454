// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A maker that says that its result refers to its parameter, or to its object, is right. Who keeps
// the result longer than that is not.
#include <functional>
#include <string>
#include <vector>

using Fn = std::function<void()>;
void use(int);
Fn kept;

// CHECK: :[[#@LINE+1]]:66: warning: lambda captures 'x' by reference, but the return value keeps it after 'x' dies
auto returnedFrom(int &x [[clang::lifetimebound]]) { return Fn([&x] { use(x); }); }
Fn returns() {
  int x = 0;
  return returnedFrom(x);
}
// CHECK: :[[#@LINE+1]]:59: warning: lambda captures 'x' by reference, but global 'kept' keeps it after 'x' dies
Fn storedFrom(int &x [[clang::lifetimebound]]) { return [&x] { use(x); }; }
void stores() {
  int x = 0;
  kept = storedFrom(x);
}
// CHECK: :[[#@LINE+1]]:78: warning: lambda captures 'value' by reference, but the return value keeps it after 'value' dies
template <class T> auto copied(T &value [[clang::lifetimebound]]) { return [&value] { return value; }; }
auto inTemplate() {
  std::string value = "a";
  return copied(value);
}
// CHECK: :[[#@LINE+1]]:94: warning: lambda captures 's' by reference, but the return value keeps it after {{.*}} dies
std::function<std::size_t()> sized(const std::string &s [[clang::lifetimebound]]) { return [&s] { return s.size(); }; }
auto ofTemporary() {
  return sized(std::string("a"));
}
// CHECK: :[[#@LINE+1]]:61: warning: lambda captures 'f' by reference, but the return value keeps it after 'f' dies
Fn wrapped(const Fn &f [[clang::lifetimebound]]) { return [&f] { f(); }; }
Fn wraps() {
  Fn f = [] {};
  return wrapped(f);
}
// Declared so before it is defined.
Fn declared(int &x [[clang::lifetimebound]]);
// CHECK: :[[#@LINE+1]]:35: warning: lambda captures 'x' by reference, but the return value keeps it after 'x' dies
Fn declared(int &x) { return Fn([&x] { use(x); }); }
Fn passesOn() {
  int x = 0;
  return declared(x);
}

// As long as the result is not longer with anybody, all is well.
Fn maker(int &x [[clang::lifetimebound]]) { return [&x] { use(x); }; }
void locally() {
  int x = 0;
  Fn f = maker(x);
  f();
  maker(x)();
}
Fn ofCaller(int &x) { return maker(x); }
Fn ofStatic() {
  static int x = 0;
  return maker(x);
}
struct Widget {
  int x = 0;
  Fn f;
  void set() { f = maker(x); }
};

// The object of a method.
struct Counter {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:53: warning: lambda captures 'this', but the return value keeps it after 'c' dies
  auto tick() [[clang::lifetimebound]] { return Fn([this] { ++n; }); }
  Fn tock() [[clang::lifetimebound]] { return [this] { ++n; }; }
};
Fn ticks() {
  Counter c;
  return c.tick();
}
void tocks(Counter &given) {
  Counter c;
  Fn f = c.tock();
  f();
  kept = given.tock();
}

// A constructor.
struct Guard {
  // CHECK: :[[#@LINE+1]]:57: warning: lambda captures 'x' by reference, but the return value keeps it after 'x' dies
  explicit Guard(int &x [[clang::lifetimebound]]) : f([&x] { use(x); }) {}
  Fn f;
};
Guard guards() {
  int x = 0;
  return Guard(x);
}
struct Look {
  explicit Look(int &x [[clang::lifetimebound]]) : f([&x] { use(x); }) {}
  Fn f;
};
void looks() {
  int x = 0;
  Look look(x);
  look.f();
}
Look looksOf(int &x) { return Look(x); }

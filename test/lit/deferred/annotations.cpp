// RUN: %closure-tidy %s -- -std=c++17 -I%root/plugin/include 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What a declaration says of its parameters comes before everything else.
#include <closure/annotations.h>
#include <functional>
#include <vector>

using Fn = std::function<void()>;
void use(int);

class Bus {
  std::vector<Fn> handlers;

public:
  void post(CLOSURE_CALLED Fn f);
  void frob(CLOSURE_KEPT Fn f);
  void every(int seconds, CLOSURE_CALLED_UNTIL(halt) Fn f);
  void halt();
};
void attach(Bus &bus, CLOSURE_KEPT_BY(bus) Fn f);
void subscribeBriefly([[clang::noescape]] const Fn &f);
struct Guard {
  explicit Guard(const Fn &f [[clang::lifetimebound]]);
  ~Guard();
  Fn f;
};

void called(Bus &bus, int x) {
  bus.post([&x] { use(x); });
}
void noEscape(int x) {
  subscribeBriefly([&x] { use(x); });
}
void kept(Bus &bus, int x) {
  // CHECK: :[[#@LINE+2]]:14: warning: lambda captures 'x' by reference, but the caller's 'bus' keeps it after 'x' dies
  // CHECK: :[[#@LINE+1]]:7: note: 'frob' is declared to keep the closure
  bus.frob([&x] { use(x); });
}
void keptBy(Bus &bus, int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference, but the caller's 'bus' keeps it after 'x' dies
  attach(bus, [&x] { use(x); });
}
void until(Bus &bus, int x) {
  bus.every(1, [&x] { use(x); });
  bus.halt();
}
void notUntil(Bus &bus, int x) {
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference, but the caller's 'bus' keeps it after 'x' dies
  bus.every(1, [&x] { use(x); });
}
void vouched(Bus &bus) {
  CLOSURE_OUTLIVES_CLOSURES("the bus is destroyed before this function returns") int x = 0;
  bus.frob([&x] { use(x); });
}

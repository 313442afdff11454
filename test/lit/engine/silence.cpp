// For each capture that is no defect, what ended its loans, and who says so.
// RUN: %closure-facts %s -- -std=c++17 2>&1 | FileCheck %s
#include <functional>
#include <memory>
#include <thread>
using Fn = std::function<int()>;

// A model.
// CHECK-LABEL: function joined
// CHECK: use t @{{[0-9:]+}} by model of join
// CHECK: quiet 'x'@[[#@LINE+2]]:17: finished in t by model of join
void joined(int x) {
  std::thread t([&x] { x++; });
  t.join();
}

// Nothing is known: the call may call it, and keeps nothing that one could tell.
void unseen(Fn);
// CHECK-LABEL: function given
// CHECK: quiet 'x'@[[#@LINE+2]]:10: may be called from expr@[[#@LINE+2]]:10 by nothing known of unseen, open
void given(int x) {
  unseen([&x] { return x; });
}

// A body that is seen.
int run(Fn f) { return f(); }
// CHECK-LABEL: function passed
// CHECK: quiet 'x'@[[#@LINE+2]]:14: may be called from expr@[[#@LINE+2]]:14 by body of run @
int passed(int x) {
  return run([&x] { return x; });
}

// A destructor that nobody sees may take back what its object was given.
struct Bus {
  void on(Fn);
  ~Bus();
};
// CHECK-LABEL: function taken
// CHECK: quiet 'x'@[[#@LINE+3]]:10: dropped by elsewhere Bus::on.pending by destructor of Bus, open
void taken(int x) {
  Bus bus;
  bus.on([&x] { return x; });
}

// A wait that is known by the words of its name, of something that has nothing to do with it for
// certain, or that nobody can tell.
struct Pool {
  void submit(Fn);
  void wait();
};
// CHECK-LABEL: function waitsForIt
// CHECK: quiet 'x'@[[#@LINE+2]]:15: waited for in {{.*}} by words of wait{{$}}
void waitsForIt(Pool &pool, int x) {
  pool.submit([&x] { return x; });
  pool.wait();
}
void waitAll();
// CHECK-LABEL: function waitsPerhaps
// CHECK: quiet 'x'@[[#@LINE+2]]:15: waited for in {{.*}} by words of waitAll, open{{$}}
void waitsPerhaps(Pool &pool, int x) {
  pool.submit([&x] { return x; });
  waitAll();
}

// The code itself: an assignment, a test, an end that nobody comes after.
// CHECK-LABEL: function reset
// CHECK: quiet 'y'@[[#@LINE+5]]:9: dropped by f @[[#@LINE+7]]:7
int reset() {
  Fn f;
  {
    int y = 1;
    f = [&y] { return y; };
    f();
    f = nullptr;
  }
  return f ? f() : 0;
}
// CHECK-LABEL: function unused
// CHECK: quiet 'y'@[[#@LINE+4]]:9: called no more from f @
void unused() {
  Fn f;
  { int y = 1;
    f = [&y] { return y; };
    f();
  }
}

// The caller decides.
// CHECK-LABEL: function handedBack
// CHECK: quiet 'x'@[[#@LINE+2]]:7: left to the caller in f.pending
void handedBack(Fn &f, int &x) {
  f = [&x] { return x; };
}

// No loan at all: a token guards the object; the author vouches for the variable.
struct Widget : std::enable_shared_from_this<Widget> {
  int size = 0;
  // CHECK-LABEL: function Widget::guarded
  // CHECK: quiet this@[[#@LINE+2]]:12: borrows nothing by a token
  Fn guarded() {
    return [this, self = weak_from_this()] { return self.lock() ? size : 0; };
  }
};
// CHECK-LABEL: function vouchedFor
// CHECK: quiet 'kept'@[[#@LINE+3]]:7: borrows nothing by attribute of kept{{$}}
void vouchedFor(Fn &f) {
  [[clang::annotate("closure::outlives_closures")]] int kept = 1;
  f = [&kept] { return kept; };
}

// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s
// An object whose life is known leaves a closure over itself with something that lives longer.
#include "Inputs/bus.h"
#include <functional>
#include <memory>
#include <tuple>
#include <vector>

struct Loop {
  void whenIdle(Fn f) { waiting.push_back(f); }
  void idle() {
    for (Fn &f : waiting)
      f();
  }
  std::vector<Fn> waiting;
};

struct Report {
  explicit Report(Loop &loop) : loop(loop) {}
  void print() {
    // CHECK: :[[@LINE+1]]:20: warning: lambda captures 'this', but 'loop' keeps it after 'report' dies [closure-dangling-this]
    loop.whenIdle([this] { ++pages; });
    // CHECK: :[[@LINE-1]]:10: note: 'whenIdle' keeps the closure beyond this call
    // CHECK: :[[@LINE+16]]:12: note: 'print' is called on the object here
    // CHECK: :[[@LINE+16]]:3: note: 'report' dies here, at the end of the scope
    // CHECK: :[[@LINE+16]]:{{[0-9]+}}: note: 'loop' is used here, afterwards
    // CHECK: note: no repair is offered: let the destructor of 'Report' take the closure back, or keep the object longer
  }
  Loop &loop;
  int pages = 0;
};

void local() {
  Loop loop;
  {
    int before = 0;
    (void)before;
    Report report(loop);
    int after = 0;
    report.print(), (void)after;
  }
  loop.idle();
}

// A constructor, and what lives on by itself.
struct Engine {
  Engine() {
    // CHECK: :[[@LINE+1]]:32: warning: lambda captures 'this', but global 'instance' keeps it after 'engine' dies [closure-dangling-this]
    Bus::instance().subscribe([=] { ++losses; });
    // CHECK: :[[@LINE-1]]:39: note: 'this' is captured by this use
    // CHECK: note: 'Engine' is called on the object here
  }
  int losses = 0;
};
void constructed() { Engine engine; }

struct Owned {
  Owned(int) {
    // CHECK: :[[@LINE+1]]:32: warning: lambda captures 'this', but global 'instance' keeps it after 'owned' dies [closure-dangling-this]
    Bus::instance().subscribe([this] { ++losses; });
  }
  int losses = 0;
};
void madeUnique() { auto owned = std::make_unique<Owned>(1); }

struct Reset {
  void start() {
    // CHECK: :[[@LINE+1]]:32: warning: lambda captures 'this', but global 'instance' keeps it after 'reset' dies [closure-dangling-this]
    Bus::instance().subscribe([this] { ++losses; });
    // CHECK: note: what 'reset' points at dies here
  }
  int losses = 0;
};
int main() {
  auto reset = std::make_shared<Reset>();
  reset->start();
  reset.reset();
}

// Through another function of the object, and through a part of another object.
struct Part {
  void outer() { inner(); }
  void inner() {
    // CHECK: :[[@LINE+1]]:32: warning: lambda captures 'this', but global 'instance' keeps it after 'whole' dies [closure-dangling-this]
    Bus::instance().subscribe([this] { ++losses; });
  }
  int losses = 0;
};
struct Whole {
  void start() { part.outer(); }
  Part part;
};
void parts() {
  Whole whole;
  whole.start();
}

// A closure that is made by a closure.
struct Nested {
  void start() {
    auto later = [this] {
      // CHECK: :[[@LINE+1]]:34: warning: lambda captures 'this', but global 'instance' keeps it after 'nested' dies [closure-dangling-this]
      Bus::instance().subscribe([this] { ++losses; });
    };
    later();
  }
  int losses = 0;
};
void nested() {
  Nested nested;
  nested.start();
}

// The copy goes on with a closure over the original.
struct Copied {
  // CHECK: :[[@LINE+1]]:15: warning: lambda captures 'this', but 'all' keeps it after 'one' dies [closure-dangling-this]
  Fn count = [this] { ++uses; };
  // CHECK: note: no repair is offered: the closure is part of the object that it captures; forbid copies and moves of 'Copied'
  int uses = 0;
};
std::vector<Copied> copies() {
  std::vector<Copied> all;
  for (int i = 0; i < 3; ++i) {
    Copied one;
    all.push_back(one);
  }
  return all;
}

struct Reader {
  Reader() {
    // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'this', but 'readers' keeps it after the object dies [closure-dangling-this]
    read = [this] { ++values; };
    // CHECK: note: the temporary dies here, at the end of the full-expression
  }
  Fn read;
  int values = 0;
};
void moved() {
  auto readers = std::make_tuple(Reader(), Reader());
  std::get<0>(readers).read();
}

// The class of the object is known, and with it the overrider.
struct Listener {
  virtual ~Listener() = default;
  virtual void progress() = 0;
};
struct Dialog : Listener {
  void progress() override {
    // CHECK: :[[@LINE+1]]:32: warning: lambda captures 'this', but global 'instance' keeps it after 'dialog' dies [closure-dangling-this]
    Bus::instance().subscribe([this] { ++percent; });
  }
  int percent = 0;
};
void overridden() {
  auto dialog = std::make_unique<Dialog>();
  dialog->progress();
}

// With a variable beside it, the lambda is the other check's.
struct Both {
  void start() {
    int n = 0;
    // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this' and 'n' by reference, but global 'instance' keeps it {{.*}} [closure-dangling-capture]
    Bus::instance().subscribe([this, &n] { uses += n; });
  }
  int uses = 0;
};
void both() {
  Both b;
  b.start();
}

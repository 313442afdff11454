// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --allow-empty
// CHECK-NOT: warning:
// The object lives long enough, may take its closures back, or its life is not known.
#include "Inputs/bus.h"
#include <functional>
#include <list>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

struct Loop {
  void whenIdle(Fn f) { waiting.push_back(f); }
  void run() {
    for (Fn &f : waiting)
      f();
    waiting.clear();
  }
  std::vector<Fn> waiting;
};
struct Subscriber {
  void start() { Bus::instance().subscribe([this] { ++uses; }); }
  int uses = 0;
};

// Nobody knows whose the object is.
void callers(Subscriber &by, Subscriber *pointer, std::unique_ptr<Subscriber> owned) {
  by.start();
  pointer->start();
  owned->start();
}
static Subscriber global;
void ofTheProgram() {
  static Subscriber local;
  global.start();
  local.start();
}
int main() {
  Subscriber lastsAsLongAsMain;
  lastsAsLongAsMain.start();
  auto pointed = std::make_unique<Subscriber>();
  pointed->start();
}
void leaked() { (new Subscriber)->start(); }

// Somebody else may own it, too.
std::shared_ptr<Subscriber> kept;
void shared() {
  auto one = std::make_shared<Subscriber>();
  one->start();
  kept = one;
}
std::unique_ptr<Subscriber> handedOut() {
  auto one = std::make_unique<Subscriber>();
  one->start();
  return one;
}
void released() {
  auto one = std::make_unique<Subscriber>();
  one->start();
  one.release();
}
void movedOn(std::vector<std::unique_ptr<Subscriber>> &all) {
  auto one = std::make_unique<Subscriber>();
  one->start();
  all.push_back(std::move(one));
}

// A destructor that does something, of the class, a base or a member.
struct TakesBack {
  void start() { Bus::instance().subscribe([this] { ++uses; }); }
  ~TakesBack() { Bus::instance().unsubscribe(uses); }
  int uses = 0;
};
struct Derived : TakesBack {
  void more() { Bus::instance().subscribe([this] { ++uses; }); }
};
struct Connection {
  explicit Connection(Bus &);
  ~Connection();
};
struct Connected {
  void start() {
    connections.emplace_back(Bus::instance());
    Bus::instance().subscribe([this] { ++uses; });
  }
  int uses = 0;
  std::vector<Connection> connections;
};
struct Elsewhere;
struct Hidden {
  void start() { Bus::instance().subscribe([this] { ++uses; }); }
  int uses = 0;
  Elsewhere *raw;
  std::unique_ptr<Elsewhere> impl;
  Hidden();
  ~Hidden();
};
void guarded() {
  TakesBack a;
  a.start();
  Derived b;
  b.more();
  Connected c;
  c.start();
  Hidden d;
  d.start();
}

// A connection that is kept can be ended.
struct Handle {
  void start() { id = Bus::instance().subscribe([this] { ++uses; }); }
  void several() { ids.push_back(Bus::instance().subscribe([this] { ++uses; })); }
  int stop() { return Bus::instance().subscribe([this] { ++uses; }); }
  int id = 0, uses = 0;
  std::vector<int> ids;
};
void handles() {
  Handle h;
  h.start();
  h.several();
  h.stop();
}

// The closure keeps the object alive, or looks.
struct Self : std::enable_shared_from_this<Self> {
  void strong() {
    Bus::instance().subscribe([this, self = shared_from_this()] { ++uses; });
  }
  void weak() {
    Bus::instance().subscribe([this, weak = weak_from_this()] {
      if (auto self = weak.lock())
        ++uses;
    });
  }
  void copy() {
    Bus::instance().subscribe([*this]() mutable { ++uses; });
  }
  int uses = 0;
};
void selves() {
  auto self = std::make_shared<Self>();
  self->strong();
  self->weak();
  self->copy();
}

// Over before the object is.
struct Timed {
  void start(Loop &loop) {
    loop.whenIdle([this] { ++uses; });
  }
  void now() {
    std::vector<int> values{1, 2};
    each([this](int) { ++uses; });
    std::thread t([this] { ++uses; });
    t.join();
  }
  template <class F> void each(F f) { f(1); }
  int uses = 0;
};
void inOrder(Loop &others) {
  Loop loop;
  Timed t;
  t.start(loop);
  loop.run();
  t.now();
  t.start(others);
  others.run();
}

// Its own members die with it; returned in place it does not die.
struct Window {
  Window() {
    onClick = [this] { ++clicks; };
  }
  Fn onClick;
  int clicks = 0;
};
Window makeWindow() { return Window(); }
Window named() {
  Window w;
  w.onClick();
  return w;
}
void windows() {
  Window first = makeWindow(), second{makeWindow()};
  std::list<Window> all;
  all.emplace_back();
  first.onClick();
  second.onClick();
  all.front().onClick();
}

// Who copies and moves with care.
struct Careful {
  Careful() { bind(); }
  Careful(const Careful &) { bind(); }
  void bind() {
    onClick = [this] { ++clicks; };
  }
  Fn onClick;
  int clicks = 0;
};
void copies(std::vector<Careful> &all) {
  Careful one;
  all.push_back(one);
}

// Which overrider runs is not known.
struct Base {
  virtual ~Base() = default;
  virtual void start() { Bus::instance().subscribe([this] { ++uses; }); }
  int uses = 0;
};
struct Quiet : Base {
  void start() override {}
};
void overridden() {
  std::unique_ptr<Base> base = std::make_unique<Quiet>();
  base->start();
  Base &alias = *base;
  alias.start();
}

// A closure that somebody else calls has an object of its own.
template <class H> struct Wrapper {
  H handler;
  void operator()() { handler(); }
};
template <class H> void callNow(H h) {
  auto call = [&h] { h(); };
  call();
  h();
}
struct Stream {
  void connect() {
    auto inner = [this] { connected(); };
    callNow(Wrapper<decltype(inner)>{inner});
  }
  void connected() { Bus::instance().subscribe([this] { ++uses; }); }
  int uses = 0;
};
void connect(Stream &stream) { stream.connect(); }

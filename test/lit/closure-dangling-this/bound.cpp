// `this` in the operands of `std::bind`, of a thread or of a functor is captured as by a lambda.
// RUN: %closure-tidy %s -- -std=c++20 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using Fn = std::function<void()>;
struct Connection {
  void disconnect();
};
class Queue {
public:
  void later(Fn task) { tasks.push_back(std::move(task)); }
  Connection connect(Fn task) {
    tasks.push_back(std::move(task));
    return {};
  }
  void run() {
    for (auto &task : std::exchange(tasks, {}))
      task();
  }

private:
  std::vector<Fn> tasks;
};
void add(int &);

struct Bound {
  explicit Bound(Queue &q) : q(q) {}
  // CHECK: :[[#@LINE+1]]:51: warning: 'this' is bound here, but the caller's 'q' keeps the closure after 'b' dies [closure-dangling-this]
  void start() { q.later(std::bind(&Bound::count, this)); }
  void count() { ++n; }
  Queue &q;
  int n = 0;
};
void onTheStack(Queue &q) {
  Bound b(q);
  b.start();
}
struct Heap {
  // CHECK: :[[#@LINE+1]]:61: warning: 'this' is bound here, but the caller's 'q' keeps the closure after 'h' dies
  explicit Heap(Queue &q) { q.later(std::bind(&Heap::count, this)); }
  void count() { ++n; }
  int n = 0;
};
void onTheHeap(Queue &q) { auto h = std::make_unique<Heap>(q); }
struct Front {
  // CHECK: :[[#@LINE+1]]:75: warning: 'this' is bound here
  void start(Queue &q) { q.later(std::bind_front(std::mem_fn(&Front::go), this)); }
  void go() {}
};
void front(Queue &q) {
  Front f;
  f.start(q);
}
struct Part {
  // CHECK: :[[#@LINE+1]]:49: warning: 'n' is bound by reference here, but the caller's 'q' keeps the closure after 'p' dies [closure-dangling-this]
  void start(Queue &q) { q.later(std::bind(add, std::ref(n))); }
  int n = 0;
};
void part(Queue &q) {
  Part p;
  p.start(q);
}
struct Functor {
  struct Call {
    Functor *self;
    void operator()() { ++self->n; }
  };
  // CHECK: :[[#@LINE+1]]:39: warning: 'this' is bound here, but the caller's 'q' keeps the closure after 'f' dies
  void start(Queue &q) { q.later(Call{this}); }
  int n = 0;
};
void functor(Queue &q) {
  Functor f;
  f.start(q);
}
class Pool {
public:
  template <class F, class... A> void submit(F &&f, A &&...a) {
    q.later(std::bind(std::forward<F>(f), std::forward<A>(a)...));
  }

private:
  Queue q;
};
struct Submits {
  // CHECK: :[[#@LINE+1]]:57: warning: 'this' is bound here, but the caller's 'pool' keeps the closure after 's' dies
  void start(Pool &pool) { pool.submit(&Submits::count, this); }
  void count() { ++n; }
  int n = 0;
};
void submits(Pool &pool) {
  Submits s;
  s.start(pool);
}
// The members die before the thread that uses them.
class Poller {
public:
  // CHECK: :[[#@LINE+1]]:36: warning: 'this' is bound here, but member 'thread' can run the closure after 'name' dies
  Poller() : thread(&Poller::poll, this) {}

private:
  void poll() { name += "."; }
  std::jthread thread;
  std::string name;
};

// The object lives long enough, or its life is its caller's.
struct Safe : std::enable_shared_from_this<Safe> {
  void start(Queue &q) { q.later(std::bind(&Safe::count, this)); }
  void keptAlive(Queue &q) { q.later(std::bind(&Safe::hold, this, shared_from_this())); }
  void owned(Queue &q) { q.later(std::bind(&Safe::count, shared_from_this())); }
  void connected(Queue &q) { connection = q.connect(std::bind(&Safe::count, this)); }
  void copied(Queue &q) { q.later(std::bind(&Safe::count, *this)); }
  void runs() { std::thread(&Safe::count, this).join(); }
  void count() { ++n; }
  void hold(std::shared_ptr<Safe>) {}
  Connection connection;
  int n = 0;
};
void safe(Queue &q, Safe &callers) {
  callers.start(q);
  static Safe s;
  s.start(q);
  auto h = std::make_shared<Safe>();
  h->keptAlive(q);
  h->owned(q);
  h->copied(q);
  h->runs();
  Safe connected;
  connected.connected(q);
}
void inTime(Queue &q) {
  Safe s;
  s.start(q);
  q.run();
}
void diesFirst() {
  Safe s;
  Queue own;
  s.start(own);
}
class Joins {
public:
  Joins() : thread(&Joins::poll, this) {}

private:
  void poll() { name += "."; }
  std::string name;
  std::jthread thread;
};
// A weak pointer beside the object guards it if it belongs to it.
struct Other {
  int n = 0;
};
struct Guarded {
  // CHECK: :[[#@LINE+2]]:49: warning: 'this' is bound here, but the caller's 'q' keeps the closure after 'h' dies
  void byOther(Queue &q, const std::weak_ptr<Other> &other) {
    q.later(std::bind(&Guarded::checked<Other>, this, other));
  }
  void byToken(Queue &q) {
    std::weak_ptr<int> guard = token;
    q.later(std::bind(&Guarded::checked<int>, this, guard));
  }
  template <class T> void checked(std::weak_ptr<T> guard) {
    if (auto alive = guard.lock())
      ++n;
  }
  std::shared_ptr<int> token = std::make_shared<int>(0);
  int n = 0;
};
void guarded(Queue &q, const std::weak_ptr<Other> &other) {
  Guarded g;
  g.byToken(q);
  Guarded h;
  h.byOther(q, other);
}

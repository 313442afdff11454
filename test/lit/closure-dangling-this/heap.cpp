// An object on the heap has the same constructors as one on the stack: its members are other names of
// what they are bound to.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class Queue {
public:
  void later(std::function<void()> task) { tasks.push_back(std::move(task)); }
  void run() {
    for (auto &task : std::exchange(tasks, {}))
      task();
  }

private:
  std::vector<std::function<void()>> tasks;
};

struct Link {
  Link(Queue &q, std::string n) : queue(q), name(std::move(n)) {}
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'this', but the caller's 'q' keeps it after 'l' dies
  void start() { queue.later([this] { name += "!"; }); }
  Queue &queue;
  std::string name;
};
void unique(Queue &q) {
  auto l = std::make_unique<Link>(q, "a");
  l->start();
}
struct Shared : Link {
  using Link::Link;
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'this', but the caller's 'q' keeps it after 'l' dies
  void begin() { queue.later([this] { name += "!"; }); }
};
void shared(Queue &q) {
  auto l = std::make_shared<Shared>(q, "a");
  l->begin();
}
struct New {
  New(Queue *q) : queue(q) {}
  // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'this', but the caller's 'q' keeps it after 'l' dies
  void start() { queue->later([this] { ++uses; }); }
  Queue *queue;
  int uses = 0;
};
void byNew(Queue &q) {
  std::unique_ptr<New> l(new New(&q));
  l->start();
}
struct Deleted {
  explicit Deleted(Queue &q) : queue(q) {}
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'this', but the caller's 'q' keeps it after 'l' dies
  void start() { queue.later([this] { ++uses; }); }
  Queue &queue;
  int uses = 0;
};
void deleted(Queue &q) {
  auto *l = new Deleted(q);
  l->start();
  delete l;
}
// Of several constructors, the arguments tell which.
struct Several {
  explicit Several(int) : queue(nullptr) {}
  explicit Several(Queue *q) : queue(q) {}
  template <class T> explicit Several(std::vector<T> v) : queue(v.front()) {}
  // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'this', but the caller's 'q' keeps it after 'l' dies
  void start() { queue->later([this] { ++uses; }); }
  Queue *queue;
  int uses = 0;
};
void several(Queue &q) {
  auto l = std::make_unique<Several>(&q);
  l->start();
}
// The constructor itself leaves a closure with its argument.
struct Eager {
  // CHECK: :[[#@LINE+1]]:39: warning: lambda captures 'this', but the caller's 'q' keeps it after 'l' dies
  explicit Eager(Queue &q) { q.later([this] { ++uses; }); }
  int uses = 0;
};
void eager(Queue &q) { auto l = std::make_shared<Eager>(q); }
struct EagerNew {
  // CHECK: :[[#@LINE+1]]:42: warning: lambda captures 'this', but the caller's 'q' keeps it after 'l' dies
  explicit EagerNew(Queue &q) { q.later([this] { ++uses; }); }
  int uses = 0;
};
void eagerNew(Queue &q) { std::unique_ptr<EagerNew> l(new EagerNew(q)); }

// Without a constructor, a list makes the members.
struct Listed {
  Queue &queue;
  int uses;
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'this', but the caller's 'q' keeps it after 'l' dies
  void start() { queue.later([this] { ++uses; }); }
};
void listed(Queue &q) {
  std::unique_ptr<Listed> l(new Listed{q, 0});
  l->start();
}

// What it is given, it hands on as it would on the stack.
struct Task {
  Task(Queue &q, std::function<void()> f) { q.later(std::move(f)); }
};
void given(Queue &q) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:40: warning: lambda captures 'x' by reference, but the caller's 'q' keeps it after 'x' dies
  auto t = std::make_unique<Task>(q, [&x] { ++x; });
}
void givenNew(Queue &q) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:41: warning: lambda captures 'x' by reference, but the caller's 'q' keeps it after 'x' dies
  std::unique_ptr<Task> t(new Task(q, [&x] { ++x; }));
}
struct Keeps {
  explicit Keeps(std::function<void()> f) : f(std::move(f)) {}
  std::function<void()> f;
};
std::unique_ptr<Keeps> kept() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:36: warning: lambda captures 'x' by reference, but the return value keeps it after 'x' dies
  return std::make_unique<Keeps>([&x] { ++x; });
}

// The constructor only calls it.
struct Calls {
  explicit Calls(const std::function<int()> &f) : value(f()) {}
  int value;
  std::function<void()> other;
};
std::unique_ptr<Calls> called() {
  int x = 0;
  return std::make_unique<Calls>([&x] { return ++x; });
}

// The queue is run before the object dies, or dies itself before it runs.
struct Safe {
  explicit Safe(Queue &q) : queue(q) {}
  void start() { queue.later([this] { ++uses; }); }
  Queue &queue;
  int uses = 0;
};
void runInTime(Queue &q) {
  auto s = std::make_unique<Safe>(q);
  s->start();
  q.run();
}
void runInTimeByNew(Queue &q) {
  Safe *s = new Safe(q);
  s->start();
  q.run();
  delete s;
}
void diesWithIt() {
  Queue q;
  auto s = std::make_shared<Safe>(q);
  s->start();
}
// Nobody here ends its life.
Safe *leaked(Queue &q) {
  auto *s = new Safe(q);
  s->start();
  return s;
}
void handedOn(Queue &q, std::vector<std::shared_ptr<Safe>> &all) {
  auto s = std::make_shared<Safe>(q);
  s->start();
  all.push_back(s);
}
void deletedElsewhere(Queue &q, void (*take)(Safe *)) {
  auto *s = new Safe(q);
  s->start();
  take(s);
}
// Only the pointer is a temporary.
struct Owner {
  void start(Queue &q) {
    owned = std::make_unique<Started>(q);
    all.push_back(std::make_shared<Started>(q));
  }
  struct Started {
    explicit Started(Queue &q) { q.later([this] { ++uses; }); }
    int uses = 0;
  };
  std::unique_ptr<Started> owned;
  std::vector<std::shared_ptr<Started>> all;
};
std::unique_ptr<Owner::Started> madeForTheCaller(Queue &q) {
  return std::make_unique<Owner::Started>(q);
}

// What is made within the expression dies with it, unless a method gives a share of it away.
struct Brief : std::enable_shared_from_this<Brief> {
  // CHECK: :[[#@LINE+1]]:43: warning: lambda captures 'this', but the caller's 'q' keeps it after the object dies
  void start(Queue &queue) { queue.later([this] { ++uses; }); }
  void share(Queue &queue) {
    queue.later([this, self = shared_from_this()] { ++uses; });
  }
  void shareElsewhere(Queue &queue) {
    share(queue);
    queue.later([this] { ++uses; });
  }
  int uses = 0;
};
void madeWithin(Queue &q) {
  std::make_shared<Brief>()->start(q);
  std::make_shared<Brief>()->share(q);
  std::make_shared<Brief>()->shareElsewhere(q);
}

// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Who holds a share of the object, and hands on a closure without one.
#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct Loop {
  void post(std::function<void()> f);
  void postFor(const std::shared_ptr<void> &owner, std::function<void()> f);
  void remove(void *of);
};
struct Queue {
  std::vector<std::function<void()>> jobs;
  void add(std::function<void()> f) { jobs.push_back(std::move(f)); }
};
struct Source {
  void read(std::function<void(int)> f);
};

class Session : public std::enable_shared_from_this<Session> {
public:
  Session(Loop &loop, Queue &queue, Source &source) : loop(loop), queue(queue), source(source) {}

  void inClosure() {
    auto self = shared_from_this();
    source.read([this, self](int n) {
      // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'this', but member 'queue' keeps it when the object may be dead [closure-dangling-this]
      queue.add([this, n] { write(n); });
      // CHECK: :[[#@LINE-1]]:13: note: 'add' keeps the closure beyond this call
      // CHECK: :[[#@LINE+1]]:5: note: 'self' keeps the object alive, and dies here with the enclosing closure
    });
  }
  void assumed() {
    source.read([this, self = shared_from_this()](int n) {
      // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'this', but 'post' may keep it when the object may be dead [closure-dangling-this]
      loop.post([this, n] { write(n); });
    });
  }
  void inFunction() {
    auto self = shared_from_this();
    queue.add([self] { self->write(1); });
    // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'this', but member 'queue' keeps it when the object may be dead [closure-dangling-this]
    queue.add([this] { write(2); });
    // CHECK: :[[#@LINE+1]]:3: note: 'self' keeps the object alive, and dies here, at the end of the function
  }
  void locked() {
    source.read([this, weak = weak_from_this()](int n) {
      auto self = weak.lock();
      if (!self)
        return;
      // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'this', but member 'queue' keeps it when the object may be dead [closure-dangling-this]
      queue.add([this, n] { write(n); });
    });
  }

  // Right: the inner closure has a share, or a weak pointer that it can ask.
  void shared() {
    auto self = shared_from_this();
    source.read([this, self](int n) {
      queue.add([this, self, n] { write(n); });
      queue.add([this, n, mine = shared_from_this()] { write(n); });
      queue.add([this, n, weak = weak_from_this()] {
        if (auto alive = weak.lock())
          write(n);
      });
    });
  }
  // Right: the call gets the share beside the closure.
  void beside() {
    auto self = shared_from_this();
    loop.postFor(self, [this] { write(1); });
  }
  // Right: it runs at once, or lies in the object itself.
  void inside() {
    auto self = shared_from_this();
    std::for_each(own.jobs.begin(), own.jobs.end(), [this](auto &) { write(1); });
    own.add([this] { write(2); });
  }
  // Right, as far as one sees: nobody says that the object is shared, or it is another one's share.
  void unshared() {
    queue.add([this] { write(1); });
  }
  void others(std::shared_ptr<Session> other) {
    auto next = other;
    queue.add([this, next] { write(1); });
    auto last = other->shared_from_this();
    queue.add([this] { write(2); });
  }
  // Right: the share is not there yet.
  void later() {
    queue.add([this] { write(1); });
    auto self = shared_from_this();
    self->write(2);
  }

private:
  void write(int n);
  Loop &loop;
  Queue &queue;
  Queue own;
  Source &source;
};

// Right: the destructor takes it back.
class Careful : public std::enable_shared_from_this<Careful> {
public:
  explicit Careful(Loop &loop) : loop(loop) {}
  ~Careful() { loop.remove(this); }
  void go() {
    auto self = shared_from_this();
    loop.post([this] { ++n; });
    loop.post([self] { ++self->n; });
  }

private:
  Loop &loop;
  int n = 0;
};

// A pointer of one's own that counts.
template <class T> class Ref {
public:
  Ref(T *p) : p(p) { p->add(); }
  Ref(const Ref &other) : p(other.p) { p->add(); }
  ~Ref() { p->release(); }
  T *operator->() const { return p; }
  T &operator*() const { return *p; }

private:
  T *p;
};
class Counted {
public:
  explicit Counted(Queue &queue) : queue(queue) {}
  void add();
  void release();
  void go() {
    Ref<Counted> self(this);
    queue.add([self] { self->write(1); });
    // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'this', but member 'queue' keeps it when the object may be dead [closure-dangling-this]
    queue.add([this] { write(2); });
  }

private:
  void write(int n);
  Queue &queue;
};

// The object had a share of itself.
class Reactor : public std::enable_shared_from_this<Reactor> {
public:
  explicit Reactor(Queue &queue) : queue(queue) {}
  void begin() { self = shared_from_this(); }
  void end() {
    self.reset();
    queue.add([this] { write(1); });
    // CHECK: :[[#@LINE-1]]:16: warning: lambda captures 'this', but member 'queue' keeps it when the object may be dead [closure-dangling-this]
    // CHECK: :[[#@LINE-3]]:10: note: 'self' lets go of the object here
    // CHECK: :[[#@LINE-3]]:16: note: no repair is offered: move 'self' into the closure, so that it lets go when it has run
  }
  // Right: it lets go when the closure has run, or of another object.
  void endLater() {
    queue.add([this, last = std::move(self)] { write(1); });
  }
  void endOther() {
    other.reset();
    queue.add([this] { write(1); });
  }

private:
  void write(int n);
  Queue &queue;
  std::shared_ptr<Reactor> self;
  std::shared_ptr<int> other;
};

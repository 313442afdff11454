// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What the end of the object does to a closure over it: it counts if it touches what holds the
// closure, or may because it is not seen; never because it exists.
#include "Inputs/bus.h"
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

struct Queue {
  void later(Fn f) { tasks.push_back(f); }
  void dropAll() { tasks.clear(); }
  void rename(const std::string &to) { name = to; }
  void retire(std::shared_ptr<int> p) { retired.push_back(std::move(p)); }
  std::vector<Fn> tasks;
  std::vector<std::shared_ptr<int>> retired;
  std::string name;
};
struct Message {
  virtual ~Message();
  std::string text;
};
struct Label {
  Label();
  explicit Label(Queue &);
  ~Label();
  void attach(Queue &);
  char *text;
};
extern int alive;
void log(const std::string &);

// It frees, prints, counts, and has members that do.
struct Frees {
  explicit Frees(Queue &queue) : queue(queue) {}
  ~Frees() {
    delete[] buffer;
    delete message;
    std::printf("%s\n", name.c_str());
    --alive;
    name.clear();
    log(name);
  }
  void start() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but {{.*}}keeps it after 'frees' dies
    queue.later([this] { ++n; });
  }
  Queue &queue;
  char *buffer = nullptr;
  std::string *message = nullptr;
  std::string name;
  int n = 0;
};
void frees(Queue &queue) {
  Frees frees(queue);
  frees.start();
}

// Members with a destructor that is not seen, and were given nothing that has to do with it.
struct HasMessage {
  explicit HasMessage(Queue &queue) : queue(queue) {}
  void start() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but {{.*}}keeps it after 'has' dies
    queue.later([this] { ++n; });
  }
  void say(const std::string &what) { message.text = what; }
  Queue &queue;
  Message message;
  std::vector<Message> more;
  Label label;
  int n = 0;
};
void hasMessage(Queue &queue) {
  HasMessage has(queue);
  has.say("x");
  has.start();
}

// What is done to the queue is something else.
struct Renames {
  explicit Renames(Queue &queue) : queue(queue) {}
  ~Renames() {
    queue.rename("free");
    queue.retire(std::move(value));
  }
  void start() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but {{.*}}keeps it after 'renames' dies
    queue.later([this] { ++n; });
  }
  Queue &queue;
  std::shared_ptr<int> value;
  int n = 0;
};
void renames(Queue &queue) {
  Renames renames(queue);
  renames.start();
}

// It takes back: itself, by another function, in a base, in a member.
struct Drops {
  explicit Drops(Queue &queue) : queue(queue) {}
  ~Drops() { queue.dropAll(); }
  void start() {
    queue.later([this] { ++n; });
  }
  Queue &queue;
  int n = 0;
};
struct ByFunction {
  explicit ByFunction(Queue &queue) : queue(&queue) {}
  ~ByFunction() { stop(); }
  void stop() { empty(*queue); }
  static void empty(Queue &of) { of.tasks.clear(); }
  void start() {
    queue->later([this] { ++n; });
  }
  Queue *queue;
  int n = 0;
};
struct ByBase : Drops {
  using Drops::Drops;
  void more() {
    queue.later([this] { ++m; });
  }
  int m = 0;
};
struct Clearing {
  Queue &queue;
  ~Clearing() { queue.tasks = {}; }
};
struct ByMember {
  explicit ByMember(Queue &queue) : queue(queue), clearing{queue} {}
  void start() {
    queue.later([this] { ++n; });
  }
  Queue &queue;
  Clearing clearing;
  int n = 0;
};
struct ByOwned {
  explicit ByOwned(Queue &queue)
      : queue(queue), clearing(std::make_unique<Clearing>(Clearing{queue})) {}
  void start() {
    queue.later([this] { ++n; });
  }
  Queue &queue;
  std::unique_ptr<Clearing> clearing;
  int n = 0;
};
void takesBack(Queue &queue) {
  Drops a(queue);
  a.start();
  ByFunction b(queue);
  b.start();
  ByBase c(queue);
  c.more();
  ByMember d(queue);
  d.start();
  ByOwned e(queue);
  e.start();
}

// It may, because it is not seen: its own end, and a member that was given the queue, or `this`.
struct Unseen {
  explicit Unseen(Queue &queue) : queue(queue) {}
  ~Unseen();
  void start() {
    queue.later([this] { ++n; });
  }
  Queue &queue;
  int n = 0;
};
struct OfBase : Message {
  void start(Queue &queue) {
    queue.later([this] { ++n; });
  }
  int n = 0;
};
struct Attached {
  explicit Attached(Queue &queue) : queue(queue), label(queue) {}
  void start() {
    queue.later([this] { ++n; });
  }
  Queue &queue;
  Label label;
  int n = 0;
};
struct AttachedLater {
  explicit AttachedLater(Queue &queue) : queue(queue) {}
  void start() {
    label.attach(queue);
    queue.later([this] { ++n; });
  }
  Queue &queue;
  Label label;
  int n = 0;
};
struct Calls {
  explicit Calls(Queue &queue) : queue(queue) {}
  ~Calls() { shutDown(); }
  void shutDown();
  void start() {
    queue.later([this] { ++n; });
  }
  Queue &queue;
  int n = 0;
};
struct Tells {
  explicit Tells(Queue &queue) : queue(queue) {}
  ~Tells() { forget(this); }
  static void forget(const void *);
  void start() {
    queue.later([this] { ++n; });
  }
  Queue &queue;
  int n = 0;
};
struct CallsBack {
  ~CallsBack() { atEnd(); }
  void start(Queue &queue) {
    queue.later([this] { ++n; });
    atEnd = [&queue] { queue.dropAll(); };
  }
  Fn atEnd;
  int n = 0;
};
void open(Queue &queue) {
  Unseen a(queue);
  a.start();
  OfBase b;
  b.start(queue);
  Attached c(queue);
  c.start();
  AttachedLater d(queue);
  d.start();
  Calls e(queue);
  e.start();
  Tells f(queue);
  f.start();
  CallsBack g;
  g.start(queue);
}

// It waits.
struct Waits {
  explicit Waits(Queue &queue) : queue(queue) {}
  ~Waits() {
    std::unique_lock<std::mutex> lock(mutex);
    done.wait(lock, [this] { return !busy; });
  }
  void start() {
    queue.later([this] { ++n; });
  }
  Queue &queue;
  std::mutex mutex;
  std::condition_variable done;
  bool busy = true;
  int n = 0;
};
struct Spins {
  explicit Spins(Queue &queue) : queue(queue) {}
  ~Spins() {
    while (busy)
      std::this_thread::yield();
  }
  void start() {
    queue.later([this] {
      ++n;
      busy = false;
    });
  }
  Queue &queue;
  std::atomic<bool> busy{true};
  int n = 0;
};
// It says so in a cell that the closure looks at.
struct Marks {
  explicit Marks(Queue &queue) : queue(queue) {}
  ~Marks() { *here = false; }
  void start() {
    queue.later([this, here = here] {
      if (*here)
        ++n;
    });
  }
  Queue &queue;
  std::shared_ptr<bool> here = std::make_shared<bool>(true);
  int n = 0;
};
void waits(Queue &queue) {
  Waits a(queue);
  a.start();
  Spins b(queue);
  b.start();
  Marks c(queue);
  c.start();
}

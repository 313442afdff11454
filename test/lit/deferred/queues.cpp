// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The user's own queues, pools and buses are understood by their bodies.
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <thread>
#include <vector>

using Fn = std::function<void()>;
void use(int);

class Loop {
  std::deque<Fn> jobs;

public:
  void post(Fn job) { jobs.push_back(std::move(job)); }
  void runNow(const Fn &job) { job(); }
  void drain() {
    while (!jobs.empty()) {
      jobs.front()();
      jobs.pop_front();
    }
  }
};
void posted(Loop &loop, int x) {
  // CHECK: :[[#@LINE+3]]:15: warning: lambda captures 'x' by reference, but the caller's 'loop' keeps it after 'x' dies
  // CHECK: :[[#@LINE+2]]:8: note: 'post' keeps the closure beyond this call
  // CHECK: :17:28: note: the closure is added to 'jobs' here
  loop.post([&x] { use(x); });
}
void called(Loop &loop, int x) {
  loop.runNow([&x] { use(x); });
}
void drained(Loop &loop, int x) {
  loop.post([&x] { use(x); });
  loop.drain();
}
void ranInScope() {
  int x = 0;
  Loop loop;
  loop.post([&x] { use(x); });
  loop.drain();
}
void ranOutOfScope() {
  Loop loop;
  {
    int x = 0;
    // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference, but 'loop' keeps it after 'x' dies
    loop.post([&x] { use(x); });
  }
  loop.drain();
}

// A member that refers to another object is that object.
class Server {
  Loop *loop;

public:
  explicit Server(Loop *loop) : loop(loop) {}
  void later(Fn job) { loop->post(std::move(job)); }
};
void throughServer() {
  Loop loop;
  Server server(&loop);
  {
    int x = 0;
    // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference, but 'loop' keeps it after 'x' dies
    server.later([&x] { use(x); });
  }
  loop.drain();
}
void throughServerInTime() {
  Loop loop;
  Server server(&loop);
  {
    int x = 0;
    server.later([&x] { use(x); });
    loop.drain();
  }
}

class Bus {
  std::map<int, Fn> handlers;
  int next = 0;

public:
  int on(Fn handler) {
    handlers[next] = std::move(handler);
    return next++;
  }
  void off(int id) { handlers.erase(id); }
  bool fire(int id) {
    if (!handlers[id])
      return false;
    handlers[id]();
    return true;
  }
};
void subscribed(Bus &bus, int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference, but the caller's 'bus' keeps it after 'x' dies
  bus.on([&x] { use(x); });
}
void unsubscribed(Bus &bus, int x) {
  int id = bus.on([&x] { use(x); });
  bus.fire(id);
  bus.off(id);
}

// A refusal keeps nothing.
struct Slot {
  Fn held;
  void set(const Fn &f) {
    if (!f)
      return;
    held = f;
  }
  void reset() {
    if (held)
      held = nullptr;
  }
};
void setAndReset(Slot &slot, int x) {
  slot.set([&x] { use(x); });
  slot.reset();
}
void setOnly(Slot &slot, int x) {
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'x' by reference, but the caller's 'slot' keeps it after 'x' dies
  slot.set([&x] { use(x); });
}

// The inner closure outlives the outer one's copies.
struct Request {
  Fn onFinish;
};
void nested(Loop &loop, Request &request, int size) {
  request.onFinish = [&loop, size] {
    // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'size' and 'local' by reference, but {{.*}} keeps it after they die
    int local = 1; loop.post([&size, &local] { use(size + local); });
  };
}

// A closure that returns a pointer that it holds does not return what it borrows.
struct Node {
  Fn onClick;
};
Node *factory(Node *node) {
  int x = 0;
  auto make = [node, &x] {
    ++x;
    return node;
  };
  return make();
}

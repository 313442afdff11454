// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Objects that end in the function that goes on with what keeps the closure, or by themselves.
#include "Inputs/bus.h"
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <vector>

struct Loop {
  void post(Fn f) { queue.push_back(std::move(f)); }
  void run() {
    while (!queue.empty()) {
      Fn f = std::move(queue.front());
      queue.pop_front();
      f();
    }
  }
  std::deque<Fn> queue;
};
void drain(Loop &);
struct Ticker {
  void onTick(Fn f) { handlers.push_back(std::move(f)); }
  void tick() {
    for (Fn &f : handlers)
      f();
  }
  std::vector<Fn> handlers;
};

struct Task {
  void arm(Loop &loop) {
    // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'this', but {{.*}}'loop' keeps it when the object may be dead
    loop.post([this] { ++n; });
  }
  int n = 0;
};
void popped(Loop &loop) {
  std::deque<Task> tasks;
  tasks.emplace_back();
  tasks.back().arm(loop);
  // CHECK: :[[#@LINE+1]]:9: note: 'tasks' lets go of the object here
  tasks.pop_front();
  loop.run();
}
struct Panel {
  explicit Panel(Loop &loop) {
    // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'this', but {{.*}}'loop' keeps it when the object may be dead
    loop.post([this] { ++n; });
  }
  int n = 0;
};
void reset(Loop &loop) {
  std::optional<Panel> panel;
  panel.emplace(loop);
  panel.reset();
  loop.run();
}

// `delete this` leaves what a member refers to, with the closure in it.
struct Job {
  explicit Job(Loop &loop) : loop(loop) {}
  void start() {
    // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'this', but {{.*}} after the object dies
    loop.post([this] { ++n; });
    delete this;
  }
  Loop &loop;
  int n = 0;
};
class Connection {
public:
  explicit Connection(Ticker &ticker) : ticker(ticker) {
    // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'this', but {{.*}}'ticker' keeps it when the object may be dead
    ticker.onTick([this] { ++n; });
  }
  void close() { delete this; }

private:
  Ticker &ticker;
  int n = 0;
};
void closed(Ticker &ticker) {
  auto *connection = new Connection(ticker);
  connection->close();
  ticker.tick();
}

// A weak pointer that nobody asks tells nothing.
struct Download : std::enable_shared_from_this<Download> {
  void start(Loop &loop) {
    // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'this', but {{.*}}'loop' keeps it after 'download' dies
    loop.post([this, weak = weak_from_this()] { ++n; });
  }
  int n = 0;
};
void download(Loop &loop) {
  {
    auto download = std::make_shared<Download>();
    download->start(loop);
  }
  loop.run();
}

// Quiet: what was left has been run by then, here or by a function that is given the loop.
struct CalmTask {
  void arm(Loop &loop) {
    loop.post([this] { ++n; });
  }
  int n = 0;
};
void runBefore(Loop &loop) {
  std::list<CalmTask> tasks;
  tasks.emplace_back();
  tasks.back().arm(loop);
  loop.run();
  tasks.clear();
  loop.run();
}
void drained(Loop &loop) {
  std::list<CalmTask> tasks;
  tasks.emplace_back();
  tasks.back().arm(loop);
  drain(loop);
  tasks.pop_front();
  loop.run();
}
// The end is left with the same loop, after them.
struct Client {
  explicit Client(Loop &loop) : loop(loop) {}
  void hello() {
    loop.post([this] { ++n; });
  }
  Loop &loop;
  int n = 0;
};
class Server {
public:
  explicit Server(Loop &loop) : loop(loop) {}
  void connect() {
    clients.emplace_back(loop);
    clients.back().hello();
  }
  void disconnect() {
    loop.post([this] { clients.pop_front(); });
  }

private:
  Loop &loop;
  std::list<Client> clients;
};
// It is the closure that leads to the end; or the queue is emptied first.
class Once {
public:
  explicit Once(Loop &loop) {
    loop.post([this] { finish(); });
  }
  void finish() { delete this; }
};
class Emptied {
public:
  explicit Emptied(Loop &loop) : loop(loop) {
    loop.post([this] { ++n; });
  }
  void close() {
    loop.queue.clear();
    delete this;
  }

private:
  Loop &loop;
  int n = 0;
};
void emptied(Loop &loop) {
  auto *it = new Emptied(loop);
  it->close();
  new Once(loop);
  loop.run();
}
// Asked, or owned.
struct Asked : std::enable_shared_from_this<Asked> {
  void start(Loop &loop) {
    loop.post([this, weak = weak_from_this()] {
      if (auto self = weak.lock())
        ++n;
    });
    loop.post([this, self = shared_from_this()] { ++n; });
  }
  int n = 0;
};
void asked(Loop &loop) {
  {
    auto asked = std::make_shared<Asked>();
    asked->start(loop);
  }
  loop.run();
}

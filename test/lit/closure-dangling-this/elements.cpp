// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Objects in containers, and members that die one after the other.
#include "Inputs/bus.h"
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct Loop {
  void onTick(Fn f) { handlers.push_back(f); }
  std::vector<Fn> handlers;
};

// A vector moves what is in it when it grows.
struct Worker {
  explicit Worker(Loop &loop) {
    // CHECK: :[[#@LINE+3]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'loop' keeps it after the object dies
    // CHECK: note: 'workers' moves the objects in it here, when it grows
    // CHECK: note: no repair is offered: keep the objects where they do not move
    loop.onTick([this] { ++n; });
  }
  int n = 0;
};
struct Store {
  Store(Loop &loop, int count) {
    for (int i = 0; i < count; ++i)
      workers.emplace_back(loop);
  }
  std::vector<Worker> workers;
};

// Two are enough; one is not.
struct Second {
  // CHECK: :[[#@LINE+2]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'loop' keeps it after the object dies
  explicit Second(Loop &loop) {
    loop.onTick([this] { ++n; });
  }
  int n = 0;
};
struct Two {
  explicit Two(Loop &loop) {
    workers.emplace_back(loop);
    workers.emplace_back(loop);
  }
  std::vector<Second> workers;
};
struct Single {
  explicit Single(Loop &loop) {
    loop.onTick([this] { ++n; });
  }
  int n = 0;
};
struct One {
  explicit One(Loop &loop) { workers.emplace_back(loop); }
  std::vector<Single> workers;
};

// It dies with a local container, of whatever kind.
struct Listed {
  // CHECK: :[[#@LINE+2]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'loop' keeps it after 'all' dies
  explicit Listed(Loop &loop) {
    loop.onTick([this] { ++n; });
  }
  int n = 0;
};
void listed(Loop &loop) {
  std::list<Listed> all;
  all.emplace_back(loop);
}

// In a place that does not move, with room made before, or behind a pointer.
struct Pinned {
  explicit Pinned(Loop &loop) {
    loop.onTick([this] { ++n; });
  }
  Pinned(const Pinned &) = delete;
  int n = 0;
};
struct Deque {
  Deque(Loop &loop, int count) {
    for (int i = 0; i < count; ++i)
      workers.emplace_back(loop);
  }
  std::deque<Pinned> workers;
};
struct Room {
  explicit Room(Loop &loop) {
    loop.onTick([this] { ++n; });
  }
  int n = 0;
};
struct Reserved {
  Reserved(Loop &loop, int count) {
    workers.reserve(count);
    for (int i = 0; i < count; ++i)
      workers.emplace_back(loop);
  }
  std::vector<Room> workers;
};
struct Again {
  explicit Again(Loop &loop) : loop(loop) { bind(); }
  Again(Again &&other) noexcept : loop(other.loop) { bind(); }
  void bind() {
    loop.onTick([this] { ++n; });
  }
  Loop &loop;
  int n = 0;
};
struct Rebound {
  Rebound(Loop &loop, int count) {
    for (int i = 0; i < count; ++i)
      workers.emplace_back(loop);
  }
  std::vector<Again> workers;
};

// What a member owns dies before the members above it, which call the closure then.
class Connection {
public:
  ~Connection() {
    if (onClose)
      onClose();
  }
  Fn onClose;
};
struct Plain {
  Fn onClose;
};
struct Watcher {
  template <class C> void watch(C &connection) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but member 'connections' keeps it after 'watcher' dies
    connection.onClose = [this] { ++lost; };
  }
  int lost = 0;
};
class Manager {
public:
  ~Manager() { ++closed; }
  void open(int id) {
    auto connection = std::make_unique<Connection>();
    watcher->watch(*connection);
    connections[id] = std::move(connection);
  }

private:
  static int closed;
  std::map<int, std::unique_ptr<Connection>> connections;
  // CHECK: note: 'watcher' dies first: members die in the reverse order of their declarations
  std::unique_ptr<Watcher> watcher = std::make_unique<Watcher>();
};

// In the right order, cleared by hand, or nobody calls it.
struct QuietWatcher {
  template <class C> void watch(C &connection) {
    connection.onClose = [this] { ++lost; };
  }
  int lost = 0;
};
class Right {
public:
  void open(int id) {
    auto connection = std::make_unique<Connection>();
    watcher->watch(*connection);
    connections[id] = std::move(connection);
  }

private:
  std::unique_ptr<QuietWatcher> watcher = std::make_unique<QuietWatcher>();
  std::map<int, std::unique_ptr<Connection>> connections;
};
class ByHand {
public:
  ~ByHand() { connections.clear(); }
  void open(int id) {
    auto connection = std::make_unique<Connection>();
    watcher->watch(*connection);
    connections[id] = std::move(connection);
  }

private:
  std::map<int, std::unique_ptr<Connection>> connections;
  std::unique_ptr<QuietWatcher> watcher = std::make_unique<QuietWatcher>();
};
class NeverCalled {
public:
  void open(int id) {
    auto connection = std::make_unique<Plain>();
    watcher->watch(*connection);
    connections[id] = std::move(connection);
  }

private:
  std::map<int, std::unique_ptr<Plain>> connections;
  std::unique_ptr<QuietWatcher> watcher = std::make_unique<QuietWatcher>();
};

// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// An object that a member, a global or a local container owns, and lets go of, while a closure over
// it waits elsewhere.
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

class Queue {
public:
  void post(std::function<void()> task) { tasks.push_back(std::move(task)); }
  void drain() {
    while (!tasks.empty()) {
      auto task = std::move(tasks.front());
      tasks.pop_front();
      task();
    }
  }
  void cancel() { tasks.clear(); }

private:
  std::deque<std::function<void()>> tasks;
};
std::vector<std::function<void()>> ticks;

struct Link {
  explicit Link(Queue &queue) : queue(queue) {}
  void open() { step(); }
  void step() {
    // CHECK: :[[@LINE+1]]:17: warning: lambda captures 'this', but member 'queue' keeps it when the object may be dead [closure-dangling-this]
    queue.post([this] { ++steps; });
    // CHECK: :[[@LINE+14]]:31: note: 'links' lets go of the object here
  }
  Queue &queue;
  int steps = 0;
};
class Links {
public:
  explicit Links(Queue &queue) : queue(queue) {}
  void dial(int id) {
    auto link = std::make_unique<Link>(queue);
    link->open();
    links[id] = std::move(link);
  }

  void refuse(int id) { links.erase(id); }

private:
  Queue &queue;
  std::map<int, std::unique_ptr<Link>> links;
};

// The constructor leaves it; a pointer that is reset.
struct Ticker {
  // CHECK: :[[@LINE+1]]:31: warning: lambda captures 'this', but global 'ticks' keeps it when the object may be dead
  Ticker() { ticks.push_back([this] { ++n; }); }
  int n = 0;
};
struct HasTicker {
  void open() { ticker = std::make_unique<Ticker>(); }
  void close() { ticker.reset(); }
  std::unique_ptr<Ticker> ticker;
};
struct TickerInGlobal {
  // CHECK: :[[@LINE+1]]:39: warning: lambda captures 'this', but global 'ticks' keeps it when the object may be dead
  TickerInGlobal() { ticks.push_back([this] { ++n; }); }
  int n = 0;
};
std::map<int, std::unique_ptr<TickerInGlobal>> tickers;
void openGlobal(int id) { tickers[id] = std::make_unique<TickerInGlobal>(); }
void closeGlobal(int id) { tickers.erase(id); }

struct Deleted {
  // CHECK: :[[@LINE+1]]:32: warning: lambda captures 'this', but global 'ticks' keeps it when the object may be dead
  Deleted() { ticks.push_back([this] { ++n; }); }
  int n = 0;
};
struct Deletes {
  void open() { ticker = new Deleted; }
  void close() {
    delete ticker;
    ticker = nullptr;
  }
  Deleted *ticker = nullptr;
};
struct InList {
  // CHECK: :[[@LINE+1]]:31: warning: lambda captures 'this', but global 'ticks' keeps it when the object may be dead
  InList() { ticks.push_back([this] { ++n; }); }
  int n = 0;
};
struct HasList {
  void open() { all.emplace_back(); }
  void close() { all.pop_front(); }
  std::list<InList> all;
};
struct InLocal {
  // CHECK: :[[@LINE+1]]:32: warning: lambda captures 'this', but global 'ticks' keeps it when the object may be dead
  InLocal() { ticks.push_back([this] { ++n; }); }
  int n = 0;
};
void local() {
  std::map<int, std::unique_ptr<InLocal>> all;
  all[1] = std::make_unique<InLocal>();
  all.erase(1);
}
// Named through an iterator.
struct ByIterator {
  // CHECK: :[[@LINE+1]]:35: warning: lambda captures 'this', but global 'ticks' keeps it when the object may be dead
  void start() { ticks.push_back([this] { ++n; }); }
  int n = 0;
};
struct HasIterator {
  void start() {
    for (auto &[id, one] : all)
      one->start();
  }
  void close(int id) {
    auto it = all.find(id);
    all.erase(it);
  }
  std::map<int, std::unique_ptr<ByIterator>> all;
};

// It takes its closures back.
struct Clears {
  Clears() { ticks.push_back([this] { ++n; }); }
  ~Clears() { ticks.clear(); }
  int n = 0;
};
struct HasClears {
  void open() { ticker = std::make_unique<Clears>(); }
  void close() { ticker.reset(); }
  std::unique_ptr<Clears> ticker;
};
// It looks whether it is there.
struct Looks {
  Looks() {
    ticks.push_back([this, weak = std::weak_ptr<int>(alive)] {
      if (!weak.expired())
        ++n;
    });
  }
  std::shared_ptr<int> alive = std::make_shared<int>();
  int n = 0;
};
struct HasLooks {
  void open() { ticker = std::make_unique<Looks>(); }
  void close() { ticker.reset(); }
  std::unique_ptr<Looks> ticker;
};
// Who lets go of it tells it before, or empties the queue.
struct Told {
  void start() { ticks.push_back([this] { ++n; }); }
  void stop();
  int n = 0;
};
struct HasTold {
  void open(int id) {
    all[id] = std::make_unique<Told>();
    all[id]->start();
  }
  void close(int id) {
    if (auto it = all.find(id); it != all.end()) {
      it->second->stop();
      all.erase(it);
    }
  }
  std::map<int, std::unique_ptr<Told>> all;
};
struct Emptied {
  explicit Emptied(Queue &queue) : queue(queue) {
    queue.post([this] { ++n; });
  }
  Queue &queue;
  int n = 0;
};
struct Empties {
  void open() { one = std::make_unique<Emptied>(queue); }
  void close() {
    queue.cancel();
    one.reset();
  }
  Queue &queue;
  std::unique_ptr<Emptied> one;
};
// Each caller in sight lets the queue run first.
struct Ran {
  explicit Ran(Queue &queue) : queue(queue) {
    queue.post([this] { ++n; });
  }
  Queue &queue;
  int n = 0;
};
struct HasRan {
  explicit HasRan(Queue &queue) : queue(queue) {}
  void open() { one = std::make_unique<Ran>(queue); }
  void close() { one.reset(); }
  Queue &queue;
  std::unique_ptr<Ran> one;
};
void runs() {
  Queue queue;
  HasRan has(queue);
  has.open();
  queue.drain();
  has.close();
}
// The object asks for its own end when it is done: it knows its owner, or calls somebody back.
struct Server;
struct Session {
  explicit Session(Server &server) : server(server) {
    ticks.push_back([this] { done(); });
  }
  void done();
  Server &server;
};
struct Server {
  void open() { sessions.push_back(std::make_unique<Session>(*this)); }
  void close() { sessions.clear(); }
  std::vector<std::unique_ptr<Session>> sessions;
};
struct CallsBack {
  CallsBack() {
    ticks.push_back([this] { done(); });
  }
  std::function<void()> done;
};
struct HasCallsBack {
  void open() { one = std::make_unique<CallsBack>(); }
  void close() { one.reset(); }
  std::unique_ptr<CallsBack> one;
};
// Others share it, or it is only the end of the owner.
struct Shared {
  Shared() {
    ticks.push_back([this] { ++n; });
  }
  int n = 0;
};
struct HasShared {
  void open(int id) { all[id] = std::make_shared<Shared>(); }
  void close(int id) { all.erase(id); }
  std::map<int, std::shared_ptr<Shared>> all;
};
struct LeftAlone {
  LeftAlone() {
    ticks.push_back([this] { ++n; });
  }
  int n = 0;
};
struct HasLeftAlone {
  void open() { one = std::make_unique<LeftAlone>(); }
  ~HasLeftAlone() { one.reset(); }
  std::unique_ptr<LeftAlone> one;
};
// What dies is another object.
struct Other {
  Other() {
    ticks.push_back([this] { ++n; });
  }
  int n = 0;
};
struct HasOther {
  void close(int id) { names.erase(id); }
  std::map<int, std::string> names;
  Other other;
};

// What keeps the closure is a global, which is emptied beside the end of the object.
std::function<void()> lastHandler;
std::vector<std::function<void()>> allHandlers;
struct Entity {
  void listen() { lastHandler = [this] { ++n; }; }
  void listenToo() {
    allHandlers.push_back([this] { ++n; });
  }
  int n = 0;
};
struct World {
  void add() {
    entity = std::make_unique<Entity>();
    entity->listen();
  }
  void reset() {
    lastHandler = nullptr;
    entity.reset();
  }
  std::unique_ptr<Entity> entity;
};
inline void forgetAll() { allHandlers.clear(); }
struct OtherWorld {
  void add() {
    entities.push_back(std::make_unique<Entity>());
    entities.back()->listenToo();
  }
  void clear() {
    entities.clear();
    forgetAll();
  }
  std::vector<std::unique_ptr<Entity>> entities;
};

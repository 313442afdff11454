// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// `delete this` in the closure, or in what that calls, where the closure stays to be called again.
#include <functional>
#include <map>
#include <utility>
#include <vector>

class Reactor {
public:
  void add(std::function<void(int)> h) { handlers.push_back(std::move(h)); }
  void dispatch(int event) {
    for (auto &h : handlers)
      h(event);
  }

private:
  std::vector<std::function<void(int)>> handlers;
};
class Poller {
public:
  void watch(int fd, std::function<void()> f) { fds[fd] = std::move(f); }
  void unwatch(int fd) { fds.erase(fd); }
  void poll() {
    auto copy = fds;
    for (auto &[fd, f] : copy)
      f();
  }

private:
  std::map<int, std::function<void()>> fds;
};

class Inside {
public:
  void start(Reactor &reactor) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'reactor' keeps it when the object may be dead
    reactor.add([this](int event) {
      sum += event;
      if (sum > 10)
        delete this;
    });
  }

private:
  int sum = 0;
};
class ByMethod {
public:
  explicit ByMethod(Reactor &reactor) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but the caller's 'reactor' keeps it when the object may be dead
    reactor.add([this](int event) {
      if (event < 0)
        close();
    });
  }

private:
  void close() { delete this; }
};

// It tells the other to let go before.
class Peer {
public:
  Peer(Poller &poller, int fd) : poller(poller), fd(fd) {
    poller.watch(fd, [this] { readable(); });
  }

private:
  void readable() {
    if (--left)
      return;
    poller.unwatch(fd);
    delete this;
  }
  Poller &poller;
  int fd, left = 2;
};
// What calls it once lets go of it.
class OneShot {
public:
  void then(std::function<void()> f) { next = std::move(f); }
  void fire() {
    auto f = std::move(next);
    next = nullptr;
    f();
  }

private:
  std::function<void()> next;
};
class Reply {
public:
  void send(OneShot &shot) {
    shot.then([this] { delete this; });
  }
};
void run() {
  Reactor reactor;
  (new Inside)->start(reactor);
  new ByMethod(reactor);
  Poller poller;
  new Peer(poller, 4);
  OneShot shot;
  (new Reply)->send(shot);
  for (int i = 0; i != 8; ++i) {
    reactor.dispatch(i);
    poller.poll();
  }
  shot.fire();
}

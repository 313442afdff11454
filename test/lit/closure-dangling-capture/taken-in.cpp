// What takes a callable in holds it, however it is stored.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include <functional>
#include <memory>

// By a constructor that is defined elsewhere.
struct Timer {
  Timer(int, std::function<void()> tick);
  static std::unique_ptr<Timer> create(int, std::function<void()> callback);
};
Timer *made() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'x' by reference, but 'Timer' may keep it after 'x' dies
  return new Timer(1, [&x] { ++x; });
}
std::unique_ptr<Timer> created() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:29: warning: lambda captures 'x' by reference
  return Timer::create(1, [&x] { ++x; });
}
// The timer dies first.
void local() {
  int x = 0;
  Timer timer(1, [&x] { ++x; });
  auto other = Timer::create(1, [&x] { ++x; });
}

// Behind a pointer to what nobody sees.
struct Server {
  void onRequest(std::function<void()> handler);
  void run();
  struct Hidden *hidden;
};
void serves() {
  Server server;
  {
    int x = 0;
    // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'x' by reference, but {{.*}} may keep it after 'x' dies
    server.onRequest([&x] { ++x; });
  }
  server.run();
}
void servesInTime() {
  int x = 0;
  Server server;
  server.onRequest([&x] { ++x; });
  server.run();
}

// Inside an event that goes to a queue.
struct Event {
  virtual ~Event();
};
struct Call : Event {
  std::function<void()> f;
  explicit Call(std::function<void()> g) : f(std::move(g)) {}
};
struct Loop {
  void postEvent(std::unique_ptr<Event> event);
  void look(const Event &event);
};
void inEvent(Loop &loop) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:43: warning: lambda captures 'x' by reference, but 'postEvent' may keep it after 'x' dies
  loop.postEvent(std::make_unique<Call>([&x] { ++x; }));
}
// Shown, and not handed over.
void shown(Loop &loop) {
  int x = 0;
  Call call([&x] { ++x; });
  loop.look(call);
}

// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A coroutine uses what its lambda captured, and the closure is gone by then.
#include "Inputs/coroutines.h"
#include <string>

void use(const std::string &text);

void calledOnTheSpot(Event &event, std::string name) {
  // CHECK: [[@LINE+1]]:4: warning: lambda captures 'name', but the coroutine goes on after the closure dies [closure-coroutine-capture]
  [name](Event &event) -> Detached { co_await event; use(name); }(event);
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: note: the closure dies here, at the end of the full-expression
  // CHECK: :[[@LINE-2]]:38: note: the coroutine is suspended here
  // CHECK: :[[@LINE-3]]:58: note: 'name' is used here, after that
}

void resultIsKept(std::string name) {
  // CHECK: [[@LINE+1]]:16: warning: lambda captures 'name', but 'task' keeps the coroutine after the closure dies
  auto task = [name]() -> Task { use(name); co_return; }();
  // CHECK: note: 'name' is used here, when the coroutine runs: it does not start when it is called
  task.start();
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: note: 'task' is used here, afterwards
}

void stored(Event &event, std::string name) {
  // CHECK: [[@LINE+1]]:26: warning: lambda captures 'name', but the caller's 'event' keeps the coroutine after the closure dies
  event.tasks.push_back([name]() -> Task { use(name); co_return; }());
}

Task returned(std::string name) {
  // CHECK: [[@LINE+1]]:16: warning: lambda captures 'name', but the return value keeps the coroutine after the closure dies
  auto body = [name]() -> Task { use(name); co_return; };
  return body();
  // CHECK: note: the closure 'body' dies here, at the end of the {{scope|function}}
}

struct Client {
  Event event;
  int replies = 0;
  Task ask() {
    // CHECK: [[@LINE+1]]:13: warning: lambda captures 'this', but the return value keeps the coroutine after the closure dies
    return [this]() -> Task { co_await event; ++replies; }();
  }
  template <class F> Task run(F &&body) { return body(); }
  Task given(std::string name) {
    // CHECK: [[@LINE+1]]:17: warning: lambda captures 'name', but the return value keeps the coroutine after the closure dies
    return run([name]() -> Task { use(name); co_return; });
  }
};

Task awaitedLater(Event &event, int n) {
  // CHECK: [[@LINE+1]]:17: warning: lambda captures 'n', but 'task' keeps the coroutine after the closure dies
  auto task = [&n]() -> Task { ++n; co_return; }();
  co_await event;
  co_await task;
}

void wrapperLetsGo(std::string name) {
  // CHECK: [[@LINE+1]]:33: warning: lambda captures 'name', but 'task' keeps the coroutine after the closure dies
  std::function<Task()> make = [name]() -> Task { use(name); co_return; };
  Task task = make();
  make = nullptr;
  // CHECK: :[[@LINE-1]]:{{[0-9]+}}: note: the closure in 'make' dies here
  task.start();
}

// The closure lives as long as the coroutine, what it refers to does not; and neither does.
struct Session {
  std::function<void()> last;
  void keep(std::function<void()> handler) { last = std::move(handler); }
};
Task bodyItself(Session &session, Event &event) {
  int count = 0;
  // CHECK: [[@LINE+1]]:18: warning: lambda captures 'count' by reference, but the caller's 'session' keeps it after 'count' dies [closure-dangling-capture]
  session.keep([&count] { ++count; });
  co_await event;
}

class Pool {
public:
  void post(std::function<void()> work);
};
void posted(Pool &pool, std::string name) {
  // CHECK: [[@LINE+1]]:14: warning: lambda captures 'name', but the coroutine goes on after the closure dies
  pool.post([name]() -> Detached { co_await Event(); use(name); });
  // CHECK: note: 'Pool::post' drops the closure when it has called it
}

void referenceParameter(Event &event) {
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: warning: a temporary is bound to 'text', a reference parameter of a coroutine, but the coroutine goes on after it dies
  [](Event &event, const std::string &text) -> Detached { co_await event; use(text); }(event, std::string("a"));
}

void inALoop(Event &event) {
  for (int i = 0; i < 3; ++i) {
    // CHECK: [[@LINE+1]]:18: warning: lambda captures 'i', but the coroutine goes on after the closure dies
    auto body = [i](Event &event) -> Detached { co_await event; use(std::to_string(i)); };
    body(event);
    // CHECK: note: the closure 'body' dies here, at the end of each iteration
  }
}

// A by-value parameter is there as long as the frame.
Detached spawn(Task task) { co_await std::move(task); }
void spawned(std::string name) {
  // CHECK: [[@LINE+1]]:10: warning: lambda captures 'name', but the coroutine goes on after the closure dies
  spawn([name]() -> Task { use(name); co_return; }());
}
template <class F> Task delayed(Event &event, F &&body) {
  co_await event;
  co_await body();
}
Task delayedLater(Event &event, std::string name) {
  // CHECK: [[@LINE+1]]:{{[0-9]+}}: warning: a temporary is bound to 'body', a reference parameter of a coroutine, but 'task' keeps the coroutine after it dies
  auto task = delayed(event, [name]() -> Task { use(name); co_return; });
  co_await event;
  co_await task;
}

// A function that is out of sight gets the task, and its name says that it starts it.
void launch(Task task);
void startDetached(Task &&task);
struct Runner {
  void start(Task task);
};
void launched(std::string name) {
  // CHECK: [[@LINE+1]]:11: warning: lambda captures 'name', but 'launch' may keep the coroutine after the closure dies [closure-coroutine-capture]
  launch([name]() -> Task { use(name); co_return; }());
}
void startedAndDetached(std::string name) {
  // CHECK: [[@LINE+1]]:18: warning: lambda captures 'name', but 'startDetached' may keep the coroutine after the closure dies
  startDetached([name]() -> Task { use(name); co_return; }());
}
void startedByMethod(Runner &runner, std::string name) {
  // CHECK: [[@LINE+1]]:17: warning: lambda captures 'name', but 'start' may keep the coroutine after the closure dies
  runner.start([name]() -> Task { use(name); co_return; }());
}

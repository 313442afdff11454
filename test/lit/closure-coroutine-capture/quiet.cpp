// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --allow-empty --implicit-check-not="{{^/.*}}warning:"
// The closure lives longer than the coroutine needs it.
#include "Inputs/coroutines.h"
#include <memory>
#include <string>

void use(const std::string &text);

// It starts at once, and what it needs later lies in its frame.
void copiedBefore(Event &event, std::string name) {
  [name](Event &event) -> Detached { auto own = name; co_await event; use(own); }(event);
}
void usedBefore(Event &event, std::string name) {
  [name](Event &event) -> Detached { use(name); co_await event; }(event);
}
void parameter(Event &event, std::string name) {
  [](Event &event, std::string name) -> Detached { co_await event; use(name); }(event, name);
}
void neverSuspends(std::string name) {
  [name]() -> Detached { use(name); co_await std::suspend_never(); use(name); }();
}

// It is over within the full-expression.
void startedAtOnce(std::string name) {
  [&name]() -> Task { use(name); co_return; }().start();
}
Task awaitedAtOnce(Event &event) {
  int n = 0;
  co_await [&n, &event]() -> Task { co_await event; ++n; }();
  use(std::to_string(n));
}
template <class F> Task twice(F &&body) {
  co_await body();
  co_await body();
}
Task awaitedCall(Event &event) {
  int n = 0;
  co_await twice([&n, &event]() -> Task { co_await event; ++n; });
}
void neverStarted(std::string name) {
  [name]() -> Task { use(name); co_return; }(); // its frame goes with the object
}

// The closure is kept.
Task named(Event &event) {
  int n = 0;
  auto body = [&n, &event]() -> Task { co_await event; ++n; };
  auto task = body();
  co_await event;
  co_await task;
}
void wrapped(std::string name) {
  std::function<Task()> make = [name]() -> Task { use(name); co_return; };
  Task task = make();
  task.start();
}
void fired(Event &event) {
  int n = 0;
  auto body = [&n](Event &event) -> Detached { co_await event; ++n; };
  body(event);
  event.fire();
}
auto theStatic = [](Event &event) -> Detached { co_await event; };
void global(Event &event) { theStatic(event); }

// What a body awaits is over when it goes on.
class Pool {
public:
  Task submit(std::function<void()> work);
};
Task handedOn(Pool &pool) {
  int n = 0;
  co_await pool.submit([&n] { ++n; });
}
Task closuresInside(Event &event) {
  int n = 0;
  auto add = [&n] { ++n; };
  co_await event;
  add();
}

// What is awaited is set by the closure.
void post(std::function<void()> work);
Task setByClosure() {
  int n = 0;
  Event done;
  post([&] {
    ++n;
    done.fire();
  });
  co_await done;
}

// Out of sight, but its name says that it is over, or that nothing is started.
void startAndWait(Task task);
int startFor(Task task);
void runTask(Task task);
void launchNothing(const std::string &text);
void waitedFor(std::string name) {
  startAndWait([name]() -> Task { use(name); co_return; }());
}
void countedOn(std::string name) {
  startFor([name]() -> Task { use(name); co_return; }());
}
void ran(std::string name) {
  runTask([name]() -> Task { use(name); co_return; }());
}
void noCapture() {
  launchNothing("text");
}

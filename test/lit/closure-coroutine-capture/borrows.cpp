// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A coroutine that is suspended goes on with the references that it was passed, and with its
// object, whether a lambda made it or not.
#include "Inputs/coroutines.h"
#include <string>

void use(const std::string &text);

Detached greet(Event &event, const std::string &name) {
  co_await event;
  use(name);
}
Task fetch(Event &event, const std::string &url) {
  co_await event;
  use(url);
}

void passesLocal(Event &event) {
  std::string name = "local";
  // CHECK: [[@LINE+1]]:16: warning: 'name' is bound to 'name', a reference parameter of a coroutine, but the coroutine goes on after 'name' dies [closure-coroutine-capture]
  greet(event, name);
}
void passesTemporary(Event &event) {
  // CHECK: [[@LINE+1]]:16: warning: a temporary is bound to 'name', a reference parameter of a coroutine, but the coroutine goes on after it dies
  greet(event, std::string("temporary"));
}
Task returnsTask(Event &event) {
  std::string url = "local";
  // CHECK: [[@LINE+1]]:23: warning: 'url' is bound to 'url', a reference parameter of a coroutine, but the return value keeps the coroutine after 'url' dies
  return fetch(event, url);
}
Task awaitsLater(Event &event, int page) {
  // CHECK: [[@LINE+1]]:28: warning: a temporary is bound to 'url', a reference parameter of a coroutine, but 'task' keeps the coroutine after it dies
  auto task = fetch(event, "page " + std::to_string(page));
  co_await event;
  co_await task;
}
// Right: awaited where the temporary lives, or what is passed lives longer.
Task awaitsThere(Event &event, int page) {
  co_await fetch(event, "page " + std::to_string(page));
  std::string url = "last";
  auto task = fetch(event, url);
  co_await event;
  co_await task;
}
// Right: resumed to its end before the local dies, by what it was given.
void fires(Event &event) {
  std::string name = "local";
  greet(event, name);
  event.fire();
}
// Right: whoever resumes it dies as well.
Detached waits(Event &event) {
  co_await event;
  event.fire();
}
void eventDies() {
  Event event;
  waits(event);
}
// Right: the caller's.
void handsOn(Event &event, const std::string &name) { greet(event, name); }
// Right: copied before the coroutine is suspended, or by value.
Detached copies(Event &event, const std::string &name) {
  std::string copy = name;
  co_await event;
  use(copy);
}
Detached byValue(Event &event, std::string name) {
  co_await event;
  use(name);
}
void passesCopies(Event &event) {
  std::string name = "local";
  copies(event, name);
  byValue(event, name);
}

class Lamp {
public:
  explicit Lamp(Event &event) : event(event) {}
  Detached blink() {
    on = !on;
    co_await event;
    on = !on;
  }
  Task once() {
    on = true;
    co_await event;
    on = false;
  }
  bool isOn() const { return on; }

private:
  Event &event;
  bool on = false;
};
bool blinks(Event &event) {
  Lamp lamp(event);
  // CHECK: [[@LINE+1]]:3: warning: 'lamp' is the object of 'blink', a coroutine, but the coroutine goes on after 'lamp' dies
  lamp.blink();
  return lamp.isOn();
}
// Right: awaited, or resumed by what the object was made with.
Task awaitsBlink(Event &event) {
  Lamp lamp(event);
  co_await lamp.once();
}
void firesForLamp() {
  Event event;
  Lamp lamp(event);
  lamp.blink();
  event.fire();
}
// Right: the object has a destructor that may end it.
class Stopping {
public:
  explicit Stopping(Event &event) : event(event) {}
  ~Stopping();
  Detached run() {
    co_await event;
    ++turns;
  }

private:
  Event &event;
  int turns = 0;
};
void stops(Event &event) {
  Stopping stopping(event);
  stopping.run();
}

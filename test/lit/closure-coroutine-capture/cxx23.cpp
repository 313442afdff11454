// RUN: %closure-tidy %s -- -std=c++23 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// An explicit object parameter by value lies in the frame.
#include "Inputs/coroutines.h"
#include <string>

void use(const std::string &text);

void byValue(Event &event, std::string name) {
  [name](this auto, Event &event) -> Detached { co_await event; use(name); }(event);
}
void byReference(Event &event, std::string name) {
  // CHECK: [[@LINE+1]]:4: warning: lambda captures 'name', but the coroutine goes on after the closure dies
  [name](this auto &&, Event &event) -> Detached { co_await event; use(name); }(event);
}
void whatItRefersTo(Event &event) {
  int n = 0;
  // CHECK: [[@LINE+1]]:5: warning: lambda captures 'n' by reference, but the coroutine can run it after 'n' dies [closure-dangling-capture]
  [&n](this auto, Event &event) -> Detached { co_await event; ++n; }(event);
}
void stored(Event &event, std::string name) {
  event.tasks.push_back([name](this auto) -> Task { use(name); co_return; }());
}

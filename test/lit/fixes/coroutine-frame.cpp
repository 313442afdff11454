// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++20 -I%S/../closure-coroutine-capture/Inputs > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp --match-full-lines --strict-whitespace
// RUN: %clangxx -std=c++20 -I%S/../closure-coroutine-capture/Inputs -Wall -Wextra -Werror -fsyntax-only %t.cpp
// RUN: %closure-tidy %t.cpp -- -std=c++20 -I%S/../closure-coroutine-capture/Inputs 2>&1 | FileCheck %s --check-prefix=QUIET --allow-empty
// QUIET-NOT: warning:
// A lambda that is called on the spot gets its captures as parameters.
#include "coroutines.h"
#include <string>

void use(const std::string &text);

void capturesBecomeParameters(Event &event, std::string name) {
  [name](Event &event) -> Detached { co_await event; use(name); }(event);
// CHECK:  [](std::string name, Event &event) -> Detached { co_await event; use(name); }(name, event);
}
void withoutParameters(std::string name) {
  auto task = [name]() -> Task { use(name); co_return; }();
// CHECK:  auto task = [](std::string name) -> Task { use(name); co_return; }(name);
  task.start();
}
void withInitCapture(Event &event, int n) {
  event.tasks.push_back([own = n + 1]() -> Task { use(std::to_string(own)); co_return; }());
// CHECK:  event.tasks.push_back([](int own) -> Task { use(std::to_string(own)); co_return; }(n + 1));
}
Task staysAReference(Event &event, int n) {
  auto task = [&n]() -> Task { ++n; co_return; }();
// CHECK:  auto task = [](int &n) -> Task { ++n; co_return; }(n);
  co_await event;
  co_await task;
}

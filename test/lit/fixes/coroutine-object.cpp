// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++23 -I%S/../closure-coroutine-capture/Inputs > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp --match-full-lines --strict-whitespace
// RUN: %clangxx -std=c++23 -I%S/../closure-coroutine-capture/Inputs -Wall -Wextra -Werror -fsyntax-only %t.cpp
// RUN: %closure-tidy %t.cpp -- -std=c++23 -I%S/../closure-coroutine-capture/Inputs 2>&1 | FileCheck %s --check-prefix=QUIET --allow-empty
// QUIET-NOT: warning:
// From C++23 on the closure itself can lie in the frame.
#include "coroutines.h"
#include <string>

void use(const std::string &text);

void calledOnTheSpot(Event &event, std::string name) {
  [name](Event &event) -> Detached { co_await event; use(name); }(event);
// CHECK:  [name](this auto, Event &event) -> Detached { co_await event; use(name); }(event);
}
Task returned(std::string name) {
  auto body = [name]() -> Task { use(name); co_return; };
// CHECK:  auto body = [name](this auto) -> Task { use(name); co_return; };
  return body();
}
void byReference(Event &event, std::string name) {
  [name](this auto &&, Event &event) -> Detached { co_await event; use(name); }(event);
// CHECK:  [name](this auto, Event &event) -> Detached { co_await event; use(name); }(event);
  [name](this const auto &self, Event &event) -> Detached { (void)self; co_await event; use(name); }(event);
// CHECK:  [name](this const auto self, Event &event) -> Detached { (void)self; co_await event; use(name); }(event);
}

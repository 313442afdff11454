// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What a ban of captures in coroutine lambdas (cppcoreguidelines-avoid-capturing-lambda-coroutines)
// expects, and what of that can run wrongly. It asks for a warning for 7 kinds of captures, whatever
// becomes of the closure: 7 of 21 are found here, in which a frame uses them after the closure is
// gone. The other 14 are quiet, for the reasons above them. What it lets pass, 5, is quiet as well.
#include "Inputs/coroutines.h"
#include <string>

void use(int);

// 7 that can run wrongly: the task goes on after the closure, a temporary, has died.
struct Kept {
  int member = 0;
  Task ofObject() {
    // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'this', but the return value keeps the coroutine after the closure dies
    return [this]() -> Task { use(member); co_return; }();
  }
};
Task byDefaultReference(int v) {
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'v', but the return value keeps the coroutine after the closure dies
  return [&]() -> Task { use(v); co_return; }();
}
Task byDefaultCopy(int v) {
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'v', but the return value keeps the coroutine after the closure dies
  return [=]() -> Task { use(v); co_return; }();
}
Task byReference(int v) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'v', but the return value keeps the coroutine after the closure dies
  return [&v]() -> Task { use(v); co_return; }();
}
Task byCopy(int v) {
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'v', but the return value keeps the coroutine after the closure dies
  return [v]() -> Task { use(v); co_return; }();
}
Task byInitialiser(int v) {
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'y', but the return value keeps the coroutine after the closure dies
  return [y = v]() -> Task { use(y); co_return; }();
}
Task byBoundReference(int v) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'y', but the return value keeps the coroutine after the closure dies
  return [&y = v]() -> Task { use(y); co_return; }();
}

// 7 that nobody calls: there is no frame that could use the captures.
struct NotCalled {
  int member = 0;
  void ofObject() {
    [this]() -> Task { use(member); co_return; };
  }
};
void notCalled(int v) {
  [&]() -> Task { use(v); co_return; };
  [=]() -> Task { use(v); co_return; };
  [&v]() -> Task { use(v); co_return; };
  [v]() -> Task { use(v); co_return; };
  [y = v]() -> Task { use(y); co_return; };
  [&y = v]() -> Task { use(y); co_return; };
}

// 7 whose closure lives to the end of the full-expression, in which the task comes to its own.
struct AwaitedThere {
  int member = 0;
  Task ofObject() {
    co_await [this]() -> Task { use(member); co_return; }();
  }
};
Task awaitedThere(int v) {
  co_await [&]() -> Task { use(v); co_return; }();
  co_await [=]() -> Task { use(v); co_return; }();
  co_await [&v]() -> Task { use(v); co_return; }();
  co_await [v]() -> Task { use(v); co_return; }();
  co_await [y = v]() -> Task { use(y); co_return; }();
  co_await [&y = v]() -> Task { use(y); co_return; }();
}

// 5 that the ban lets pass: nothing is captured, though the list says that it may be, or it is no
// coroutine.
Task passed(int v) {
  [&v] { use(v); }();
  [v] { use(v); }();
  co_await []() -> Task { co_return; }();
  co_await [&]() -> Task { co_return; }();
  co_await [=]() -> Task { co_return; }();
}

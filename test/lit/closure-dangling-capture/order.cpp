// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The order of what happens decides.
#include <functional>
#include <memory>
#include <string>
#include <utility>

using Fn = std::function<int()>;

// Declared before: it dies after.
int declaredBefore() {
  int x = 1;
  Fn fn;
  fn = [&x] { return x; };
  return fn();
}
// Declared after and not used again.
void notUsedAgain() {
  Fn fn;
  int x = 1;
  fn = [&x] { return x; };
  fn();
}
// The deleter runs when the pointer dies, which is after the counter.
void destroyedLater() {
  std::unique_ptr<int, std::function<void(int *)>> owner;
  int freed = 0;
  // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'freed' by reference
  owner = {new int(1), [&freed](int *p) { delete p, ++freed; }};
}
// Declared the other way round.
void destroyedFirst() {
  int freed = 0;
  std::unique_ptr<int, std::function<void(int *)>> owner;
  owner = {new int(1), [&freed](int *p) { delete p, ++freed; }};
}
// Overwritten on both branches.
void overwritten(Fn &out, bool b, int x) {
  out = [&x] { return x; };
  if (b)
    out = nullptr;
  else
    out = [x] { return x; };
}
void onOneBranch(Fn &out, bool b, int x) {
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'x' by reference
  out = [&x] { return x; };
  if (b)
    out = nullptr;
}
// A loop that ends in any number of turns.
int loops(int n) {
  Fn fn = [] { return 0; };
  int last = 0;
  for (int i = 0; i < n; ++i) {
    int x = i;
    fn = [&x] { return x; };
    last = fn();
  }
  return last;
}
int loopKeeps(int n) {
  Fn fn = [] { return 0; };
  for (int i = 0; i < n; ++i) {
    int x = i;
    // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference, but 'fn' keeps it after 'x' dies [closure-loop-capture]
    fn = [&x] { return x; };
  }
  return fn();
}
// goto leaves the scope of the variable.
int jumps(bool b) {
  Fn fn = [] { return 0; };
  {
    int x = 1;
    // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
    fn = [&x] { return x; };
    if (b)
      goto out;
    fn = nullptr;
  }
  return 0;
out:
  return fn();
}
// Waiting: what was handed out may be done.
struct Queue {
  void post(Fn fn) { last = std::move(fn); }
  void waitForAll();
  Fn last;
};
void waits(Queue &queue, int x) {
  queue.post([&x] { return x; });
  queue.waitForAll();
}
void doesNotWait(Queue &queue, int x) {
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'x' by reference
  queue.post([&x] { return x; });
}
void spins(Queue &queue) {
  bool done = false;
  queue.post([&done] { return done = true; });
  while (!done) {
  }
}

// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A loop that counts by itself says nothing of the closures that count as well.
#include <functional>
#include <queue>

class Queue {
public:
  void enqueue(std::function<void()> f) { all.push(std::move(f)); }
  void run() {
    while (!all.empty()) {
      all.front()();
      all.pop();
    }
  }
  bool step();

private:
  std::queue<std::function<void()>> all;
};

void counts(Queue &queue) {
  for (int i = 0; i < 3; ++i)
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'i' by reference
    queue.enqueue([&i] { ++i; });
  queue.run();
}
void countsBack(Queue &queue) {
  int left = 3;
  while (left > 0) {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'left' by reference
    queue.enqueue([&left] { left -= 2; });
    --left;
  }
}
// It waits for the closure.
void waits(Queue &queue) {
  bool done = false;
  queue.enqueue([&done] { done = true; });
  while (!done)
    queue.step();
}
void again(Queue &queue) {
  for (int round = 0; round != 2; ++round) {
    bool done = false;
    queue.enqueue([&done] { done = true; });
    do {
      queue.step();
    } while (!done);
  }
}

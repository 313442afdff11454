// REQUIRES: header-concurrentqueue
// packages: libconcurrentqueue-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// moodycamel::ConcurrentQueue.
#include <concurrentqueue/blockingconcurrentqueue.h>
#include <functional>

using Task = std::function<void()>;
using Queue = moodycamel::ConcurrentQueue<Task>;
using Blocking = moodycamel::BlockingConcurrentQueue<Task>;

void given(Queue &queue, Blocking &blocking) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  queue.enqueue([&n] { ++n; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  queue.try_enqueue([&n] { ++n; });
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  blocking.enqueue([&n] { ++n; });
  blocking.enqueue([n] { (void)n; });
}
void producer(Queue &queue) {
  moodycamel::ProducerToken token(queue);
  for (int i = 0; i < 3; ++i)
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'i' by reference
    queue.enqueue(token, [&i] { (void)i; });
}
void emptied(Queue &queue) {
  int n = 0;
  queue.enqueue([&n] { ++n; });
  Task task;
  while (queue.try_dequeue(task))
    task();
}
void local() {
  int n = 0;
  Queue queue;
  queue.enqueue([&n] { ++n; });
  Task task;
  if (queue.try_dequeue(task))
    task();
}

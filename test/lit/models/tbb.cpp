// REQUIRES: header-tbb
// packages: libtbb-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// oneTBB.
#include <oneapi/tbb/combinable.h>
#include <oneapi/tbb/concurrent_queue.h>
#include <oneapi/tbb/concurrent_vector.h>
#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_for_each.h>
#include <oneapi/tbb/parallel_invoke.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/parallel_reduce.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include <functional>
#include <memory>
#include <vector>

// Groups.
class Builder {
public:
  ~Builder() { group.wait(); }
  void add(int x) {
    // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
    group.run([&x] { ++x; });
  }
  void addDeferred(int x) {
    // CHECK: :[[#@LINE+1]]:29: warning: lambda captures 'x' by reference
    group.run(group.defer([&x] { ++x; }));
  }
  void addByValue(int x) {
    group.run([this, x] { total += x; });
  }
  void addAndWait(int x) {
    group.run([&x] { ++x; });
    group.run_and_wait([&x] { ++x; });
  }

private:
  int total = 0;
  tbb::task_group group;
};
void parameter(oneapi::tbb::task_group &group, int x) {
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'x' by reference
  group.run([&x] { ++x; });
}
tbb::task_handle handle(tbb::task_group &group, int x) {
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'x' by reference
  return group.defer([&x] { ++x; });
}
void loop(const std::vector<int> &values) {
  tbb::task_group group;
  for (int value : values)
    // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'value' by reference
    group.run([&value] { ++value; });
  group.wait();
}
int waited(int x) {
  tbb::task_group group;
  group.run([&x] { ++x; });
  group.wait();
  return x;
}
int waitedInArena(int x) {
  tbb::task_group group;
  tbb::task_arena arena(2);
  arena.execute([&] { group.run([&x] { ++x; }); });
  arena.execute([&] { group.wait(); });
  return x;
}
void loopOfReferences(std::vector<int> &values) {
  tbb::task_group group;
  for (int &value : values)
    group.run([&value] { ++value; });
  group.wait();
}
void loopThatWaits(int n) {
  tbb::task_group group;
  for (int i = 0; i != n; ++i) {
    int y = i;
    group.run([&y] { ++y; });
    group.wait();
  }
}

// Arenas.
void enqueued(tbb::task_arena &arena, int x) {
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference
  arena.enqueue([&x] { ++x; });
}
void enqueuedLocally(int x) {
  tbb::task_arena arena(2);
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference
  arena.enqueue([&x] { ++x; });
}
void enqueuedHandle(tbb::task_arena &arena, tbb::task_group &group, int x) {
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'x' by reference
  arena.enqueue(group.defer([&x] { ++x; }));
}
int enqueuedAndWaited(tbb::task_arena &arena, int x) {
  tbb::task_group group;
  arena.enqueue(group.defer([&x] { ++x; }));
  arena.execute([&group] { group.wait(); });
  return x;
}
int executed(tbb::task_arena &arena, int x) {
  arena.execute([&x] { ++x; });
  tbb::this_task_arena::isolate([&x] { ++x; });
  return x;
}

// Algorithms.
int algorithms(const std::vector<int> &values) {
  int x = 0;
  tbb::parallel_for(0, 10, [&x](int i) { x += i; });
  tbb::parallel_for(tbb::blocked_range<int>(0, 10), [&x](const tbb::blocked_range<int> &range) { x += range.begin(); });
  tbb::parallel_for_each(values, [&x](int i) { x += i; });
  tbb::parallel_invoke([&x] { ++x; }, [&x] { ++x; });
  auto body = [&x](const tbb::blocked_range<int> &range, int sum) { return sum + range.begin() + x; };
  return tbb::parallel_reduce(tbb::blocked_range<int>(0, 10), 0, body, [&x](int a, int b) { return a + b + x; });
}
int pipeline(int x) {
  auto next = [&x](tbb::flow_control &control) {
    if (x == 0)
      control.stop();
    return x--;
  };
  tbb::parallel_pipeline(4, tbb::make_filter<void, int>(tbb::filter_mode::serial_in_order, next) &
                                tbb::make_filter<int, void>(tbb::filter_mode::parallel, [&x](int y) { (void)(x + y); }));
  return x;
}
tbb::filter<int, int> filter(int x) {
  // CHECK: :[[#@LINE+1]]:67: warning: lambda captures 'x' by reference
  return tbb::make_filter<int, int>(tbb::filter_mode::parallel, [&x](int y) { return x + y; });
}

// Flow graphs.
using Node = tbb::flow::function_node<int, int>;
class Graph {
public:
  void add(int x) {
    // CHECK: :[[#@LINE+1]]:66: warning: lambda captures 'x' by reference
    node = std::make_unique<Node>(graph, tbb::flow::unlimited, [&x](int y) { return x + y; });
    other = std::make_unique<Node>(graph, tbb::flow::unlimited, [x](int y) { return x + y; });
  }

private:
  tbb::flow::graph graph;
  std::unique_ptr<Node> node, other;
};
Node *newNode(tbb::flow::graph &graph, int x) {
  // CHECK: :[[#@LINE+1]]:47: warning: lambda captures 'x' by reference
  return new Node(graph, tbb::flow::serial, [&x](int y) { return x + y; });
}
int graph(int x) {
  tbb::flow::graph graph;
  tbb::flow::input_node<int> source(graph, [&x](tbb::flow_control &control) {
    if (x > 10)
      control.stop();
    return ++x;
  });
  Node node(graph, tbb::flow::unlimited, [&x](int y) { return x + y; });
  tbb::flow::make_edge(source, node);
  source.activate();
  graph.wait_for_all();
  return x;
}

// Containers.
class Queue {
public:
  void add(int x) {
    // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
    queue.push([&x] { ++x; });
    // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'x' by reference
    vector.push_back([&x] { ++x; });
    queue.push([x] { (void)x; });
  }

private:
  tbb::concurrent_queue<std::function<void()>> queue;
  tbb::concurrent_vector<std::function<void()>> vector;
};
int localQueue(int x) {
  tbb::concurrent_bounded_queue<std::function<void()>> queue;
  queue.push([&x] { ++x; });
  std::function<void()> task;
  queue.pop(task);
  task();
  return x;
}
int perThread() {
  int first = 1;
  tbb::combinable<int> sums([&first] { return first; });
  tbb::parallel_for(0, 10, [&sums](int i) { sums.local() += i; });
  return sums.combine([&first](int a, int b) { return a + b - first; });
}

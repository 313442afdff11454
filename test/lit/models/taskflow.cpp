// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Taskflow, by stand-ins of its declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <future>
#include <memory>
#include <utility>
#include <vector>

namespace tf {
class Task {
public:
  template <class C> Task &work(C &&callable) { throw 0; }
  template <class... Ts> Task &precede(Ts &&...tasks) { throw 0; }
};
class FlowBuilder {
public:
  template <class C> Task emplace(C &&callable) { throw 0; }
  template <class B, class E, class C> Task for_each(B first, E last, C callable) { throw 0; }
};
class Taskflow : public FlowBuilder {
public:
  void clear();
};
class Subflow : public FlowBuilder {
public:
  void join();
};
template <class T> class Future : public std::future<T> {};
class AsyncTask {};
class Executor {
public:
  Future<void> run(Taskflow &taskflow);
  Future<void> run(Taskflow &&taskflow);
  template <class C> Future<void> run(Taskflow &taskflow, C &&callable) { throw 0; }
  template <class F> std::future<int> async(F &&func) { throw 0; }
  template <class F> void silent_async(F &&func) {}
  template <class F, class... Tasks> AsyncTask silent_dependent_async(F &&func, Tasks &&...tasks) { throw 0; }
  template <class F, class... Tasks>
  std::pair<AsyncTask, std::future<int>> dependent_async(F &&func, Tasks &&...tasks) {
    throw 0;
  }
  void corun(Taskflow &taskflow);
  void wait_for_all();

private:
  std::shared_ptr<int> workers;
};
} // namespace tf

void emplaced(tf::Taskflow &taskflow, int x) {
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  taskflow.emplace([&x] { ++x; });
}
void forEach(tf::Taskflow &taskflow, std::vector<int> &values) {
  int sum = 0;
  // CHECK: :[[#@LINE+1]]:53: warning: lambda captures 'sum' by reference
  taskflow.for_each(values.begin(), values.end(), [&sum](int value) { sum += value; });
}
tf::Taskflow returned(int x) {
  tf::Taskflow taskflow;
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  taskflow.emplace([&x] { ++x; });
  return taskflow;
}
void silent(tf::Executor &executor, int x) {
  // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'x' by reference
  executor.silent_async([&x] { ++x; });
}
std::future<int> asynchronous(tf::Executor &executor, int x) {
  // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'x' by reference
  return executor.async([&x] { return ++x; });
}
void dependent(tf::Executor &executor, int x) {
  // CHECK: :[[#@LINE+1]]:37: warning: lambda captures 'x' by reference
  executor.silent_dependent_async([&x] { ++x; });
}
// The graph dies here, and what it runs goes on.
void notWaited(tf::Executor &executor, int x) {
  tf::Taskflow taskflow;
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  taskflow.emplace([&x] { ++x; });
  executor.run(taskflow);
}
void afterwards(tf::Executor &executor, tf::Taskflow &taskflow, int x) {
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'x' by reference
  executor.run(taskflow, [&x] { ++x; });
}
// The executor waits in its destructor, which comes too late.
void wrongOrder() {
  tf::Executor executor;
  int x = 0;
  // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'x' by reference
  executor.silent_async([&x] { ++x; });
}

int waited(int x) {
  tf::Executor executor;
  tf::Taskflow taskflow;
  taskflow.emplace([&x] { ++x; });
  executor.run(taskflow).wait();
  return x;
}
int waitedByCaller(tf::Executor &executor, int x) {
  tf::Taskflow taskflow;
  auto first = taskflow.emplace([&x] { ++x; });
  auto second = taskflow.emplace([&x] { --x; });
  first.precede(second);
  executor.run(taskflow).wait();
  return x;
}
int waitedForAll(tf::Executor &executor, int x) {
  executor.silent_async([&x] { ++x; });
  executor.wait_for_all();
  return x;
}
int got(tf::Executor &executor, int x) { return executor.async([&x] { return ++x; }).get(); }
// The last one depends on the first.
int waitedForTheLast(tf::Executor &executor) {
  int x = 0, y = 0;
  auto first = executor.silent_dependent_async([&x] { x = 1; });
  auto [last, future] = executor.dependent_async([&] { return y = x + 1; }, first);
  future.wait();
  return y;
}
int corun(tf::Executor &executor, int x) {
  tf::Taskflow taskflow;
  taskflow.emplace([&x] { ++x; });
  executor.corun(taskflow);
  return x;
}
// The executor's destructor waits.
void rightOrder() {
  int x = 0;
  tf::Executor executor;
  executor.silent_async([&x] { ++x; });
}
void cleared(tf::Taskflow &taskflow, int x) {
  taskflow.emplace([&x] { ++x; });
  taskflow.clear();
}
void subflow(tf::Taskflow &taskflow) {
  taskflow.emplace([](tf::Subflow &subflow) {
    int x = 0;
    subflow.emplace([&x] { ++x; });
    subflow.join();
  });
}
void byValue(tf::Taskflow &taskflow, int x) {
  taskflow.emplace([x] { (void)x; });
}

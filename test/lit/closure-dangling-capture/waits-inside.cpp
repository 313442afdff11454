// RUN: %closure-tidy %s -- -std=c++17 -pthread | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
// An algorithm that is given what waits has waited for each element. A container that is given work
// which waits for something itself has not.
#include <algorithm>
#include <functional>
#include <future>
#include <thread>
#include <vector>

struct Pool {
  std::vector<std::thread> threads;
  template <class F> std::future<int> run(F work) {
    std::packaged_task<int()> task(std::move(work));
    std::future<int> result = task.get_future();
    threads.emplace_back(std::move(task));
    return result;
  }
};

void keptAsync(std::vector<std::future<int>> &running, std::shared_future<void> go) {
  int n = 0;
  // CHECK: :[[@LINE+1]]:54: warning: lambda captures 'n' by reference, but {{.*}} [closure-dangling-capture]
  running.push_back(std::async(std::launch::async, [&n, go] {
    go.wait();
    return ++n;
  }));
}

void keptInPool(Pool &pool, std::vector<std::future<int>> &running, std::shared_future<void> go) {
  int n = 0;
  // CHECK: :[[@LINE+1]]:32: warning: lambda captures 'n' by reference, but {{.*}} [closure-dangling-capture]
  running.push_back(pool.run([&n, go] {
    go.wait();
    return ++n;
  }));
}

void emplaced(std::vector<std::thread> &running, std::shared_future<void> go) {
  int n = 0;
  // CHECK: :[[@LINE+1]]:26: warning: lambda captures 'n' by reference, but {{.*}} [closure-dangling-capture]
  running.emplace_back([&n, go] {
    go.wait();
    ++n;
  });
}

// Quiet: each element is waited for, by whatever the algorithm is given.
void waited(std::shared_future<void> go) {
  int n = 0;
  std::vector<std::thread> running;
  running.push_back(std::thread([&n, go] {
    go.wait();
    ++n;
  }));
  std::for_each(running.begin(), running.end(), [](std::thread &t) { t.join(); });
}
void waitedByMember(std::shared_future<void> go) {
  int n = 0;
  std::vector<std::thread> running;
  running.emplace_back([&n, go] {
    go.wait();
    ++n;
  });
  std::for_each(running.begin(), running.end(), std::mem_fn(&std::thread::join));
}
void waitedByBound(std::shared_future<void> go) {
  int n = 0;
  std::vector<std::thread> running;
  running.emplace_back([&n, go] { ++n; });
  std::for_each(running.begin(), running.end(), std::bind(&std::thread::join, std::placeholders::_1));
}

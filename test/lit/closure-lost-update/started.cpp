// The closure is copied into a thread, a task, a binding or a collection, and the original asked.
// RUN: %closure-tidy %s -- -std=c++20 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <functional>
#include <future>
#include <thread>
#include <vector>

int thread() {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'n', but 'std::thread' gets a copy, and 'count' is asked afterwards as if it had changed
  auto count = [n = 0](int x) mutable { return n += x; };
  // CHECK: :[[#@LINE+1]]:17: note: 'count' is copied here
  std::thread t(count, 5);
  t.join();
  return count(0);
}
int threads() {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'n', but 'vector::emplace_back' gets a copy
  auto count = [n = 0](int x) mutable { return n += x; };
  std::vector<std::jthread> all;
  for (int i = 0; i < 3; ++i)
    all.emplace_back(count, i);
  all.clear();
  return count(0);
}
int task() {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'n', but 'std::async' gets a copy
  auto count = [n = 0](int x) mutable { return n += x; };
  auto done = std::async(count, 5);
  done.wait();
  return count(0);
}
int bound() {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'n', but 'add' gets a copy
  auto count = [n = 0](int x) mutable { return n += x; };
  auto add = std::bind(count, 3);
  add();
  add();
  return count(0);
}
int collected() {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'n', but 'vector::push_back' gets a copy
  auto count = [n = 0](int x) mutable { return n += x; };
  std::vector<std::function<int(int)>> all;
  all.push_back(count);
  for (auto &each : all)
    each(3);
  all[0](1);
  return count(0);
}

// Quiet: by reference, or nobody asks the original.
int byReference() {
  auto count = [n = 0](int x) mutable { return n += x; };
  std::thread t(std::ref(count), 5);
  t.join();
  auto add = std::bind(std::ref(count), 3);
  add();
  return count(0);
}
void moved() {
  auto count = [n = 0](int x) mutable { return n += x; };
  std::thread t(std::move(count), 5);
  t.join();
}
void workers() {
  auto work = [n = 0](int x) mutable { return n += x; };
  std::thread a(work, 1), b(work, 2);
  a.join();
  b.join();
}
// Somebody asks the copy: two sequences.
int asksCopies() {
  auto next = [n = 0]() mutable { return n++; };
  auto later = std::async(next);
  int first = later.get();
  first += std::async(next).get();
  std::vector<std::function<int()>> all;
  all.emplace_back(next);
  for (auto &each : all)
    first += each();
  auto bound = std::bind(next);
  first += bound();
  return first + next();
}
// It has no state.
int stateless(int n) {
  auto add = [n](int x) mutable { return n + x; };
  std::thread t(add, 5);
  t.join();
  return add(0);
}

// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A thread holds what it borrows until it is joined.
#include <algorithm>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

void use(int);
bool ready();

void joinedInTime() {
  int x = 0;
  std::thread t([&x] { use(x); });
  t.join();
}
void joinedTooLate() {
  std::thread t;
  {
    int x = 0;
    // CHECK: :[[#@LINE+2]]:23: warning: lambda captures 'x' by reference, but 't' can run it after 'x' dies
    // CHECK: :[[#@LINE+1]]:9: note: 'thread' keeps the closure and calls it later, until 'join'
    t = std::thread([&x] { use(x); });
  }
  t.join();
}
void joinedOnOnePath(std::thread &out) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference, but the caller's 'out' can run it after 'x' dies
  std::thread t([&x] { use(x); });
  if (ready())
    t.join();
  else
    out = std::move(t);
}
void detached(int x) {
  // CHECK: :[[#@LINE+2]]:17: warning: lambda captures 'x' by reference, but a detached thread can run it after 'x' dies
  // CHECK: :[[#@LINE+1]]:33: note: the thread is detached here; nothing waits for it any more
  std::thread([&x] { use(x); }).detach();
}
void joinedIfJoinable() {
  int x = 0;
  std::thread t;
  if (ready())
    t = std::thread([&x] { use(x); });
  if (t.joinable())
    t.join();
}

void joinedInLoop() {
  std::vector<int> parts(4);
  std::vector<std::thread> all;
  for (int i = 0; i < 4; ++i)
    all.emplace_back([&parts, i] { use(parts[i]); });
  for (std::thread &t : all)
    t.join();
}
void joinedByAlgorithm() {
  int x = 0;
  std::vector<std::thread> all;
  all.emplace_back([&x] { use(x); });
  std::for_each(all.begin(), all.end(), [](std::thread &t) { t.join(); });
}
void joinedByMember() {
  int x = 0;
  std::vector<std::thread> all;
  all.emplace_back([&x] { use(x); });
  std::for_each(all.begin(), all.end(), std::mem_fn(&std::thread::join));
}
void joinedAfterTheLoop() {
  std::vector<std::thread> all;
  for (int i = 0; i < 4; ++i) {
    std::string name = std::to_string(i);
    // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'name' by reference, but 'all' can run it after 'name' dies
    all.emplace_back([&name] { use(int(name.size())); });
  }
  for (std::thread &t : all)
    t.join();
}

struct Joiner {
  std::thread &t;
  ~Joiner() {
    if (t.joinable())
      t.join();
  }
};
void guardAfter() {
  int x = 0;
  std::thread t([&x] { use(x); });
  Joiner joiner{t};
  if (ready())
    return;
  use(1);
}
void guardBefore() {
  std::thread t;
  Joiner joiner{t};
  int x = 0;
  // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'x' by reference, but 't' can run it after 'x' dies
  t = std::thread([&x] { use(x); });
}

void jthreadAfter() {
  int x = 0;
  std::jthread t([&x] { use(x); });
}
void jthreadBefore() {
  std::jthread t;
  int x = 0;
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference, but 't' can run it after 'x' dies
  t = std::jthread([&x] { use(x); });
}

std::thread returned(int x) {
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'x' by reference, but the returned thread can run it after 'x' dies
  return std::thread([&x] { use(x); });
}

class Worker {
  std::thread thread;

public:
  void start(const std::function<void(int)> &callback) {
    // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'callback' by reference, but 'worker' can run it after the temporary that it refers to dies
    thread = std::thread([&callback] { callback(1); });
  }
  void stop() {
    if (thread.joinable())
      thread.join();
  }
};
void startsAndStops() {
  Worker worker;
  // CHECK: :[[#@LINE+1]]:16: note: 'callback' is bound to this argument
  worker.start([](int n) { use(n); });
  worker.stop();
}
void startsWithNamed() {
  std::function<void(int)> callback = use;
  Worker worker;
  worker.start(callback);
  worker.stop();
}

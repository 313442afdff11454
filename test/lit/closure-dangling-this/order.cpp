// RUN: %closure-tidy %s -- -std=c++20 -pthread 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Members die in the reverse order of their declarations, and a base after all of them: what still
// runs or calls closures by then, and over what.
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// Containers and owners of threads wait as these do.
struct Many {
  // CHECK: :[[@LINE+1]]:40: warning: lambda captures 'this', but member 'threads' can run it after 'text' dies [closure-dangling-this]
  void start() { threads.emplace_back([this] { text += "x"; }); }
  std::vector<std::jthread> threads;
  std::string text;
};
struct Owned {
  // CHECK: :[[@LINE+1]]:59: warning: lambda captures 'this', but member 'thread' can run it after 'text' dies
  void start() { thread = std::make_unique<std::jthread>([this] { text += "x"; }); }
  std::unique_ptr<std::jthread> thread;
  std::string text;
};
struct InMap {
  // CHECK: :[[@LINE+1]]:45: warning: lambda captures 'this', but member 'threads' can run it after 'text' dies
  void start() { threads[1] = std::jthread([this] { text += "x"; }); }
  std::map<int, std::jthread> threads;
  std::string text;
};
struct ManyInOrder {
  void start() { threads.emplace_back([this] { text += "x"; }); }
  std::string text;
  std::vector<std::jthread> threads;
};

// A class of one's own, whose destructor joins.
class Worker {
public:
  void start(std::function<void()> work) { thread = std::thread(std::move(work)); }
  ~Worker() {
    if (thread.joinable())
      thread.join();
  }

private:
  std::thread thread;
};
struct Wrapped {
  // CHECK: :[[@LINE+1]]:32: warning: lambda captures 'this', but member 'worker' can run it after 'text' dies
  void start() { worker.start([this] { text += "x"; }); }
  // CHECK: note: declare 'text' before 'worker' instead, so that it dies after it
  Worker worker;
  std::string text;
};
// A member that holds one as a part.
struct Room {
  Worker worker;
};
struct Deeper {
  // CHECK: :[[@LINE+1]]:37: warning: lambda captures 'this', but member 'room' can run it after 'text' dies
  void start() { room.worker.start([this] { text += "x"; }); }
  Room room;
  std::string text;
};
struct WrappedInOrder {
  void start() { worker.start([this] { text += "x"; }); }
  std::string text;
  Worker worker;
};
// It uses nothing that dies before.
struct WrappedUsesLess {
  void start() { worker.start([this] { ++count; }); }
  Worker worker;
  std::string text;
  int count = 0;
};
struct PointsToWorker {
  void start() { worker->start([this] { text += "x"; }); }
  Worker *worker = nullptr;
  std::string text;
};

// A destructor that does something else does not help; one that joins does.
struct Logs {
  void start() {
    // CHECK: :[[@LINE+1]]:28: warning: lambda captures 'this', but member 'thread' can run it after 'text' dies
    thread = std::jthread([this] { text += "x"; });
  }
  ~Logs() { ++count; }
  std::jthread thread;
  std::string text;
  int count = 0;
};
struct JoinsAll {
  void start() { threads.emplace_back([this] { text += "x"; }); }
  ~JoinsAll() {
    for (auto &thread : threads)
      thread.join();
  }
  std::vector<std::jthread> threads;
  std::string text;
};
struct ClearsAll {
  void start() { threads.emplace_back([this] { text += "x"; }); }
  ~ClearsAll() { threads.clear(); }
  std::vector<std::jthread> threads;
  std::string text;
};
// A member that dies first and was given the thread may join it.
struct Joiner {
  explicit Joiner(std::jthread &thread) : thread(thread) {}
  ~Joiner() { thread.join(); }
  std::jthread &thread;
};
struct HasJoiner {
  void start() {
    thread = std::jthread([this] { text += "x"; });
  }
  std::jthread thread;
  std::string text;
  Joiner joiner{thread};
};

// A base waits, or calls, when the members of the class are gone.
class Runner {
public:
  ~Runner() { thread.join(); }

protected:
  void run(std::function<void()> work) { thread = std::thread(std::move(work)); }
  std::thread thread;
};
struct Derived : Runner {
  Derived() {
    // CHECK: :[[@LINE+1]]:10: warning: lambda captures 'this', but member 'thread' can run it after 'text' dies
    run([this] { text += "x"; });
    // CHECK: note: 'text' dies first
  }
  std::string text;
};
struct DerivedFurther : Derived {};
struct JoinsItself : Runner {
  JoinsItself() {
    run([this] { text += "x"; });
  }
  ~JoinsItself() { thread.join(); }
  std::string text;
};
struct UsesBaseOnly : Runner {
  UsesBaseOnly() {
    run([this] { ++count; });
  }
  int count = 0;
  std::string text;
};
class Closing {
public:
  ~Closing() {
    if (closed)
      closed();
  }
  std::function<void()> closed;
};
struct ClosingDerived : Closing {
  ClosingDerived() {
    // CHECK: :[[@LINE+1]]:15: warning: lambda captures 'this', but member 'closed' keeps it after 'text' dies
    closed = [this] { text += "x"; };
  }
  std::string text;
};
struct ClosingMember {
  ClosingMember() {
    // CHECK: :[[@LINE+1]]:20: warning: lambda captures 'this', but member 'part' keeps it after 'text' dies
    part.closed = [this] { text += "x"; };
  }
  Closing part;
  std::string text;
};
struct ClosingInOrder {
  ClosingInOrder() {
    part.closed = [this] { text += "x"; };
  }
  std::string text;
  Closing part;
};
struct ClosingCleared {
  ClosingCleared() {
    part.closed = [this] { text += "x"; };
  }
  ~ClosingCleared() { part.closed = nullptr; }
  Closing part;
  std::string text;
};

// Where nobody wrote a constructor, the initialiser of the member says it.
struct Aggregate {
  // CHECK: :[[@LINE+1]]:24: warning: lambda captures 'this', but member 'thread' can run it after 'text' dies
  std::jthread thread{[this] { text += "x"; }};
  std::string text;
};
struct Implicit {
  Implicit() = default;
  // CHECK: :[[@LINE+1]]:39: warning: lambda captures 'this', but member 'thread' can run it after 'text' dies
  std::jthread thread = std::jthread([this] { text += "x"; });
  std::string text;
};
struct AggregateInOrder {
  std::string text;
  std::jthread thread{[this] { text += "x"; }};
};
struct Keeps {
  std::function<void()> call = [this] { text += "x"; };
  std::string text;
};

// What the deleter of a pointer is about dies before the pointer that calls it.
class Pool {
public:
  std::shared_ptr<int> borrow() {
    int *one = new int(1);
    // CHECK: :[[@LINE+1]]:39: warning: lambda captures 'this', but member 'last' keeps it after 'pool' dies
    return std::shared_ptr<int>(one, [this](int *used) { spare.emplace_back(used); });
  }

private:
  std::vector<std::unique_ptr<int>> spare;
};
struct Borrows {
  void take() {
    auto one = pool->borrow();
    last = one;
  }
  std::shared_ptr<int> last;
  std::unique_ptr<Pool> pool = std::make_unique<Pool>();
};
class GoodPool {
public:
  std::shared_ptr<int> borrow() {
    int *one = new int(1);
    return std::shared_ptr<int>(one, [this](int *used) { spare.emplace_back(used); });
  }

private:
  std::vector<std::unique_ptr<int>> spare;
};
struct BorrowsInOrder {
  void take() { last = pool->borrow(); }
  std::unique_ptr<GoodPool> pool = std::make_unique<GoodPool>();
  std::shared_ptr<int> last;
};

// RUN: %tidy-load --config={} --quiet --checks=-*,closure-unguarded-this %s -- -std=c++17 -pthread 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A pattern does not turn it on.
// RUN: %closure-tidy %s -- -std=c++17 -pthread 2>&1 | FileCheck %s --check-prefix=OFF --allow-empty
// OFF-NOT: closure-unguarded-this
// Closures over this that are kept elsewhere: does anything end them with the object?
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

std::vector<std::function<void()>> waiting;
void later(std::function<void()> f) { waiting.push_back(std::move(f)); }

class Queue {
public:
  void post(std::function<void()> f) { tasks.push_back(std::move(f)); }

private:
  std::deque<std::function<void()>> tasks;
};

struct Posts {
  // CHECK: :[[@LINE+1]]:27: warning: lambda captures 'this', and global 'waiting' keeps it, but nothing tells it when the object is gone [closure-unguarded-this]
  void spelled() { later([this] { ++n; }); }
  // CHECK: :[[@LINE+1]]:27: warning: lambda captures 'this', and global 'waiting' keeps it, but nothing tells
  void implied() { later([=] { ++n; }); }
  void toMember() {
    // CHECK: :[[@LINE+1]]:17: warning: lambda captures 'this', and member 'queue' keeps it, but nothing tells
    queue.post([this] { ++n; });
  }
  void toArgument(Queue &other) {
    // CHECK: :[[@LINE+1]]:17: warning: lambda captures 'this', and the caller's 'other' keeps it, but nothing tells
    other.post([this] { ++n; });
  }
  void runs() {
    // CHECK: :[[@LINE+1]]:18: warning: lambda captures 'this', and a detached thread runs it, but nothing tells
    std::thread([this] { ++n; }).detach();
  }
  void nested() {
    auto now = [this] {
      // CHECK: :[[@LINE+1]]:14: warning: lambda captures 'this', and global 'waiting' keeps it, but nothing tells
      later([this] { ++n; });
    };
    now();
  }
  Queue &queue;
  int n = 0;
};

// A guard, a destructor that takes it back, a wait; and what is kept in the object itself, or only
// called.
struct Tokens {
  void post() {
    later([this, weak = std::weak_ptr<int>(alive)] {
      if (!weak.expired())
        ++n;
    });
  }
  std::shared_ptr<int> alive = std::make_shared<int>();
  int n = 0;
};
struct Weak : std::enable_shared_from_this<Weak> {
  void post() {
    later([this, weak = weak_from_this()] {
      if (auto self = weak.lock())
        ++n;
    });
  }
  void owns() {
    later([this, self = shared_from_this()] { ++n; });
  }
  int n = 0;
};
struct TakesBack {
  void post() {
    later([this] { ++n; });
  }
  ~TakesBack() { waiting.clear(); }
  int n = 0;
};
struct UnseenEnd {
  void post() {
    later([this] { ++n; });
  }
  ~UnseenEnd();
  int n = 0;
};
struct Waits {
  void post() {
    std::thread thread([this] { ++n; });
    thread.join();
  }
  int n = 0;
};
struct KeepsItself {
  void post() {
    handler = [this] { ++n; };
    queue.post([this] { ++n; });
  }
  std::function<void()> handler;
  Queue queue;
  int n = 0;
};
struct OnlyCalls {
  void post() {
    auto call = [this] { ++n; };
    call();
  }
  std::function<void()> handed() {
    return [this] { ++n; };
  }
  int n = 0;
};
// It lives as long as the program.
class Single {
public:
  static Single &instance() {
    static Single one;
    return one;
  }
  void post() {
    later([this] { ++n; });
  }

private:
  Single() = default;
  int n = 0;
};
// By its name alone it may keep what it gets: that is a guess.
void onChange(std::function<void()> f);
struct Assumes {
  void post() {
    onChange([this] { ++n; });
  }
  int n = 0;
};

// RUN: %closure-tidy %s -- -std=c++20 -pthread 2>&1 | FileCheck %s
// A class that runs a thread over itself: who waits for it, and what is left by then.
#include <condition_variable>
#include <future>
#include <string>
#include <thread>
#include <vector>

class Late {
public:
  Late() {
    // CHECK: :[[@LINE+1]]:28: warning: lambda captures 'this', but member 'thread' can run it after 'lines' dies [closure-dangling-this]
    thread = std::jthread([this] { flush(); });
    // CHECK: :[[@LINE+8]]:28: note: 'lines' dies first: members die in the reverse order of their declarations
    // CHECK: note: no repair is offered: declare 'lines' before 'thread'
    // CHECK: note: declare 'lines' before 'thread' instead, so that it dies after it
  }

private:
  void flush() { lines.clear(); }
  std::jthread thread;
  std::vector<std::string> lines;
};

// In the list of initialisers, and not side by side.
struct Started {
  // CHECK: :[[@LINE+1]]:21: warning: lambda captures 'this', but member 'work' can run it after 'text' dies [closure-dangling-this]
  Started() : work([this] { text += "x"; }) {}
  std::jthread work;
  int between = 0;
  std::string text;
};

struct Asks {
  void start() {
    // CHECK: :[[@LINE+1]]:26: warning: lambda captures 'this', but member 'answer' can run it after 'text' dies [closure-dangling-this]
    answer = std::async([this] { return int(text.size()); });
  }
  std::future<int> answer;
  std::string text;
};

struct Detaches {
  void start() {
    // CHECK: :[[@LINE+1]]:27: warning: lambda captures 'this', but a detached thread can run it after the object dies [closure-dangling-this]
    thread = std::thread([this] { ++count; });
    // CHECK: note: the thread is detached here; nothing waits for it any more
    // CHECK: note: no repair is offered: join the thread in the destructor of 'Detaches' instead
  }
  ~Detaches() {
    if (thread.joinable())
      thread.detach();
  }
  std::thread thread;
  int count = 0;
};

// CHECK-NOT: warning:
class InOrder {
public:
  InOrder() {
    thread = std::jthread([this] { lines.clear(); });
  }

private:
  std::vector<std::string> lines;
  std::jthread thread;
  int numbers = 0;
};
struct UsesOthersOnly {
  void start() {
    thread = std::jthread([this] { ++count; });
  }
  int count = 0;
  std::jthread thread;
  std::string unused;
  int trivial = 0;
};
struct NothingToEnd {
  void start() {
    thread = std::jthread([this] { ++count; });
  }
  std::jthread thread;
  int count = 0;
};
struct Joins {
  void start() {
    thread = std::thread([this] { text.clear(); });
  }
  ~Joins() {
    if (std::this_thread::get_id() == thread.get_id())
      thread.detach();
    else
      thread.join();
  }
  std::thread thread;
  std::string text;
};
struct Stops {
  void start() {
    thread = std::jthread([this] { text.clear(); });
  }
  ~Stops() { stop(); }
  void stop();
  std::jthread thread;
  std::string text;
};

// The base waits, and it dies after the members of the class, whatever their order.
class Waits {
public:
  ~Waits() {
    if (thread.joinable())
      thread.join();
  }

protected:
  std::thread thread;
};
class OfBase : Waits {
public:
  void start() {
    // CHECK: :[[@LINE+1]]:27: warning: lambda captures 'this', but member 'thread' can run it after 'words' dies
    thread = std::thread([this] { words.clear(); });
    // CHECK: note: no repair is offered: let the destructor of 'OfBase' wait for 'thread', a member of its base, or take the closure back
  }

private:
  std::vector<int> words;
};

// RUN: %closure-tidy %s -- -std=c++20 -pthread 2>&1 | FileCheck %s

// What the body of a destructor leaves with others refers to an object that is gone when it is done.

#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

std::vector<std::function<void()>> AtExit;

// In a global.
class InGlobal {
  int N = 0;

public:
  // CHECK: :[[@LINE+3]]:23: warning: lambda captures 'this', but global 'AtExit' keeps it after the object dies [closure-dangling-this]
  // CHECK: note: {{.*}}the object dies here, at the end of the destructor
  ~InGlobal() {
    AtExit.push_back([this] { ++N; });
  }
};

// In a thread that nobody waits for.
class InThread {
  int N = 0;

public:
  // CHECK: :[[@LINE+2]]:18: warning: lambda captures 'this', but a detached thread can run it after the object dies
  ~InThread() {
    std::thread([this] { ++N; }).detach();
  }
};

// A part of the object, by reference and by its address.
class Parts {
  std::vector<int> V;

public:
  ~Parts() {
    // CHECK: :[[@LINE+1]]:24: warning: lambda captures 'v', by which it refers to the object, but global 'AtExit' keeps it after the object dies
    AtExit.push_back([&v = V] { v.clear(); });
    // CHECK: :[[@LINE+1]]:23: warning: lambda captures 'p', by which it refers to the object, but global 'AtExit' keeps it after the object dies
    AtExit.push_back([p = &V] { p->clear(); });
  }
};

struct Transaction {
  std::vector<std::function<void()>> All;
  void add(std::function<void()> F) { All.push_back(std::move(F)); }
  void clear() { All.clear(); }
  void runAll() {
    for (auto &F : All)
      F();
    All.clear();
  }
};

// In what a pointer leads to that the constructor was given: somebody else owns it.
class OfOthers {
  bool Send;
  Transaction *T;

public:
  OfOthers(Transaction *T, bool Send) : Send(Send), T(T) {}
  // CHECK: :[[@LINE+2]]:13: warning: lambda captures 'this', but what 'T' refers to keeps it after the object dies
  ~OfOthers() {
    T->add([this] { Send = false; });
  }
};

struct Unseen {
  virtual ~Unseen() = default;
  virtual void addCommand(std::function<void()> Action);
};

// What is not seen may keep it by its name; the repair is to copy what is needed.
class ByName {
  const bool Send;
  Unseen *T;
  void use(bool);

public:
  ByName(Unseen *T, bool Send) : Send{Send}, T{T} {}
  // CHECK: :[[@LINE+3]]:23: warning: lambda captures 'this', but 'addCommand' may keep it after the object dies
  // CHECK: note: no repair is offered: bind copies of what the closure needs of the object instead
  ~ByName() {
    T->addCommand([=, this] { (void)Send; });
  }
};

// By a method of the object, under a lock, and with what is given out: a global, or an only object.
struct Loop {
  static Loop &instance();
  void post(std::function<void()> F);
};
Loop &loop();
class Posts {
  int N = 0;
  std::mutex Guard;
  // CHECK: :[[@LINE+1]]:31: warning: lambda captures 'this', but 'post' may keep it after the object dies
  void leave() { loop().post([this] { ++N; }); }

public:
  ~Posts() {
    std::lock_guard<std::mutex> Lock(Guard);
    leave();
  }
};
class PostsTwo {
  int N = 0;

public:
  ~PostsTwo() {
    int Last = N;
    // CHECK: :[[@LINE+1]]:28: warning: lambda captures 'this' and 'Last' by reference, but 'post' may keep it after the object and 'Last' die
    Loop::instance().post([this, &Last] { N = Last; });
  }
};

// A wait before that is over.
class WaitsBefore {
  int N = 0;

public:
  ~WaitsBefore() {
    std::thread([] {}).join();
    // CHECK: :[[@LINE+1]]:18: warning: lambda captures 'this', but 'post' may keep it after the object dies
    loop().post([this] { ++N; });
  }
};

// CHECK-NOT: warning:

// It was moved, or copied, into the closure.
class Moved {
  std::vector<int> V;
  int N = 0;

public:
  ~Moved() {
    AtExit.push_back([V = std::move(V), N = N]() mutable { V.push_back(N); });
  }
};

// It is taken back, or was called and dropped, before the object dies.
class TakenBack {
  int N = 0;
  Transaction *T;

public:
  TakenBack(Transaction *T) : T(T) {}
  ~TakenBack() {
    AtExit.push_back([this] { ++N; });
    AtExit.clear();
    T->add([this] { ++N; });
    T->runAll();
  }
};

// The destructor waits for what it starts.
class Waits {
  int N = 0;

public:
  ~Waits() {
    std::thread T([this] { ++N; });
    T.join();
    auto F = std::async(std::launch::async, [this] { ++N; });
    F.get();
  }
};

// It posts the last thing, and waits until it is done.
class PostsLast {
  int N = 0;
  Loop &L;

public:
  PostsLast(Loop &L) : L(L) {}
  ~PostsLast() {
    std::promise<void> Done;
    L.post([this, &Done] {
      ++N;
      Done.set_value();
    });
    Done.get_future().wait();
  }
};

// What the object owns dies with it: by value, by pointers, or by another member's.
class Owns {
  int N = 0;
  Transaction Own;
  std::unique_ptr<Transaction> Owned = std::make_unique<Transaction>();
  Transaction *Same = Owned.get();

public:
  ~Owns() {
    Own.add([this] { ++N; });
    Owned->add([this] { ++N; });
    Same->add([this] { ++N; });
  }
};

class Deletes {
  int N = 0;
  Transaction *T;

public:
  Deletes(Transaction *T) : T(T) {}
  ~Deletes() {
    T->add([this] { ++N; });
    delete T;
  }
};

// A member that waits when it dies, after the body.
struct Drain {
  Transaction *T;
  ~Drain() { T->runAll(); }
};
class DrainsLater {
  int N = 0;
  Transaction *T;
  Drain D{T};

public:
  DrainsLater(Transaction *T) : T(T) {}
  ~DrainsLater() {
    T->add([this] { ++N; });
  }
};

// A worker that dies in the body may be what runs it.
struct Worker {
  ~Worker();
};
class EndsWorker {
  int N = 0;
  Worker *W = new Worker;

public:
  ~EndsWorker() {
    loop().post([this] { ++N; });
    delete W;
  }
};

// A loop of its own, which is not seen, dies with the object.
class OwnLoop {
  int N = 0;
  Loop Own;
  std::shared_ptr<Loop> Shared = std::make_shared<Loop>();

public:
  ~OwnLoop() {
    Own.post([this] { ++N; });
    Shared->post([this] { ++N; });
  }
};

// The only object of its class dies with the program.
class Only {
  int N = 0;
  Only() = default;

public:
  static Only &get() {
    static Only One;
    return One;
  }
  ~Only() {
    AtExit.push_back([this] { ++N; });
  }
};

// What the object only refers to lives on.
class Refers {
  int &N;
  Loop *L;

public:
  Refers(int &N, Loop *L) : N(N), L(L) {}
  ~Refers() {
    loop().post([&N = N] { ++N; });
    L->post([L = L] { L->post([] {}); });
  }
};

// Called at once.
void each(const std::vector<int> &, const std::function<void(int)> &F);
class CallsNow {
  std::vector<int> V;
  int N = 0;

public:
  ~CallsNow() {
    each(V, [this](int I) { N += I; });
  }
};

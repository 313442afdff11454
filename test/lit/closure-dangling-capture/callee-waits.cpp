// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A callee that takes a closure in waits for it only where a wait comes after, or may come.
#include <cstdlib>
#include <functional>
#include <memory>
#include <vector>

using Fn = std::function<void()>;
extern std::vector<Fn> queue;
extern bool ok;
void logFinish(int);
void waitForQueue();

struct Unseen {
  ~Unseen();
};
struct Frees {
  int *p;
  void free() { delete p; }
  ~Frees() { free(); }
};

void plain(Fn f) { queue.push_back(f); }
void aborts(Fn f) {
  if (!ok)
    abort();
  queue.push_back(f);
}
void hasUnseen(Fn f) {
  Unseen local;
  queue.push_back(f);
}
void waitsBefore(Fn f) {
  waitForQueue();
  queue.push_back(f);
}
void waitsInstead(Fn f) {
  if (ok) {
    queue.push_back(f);
    return;
  }
  waitForQueue();
}
void waitsAfter(Fn f) {
  queue.push_back(f);
  waitForQueue();
}
void waitsPerhaps(Fn f) {
  queue.push_back(f);
  if (ok)
    waitForQueue();
}

void callPlain(int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but global 'queue' keeps it after 'x' dies
  plain([&x] { ++x; });
}
void callAborts(int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but global 'queue' keeps it after 'x' dies
  aborts([&x] { ++x; });
}
void callHasUnseen(int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but global 'queue' keeps it after 'x' dies
  hasUnseen([&x] { ++x; });
}
void callWaitsBefore(int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but global 'queue' keeps it after 'x' dies
  waitsBefore([&x] { ++x; });
}
void callWaitsInstead(int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but global 'queue' keeps it after 'x' dies
  waitsInstead([&x] { ++x; });
}
void goodCallers(int x) {
  waitsAfter([&x] { ++x; });
  waitsPerhaps([&x] { ++x; });
}

// A word of a function in sight that visibly does not wait.
struct Counter {
  int n = 0;
  std::vector<Fn> all;
  void add(Fn f) { all.push_back(f); }
  void clearCount() { n = 0; }
  void clearAll() {
    while (!all.empty())
      all.pop_back();
  }
};
void counted(Counter &counter, int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but the caller's 'counter' keeps it after 'x' dies
  counter.add([&x] { ++x; });
  counter.clearCount();
}
void cleared(Counter &counter, int x) {
  counter.add([&x] { ++x; });
  counter.clearAll();
}

// A destructor that frees by a helper, or by the destructor's name.
struct Base {
  virtual ~Base();
};
template <class C> struct Impl : Base {
  C c;
  explicit Impl(C c) : c(std::move(c)) {}
};
struct Task {
  Base *p = nullptr;
  Task() = default;
  template <class C> explicit Task(C c) : p(new Impl<C>(std::move(c))) {}
  Task &operator=(Task &&other) {
    p = other.p;
    other.p = nullptr;
    return *this;
  }
  ~Task() {
    if (p)
      p->~Base();
  }
};
void moved(Task &to, int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but the caller's 'to' keeps it after 'x' dies
  Task local([&x] { ++x; });
  to = std::move(local);
}
void freed(int x) {
  Frees local{nullptr};
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but global 'queue' keeps it after 'x' dies
  plain([&x] { ++x; });
}

// A word of a function that only destroys by name what has a plain destructor.
struct Plain {
  virtual ~Plain() = default;
};
template <class C> struct Holds : Plain {
  C c;
  explicit Holds(C c) : c(std::move(c)) {}
};
struct Slot {
  Plain *p = nullptr;
  void clear() {
    if (p)
      p->~Plain();
    p = nullptr;
  }
  template <class C> void set(C c) {
    clear();
    p = new Holds<C>(std::move(c));
  }
};
void intoSlot(Slot &slot, Slot &other, int x) {
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'x' by reference, but the caller's 'slot' keeps it after 'x' dies
  slot.set([&x] { ++x; });
  other.set([] {});
}

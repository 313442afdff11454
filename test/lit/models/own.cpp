// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A function of the project that has the name of a library's: where its body tells what becomes of
// the closure, that counts, and not the model.
#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

using Fn = std::function<void()>;
void use(int);
struct Opaque;
void give(Opaque *, void *);

namespace tf {
// The library's runs in its own threads.
class Executor {
public:
  void silent_async(Fn f) { f(); }
  template <class F> void async(F &&f) { std::forward<F>(f)(); }
  template <class F> void run(F f) { later(std::move(f)); }
  // The library's returns when all is done.
  template <class F> void corun(F f) { queue.push_back(std::move(f)); }
  template <class F> void corun_until(F &f) { f(); }

private:
  void later(Fn f) { queue.push_back(std::move(f)); }
  std::vector<Fn> queue;
};
} // namespace tf

void runsAtOnce(tf::Executor &e, int x) {
  e.silent_async([&x] { use(x); });
  e.async([&x] { use(x); });
}
void runsLater(tf::Executor &e, int x) {
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'x' by reference, but the caller's 'e' keeps it after 'x' dies
  e.run([&x] { use(x); });
}
void keepsAllTheSame(tf::Executor &e, int x) {
  // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'x' by reference, but the caller's 'e' keeps it after 'x' dies
  e.corun([&x] { use(x); });
}
void onlyCalls(tf::Executor &e, int x) {
  auto f = [&x] { use(x); };
  e.corun_until(f);
}
// What it keeps dies with it, and it runs nothing by itself.
int inTime() {
  int x = 0;
  {
    tf::Executor e;
    e.run([&x] { ++x; });
  }
  return x;
}

namespace tbb {
// The body keeps it somewhere else than the model says.
inline std::vector<Fn> all;
struct task_group {
  void run(Fn f) { all.push_back(std::move(f)); }
};
// In a namespace that only a pattern matches.
namespace mine {
struct Queue {
  void enqueue(const Fn &f) { f(); }
};
struct Base {
  void isolate(Fn f) { kept = std::move(f); }
  Fn kept;
};
struct Derived : Base {};
} // namespace mine
} // namespace tbb
void elsewhere() {
  int x = 0;
  tbb::task_group group;
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'x' by reference, but global 'all' keeps it after 'x' dies
  group.run([&x] { use(x); });
}
void byPattern(tbb::mine::Queue &queue, int x) {
  queue.enqueue([&x] { use(x); });
}
void byBase(tbb::mine::Derived &object, int x) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference, but the caller's 'object' keeps it after 'x' dies
  object.isolate([&x] { use(x); });
}

// The body does not tell: it hands on to what nobody sees, or erases the type. So the model counts.
namespace tf {
class Runtime {
public:
  template <class F> void silent_async(F f) { push(new F(std::move(f))); }
  template <class F> void async(F f) { give(impl, new Fn(std::move(f))); }
  void dependent_async(Fn f) { next(std::move(f)); }
  template <class F> void corun(F f) { give(impl, &f); }

private:
  void push(void *);
  void next(Fn f);
  Opaque *impl;
};
} // namespace tf
void unseen(tf::Runtime &r, int x) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference
  r.silent_async([&x] { use(x); });
}
void erased(tf::Runtime &r, int x) {
  // CHECK: :[[#@LINE+1]]:13: warning: lambda captures 'x' by reference
  r.async([&x] { use(x); });
}
void onward(tf::Runtime &r, int x) {
  // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'x' by reference
  r.dependent_async([&x] { use(x); });
}
void lent(tf::Runtime &r, int x) {
  r.corun([&x] { use(x); });
}

// Which overrider runs is not known; of a final one it is.
namespace juce {
struct ThreadPool {
  virtual ~ThreadPool() = default;
  virtual void addJob(Fn f) { f(); }
};
struct Thread final {
  template <class F> static void launch(F f) { f(); }
};
} // namespace juce
void overridable(juce::ThreadPool &pool, int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
  pool.addJob([&x] { use(x); });
}
void final(int x) {
  juce::Thread::launch([&x] { use(x); });
}

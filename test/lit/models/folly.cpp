// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Folly, by stand-ins of its declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace folly {
template <class Signature> class Function;
template <class R, class... Args> class Function<R(Args...)> {
public:
  Function() = default;
  template <class F> Function(F fn) : held(std::move(fn)) {}
  R operator()(Args... args);

private:
  std::function<R(Args...)> held;
};
using Func = Function<void()>;
template <class T> class Try {};
struct Unit {};

class Executor {
public:
  virtual void add(Func) = 0;
  virtual void addWithPriority(Func, signed char priority);
};
class DrivableExecutor : public virtual Executor {};
class ManualExecutor : public DrivableExecutor {
public:
  void add(Func) override;
  std::size_t run();
  std::size_t drain();
};
class InlineExecutor : public Executor {
public:
  void add(Func) override;
};
class ThreadPoolExecutor : public Executor {
public:
  void add(Func) override = 0;
  void join();
};
class CPUThreadPoolExecutor : public ThreadPoolExecutor {
public:
  explicit CPUThreadPoolExecutor(std::size_t threads);
  void add(Func) override;

private:
  std::shared_ptr<int> threads;
};
class TimeoutManager {
public:
  void runAfterDelay(Func cob, unsigned milliseconds);
  bool tryRunAfterDelay(Func cob, unsigned milliseconds);
};
class EventBase : public TimeoutManager, public DrivableExecutor {
public:
  void add(Func) override;
  void runInLoop(Func, bool thisIteration = false);
  void runInEventBaseThread(Func) noexcept;
  void runInEventBaseThreadAndWait(Func) noexcept;
  bool loop();
};
class FunctionScheduler {
public:
  void addFunction(Function<void()> &&cb, std::chrono::milliseconds interval, std::string name);
  bool start();
  bool shutdown();

private:
  std::shared_ptr<int> thread;
};

template <class T> class Future {
public:
  template <class F> Future<T> thenValue(F &&func) && { throw 0; }
  template <class F> Future<T> thenTry(F &&func) && { throw 0; }
  template <class F> Future<T> thenError(F &&func) && { throw 0; }
  template <class F> Future<T> ensure(F &&func) && { throw 0; }
  Future<T> via(Executor *executor) &&;
  T get() &&;
  T get(std::chrono::milliseconds timeout) &&;
  Future<T> &wait() &;
  T getVia(DrivableExecutor *executor) &&;
};
template <class T> class SemiFuture {
public:
  template <class F> SemiFuture<T> deferValue(F &&func) && { throw 0; }
  Future<T> via(Executor *executor) &&;
  T get() &&;
};
template <class F> Future<Unit> via(Executor *executor, F &&func) { throw 0; }
template <class F> Future<Unit> makeFutureWith(F &&func) { throw 0; }
template <class... Fs> SemiFuture<Unit> collectAll(Fs &&...futures) { throw 0; }

namespace detail {
template <class F, bool> class ScopeGuardImpl {
public:
  void dismiss() noexcept;

private:
  F function;
  std::shared_ptr<int> armed;
};
} // namespace detail
template <class F> detail::ScopeGuardImpl<F, true> makeGuard(F f) { throw 0; }
} // namespace folly

void add(folly::Executor &executor, int x) {
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  executor.add([&x] { ++x; });
}
void addToPool(folly::CPUThreadPoolExecutor *pool, int x) {
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'x' by reference
  pool->add([&x] { ++x; });
}
void loop(folly::EventBase &base, int x) {
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'x' by reference
  base.runInEventBaseThread([&x] { ++x; });
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference
  base.runInLoop([&x] { ++x; });
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'x' by reference
  base.runAfterDelay([&x] { ++x; }, 10);
}
folly::Future<int> continued(folly::Future<int> future, int x) {
  // CHECK: :[[#@LINE+1]]:40: warning: lambda captures 'x' by reference
  return std::move(future).thenValue([&x](int y) { return x + y; });
}
// The future is dropped, what it started is not.
void dropped(folly::Future<int> future) {
  int sum = 0;
  // CHECK: :[[#@LINE+1]]:31: warning: lambda captures 'sum' by reference
  std::move(future).thenTry([&sum](folly::Try<int>) { return ++sum; });
}
void timed(folly::Future<int> future, int x) {
  // CHECK: :[[#@LINE+1]]:45: warning: lambda captures 'x' by reference
  auto next = std::move(future).thenValue([&x](int y) { return x + y; });
  std::move(next).get(std::chrono::milliseconds(10));
}
folly::SemiFuture<int> deferredToCaller(folly::SemiFuture<int> future, int x) {
  // CHECK: :[[#@LINE+1]]:41: warning: lambda captures 'x' by reference
  return std::move(future).deferValue([&x](int y) { return x + y; });
}
class Ticker {
public:
  void start() {
    int ticks = 0;
    // CHECK: :[[#@LINE+1]]:29: warning: lambda captures 'ticks' by reference
    scheduler.addFunction([&ticks] { ++ticks; }, std::chrono::milliseconds(5), "tick");
    scheduler.addFunction([this] { ++count; }, std::chrono::milliseconds(5), "count");
    scheduler.start();
  }

private:
  folly::FunctionScheduler scheduler;
  int count = 0;
};

// Called in the function.
void inThread(folly::EventBase &base, int x) {
  base.runInEventBaseThreadAndWait([&x] { ++x; });
  folly::InlineExecutor now;
  now.add([&x] { ++x; });
  folly::makeFutureWith([&x] { ++x; });
}
int manual(int x) {
  folly::ManualExecutor executor;
  executor.add([&x] { ++x; });
  executor.drain();
  return x;
}
int looped(int x) {
  folly::EventBase base;
  base.runInLoop([&x] { ++x; });
  base.loop();
  return x;
}
// Waited for.
int got(folly::Future<int> future, int x) {
  return std::move(future).thenValue([&x](int y) { return x + y; }).get();
}
int gotVia(folly::Future<int> future, folly::EventBase &base, int x) {
  return std::move(future)
      .thenValue([&x](int y) { return x + y; })
      .ensure([&x] { ++x; })
      .getVia(&base);
}
void waitedFor(folly::Executor *executor, int x) {
  auto future = folly::via(executor, [&x] { ++x; });
  future.wait();
}
void collected(folly::Executor *executor, int x) {
  auto one = folly::via(executor, [&x] { ++x; });
  auto two = folly::via(executor, [&x] { ++x; });
  folly::collectAll(std::move(one), std::move(two)).get();
}
// The pool is joined, by name or by its destructor.
int joined(folly::CPUThreadPoolExecutor &pool, int x) {
  pool.add([&x] { ++x; });
  pool.join();
  return x;
}
int localPool(int x) {
  folly::CPUThreadPoolExecutor pool(2);
  pool.add([&x] { ++x; });
  return 0;
}
void localScheduler() {
  int ticks = 0;
  folly::FunctionScheduler scheduler;
  scheduler.addFunction([&ticks] { ++ticks; }, std::chrono::milliseconds(5), "tick");
  scheduler.start();
}
// Destroyed before its thread ends: declared the wrong way round.
void wrongOrder() {
  folly::CPUThreadPoolExecutor pool(2);
  int x = 0;
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'x' by reference
  pool.add([&x] { ++x; });
}
int guarded(int x) {
  auto guard = folly::makeGuard([&x] { ++x; });
  if (x > 1)
    guard.dismiss();
  return x;
}
folly::Future<int> byValue(folly::Future<int> future, int x) {
  return std::move(future).thenValue([x](int y) { return x + y; });
}

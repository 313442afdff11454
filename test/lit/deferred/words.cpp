// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Words of both kinds in the name of a function without a body: what keeps outranks what calls.
#include <functional>
#include <memory>

using Fn = std::function<void()>;
void use(int);

namespace keeps {
void Subscribe_Once(Fn);
void callAsync(Fn);
void callOnMainThread(Fn);
void runLater(const Fn &);
void executeAfter(int seconds, Fn);
void async_wait(Fn);
template <class T> struct Callback {
  template <class F> Callback(F f) : f(f) {}
  std::function<T> f;
};
struct Loop {
  virtual void invokeLater(Fn);
  void applyOnEach(Callback<void()>);
  static void spawn_and_find(Fn);
};
} // namespace keeps

void kept(int x, keeps::Loop &loop) {
  // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'x' by reference, but 'Subscribe_Once' may keep it after 'x' dies
  keeps::Subscribe_Once([&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference, but 'callAsync' may keep it after 'x' dies
  keeps::callAsync([&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:29: warning: lambda captures 'x' by reference, but 'callOnMainThread' may keep it after 'x' dies
  keeps::callOnMainThread([&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'x' by reference, but 'runLater' may keep it after 'x' dies
  keeps::runLater([&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'x' by reference, but 'executeAfter' may keep it after 'x' dies
  keeps::executeAfter(3, [&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'x' by reference, but 'async_wait' may keep it after 'x' dies
  keeps::async_wait([&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference, but 'invokeLater' may keep it after 'x' dies
  loop.invokeLater([&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference, but 'applyOnEach' may keep it after 'x' dies
  loop.applyOnEach([&x] { use(x); });
  // CHECK: :[[#@LINE+1]]:33: warning: lambda captures 'x' by reference, but 'spawn_and_find' may keep it after 'x' dies
  keeps::Loop::spawn_and_find([&x] { use(x); });
}

// What follows a word that calls or takes back is what that is done to, and so is what stands for a
// callable.
namespace calls {
void forEachListener(Fn);
void invokeHandler(Fn);
void handler_find(const Fn &);
void removeListener(Fn);
void observer_unregister(Fn);
void for_each_queue(const Fn &);
void runWithTimeout(Fn);
} // namespace calls

void called(int x) {
  calls::forEachListener([&x] { use(x); });
  calls::invokeHandler([&x] { use(x); });
  calls::handler_find([&x] { use(x); });
  calls::removeListener([&x] { use(x); });
  calls::observer_unregister([&x] { use(x); });
  calls::for_each_queue([&x] { use(x); });
  calls::runWithTimeout([&x] { use(x); });
}

// What waits or takes back, as the name says first or last, leaves nothing behind.
namespace waits {
void post_and_wait(Fn);
void dispatchSync(Fn);
void scheduleBlocking(Fn);
void dispatch_async_and_wait(Fn);
void unsubscribeOn(Fn);
void cancelLater(Fn);
void waitOn(const Fn &);
} // namespace waits

void waited(int x) {
  waits::post_and_wait([&x] { use(x); });
  waits::dispatchSync([&x] { use(x); });
  waits::scheduleBlocking([&x] { use(x); });
  waits::dispatch_async_and_wait([&x] { use(x); });
  waits::unsubscribeOn([&x] { use(x); });
  waits::cancelLater([&x] { use(x); });
  waits::waitOn([&x] { use(x); });
}

// A name that takes a callable in is no wait for what was handed out before.
void handedOutBefore(int x) {
  // CHECK: :[[#@LINE+1]]:29: warning: lambda captures 'x' by reference, but 'callOnMainThread' may keep it after 'x' dies
  keeps::callOnMainThread([&x] { use(x); });
  keeps::runLater([] {});
}
// One that takes anything else is.
namespace waits {
struct Timer {
  virtual ~Timer();
};
void cancelTimer(Timer *);
} // namespace waits
void takenBack(waits::Timer *timer, int x) {
  keeps::callOnMainThread([&x] { use(x); });
  waits::cancelTimer(timer);
}

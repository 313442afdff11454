// REQUIRES: header-abseil
// packages: libabsl-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Abseil.
#include "absl/base/call_once.h"
#include "absl/cleanup/cleanup.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/functional/any_invocable.h"
#include "absl/functional/bind_front.h"
#include "absl/functional/function_ref.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include <string>
#include <thread>
#include <utility>

using Fn = absl::AnyInvocable<int()>;

struct Queue {
  void add(Fn fn);
  absl::InlinedVector<Fn, 4> all;
  absl::flat_hash_map<int, Fn> byKey;
  Fn last;
};
int visit(absl::FunctionRef<int(int)> fn);

Fn returned(int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  return [&x] { return x; };
}
void kept(Queue &queue, int x) {
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue.last = [&x] { return x; };
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'x' by reference
  queue.all.push_back([&x] { return x; });
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'x' by reference
  queue.byKey.emplace(1, [&x] { return x; });
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference
  queue.byKey[2] = [&x] { return x; };
}
Fn bound(int x) {
  // CHECK: :[[#@LINE+1]]:33: warning: lambda captures 'x' by reference
  auto add = absl::bind_front([&x](int a) { return a + x; }, 1);
  return Fn(std::move(add));
}
auto guardReturned(int x) {
  // CHECK: :[[#@LINE+1]]:30: warning: lambda captures 'x' by reference
  return absl::MakeCleanup([&x] { ++x; });
}

// Called in the function.
int called(int x) {
  Fn fn = [&x] { return x; };
  absl::FunctionRef<int(int)> ref = [&x](int y) { return x + y; };
  return fn() + visit([&x](int y) { return x + y; });
}
int localBound(int x) { return absl::bind_front([&x](int a) { return a + x; }, 1)(); }
int onceOnly(int x) {
  static absl::once_flag once;
  int result = 0;
  absl::call_once(once, [&] { result = x; });
  return result;
}
// The guard runs while the variables live.
int guarded(int x) {
  int before = x;
  absl::Cleanup restore = [&x, &before] { x = before; };
  auto made = absl::MakeCleanup([&x] { ++x; });
  std::move(made).Invoke();
  return ++x;
}
int guardCancelled(int x) {
  auto restore = absl::MakeCleanup([] {});
  absl::Cleanup cleanup = [&x] { ++x; };
  std::move(cleanup).Cancel();
  return x;
}
// Waited for.
void notified(Queue &queue, int x) {
  absl::Notification done;
  queue.last = [&x, &done] {
    int result = ++x;
    done.Notify();
    return result;
  };
  done.WaitForNotification();
}
// The notification comes before the last use.
void notifiedTooEarly(Queue &queue, int x) {
  absl::Notification done;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue.last = [&x, &done] {
    done.Notify();
    return x;
  };
  done.WaitForNotification();
}
void counted(Queue &queue, int x) {
  absl::BlockingCounter pending(2);
  for (int i = 0; i < 2; ++i)
    queue.all.push_back([&] {
      int result = x;
      pending.DecrementCount();
      return result;
    });
  pending.Wait();
}
void awaited(Queue &queue, absl::Mutex &mutex) {
  bool done = false;
  queue.last = [&done] { return done = true; };
  auto ready = [&done] { return done; };
  mutex.LockWhen(absl::Condition(&ready));
  mutex.Unlock();
}
// A wait that gives up ends nothing.
void timedOut(Queue &queue, int x) {
  absl::Notification done;
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' by reference
  queue.last = [&x] { return x; };
  done.WaitForNotificationWithTimeout(absl::Seconds(1));
}

// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A wait proves that work is done only if the signal is the last that the work does.
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <functional>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

void show(int);
struct Queue {
  std::vector<std::function<void()>> jobs;
  void post(std::function<void()> job) { jobs.push_back(std::move(job)); }
};

void latchLast(Queue &queue) {
  int x = 0;
  std::latch done(1);
  queue.post([&x, &done] {
    ++x;
    done.count_down();
  });
  done.wait();
}
void latchTooEarly(Queue &queue) {
  int x = 0;
  std::latch done(1);
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'x' by reference, but the caller's 'queue' keeps it after 'x' dies
  queue.post([&x, &done] {
    done.count_down();
    ++x;
  });
  done.wait();
}
void detachedPromise() {
  int x = 0;
  std::promise<void> done;
  std::thread([&] {
    ++x;
    done.set_value();
  }).detach();
  done.get_future().wait();
}
void detachedPromiseTooEarly() {
  int x = 0;
  std::promise<void> done;
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'x' by reference, but a detached thread can run it after 'x' dies
  std::thread([&] {
    done.set_value();
    ++x;
  }).detach();
  done.get_future().wait();
}
void semaphore() {
  int x = 0;
  std::binary_semaphore done(0);
  std::thread t([&] {
    ++x;
    done.release();
  });
  done.acquire();
  t.detach();
}
void semaphoreWithTimeout() {
  int x = 0;
  std::binary_semaphore done(0);
  // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'x' and 'done' by reference, but a detached thread can run it after they die
  std::thread t([&] {
    ++x;
    done.release();
  });
  if (!done.try_acquire_for(std::chrono::seconds(1))) {
    t.detach();
    return;
  }
  t.join();
}
void spin(Queue &queue) {
  std::atomic<bool> done{false};
  int x = 0;
  queue.post([&] {
    ++x;
    done = true;
  });
  while (!done)
    std::this_thread::yield();
}
// A counter that a loop looks at tells as much as a flag does.
void countStarted(Queue &queue, int n) {
  std::atomic<int> started{0};
  int x = 0;
  for (int i = 0; i < n; ++i)
    queue.post([&] {
      show(x);
      ++started;
    });
  while (started != n)
    std::this_thread::yield();
}
void countDown(Queue &queue, int n) {
  int x = 0;
  std::vector<std::future<void>> working;
  std::atomic<int> left(n);
  for (int i = 0; i < n; ++i)
    working.push_back(std::async(std::launch::async, [&left, &x] {
      show(x);
      left.fetch_sub(1);
    }));
  while (n > 0 && left.load() > 0)
    std::this_thread::yield();
  do
    std::this_thread::yield();
  while (left);
}
void usedAfterCounting(Queue &queue, int n) {
  std::atomic<int> started{0};
  int x = 0;
  for (int i = 0; i < n; ++i)
    // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference, but the caller's 'queue' keeps it after 'x' dies
    queue.post([&] {
      ++started;
      show(x);
    });
  while (started != n)
    std::this_thread::yield();
}
void countsForNobody(Queue &queue, const std::atomic<bool> &stop) {
  std::atomic<int> calls{0};
  int x = 0;
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'x' and 'calls' by reference, but the caller's 'queue' keeps it after they die
  queue.post([&] {
    show(x);
    ++calls;
  });
  while (!stop)
    std::this_thread::yield();
}
void condition(Queue &queue) {
  int x = 0;
  bool done = false;
  std::mutex mutex;
  std::condition_variable changed;
  queue.post([&] {
    std::lock_guard<std::mutex> lock(mutex);
    ++x;
    done = true;
    changed.notify_one();
  });
  std::unique_lock<std::mutex> lock(mutex);
  changed.wait(lock, [&] { return done; });
}

// A loop without a condition, that is left when the closure has run.
struct Waiting {
  std::deque<std::function<void()>> jobs;
  std::atomic<bool> busy{false};
  void post(std::function<void()> f) { jobs.push_back(std::move(f)); }
  void breaks() {
    std::atomic<bool> done{false};
    post([&done] { done = true; });
    for (;;) {
      if (done && !busy)
        break;
    }
  }
  void either() {
    std::atomic<bool> done{false};
    // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'done' by reference, but member 'jobs' keeps it after 'done' dies [closure-dangling-capture]
    post([&done] { done = true; });
    for (;;) {
      if (done || busy)
        break;
    }
  }
};

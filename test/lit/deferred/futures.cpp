// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The future of std::async ends its work when it is asked or destroyed; that of a pool only when
// it is asked.
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <stdexcept>
#include <vector>

int compute(int);

int gotInTime(int x) {
  auto f = std::async([&x] { return compute(x); });
  return f.get();
}
void destroyedInTime() {
  int x = 0;
  auto f = std::async(std::launch::async, [&x] { return compute(x); });
}
void destroyedTooLate() {
  std::future<int> f;
  int x = 0;
  // CHECK: :[[#@LINE+1]]:40: warning: lambda captures 'x' by reference, but 'f' can run it after 'x' dies
  f = std::async(std::launch::async, [&x] { return compute(x); });
}
void discarded() {
  int x = 0;
  (void)std::async(std::launch::async, [&x] { return compute(x); });
}
std::future<int> returned(int x) {
  // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'x' by reference, but the returned future can run it after 'x' dies
  return std::async([&x] { return compute(x); });
}
int collected() {
  std::vector<int> parts(3);
  std::vector<std::future<int>> all;
  for (int i = 0; i < 3; ++i)
    all.push_back(std::async([&parts, i] { return compute(parts[i]); }));
  int sum = 0;
  for (auto &f : all)
    sum += f.get();
  return sum;
}

struct Pool {
  std::vector<std::function<void()>> jobs;
  template <class F> std::future<void> submit(F f) {
    auto task = std::make_shared<std::packaged_task<void()>>(std::move(f));
    jobs.push_back([task] { (*task)(); });
    return task->get_future();
  }
};
void askedPool(Pool &pool) {
  int x = 0;
  auto f = pool.submit([&x] { ++x; });
  f.wait();
}
void notAskedPool(Pool &pool) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'x' by reference, but the caller's 'pool' keeps it after 'x' dies
  auto f = pool.submit([&x] { ++x; });
}
void askedInTime(Pool &pool, std::chrono::milliseconds patience) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'x' by reference, but the caller's 'pool' keeps it after 'x' dies
  auto f = pool.submit([&x] { ++x; });
  f.wait_for(patience);
}

void firstThatThrows(Pool &pool, int count) {
  std::vector<int> parts(count);
  std::vector<std::future<void>> all;
  for (int i = 0; i < count; ++i)
    // CHECK: :[[#@LINE+1]]:33: warning: lambda captures 'parts' by reference, but the caller's 'pool' may run it after 'parts' dies
    all.push_back(pool.submit([&parts, i] {
      if (i == 7)
        throw std::runtime_error("seven");
      parts[i] = i;
    }));
  for (auto &f : all)
    // CHECK: :[[#@LINE+1]]:7: note: if this throws, the function is left while other closures can still run
    f.get();
}
void allAwaited(Pool &pool, int count) {
  std::vector<int> parts(count);
  std::vector<std::future<void>> all;
  for (int i = 0; i < count; ++i)
    all.push_back(pool.submit([&parts, i] {
      if (i == 7)
        throw std::runtime_error("seven");
      parts[i] = i;
    }));
  for (auto &f : all)
    f.wait();
  for (auto &f : all)
    f.get();
}

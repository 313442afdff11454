// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A function in sight throws, and the wait for what others run is left out.
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

class Pool {
public:
  void schedule(std::function<void()> job) {
    if (jobs_.size() > 100)
      throw std::runtime_error("no free thread");
    jobs_.push_back(std::move(job));
  }
  void enqueue(std::function<void()> job) {
    if (stopped_)
      throw std::runtime_error("stopped");
    jobs_.push_back(std::move(job));
  }
  void add(std::function<void()> job) {
    if (!job)
      throw std::invalid_argument("no job");
    jobs_.push_back(std::move(job));
  }
  void trySchedule(std::function<void()> job) {
    try {
      schedule(std::move(job));
    } catch (...) {
    }
  }
  void scheduleOrDie(std::function<void()> job) noexcept { schedule(std::move(job)); }
  void wait();

private:
  bool stopped_ = false;
  std::vector<std::function<void()>> jobs_;
};
Pool &pool();
int parse(const std::string &text);
int checked(const std::string &text) {
  if (text.empty())
    throw std::runtime_error("empty");
  return parse(text);
}

// The second call throws, and what the first has taken in goes on.
void inLoop(const std::vector<std::string> &keys) {
  int n = 0;
  auto &p = pool();
  for (const auto &key : keys)
    p.schedule([&n] { ++n; }); // CHECK: :[[#@LINE]]:18: warning: lambda captures 'n' by reference
  p.wait();
}
// So does something else between them.
void between(const std::string &text) {
  int n = 0;
  auto &p = pool();
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'n' by reference
  p.add([&n] { ++n; });
  checked(text);
  p.wait();
}
// A single call that throws has kept nothing.
void once() {
  int n = 0;
  auto &p = pool();
  p.schedule([&n] { ++n; });
  p.wait();
}
// Somebody waits on the way out.
void guarded(const std::vector<std::string> &keys) {
  int n = 0;
  auto &p = pool();
  try {
    for (const auto &key : keys)
      p.schedule([&n] { ++n; });
  } catch (...) {
    p.wait();
    throw;
  }
  p.wait();
}
// To use the pool in the wrong way is no failure of its work.
void misused(const std::vector<std::string> &keys) {
  int n = 0;
  auto &p = pool();
  for (const auto &key : keys) {
    p.enqueue([&n] { ++n; });
    p.add([&n] { ++n; });
  }
  p.wait();
}
// What is caught, or must not be thrown, comes to nobody.
void caught(const std::vector<std::string> &keys) {
  int n = 0;
  auto &p = pool();
  for (const auto &key : keys) {
    p.trySchedule([&n] { ++n; });
    p.scheduleOrDie([&n] { ++n; });
  }
  p.wait();
}
// What is checked before anything is handed out harms nothing.
void before(const std::string &text) {
  int n = checked(text);
  auto &p = pool();
  p.add([&n] { ++n; });
  p.wait();
}

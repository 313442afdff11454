// A closure that a loop makes by moving a variable from outside of it: only the first gets the
// value.
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using Task = std::function<void()>;
void push(Task);
bool again();
std::string next();
struct Job {
  std::unique_ptr<int> part;
};

void named(std::string text, int count) {
  for (int i = 0; i < count; ++i)
    // CHECK: :[[#@LINE+2]]:11: warning: lambda captures 'text' by moving it in each iteration of the loop, so that only the first closure gets its value [closure-loop-capture]
    // CHECK: :[[#@LINE-3]]:24: note: 'text' is declared here, outside of the loop
    push([text = std::move(text)] { (void)text.size(); });
}

void renamed(std::vector<int> &all) {
  auto values = std::make_shared<std::vector<int>>();
  for (int &each : all) {
    // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'mine' by moving 'values' in each iteration of the loop, so that only the first closure gets its value
    push([mine = std::move(values), &each] { mine->push_back(each); });
  }
}

void several(std::string first, std::string second) {
  while (again())
    // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'first' and 'second' by moving them in each iteration of the loop, so that only the first closure gets their values
    push([first = std::move(first), second{std::move(second)}] { (void)(first + second); });
}

// What can only be moved is found too, though it cannot be copied.
void unique(std::unique_ptr<int> value, std::deque<std::function<int()>> &) {
  std::vector<std::shared_ptr<Job>> jobs(2);
  for (auto &job : jobs) {
    // CHECK: :[[#@LINE+2]]:18: warning: lambda captures 'value' by moving it
    // CHECK: :[[#@LINE+1]]:18: note: no repair is offered: 'value' cannot be copied; make it anew in each iteration, or share it
    auto take = [value = std::move(value)] { return value ? *value : 0; };
    job->part = std::make_unique<int>(take());
  }
}

// Forwarded: what was given as a value is moved, what was given by name is copied.
template <class F> void each(int count, F &&task) {
  for (int i = 0; i < count; ++i)
    // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'task' by moving it
    push([task = std::forward<F>(task), i] { task(i); });
}
void calls(const std::string &text) { each(3, [text](int) { (void)text.size(); }); }
template <class F> void eachNamed(int count, F &&task) {
  for (int i = 0; i < count; ++i)
    push([task = std::forward<F>(task), i] { task(i); });
}
void callsNamed(const std::string &text) {
  auto task = [text](int) { (void)text.size(); };
  eachNamed(3, task);
}

// Filled again, made anew, in one iteration only, never again, nothing that a move takes away.
void filled(std::string text) {
  while (again()) {
    push([text = std::move(text)] { (void)text.size(); });
    text = next();
  }
}
void filledBefore() {
  std::string text;
  while (again()) {
    text.assign(next());
    push([text = std::move(text)] { (void)text.size(); });
  }
}
void anew() {
  while (again()) {
    std::string text = next();
    push([text = std::move(text)] { (void)text.size(); });
  }
}
void last(std::string text, int count) {
  for (int i = 0; i < count; ++i) {
    if (i == count - 1)
      push([text = std::move(text)] { (void)text.size(); });
    again() && (push([text = std::move(text)] { (void)text.size(); }), true);
  }
}
void leaves(std::string text) {
  for (;;) {
    push([text = std::move(text)] { (void)text.size(); });
    break;
  }
  do {
    push([text = std::move(text)] { (void)text.size(); });
  } while (false);
}
bool returns(std::string text) {
  while (again()) {
    push([text = std::move(text)] { (void)text.size(); });
    return true;
  }
  return false;
}
struct Point {
  int x, y;
};
void plain(Point point, const std::string &text) {
  while (again()) {
    push([point = std::move(point)] { (void)point.x; });
    push([text = std::move(text)] { (void)text.size(); });
  }
}
void outside(std::string text) {
  auto closure = [text = std::move(text)] { (void)text.size(); };
  while (again())
    push(closure);
}

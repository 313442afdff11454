// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A closure that a library makes of a function and its arguments copies the views among them.
#include <cstdio>
#include <functional>
#include <future>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

void open(const char *path);
void openCopy(std::string path);
std::size_t length(std::string_view text);
int sum(std::span<const int> numbers);
std::string makePath();

// A pointer into a string: the thread makes its own of it too late.
void detachedPointer(const std::string &folder) {
  std::string path = folder + "/state";
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: a view of 'path' is bound here, but a detached thread can run the closure after 'path' dies [closure-dangling-view]
  std::thread(open, path.c_str()).detach();
  // CHECK: note: the thread is detached here; nothing waits for it any more
  // CHECK: note: 'path' dies here, at the end of the scope
  // CHECK: note: no repair is offered
}
void convertedLater(const std::string &folder) {
  std::string path = folder + "/state";
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: a view of 'path' is bound here, but a detached thread can run the closure after 'path' dies
  std::thread work(openCopy, path.data());
  work.detach();
}
void joined(const std::string &folder) {
  std::string path = folder + "/state";
  std::thread work(open, path.c_str());
  work.join();
}
void owning(const std::string &folder) {
  std::string path = folder + "/state";
  std::thread(openCopy, path).detach();
}
void literal() { std::thread(open, "/state").detach(); }
void passedOn(const char *path) { std::thread(open, path).detach(); }
void lambda(const std::string &folder) {
  std::string path = folder + "/state";
  std::string_view view = path;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'view', a view of 'path', is bound here, but a detached thread can run the closure after 'path' dies
  std::thread([](std::string_view v) { return length(v); }, view).detach();
}

// What is returned.
std::future<std::size_t> returned(const std::string &a, const std::string &b) {
  std::string both = a + b;
  std::string_view view{both};
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'view', a view of 'both', is bound here, but the returned future can run the closure after 'both' dies
  return std::async(std::launch::async, length, view);
}
std::size_t waitedFor(const std::string &a, const std::string &b) {
  std::string both = a + b;
  std::string_view view{both};
  auto found = std::async(std::launch::async, length, view);
  return found.get();
}
std::function<std::size_t()> bound(int shard) {
  std::string prefix = "shard" + std::to_string(shard);
  std::string_view view = prefix;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'view', a view of 'prefix', is bound here, but the return value keeps the closure after 'prefix' dies
  return std::bind_front(length, view);
}
std::function<std::size_t()> boundOwner(int shard) {
  std::string prefix = "shard" + std::to_string(shard);
  return std::bind_front(length, prefix);
}
std::function<std::size_t()> boundCopy(int shard) {
  std::string prefix = "shard" + std::to_string(shard);
  std::string_view view = prefix;
  return std::bind(length, std::string(view));
}
std::function<std::size_t()> ofCaller(std::string_view view) { return std::bind_front(length, view); }

// A temporary; a view with several values; a view of a view.
std::function<std::size_t()> temporary() {
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: a view of a temporary is bound here, but the return value keeps the closure after that dies
  return std::bind(length, std::string_view(makePath()));
}
std::function<std::size_t()> several(bool home) {
  std::string path = makePath();
  std::string_view view = "none";
  if (home)
    view = path;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'view', a view of 'path', is bound here, but the return value keeps the closure after 'path' dies
  return std::bind(length, view);
}
std::function<std::size_t()> otherByThen(bool home) {
  std::string path = makePath();
  std::string_view view = path;
  view = "none";
  return std::bind(length, view);
}
std::function<int()> partOfSpan() {
  std::vector<int> numbers{1, 2, 3};
  std::span<const int> all = numbers;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: a view of 'numbers' is bound here, but the return value keeps the closure after 'numbers' dies
  return std::bind(sum, all.first(2));
}

// The owner changes while the closure is still to be called.
int grows(int n) {
  std::vector<int> numbers{1, 2, 3};
  std::span<const int> all = numbers;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'all', a view of 'numbers', is bound here, but 'f' keeps the closure after 'numbers' changes
  auto f = std::bind(sum, all);
  numbers.push_back(n);
  return f();
}
int grownBefore(int n) {
  std::vector<int> numbers{1, 2, 3};
  numbers.push_back(n);
  auto f = std::bind(sum, std::span<const int>(numbers));
  return f();
}

// A container, or a pointer, that makes the thread.
struct Workers {
  std::vector<std::thread> threads;
  void add(const std::string &folder) {
    std::string path = folder + "/state";
    // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: a view of 'path' is bound here, but member 'threads' can run the closure after 'path' dies
    threads.emplace_back(open, path.c_str());
  }
  void addOwner(const std::string &folder) {
    std::string path = folder + "/state";
    threads.emplace_back(openCopy, path);
  }
};

// A function in sight binds what it is passed.
template <class F, class... A> std::function<void()> later(F f, A... arguments) {
  return std::bind(f, arguments...);
}

// What is there only once goes into the closure of the first turn.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include <functional>
#include <string>
#include <utility>
#include <vector>

void use(const std::string &);
std::vector<std::function<void()>> tasks;

void moved(std::string name, int count) {
  for (int i = 0; i < count; ++i)
    // CHECK: :[[#@LINE+3]]:22: warning: lambda captures 'name' by a move, but each turn of the loop moves 'name', so that all closures but the first get what is left [closure-loop-capture]
    // CHECK: {{^ +\| +}}name{{$}}
    // CHECK: :[[#@LINE+1]]:39: note: 'name' is moved here, in each turn of the loop
    tasks.push_back([name = std::move(name)] { use(name); });
}
// Some turns, or the last, know what they do.
void lastOnly(std::string name, int count) {
  for (int i = 0; i < count; ++i)
    if (i + 1 < count)
      tasks.push_back([name] { use(name); });
    else
      tasks.push_back([name = std::move(name)] { use(name); });
}
// A value of each turn.
void ownValues(std::vector<std::string> names) {
  std::string last;
  for (std::string &name : names)
    tasks.push_back([name = std::move(name)] { use(name); });
  for (int i = 0; i < 3; ++i) {
    last = std::to_string(i);
    tasks.push_back([last = std::move(last)] { use(last); });
  }
}
// Nothing is moved out of what is const, or has nothing to give.
void copied(const std::string name, int count) {
  int number = count;
  for (int i = 0; i < count; ++i)
    tasks.push_back([name = std::move(name), number = std::move(number)] { use(name); });
}
// A forwarded value is moved only where it was one.
template <class F> void repeat(int count, F &&task) {
  for (int i = 0; i < count; ++i)
    // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'task' by a move, but each turn of the loop moves 'task'
    tasks.push_back([task = std::forward<F>(task)] { task(); });
}
void repeats(std::string name) {
  repeat(3, [name] { use(name); });
}
template <class F> void repeatShared(int count, F &&task) {
  for (int i = 0; i < count; ++i)
    tasks.push_back([task = std::forward<F>(task)] { task(); });
}
void repeatsShared(std::string name) {
  auto task = [name] { use(name); };
  repeatShared(3, task);
}

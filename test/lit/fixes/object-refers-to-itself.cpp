// RUN: sed "s,// [A-Z-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 > %t.log 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// A copy of an object that refers to a part of itself would refer to the old one.
#include <functional>
#include <list>

struct Log {
  std::list<int> items{1};
  const int *last = nullptr;
  std::list<int>::const_iterator first;
  void add(int item) {
    items.push_back(item);
    last = &items.back();
    first = items.begin();
  }
  std::function<int()> newest() {
    // CHECK: return [this] { return *last; };
    return [this] { return *last; };
  }
  std::function<int()> oldest() {
    // CHECK: return [this] { return *first; };
    return [this] { return *first; };
  }
  std::function<int()> size() {
    // CHECK: return [*this] { return int(items.size()); };
    return [this] { return int(items.size()); };
  }
};
std::function<int()> newest() {
  Log log;
  log.add(4);
  return log.newest();
}
std::function<int()> oldest() {
  Log log;
  log.add(4);
  return log.oldest();
}
std::function<int()> size() {
  Log log;
  return log.size();
}

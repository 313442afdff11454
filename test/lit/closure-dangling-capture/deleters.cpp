// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --allow-empty --implicit-check-not="{{^/.*}}warning:"
#include <functional>
#include <memory>
// The destructor of the pointer only deletes: it calls nothing of what the object holds.
int defaultDelete() {
  std::unique_ptr<std::function<int()>> owner(new std::function<int()>);
  int x = 1;
  *owner = [&x] { return x; };
  return (*owner)();
}

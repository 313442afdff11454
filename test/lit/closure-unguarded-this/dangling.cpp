// RUN: %closure-tidy,closure-unguarded-this %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What is known to dangle is said once, by the check that knows it.
#include <functional>
#include <utility>
#include <vector>

std::vector<std::function<void()>> waiting;
void later(std::function<void()> f) { waiting.push_back(std::move(f)); }

struct Dangles {
  // CHECK: :[[@LINE+1]]:24: warning: lambda captures 'this', but global 'waiting' keeps it after 'x' dies [closure-dangling-this]
  void post() { later([this] { ++n; }); }
  int n = 0;
};
void dangles() {
  Dangles x;
  x.post();
}
struct MayDangle {
  // CHECK: :[[@LINE+1]]:24: warning: lambda captures 'this', and global 'waiting' keeps it, but nothing tells it when the object is gone [closure-unguarded-this]
  void post() { later([this] { ++n; }); }
  int n = 0;
};

// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A destructor in sight that calls what its object was given by a method, after what that captures.
#include <functional>
#include <utility>
#include <vector>

using Fn = std::function<void()>;
class Rollback {
public:
  void add(Fn f) { undo.push_back(std::move(f)); }
  ~Rollback() {
    for (auto &f : undo)
      f();
  }

private:
  std::vector<Fn> undo;
};
class Drops {
public:
  void add(Fn f) { undo.push_back(std::move(f)); }
  ~Drops() { undo.clear(); }

private:
  std::vector<Fn> undo;
};

void tooLate(int x) {
  Rollback guard;
  std::vector<int> all;
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'all' by reference, but 'guard' keeps it after 'all' dies
  guard.add([&] { all.clear(); });
}
void inTime(int x) {
  std::vector<int> all;
  Rollback guard;
  guard.add([&] { all.clear(); });
}
void dropped(int x) {
  Drops guard;
  std::vector<int> all;
  guard.add([&] { all.clear(); });
}

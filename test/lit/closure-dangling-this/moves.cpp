// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A copy or a move that somebody wrote is right for closures over the object if it makes them anew.
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using Fn = std::function<void()>;

struct MovesOn {
  MovesOn() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but {{.*}} keeps it after 'one' dies
    steps.push_back([this] { ++n; });
  }
  MovesOn(MovesOn &&other) noexcept : steps(std::move(other.steps)), n(other.n) {}
  MovesOn &operator=(MovesOn &&) = delete;
  std::vector<Fn> steps;
  int n = 0;
};
std::optional<MovesOn> movesOn() {
  std::optional<MovesOn> made;
  MovesOn one;
  made.emplace(std::move(one));
  return made;
}

struct CopiesAll {
  CopiesAll() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but {{.*}}keeps it after 'one' dies
    step = [this] { ++n; };
  }
  CopiesAll(const CopiesAll &other) : name(other.name) { step = other.step; }
  Fn step;
  std::string name;
  int n = 0;
};
void copiesAll(std::vector<CopiesAll> &all) {
  CopiesAll one;
  all.push_back(one);
}

// Made anew, left behind, forbidden, or not seen.
struct Rebinds {
  Rebinds() { bind(); }
  Rebinds(Rebinds &&other) noexcept : n(other.n) { bind(); }
  void bind() {
    step = [this] { ++n; };
  }
  Fn step;
  int n = 0;
};
struct LeavesBehind {
  LeavesBehind() {
    step = [this] { ++n; };
  }
  LeavesBehind(const LeavesBehind &other) : n(other.n) {}
  Fn step;
  int n = 0;
};
struct NotSeen {
  NotSeen() {
    step = [this] { ++n; };
  }
  NotSeen(const NotSeen &);
  Fn step;
  int n = 0;
};
struct CallsUnseen {
  CallsUnseen() {
    step = [this] { ++n; };
  }
  CallsUnseen(const CallsUnseen &other) : step(other.step), n(other.n) { bind(); }
  void bind();
  Fn step;
  int n = 0;
};
void quiet(std::vector<Rebinds> &a, std::vector<LeavesBehind> &b, std::vector<NotSeen> &c,
           std::vector<CallsUnseen> &d) {
  Rebinds one;
  a.push_back(std::move(one));
  LeavesBehind two;
  b.push_back(two);
  NotSeen three;
  c.push_back(three);
  CallsUnseen four;
  d.push_back(four);
}

// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What outlives the function: parameters, members, statics, globals, exceptions.
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using Fn = std::function<int()>;
Fn global;
thread_local Fn perThread;
struct Registry {
  std::vector<Fn> all;
  Fn last;
  static Registry &instance();
};

void outReference(Fn &out, int x) {
  // CHECK: :[[#@LINE+1]]:11: warning: lambda captures 'x' by reference, but the caller's 'out' keeps it after 'x' dies
  out = [&x] { return x; };
}
void outPointer(Fn *out, int x) {
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'x' by reference
  *out = [&x] { return x; };
}
void memberOfParameter(Registry &registry, Registry *other, int x) {
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'x' by reference
  registry.all.push_back([&x] { return x; });
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'x' by reference
  other->last = [&x] { return x; };
}
void toGlobal(int x) {
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'x' by reference, but global 'global' keeps it after 'x' dies
  global = [&x] { return x; };
}
void toThread(int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
  perThread = [&x] { return x; };
}
void toSingleton(int x) {
  // CHECK: :[[#@LINE+1]]:40: warning: lambda captures 'x' by reference
  Registry::instance().all.push_back([&x] { return x; });
}
int staticLocal(int x) {
  // CHECK: :[[#@LINE+1]]:22: warning: lambda captures 'x' by reference, but static 'get' keeps it after 'x' dies
  static auto get = [&] { return x; };
  return get();
}

class Widget {
public:
  // CHECK: :[[#@LINE+1]]:37: warning: lambda captures 'x' by reference, but member 'onClick' keeps it after 'x' dies
  explicit Widget(int x) : onClick([&, y = 1] { return x + y; }) {}
  void set(int x) {
    // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference, but member 'onClick'
    onClick = [&x] { return x; };
  }
  void local(int x) {
    Fn copy = [&x] { return x; };
    Fn &alias = copy;
    Fn *self = &this->onClick;
    // CHECK-NOT: warning:
    alias = [&x] { return x + 1; };
    // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'x' by reference, but member 'onClick'
    *self = [&x] { return x; };
  }
  // The member is put back before the variable dies.
  int borrowed(int x) {
    onClick = [&x] { return x; };
    int result = onClick();
    onClick = nullptr;
    return result;
  }
  // Swapped out again by exchange with an empty one.
  int released(int x) {
    onClick = [&x] { return x; };
    Fn mine = std::move(onClick);
    onClick = Fn();
    return mine();
  }

private:
  Fn onClick = [] { return 0; };
};

struct Failure : std::runtime_error {
  Failure(const char *what, Fn why) : std::runtime_error(what), why(std::move(why)) {}
  Fn why;
};
void thrown(int x) {
  // CHECK: :[[#@LINE+1]]:25: warning: lambda captures 'x' by reference, but the thrown exception keeps it after 'x' dies
  throw Failure("no", [&x] { return x; });
  // CHECK: :[[#@LINE-1]]:3: note: the closure is thrown here
}
// Caught where the variable still lives.
int caughtHere(int x) {
  try {
    throw Failure("no", [&x] { return x; });
  } catch (const Failure &failure) {
    return failure.why();
  }
}
// A by-value parameter dies with the function, and what it holds with it.
void intoParameter(Registry registry, int x) {
  registry.all.push_back([&x] { return x; });
  registry.last = [&x] { return x; };
}

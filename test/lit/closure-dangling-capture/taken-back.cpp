// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// What is taken back before the variable dies: guards, moves, exchanges, whole objects.
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

using Fn = std::function<int()>;
void fire();

template <class F> struct Finally {
  F f;
  ~Finally() { f(); }
};
template <class F> Finally(F) -> Finally<F>;

struct Parser {
  Fn onToken;
  std::vector<Fn> hooks;
  struct Reset {
    Parser *parser;
    ~Reset() { parser->onToken = nullptr; }
  };

  // A guard clears the member through its pointer.
  void guarded(int x) {
    Reset reset{this};
    onToken = [&x] { return x; };
    fire();
  }
  // A guard runs a closure that clears the member.
  void finally(int x) {
    Finally guard{[this] { onToken = nullptr; }};
    onToken = [&x] { return x; };
    fire();
  }
  // Exchanged in and moved back.
  void exchanged(int x) {
    Fn old = std::exchange(onToken, [&x] { return x; });
    fire();
    onToken = std::move(old);
  }
  // Exchanged out again.
  int takenOut(int x) {
    onToken = [&x] { return x; };
    Fn mine = std::exchange(onToken, nullptr);
    return mine();
  }
  // Moved out as a whole.
  int movedOut(int x) {
    hooks.push_back([&x] { return x; });
    std::vector<Fn> mine = std::move(hooks);
    return mine.front()();
  }
  void swapped(int x) {
    std::vector<Fn> mine{[&x] { return x; }};
    hooks.swap(mine);
    fire();
    hooks.swap(mine);
  }
  // Emptied by a loop.
  int drained(int x) {
    hooks.push_back([&x] { return x; });
    int sum = 0;
    while (!hooks.empty()) {
      Fn next = std::move(hooks.back());
      hooks.pop_back();
      sum += next();
    }
    return sum;
  }
};
// The whole object is replaced.
void replaced(Parser &parser, int x) {
  parser.onToken = [&x] { return x; };
  parser = Parser();
}
// A local lambda hands out what it captured, not the capture itself.
Fn handsOutTheParameter(Fn fn) {
  auto get = [&] { return fn; };
  return get();
}
// A fluent setter returns the object.
struct Button {
  Fn handler;
  Button &onClick(Fn fn) {
    handler = std::move(fn);
    return *this;
  }
};
Button fluent(int x) {
  Button button;
  button.onClick([&x] { return x; });
  button.handler();
  button.handler = nullptr;
  return button;
}
// emplace of an optional replaces what it held.
void emplaced(int n) {
  std::optional<Fn> current;
  for (int i = 0; i < n; ++i) {
    current.emplace([&i] { return i; });
    (*current)();
  }
}
// The recursive helper is made anew in each turn.
void recursive() {
  std::function<void(int)> visit;
  for (int i = 0; i < 3; ++i) {
    int depth = 0;
    visit = [&](int n) {
      ++depth;
      if (n)
        visit(n - 1);
    };
    visit(i);
  }
}

// Not taken back on this path.
struct Keeper {
  Fn kept;
  void swappedIn(int x) {
    // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference, but member 'kept' keeps it after 'x' dies
    Fn mine = [&x] { return x; };
    std::swap(kept, mine);
  }
};
struct Base {
  explicit Base(Fn fn) : fn(std::move(fn)) {}
  Fn fn;
};
struct Derived : Base {
  using Base::Base;
};
Derived inherited(int x) {
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'x' by reference
  return Derived([&x] { return x; });
}
Fn bindings() {
  auto [low, high] = std::pair<int, int>(1, 2);
  // CHECK: :[[#@LINE+1]]:12: warning: lambda captures 'low' and 'high' by reference, but the return value keeps it after they die
  return [&low, &high] { return low + high; };
}

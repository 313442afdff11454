// More than three closures that share a state, change it, and are kept in one object.
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct Dial {
  std::function<void()> up, down;
  std::function<int()> get;
  std::function<void()> reset;
};

// In one value, by the names of the fields. What each does is said, and what would take its place.
Dial braced() {
  auto at = std::make_shared<int>(0);
  return {
      // CHECK: :[[#@LINE+1]]:8: warning: lambda is one of 4 that share 'at' and that the return value keeps together, where a class would do [closure-prefer-class]
      [at] { ++*at; },
      [at] { --*at; },
      [at] { return *at; },
      [at] { *at = 0; },
  };
}
// CHECK: :[[#@LINE-6]]:7: note: 'up' changes 'at'
// CHECK: :[[#@LINE-6]]:7: note: 'down' changes 'at'
// CHECK: :[[#@LINE-6]]:7: note: 'get' reads 'at'
// CHECK: :[[#@LINE-6]]:7: note: 'reset' changes 'at'
// CHECK: :[[#@LINE-12]]:3: note: they are returned together here
// CHECK: :[[#@LINE-11]]:8: note: no repair is offered: write a class with 'at' as a member and 'up', 'down', 'get' and 'reset' as methods

// By the variables that hold them; one closure calls another.
auto inTuple() {
  auto items = std::make_shared<std::vector<int>>();
  auto limit = std::make_shared<int>(3);
  // CHECK: :[[#@LINE+1]]:15: warning: lambda is one of 5 that share 'items' and 'limit' and that the return value
  auto add = [items](int i) { items->push_back(i); };
  auto count = [items] { return items->size(); };
  auto set = [limit](int to) { *limit = to; };
  auto full = [items, limit] { return int(items->size()) >= *limit; };
  auto drain = [items, full] {
    if (full())
      items->clear();
  };
  return std::make_tuple(add, count, set, full, drain);
}
// CHECK: note: 'add' changes 'items'
// CHECK: note: 'full' reads 'items' and 'limit'
// CHECK: note: no repair is offered: write a class with 'items' and 'limit' as members and 'add', 'count', 'set', 'full' and 'drain' as methods

// A table, by its keys; a plain pointer to what is made here; a copy by another name.
std::map<std::string, std::function<int()>> table() {
  int *n = new int(0);
  return {
      // CHECK: :[[#@LINE+1]]:17: warning: lambda is one of 4 that share 'n' and that the return value
      {"next", [n] { return ++*n; }},
      {"last", [n] { return --*n; }},
      {"same", [p = n] { return *p; }},
      {"zero", [n] { return *n = 0; }},
  };
}
// CHECK: note: 'next' changes 'n'
// CHECK: note: 'same' reads 'n'

// Members set one by one, in a local that is returned, behind a pointer too.
std::unique_ptr<Dial> oneByOne() {
  auto at = std::make_shared<int>(0);
  auto dial = std::make_unique<Dial>();
  // CHECK: :[[#@LINE+1]]:15: warning: lambda is one of 4 that share 'at' and that the return value
  dial->up = [at] { ++*at; };
  dial->down = [at] { --*at; };
  dial->get = [at] { return *at; };
  dial->reset = [at] { *at = 0; };
  return dial;
}

// Into what the caller gave; a container without names.
void fill(std::vector<std::function<void()>> &steps) {
  struct Progress {
    int done = 0, failed = 0;
    std::string last;
  };
  auto progress = std::make_shared<Progress>();
  // CHECK: :[[#@LINE+1]]:20: warning: lambda is one of 4 that share 'progress' and that the caller's 'steps' keeps together
  steps.push_back([progress] { ++progress->done; });
  steps.push_back([progress] { ++progress->failed; });
  steps.emplace_back([progress] { progress->last = "none"; });
  steps.push_back([progress] { progress->done = 0; });
}
// CHECK: note: this closure changes 'progress'
// CHECK: note: no repair is offered: write a class with 'progress' as a member and a method for each closure

// Members of the object.
class Panel {
public:
  Panel() {
    std::shared_ptr<std::optional<int>> chosen(new std::optional<int>);
    // CHECK: :[[#@LINE+1]]:12: warning: lambda is one of 4 that share 'chosen' and that the object keeps together
    set = [chosen](int n) { *chosen = n; };
    clear = [chosen] { chosen->reset(); };
    any = [chosen] { return chosen->has_value(); };
    first = [chosen] { return chosen->value(); };
  }

private:
  std::function<void(int)> set;
  std::function<void()> clear;
  std::function<bool()> any;
  std::function<int()> first;
};
Panel panel;

// An object of closures over locals, used as one where it stands.
int local() {
  int at = 0;
  // CHECK: :[[#@LINE+1]]:15: warning: lambda is one of 4 that share 'at' and that 'dial' keeps together
  Dial dial{[&at] { ++at; }, [&] { --at; }, [&] { return at; }, [&] { at = 0; }};
  dial.up();
  dial.reset();
  return dial.get();
}

// One lambda in the source, however often it is instantiated.
template <typename T> std::array<std::function<T()>, 4> instances() {
  auto at = std::make_shared<T>();
  // CHECK: :[[#@LINE+1]]:13: warning: lambda is one of 4 that share 'at'
  return {{[at] { return ++*at; }, [at] { return --*at; }, [at] { return *at; }, [at] { return *at = 0; }}};
}
auto ints = instances<int>();
auto longs = instances<long>();

// Where it goes: behind a pointer of the caller's, into a global, a static, a member that is a table.
void into(Dial *dial) {
  auto at = std::make_shared<int>(0);
  // CHECK: :[[#@LINE+1]]:15: warning: lambda is one of 4 that share 'at' and that the caller's 'dial' keeps together
  dial->up = [=] { ++*at; };
  dial->down = [=] { --*at; };
  dial->get = [=] { return *at; };
  dial->reset = [=] { *at = 0; };
}

Dial theDial;
void intoGlobal() {
  auto at = std::make_shared<int>(0);
  Dial &dial = theDial;
  // CHECK: :[[#@LINE+1]]:14: warning: lambda is one of 4 that share 'at' and that global 'theDial' keeps together
  dial.up = [at] { ++*at; };
  dial.down = [at] { --*at; };
  dial.get = [at] { return *at; };
  dial.reset = [at] { *at = 0; };
}

class Commands {
public:
  void add() {
    auto memory = std::make_shared<double>(0);
    // CHECK: :[[#@LINE+1]]:23: warning: lambda is one of 4 that share 'memory' and that member 'table' keeps together
    table["store"] = [memory](double n) { return *memory = n; };
    table["add"] = [memory](double n) { return *memory += n; };
    table.emplace("recall", [memory](double) { return *memory; });
    table.insert({"clear", [memory](double) { return *memory = 0; }});
  }

private:
  std::map<std::string, std::function<double(double)>> table;
};
// CHECK: note: 'store' changes 'memory'
// CHECK: note: 'recall' reads 'memory'
// CHECK: note: 'clear' changes 'memory'

// A closure that makes such closures; one object is moved into another.
struct Desk {
  Dial left;
};
auto factory = [](int from) {
  auto at = std::make_shared<int>(from);
  // CHECK: :[[#@LINE+1]]:14: warning: lambda is one of 4 that share 'at' and that the return value keeps together
  Dial dial{[at] { ++*at; }, [at] { --*at; }, [at] { return *at; }, [at] { *at = 0; }};
  Desk desk;
  desk.left = std::move(dial);
  return desk;
};

// Type and variable in one declaration, with or without a name; or several variables in one.
int oneDeclaration() {
  std::vector<int> stack;
  struct {
    std::function<void(int)> push;
    std::function<int()> top, size;
    std::function<void()> pop;
    // CHECK: :[[#@LINE+1]]:11: warning: lambda is one of 4 that share 'stack' and that 'ops' keeps together
  } ops{[&stack](int x) { stack.push_back(x); }, [&stack] { return stack.back(); },
        [&stack] { return int(stack.size()); }, [&stack] { stack.pop_back(); }};
  ops.push(1);
  int at = 0;
  struct Moves {
    std::function<void()> up, down, zero;
    std::function<int()> get;
    // CHECK: :[[#@LINE+1]]:13: warning: lambda is one of 4 that share 'at' and that 'moves' keeps together
  } moves{[&at] { ++at; }, [&at] { --at; }, [&at] { at = 0; }, [&at] { return at; }}, none;
  moves.up();
  return ops.top() + moves.get() + bool(none.up);
}

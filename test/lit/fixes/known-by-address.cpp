// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: FileCheck %s --check-prefix=WHY --input-file=%t.out
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// An object that others know by its address is not what its copy is.
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

std::vector<std::function<int()>> kept;
void show(const void *);

struct Listed {
  static inline std::set<const Listed *> live;
  Listed() { live.insert(this); }
  ~Listed() { live.erase(this); }
  int n = 3;
};
std::function<int()> listed() {
  Listed o;
  // CHECK: return [&o] { return o.n; };
  // WHY: note: no repair is offered: 'o' gives away its address when it is made, and cannot be shared on the heap: its destructor would run later
  return [&o] { return o.n; };
}
struct Registry {
  std::vector<const void *> all;
  void add(const void *what) { all.push_back(what); }
};
Registry registry;
struct Item {
  int n = 0;
  Item() { enlist(); }
  void enlist() { registry.add(this); }
};
void byHelper() {
  // CHECK: auto item = std::make_shared<Item>();
  Item item;
  // CHECK: kept.push_back([item] { return item->n; });
  // WHY: note: the repair shares 'item' on the heap, because 'item' gives away its address when it is made
  kept.push_back([&item] { return item.n; });
}
struct Row {
  Item first;
  std::string name;
};
void asMember() {
  // CHECK: kept.push_back([&row] { return row.first.n; });
  // WHY: note: no repair is offered: 'row' gives away its address when it is made
  Row row{{}, "a"};
  kept.push_back([&row] { return row.first.n; });
}
struct Ring {
  Ring() : next(this) {}
  Ring *next;
  int n = 0;
};
void pointsAtItself() {
  // CHECK: auto ring = std::make_shared<Ring>();
  Ring ring;
  kept.push_back([&ring] { return ring.next->n; });
}
struct Hooked {
  int n = 0;
  Hooked() {
    kept.push_back([this] { return n; });
  }
};
void hooked() {
  // CHECK: auto hooked = std::make_shared<Hooked>();
  Hooked hooked;
  kept.push_back([&hooked] { return hooked.n; });
}
struct Enlisting {
  int n = 0;
  void enlist() { registry.add(this); }
};
void byMethod() {
  // CHECK: auto e = std::make_shared<Enlisting>();
  Enlisting e;
  e.enlist();
  // CHECK: kept.push_back([e] { return e->n; });
  // WHY: because 'e' gives away its address in 'enlist'
  kept.push_back([&e] { return e.n; });
}
struct Method {
  int n = 0;
  Method() { registry.add(this); }
  // CHECK: kept.push_back([this] { return n; });
  // WHY: note: no repair is offered: let the destructor of 'Method' take the closure back
  void later() { kept.push_back([this] { return n; }); }
};
void method() {
  Method m;
  m.later();
}

// Who says what a copy does has thought of it; what is only shown to somebody is not kept.
struct Careful {
  static inline std::set<const Careful *> live;
  Careful() { live.insert(this); }
  Careful(const Careful &other) : n(other.n) { live.insert(this); }
  ~Careful() { live.erase(this); }
  int n = 3;
};
std::function<int()> careful() {
  Careful o;
  // CHECK: return [o] { return o.n; };
  return [&o] { return o.n; };
}
struct Plain {
  std::string name;
  int n = 0;
  explicit Plain(std::string given) : name(std::move(given)) {
    this->n = int(name.size());
    name.append("a");
    check();
  }
  void check() { n = this->n + 1; }
  Plain &add() {
    ++n;
    return *this;
  }
};
std::function<int()> plain() {
  Plain o("a");
  o.add().add();
  // CHECK: return [o = std::move(o)] { return o.n; };
  return [&o] { return o.n; };
}

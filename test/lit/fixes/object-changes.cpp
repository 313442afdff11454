// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: FileCheck %s --check-prefix=WHY --input-file=%t.out
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// A closure gets a copy of its object only if nobody changes what it reads, after it is made.
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

std::vector<std::function<int()>> kept;

class ChangedByCaller {
  std::string name;

public:
  // CHECK: kept.push_back([this] { return int(name.size()); });
  // WHY: note: no repair is offered: let the destructor of 'ChangedByCaller' take the closure back
  void later() { kept.push_back([this] { return int(name.size()); }); }
  void set(std::string to) { name = std::move(to); }
};
void changedByCaller() {
  ChangedByCaller g;
  g.later();
  g.set("set afterwards");
}

class SetBefore {
  std::string name;
  int calls = 0;

public:
  // CHECK: kept.push_back([*this] { return int(name.size()); });
  void later() { kept.push_back([this] { return int(name.size()); }); }
  void set(std::string to) { name = std::move(to); }
  void count() { ++calls; }
  int size() const { return int(name.size()); }
};
int setBefore() {
  SetBefore g;
  g.set("set before");
  g.later();
  g.later();
  g.count(); // nothing that the closure reads
  return g.size();
}

class InLoop {
  std::string name;

public:
  // CHECK: kept.push_back([this] { return int(name.size()); });
  void later() { kept.push_back([this] { return int(name.size()); }); }
  void set(std::string to) { name = std::move(to); }
};
void inLoop() {
  InLoop g;
  for (int i = 0; i < 3; ++i) {
    g.set(std::to_string(i));
    g.later();
  }
}
class OfEachTurn {
  std::string name;

public:
  // CHECK: kept.push_back([*this] { return int(name.size()); });
  void later() { kept.push_back([this] { return int(name.size()); }); }
  void set(std::string to) { name = std::move(to); }
};
void ofEachTurn() {
  for (int i = 0; i < 3; ++i) {
    OfEachTurn g;
    g.set(std::to_string(i));
    g.later();
  }
}

class BehindPointer {
  std::string name;

public:
  // CHECK: kept.push_back([this] { return int(name.size()); });
  void later() { kept.push_back([this] { return int(name.size()); }); }
  void set(std::string to) { name = std::move(to); }
};
void behindPointer() {
  auto g = std::make_unique<BehindPointer>();
  g->later();
  g->set("a");
}
class BehindUnchanged {
  std::string name;

public:
  // CHECK: kept.push_back([*this] { return int(name.size()); });
  void later() { kept.push_back([this] { return int(name.size()); }); }
  void set(std::string to) { name = std::move(to); }
};
void behindUnchanged() {
  auto g = std::make_unique<BehindUnchanged>();
  g->set("a");
  g->later();
}

class ByOtherName {
  std::string name;

public:
  // CHECK: kept.push_back([this] { return int(name.size()); });
  void later() { kept.push_back([this] { return int(name.size()); }); }
  void set(std::string to) { name = std::move(to); }
};
void byOtherName() {
  ByOtherName g;
  ByOtherName &same = g;
  g.later();
  same.set("a");
}

struct Open {
  std::string name;
  // CHECK: kept.push_back([this] { return int(name.size()); });
  void later() { kept.push_back([this] { return int(name.size()); }); }
};
void open() {
  Open g;
  g.later();
  g.name = "a";
}

class BySelf {
  std::string name;

public:
  void later() {
    // CHECK: kept.push_back([this] { return int(name.size()); });
    kept.push_back([this] { return int(name.size()); });
    name = "changed";
  }
};
void bySelf() {
  BySelf g;
  g.later();
}
class ByCallee {
  std::string name;
  void change() { name = "changed"; }
  int size() const { return int(name.size()); }

public:
  void later() {
    // CHECK: kept.push_back([this] { return size(); });
    kept.push_back([this] { return size(); });
    change();
  }
};
void byCallee() {
  ByCallee g;
  g.later();
}
class ByOtherClosure {
  std::string name;

public:
  // CHECK: kept.push_back([this] { return int(name.size()); });
  void later() { kept.push_back([this] { return int(name.size()); }); }
  void hook(std::vector<std::function<void()>> &to) {
    to.push_back([this] { name += "more"; });
  }
};
void byOtherClosure() {
  std::vector<std::function<void()>> hooks;
  ByOtherClosure g;
  g.hook(hooks);
  g.later();
  hooks.front()();
}
class ByWhoCalls {
  std::string name;

public:
  // CHECK: kept.push_back([this] { return int(name.size()); });
  void later() { kept.push_back([this] { return int(name.size()); }); }
  void start() {
    later();
    name = "changed";
  }
};
void byWhoCalls() {
  ByWhoCalls g;
  g.start();
}

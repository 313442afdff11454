// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Calls in a row: each returns its object, and so the last one is made on the first.
#include <functional>
#include <map>
#include <string>
#include <utility>

class Router {
public:
  void add(std::string path, std::function<int(int)> f) { routes[std::move(path)] = std::move(f); }
  int go(const std::string &path) { return routes.at(path)(1); }

private:
  std::map<std::string, std::function<int(int)>> routes;
};

class Rule {
public:
  Rule &at(std::string p) {
    path = std::move(p);
    return *this;
  }
  Rule &twice() { return times(2); }
  Rule *times1(int n) {
    factor = n;
    return this;
  }
  Rule &times(int n) {
    factor = n;
    return *this;
  }
  Rule &unseen(int n);
  Rule &otherwise(Rule &other) { return other; }
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but 'router' keeps it after the object dies
  void addTo(Router &router) { router.add(path, [this](int x) { return x * factor; }); }
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but 'router' keeps it after 'rule' dies
  void nameFor(Router &router) { router.add("n", [this](int x) { return x + factor; }); }
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but 'router' keeps it after 'rule' dies
  void pointIn(Router &router) { router.add("p", [this](int x) { return x - factor; }); }
  void quietly(Router &router) { router.add("q", [this](int x) { return x * factor; }); }

private:
  std::string path;
  int factor = 1;
};

int temporary() {
  Router router;
  Rule().at("/a").twice().addTo(router);
  return router.go("/a");
}
int unseenBody() {
  Router router;
  {
    Rule rule;
    rule.unseen(3).nameFor(router);
  }
  return router.go("n");
}
int pointers() {
  Router router;
  {
    Rule rule;
    rule.times1(2)->pointIn(router);
  }
  return router.go("p");
}
int inTime() {
  Rule rule;
  Router router;
  rule.at("/a").times1(2)->quietly(router);
  auto &same = rule.twice();
  same.quietly(router);
  return router.go("q");
}
// What the call gives back is another object.
int other(Rule &lasting) {
  Router router;
  {
    Rule rule;
    rule.otherwise(lasting).quietly(router);
  }
  return router.go("q");
}

// The keeper is the object of the row, and dies with the others.
class Menu {
public:
  Menu &entry(std::function<void()> f) {
    entries = std::move(f);
    return *this;
  }
  void open() { entries(); }

private:
  std::function<void()> entries;
};
int quietMenu() {
  int clicks = 0;
  Menu menu;
  menu.entry([&] { ++clicks; }).open();
  Menu().entry([&] { ++clicks; }).entry([&] { --clicks; }).open();
  return clicks;
}

// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// The object keeps what the call returned that got the closure: it can end the closure by that,
// unless it never does anything with it.
#include "Inputs/bus.h"
#include <vector>

struct Connection {
  Connection(int);
  ~Connection();
  int id;
};

class Forgets {
public:
  void start() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but global 'instance' keeps it after 'forgets' dies
    id = Bus::instance().subscribe([this] { ++n; });
  }

private:
  int id = 0, n = 0;
};
class Collects {
public:
  void start() {
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'this', but global 'instance' keeps it after 'collects' dies
    ids.push_back(Bus::instance().subscribe([this] { ++n; }));
  }

private:
  std::vector<int> ids;
  int n = 0;
};
void forgets() {
  Forgets forgets;
  forgets.start();
  Collects collects;
  collects.start();
}

class Ends {
public:
  ~Ends() { Bus::instance().unsubscribe(id); }
  void start() {
    id = Bus::instance().subscribe([this] { ++n; });
  }

private:
  int id = 0, n = 0;
};
class CanEnd {
public:
  void start() {
    id = Bus::instance().subscribe([this] { ++n; });
  }
  void stop() { Bus::instance().unsubscribe(id); }

private:
  int id = 0, n = 0;
};
class Scoped {
public:
  void start() {
    connections.push_back(Connection(Bus::instance().subscribe([this] { ++n; })));
  }

private:
  std::vector<Connection> connections;
  int n = 0;
};
class Elsewhere {
public:
  void start() {
    id = Bus::instance().subscribe([this] { ++n; });
  }
  void stop();

private:
  int id = 0, n = 0;
};
class Open {
public:
  void start() {
    id = Bus::instance().subscribe([this] { ++n; });
  }
  int id = 0;

private:
  int n = 0;
};
void quiet() {
  Ends a;
  a.start();
  CanEnd b;
  b.start();
  b.stop();
  Scoped c;
  c.start();
  Elsewhere d;
  d.start();
  d.stop();
  Open e;
  e.start();
}

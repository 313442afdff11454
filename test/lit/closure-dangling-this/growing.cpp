// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A vector that grows moves the objects in it away from the closures over them.
#include "Inputs/bus.h"
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

struct Loop {
  void onTick(Fn f) { handlers.push_back(f); }
  void tick() {
    for (Fn &f : handlers)
      f();
  }
  void clear() { handlers.clear(); }
  std::vector<Fn> handlers;
};

// Made by one call, tied by another.
struct Widget {
  void tie(Loop &loop) {
    // CHECK: :[[#@LINE+2]]:18: warning: lambda captures 'this', but {{.*}} keeps it after the object dies
    // CHECK: note: 'all' moves the objects in it here, when it grows
    loop.onTick([this] { ++n; });
  }
  int n = 0;
};
void inLoop(Loop &loop) {
  std::vector<Widget> all;
  for (int i = 0; i != 3; ++i) {
    all.emplace_back();
    all.back().tie(loop);
  }
  loop.tick();
}
struct Pushed {
  void tie(Loop &loop) {
    // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'this', but {{.*}} keeps it after the object dies
    loop.onTick([this] { ++n; });
  }
  int n = 0;
};
void pushedAfter(Loop &loop, std::vector<Pushed> &all) {
  for (Pushed &each : all)
    each.tie(loop);
  all.push_back(Pushed());
  loop.tick();
}

// In different functions of the owner, as its callers order them.
struct Row {
  void tie(Loop &loop) {
    // CHECK: :[[#@LINE+2]]:18: warning: lambda captures 'this', but {{.*}} when the object may be dead
    // CHECK: note: 'rows' moves the objects in it here, when it grows
    loop.onTick([this] { text = "x"; });
  }
  std::string text;
};
class Table {
public:
  void tieAll(Loop &loop) {
    for (Row &row : rows)
      row.tie(loop);
  }
  void add() { rows.push_back(Row()); }

private:
  std::vector<Row> rows;
};
void fill(Loop &loop) {
  Table table;
  table.add();
  table.tieAll(loop);
  table.add();
  loop.tick();
}
// The element ties itself, and the owner is told to add another one.
struct Sensor {
  explicit Sensor(Loop &loop) {
    // CHECK: :[[#@LINE+1]]:18: warning: lambda captures 'this', but {{.*}} when the object may be dead
    loop.onTick([this] { ++n; });
  }
  int n = 0;
};
class Station {
public:
  void add(Loop &loop) { sensors.emplace_back(loop); }

private:
  std::vector<Sensor> sensors;
};
void station(Loop &loop) {
  Station station;
  for (int i = 0; i != 2; ++i)
    station.add(loop);
  loop.tick();
}

// Quiet: tied when all are there; room was made; the closures are made anew; or they do not move.
struct Calm {
  void tie(Loop &loop) {
    loop.onTick([this] { ++n; });
  }
  int n = 0;
};
void afterwards(Loop &loop, std::vector<Calm> &all) {
  for (int i = 0; i != 3; ++i)
    all.emplace_back();
  for (Calm &each : all)
    each.tie(loop);
}
void withRoom(Loop &loop, std::vector<Calm> &all) {
  all.reserve(3);
  for (int i = 0; i != 3; ++i) {
    all.emplace_back();
    all.back().tie(loop);
  }
}
void inDeque(Loop &loop, std::deque<Calm> &all) {
  for (int i = 0; i != 3; ++i) {
    all.emplace_back();
    all.back().tie(loop);
  }
}
void behindPointers(Loop &loop, std::vector<std::unique_ptr<Calm>> &all, std::vector<Calm *> &others) {
  for (int i = 0; i != 3; ++i) {
    all.push_back(std::make_unique<Calm>());
    all.back()->tie(loop);
    (*all.back()).tie(loop);
    others.push_back(all.back().get());
    others[0]->tie(loop);
  }
}
class CalmTable {
public:
  void tieAll(Loop &loop) {
    for (Calm &row : rows)
      row.tie(loop);
  }
  void retie(Loop &loop) {
    loop.clear();
    tieAll(loop);
  }
  void add() { rows.push_back(Calm()); }

private:
  std::vector<Calm> rows;
};
void fillFirst(Loop &loop) {
  CalmTable table;
  table.add();
  table.add();
  table.tieAll(loop);
  loop.tick();
}
void tiedAnew(Loop &loop) {
  CalmTable table;
  table.add();
  table.tieAll(loop);
  loop.clear();
  table.add();
  table.retie(loop);
}
void twoTables(Loop &loop) {
  CalmTable one, two;
  one.add();
  one.tieAll(loop);
  two.add();
  two.tieAll(loop);
}
struct One {
  explicit One(Loop &loop) {
    loop.onTick([this] { ++n; });
  }
  int n = 0;
};
class Single {
public:
  void set(Loop &loop) { all.emplace_back(loop); }

private:
  std::vector<One> all;
};
void single(Loop &loop) {
  Single only;
  only.set(loop);
  loop.tick();
}

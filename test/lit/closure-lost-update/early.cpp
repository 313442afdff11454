// A copy that is made before the variable is set.
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <functional>
#include <string>
#include <vector>

enum class Status { ok, failed };
Status open(const std::string &);
void show(const std::string &, Status = Status::ok);

void reported(const std::string &name) {
  Status status = Status::ok;
  // CHECK: :[[#@LINE+3]]:25: warning: lambda captures 'status' by copy before it is set, so that 'report' only sees its first value [closure-lost-update]
  // CHECK: :[[#@LINE+3]]:3: note: 'status' is set here, after the closure got its copy
  // CHECK: :[[#@LINE+4]]:5: note: the closure is used here, with the first value
  auto report = [&name, status] { show(name, status); };
  status = open(name);
  if (status != Status::ok)
    report();
}
void prefixed(std::function<void()> &out) {
  std::string prefix;
  // CHECK: :[[#@LINE+1]]:32: warning: lambda captures 'prefix' by copy before it is set
  std::function<void()> say = [prefix] { show(prefix); };
  prefix = "> ";
  out = say;
}

// Snapshots: of what has a value, of each value, of the first one.
void undone(std::vector<int> &log) {
  std::size_t mark = log.size();
  auto undo = [&log, mark] { log.resize(mark); };
  log.push_back(1);
  mark = log.size();
  undo();
}
void each() {
  std::string name;
  auto first = [name] { show(name); };
  name = "a";
  auto second = [name] { show(name); };
  name = "b";
  first();
  second();
}
void turns() {
  std::vector<std::function<void()>> all;
  std::string text;
  while (text.size() < 3) {
    auto now = [text] { show(text); };
    text += "x";
    all.push_back(now);
  }
}
void firstToo() {
  Status status = Status::ok;
  auto report = [status] { show("", status); };
  report();
  status = open("");
  report();
}
void given() {
  std::string text = "default";
  auto say = [text] { show(text); };
  text = "other";
  say();
}

// Handed to what is used again once it is set; not where that sets it.
struct Registry {
  std::vector<std::function<void()>> all;
  void add(std::function<void()> f) { all.push_back(f); }
  int run() {
    for (auto &f : all)
      f();
    return 1;
  }
};
void registered() {
  Registry registry;
  std::string text;
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'text' by copy before it is set, so that it only sees its first value
  registry.add([text] { show(text); });
  text = "set";
  registry.run();
}
int result() {
  Registry registry;
  int done = 0;
  registry.add([done] { show(std::to_string(done)); });
  done = registry.run();
  return done;
}

// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A closure has a copy of a pointer, an iterator or a view, and lives longer than what that leads to.
#include <functional>
#include <memory>
#include <queue>
#include <stack>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

class Bus {
public:
  void add(std::function<int()> handler) { handlers.push_back(std::move(handler)); }
  int call() {
    int sum = 0;
    for (auto &handler : handlers)
      sum += handler();
    return sum;
  }

private:
  std::vector<std::function<int()>> handlers;
};

void viewOfText(Bus &bus, int n) {
  std::string text = std::to_string(n);
  std::string_view view = text;
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'view', a view of 'text', but the caller's 'bus' keeps it after 'text' dies [closure-dangling-view]
  bus.add([view] { return int(view.size()); });
  // CHECK: :[[@LINE-3]]:20: note: the view of 'text' is made here
  // CHECK: :[[@LINE-2]]:7: note: 'add' keeps the closure beyond this call
  // CHECK: :[[@LINE+1]]:1: note: 'text' dies here, at the end of the scope
}

// Two at once have one warning.
void twoViews(Bus &bus) {
  int one = 1, two = 2;
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'p', a view of 'one', and 'q', a view of 'two', but the caller's 'bus' keeps it after 'one' and 'two' die [closure-dangling-view]
  bus.add([p = &one, q = &two] { return *p + *q; });
}

// What is captured by reference is another matter, with a warning of its own.
void both(Bus &bus) {
  int one = 1, two = 2;
  // CHECK-DAG: :[[@LINE+2]]:13: warning: lambda captures 'one' by reference, but the caller's 'bus' keeps it after 'one' dies [closure-dangling-capture]
  // CHECK-DAG: :[[@LINE+1]]:18: warning: lambda captures 'q', a view of 'two', but the caller's 'bus' keeps it after 'two' dies [closure-dangling-view]
  bus.add([&one, q = &two] { return one + *q; });
}

int changed() {
  std::vector<int> v{1};
  auto it = v.begin();
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'it', a view of 'v', but 'f' keeps it after 'v' changes [closure-dangling-view]
  auto f = [it] { return *it; };
  // CHECK: :[[@LINE+3]]:5: note: 'push_back' may move what 'v' owns
  // CHECK: :[[@LINE+3]]:10: note: 'f' is used here, afterwards
  // CHECK: note: no repair is offered: capture an index or a key in place of 'it', and look the element up when the closure runs
  v.push_back(2);
  return f();
}

int destroyed() {
  auto text = std::make_unique<std::string>();
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'p', a view of 'text', but 'f' keeps it after what 'text' owns dies [closure-dangling-view]
  auto f = [p = text.get()] { return int(p->size()); };
  // CHECK: :[[@LINE+1]]:8: note: what 'text' owns dies here
  text.reset();
  return f();
}

int deleted() {
  auto *text = new std::string;
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'text', but 'f' keeps it after what it points at is deleted [closure-dangling-view]
  auto f = [text] { return int(text->size()); };
  // CHECK: :[[@LINE+1]]:3: note: what 'text' points at dies here
  delete text;
  return f();
}

// It is dead before the closure is made.
std::string made();
auto tooLate() {
  std::string_view view = made();
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'view', a view of a temporary, after that dies [closure-dangling-view]
  return [view] { return view.size(); };
}

// The caller's view: who passes it decides, and is told of.
void keep(Bus &bus, std::string_view view) {
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'view', a view of a temporary, but 'bus' keeps it after that dies [closure-dangling-view]
  bus.add([view] { return int(view.size()); });
}
int passes(int n) {
  Bus bus;
  // CHECK: :[[@LINE+1]]:13: note: 'view' is bound to this argument
  keep(bus, std::to_string(n));
  return bus.call();
}

// Another function of the object moves what the closure looks at.
class Rows {
public:
  void grow() { rows.push_back(0); }
  void watch(Bus &bus) {
    // CHECK: :[[@LINE+1]]:14: warning: lambda captures 'row', a view of 'all.rows', but 'bus' keeps it after 'all.rows' changes [closure-dangling-view]
    bus.add([row = &rows.front()] { return *row; });
  }

private:
  std::vector<int> rows{1};
};
int moves() {
  Bus bus;
  Rows all;
  all.watch(bus);
  // CHECK: :[[@LINE+1]]:7: note: 'grow' may move what 'all.rows' owns
  all.grow();
  return bus.call();
}

// A thread runs by itself.
void thread() {
  int n = 1;
  // CHECK: :[[@LINE+1]]:16: warning: lambda captures 'p', a view of 'n', but a detached thread can run it after 'n' dies [closure-dangling-view]
  std::thread([p = &n] { (void)*p; }).detach();
}

// The loop comes back to what the method does to its own object.
class Panel {
public:
  void add(std::string text) {
    texts.push_back(std::move(text));
    auto *last = &texts.back();
    // CHECK: :[[@LINE+1]]:23: warning: lambda captures 'last', a view of 'panel.texts', but 'panel' keeps it after 'panel.texts' changes
    clicks.push_back([last] { (void)last->size(); });
  }
  void clickAll() {
    for (auto &click : clicks)
      click();
  }

private:
  std::vector<std::string> texts;
  std::vector<std::function<void()>> clicks;
};
void fill() {
  Panel panel;
  for (int i = 0; i != 3; ++i)
    panel.add("text");
  panel.clickAll();
}

// A closure over the container changes it.
int changedByOther() {
  std::vector<int> all{1};
  auto add = [&all](int more) { all.push_back(more); };
  // CHECK: :[[@LINE+1]]:17: warning: lambda captures 'p', a view of 'all', but 'first' keeps it after 'all' changes
  auto first = [p = &all[0]] { return *p; };
  for (int i = 0; i != 10; ++i)
    add(i);
  return first();
}
int changedACopy() {
  std::vector<int> all{1};
  auto add = [all](int more) mutable { all.push_back(more); };
  auto first = [p = &all[0]] { return *p; };
  add(1);
  return first();
}

// Stacks and queues.
struct Scope {
  std::string name;
};
int topOfStack() {
  std::stack<Scope> scopes;
  scopes.push({"outer"});
  scopes.push({"inner"});
  Scope *inner = &scopes.top();
  // CHECK: :[[@LINE+1]]:18: warning: lambda captures 'inner', a view of 'scopes', but 'length' keeps it after 'scopes' changes
  auto length = [inner] { return int(inner->name.size()); };
  scopes.pop();
  return length();
}
int frontOfQueue() {
  std::queue<Scope> scopes;
  scopes.push({"first"});
  Scope &first = scopes.front();
  // CHECK: :[[@LINE+1]]:18: warning: lambda captures 'view', a view of 'scopes', but 'length' keeps it after 'scopes' changes
  auto length = [view = std::string_view(first.name)] { return int(view.size()); };
  scopes.pop();
  return length();
}

// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A global lives on, and what it owns may end.
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <vector>

using F = std::function<int()>;
std::queue<std::string> waiting;
std::vector<int> numbers;
std::vector<int> roomy;
std::optional<std::string> title;
std::unique_ptr<std::string> current;
std::map<std::string, int> table;
F keeper;
struct Store {
  static std::vector<int> all;
  std::vector<int> own;
};
std::vector<int> Store::all;
Store store;
int seen;

int popped() {
  std::string *first = &waiting.front();
  // CHECK: :[[@LINE+2]]:12: warning: lambda captures 'first', a view of 'waiting', but 'ask' keeps it after 'waiting' changes [closure-dangling-view]
  // CHECK: note: no repair is offered: capture a copy of the element in place of 'first'
  F ask = [first] { return int(first->size()); };
  waiting.pop();
  return ask();
}
int pushed() {
  int *first = &numbers[0];
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'first', a view of 'numbers', but 'ask' keeps it after 'numbers' changes
  F ask = [first] { return *first; };
  numbers.push_back(2);
  return ask();
}
static void more() { numbers.push_back(3); }
int pushedByOthers() {
  int *first = &numbers[0];
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'first', a view of 'numbers', but 'ask' keeps it after 'numbers' changes
  F ask = [first] { return *first; };
  more();
  return ask();
}
void kept() {
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'first', a view of 'numbers', but global 'keeper' keeps it after 'numbers' changes
  keeper = [first = &numbers.front()] { return *first; };
  numbers.clear();
}
int emptied() {
  auto &text = *title;
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'text' by reference, a part of 'title', but 'ask' keeps it after 'title' changes
  F ask = [&text] { return int(text.size()); };
  title.reset();
  return ask();
}
int assigned() {
  auto *text = current.get();
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'text', a view of 'current', but 'ask' keeps it after
  F ask = [text] { return int(text->size()); };
  current = std::make_unique<std::string>("next");
  return ask();
}
int staticMember() {
  int *first = &Store::all[0];
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'first', a view of 'all', but 'ask' keeps it after 'all' changes
  F ask = [first] { return *first; };
  Store::all.push_back(1);
  return ask();
}
int memberOfGlobal() {
  int *first = &store.own[0];
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'first', a view of 'store.own', but 'ask' keeps it after 'store.own' changes
  F ask = [first] { return *first; };
  store.own.push_back(1);
  return ask();
}
int staticLocal() {
  static std::vector<int> cache{1};
  int *first = &cache[0];
  // CHECK: :[[@LINE+1]]:12: warning: lambda captures 'first', a view of 'cache', but 'ask' keeps it after 'cache' changes
  F ask = [first] { return *first; };
  cache.push_back(2);
  return ask();
}

// Right: nothing ends it, or it was called before, or nodes and elements stay.
void leftAlone() {
  int *first = &numbers[0];
  keeper = [first] { return *first; };
}
int calledBefore() {
  auto *text = current.get();
  F ask = [text] { return int(text->size()); };
  int size = ask();
  current.reset();
  return size;
}
int stays() {
  std::string *first = &waiting.front();
  int *node = &table["key"];
  F ask = [first, node] { return int(first->size()) + *node; };
  waiting.push("more");
  table["other"] = 2;
  return ask();
}
void start() { roomy.reserve(100); }
int reservedElsewhere() {
  roomy.push_back(1);
  int *last = &roomy.back();
  F ask = [last] { return *last; };
  roomy.push_back(2);
  return ask();
}
int otherGlobal() {
  int *first = &numbers[0];
  F ask = [first] { return *first; };
  roomy.push_back(2);
  return ask();
}

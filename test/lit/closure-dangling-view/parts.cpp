// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// A view that travels as a part of something else: of a pair, a tuple, an optional, a struct.
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

std::function<void()> kept;
std::string text(int);
void show(std::string_view);
void number(int);

// Pairs and tuples.
void madePair(int n) {
  std::string name = text(n);
  auto entry = std::make_pair(std::string_view(name), n);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'entry', a view of 'name', but global 'kept' keeps it after 'name' dies
  kept = [entry] { show(entry.first); };
}
void constructedTuple(int n) {
  std::string name = text(n);
  std::tuple<int, std::string_view> entry(n, name);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'entry', a view of 'name'
  kept = [entry] { show(std::get<1>(entry)); };
}
void aPartOfPair(int n) {
  std::string name = text(n);
  std::pair<std::string_view, int> entry{name, n};
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'first', a view of 'name'
  kept = [first = entry.first] { show(first); };
}
void theOtherPart(int n) {
  std::string name = text(n);
  std::pair<std::string_view, int *> entry{name, nullptr};
  kept = [second = entry.second] { number(second ? 1 : 0); };
}
void boundPart(int n) {
  std::string name = text(n);
  auto [first, second] = std::make_pair(std::string_view(name), n);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'first', a view of 'name'
  kept = [first = first] { show(first); };
}
void ownedPair(int n) {
  std::string name = text(n);
  std::pair<std::string, std::string_view> entry{name, "literal"};
  kept = [entry] { show(entry.first); };
}
void pairOfLiterals(int n) {
  auto entry = std::make_pair(std::string_view("fixed"), n);
  kept = [entry] { show(entry.first); };
}

// Optionals.
std::optional<std::string_view> extension(std::string_view path) {
  auto dot = path.rfind('.');
  if (dot == path.npos)
    return std::nullopt;
  return path.substr(dot);
}
void optionalResult(int n) {
  std::string path = text(n);
  auto found = extension(path);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'found', a view of 'path'
  kept = [found] { show(found.value_or("none")); };
}
void whatIsInIt(int n) {
  std::string path = text(n);
  if (auto found = extension(path))
    // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'view', a view of 'path'
    kept = [view = *found] { show(view); };
}
void valueOfIt(int n) {
  std::string path = text(n);
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'view', a view of 'path'
  kept = [view = extension(path).value()] { show(view); };
}
void copiedOutOfIt(int n) {
  std::string path = text(n);
  auto found = extension(path);
  kept = [copy = std::string(found.value_or("none"))] { show(copy); };
}
void calledInTime(int n) {
  std::string path = text(n);
  auto found = extension(path);
  auto call = [found] { show(*found); };
  call();
}
void ofTheCaller(std::string_view path) {
  auto found = extension(path);
  auto call = [found] { show(*found); };
  call();
}
std::function<void()> handedBack(std::string_view path) {
  auto found = extension(path);
  return [found] { show(*found); };
}

// Structs.
struct Request {
  std::string_view path;
  std::string_view body;
};
std::vector<std::function<void()>> queue;
void submit(const Request &r) {
  // CHECK: :[[@LINE+1]]:20: warning: lambda captures 'path', a view of 'path', but global 'queue' keeps it after 'path' dies
  queue.push_back([path = r.path] { show(path); });
}
void submits(int n) {
  std::string path = text(n);
  submit({path, ""});
}
void submitBody(const Request &r) {
  queue.push_back([body = r.body] { show(body); });
}
void submitsLiteral(int n) {
  std::string path = text(n);
  submitBody({path, "fixed"});
}
struct Context {
  const int *data = nullptr;
  int size = 0;
};
void filledLater() {
  std::vector<int> all{1, 2, 3};
  Context context;
  context.data = all.data();
  context.size = 3;
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'context', a view of 'all'
  kept = [context] { number(context.data[0]); };
}
void filledField() {
  std::vector<int> all{1, 2, 3};
  Context context;
  context.data = all.data();
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'data', a view of 'all'
  kept = [data = context.data] { number(data[0]); };
}
int table[3];
void filledWithStatic() {
  Context context;
  context.data = table;
  kept = [context] { number(context.data[0]); };
}
void filledAndCalled() {
  std::vector<int> all{1, 2, 3};
  Context context;
  context.data = all.data();
  auto call = [context] { number(context.data[0]); };
  call();
}

// A part that is given another value, by whatever means, refers to nothing else any more.
struct Event {
  std::string_view topic;
};
std::function<void()> fieldTwice(std::string_view stable, int n) {
  std::string own = text(n);
  Event event{own};
  event.topic = stable;
  return [event] { show(event.topic); };
}
std::function<void()> fieldByBranch(bool first, int n) {
  std::string own = text(n);
  Event event{own};
  if (first)
    event.topic = "one";
  else
    event.topic = "two";
  return [event] { show(event.topic); };
}
std::function<void()> partOfPair(std::string_view stable, int n) {
  std::string own = text(n);
  std::pair<std::string_view, int> entry{own, n};
  entry.first = stable;
  return [entry] { show(entry.first); };
}
std::function<void()> partOfTuple(std::string_view stable, int n) {
  std::string own = text(n);
  std::tuple<std::string_view, int> entry{own, n};
  std::get<0>(entry) = stable;
  return [entry] { show(std::get<0>(entry)); };
}
std::function<void()> emplaced(std::string_view stable, int n) {
  std::string own = text(n);
  std::optional<std::string_view> found{own};
  found.emplace(stable);
  return [found] { show(*found); };
}
std::function<void()> exchanged(std::string_view stable, int n) {
  std::string own = text(n);
  std::string_view view = own;
  show(std::exchange(view, stable));
  return [view] { show(view); };
}

// What a wrapper refers to is bound, and not the wrapper.
struct Actions {
  std::vector<std::function<void()>> all;
  template <class... Given> void bind(Given &&...given) {
    all.push_back([bound = std::make_tuple(std::forward<Given>(given)...)] { show(std::get<0>(bound)); });
  }
  template <class... Given> void add(Given &&...given) {
    // CHECK: :[[@LINE+1]]:20: warning: lambda captures 'bound', a view of 'name', but 'actions' keeps it after 'name' dies
    all.push_back([bound = std::make_tuple(std::forward<Given>(given)...)] { show(std::get<0>(bound)); });
  }
  void run() {
    for (auto &each : all)
      each();
  }
};
void wrapsOutliving(int n) {
  std::string name = text(n);
  Actions actions;
  actions.bind(std::ref(name));
  actions.bind(std::cref(name), n);
  actions.run();
}
void wrapsShorter(int n) {
  Actions actions;
  {
    std::string name = text(n);
    actions.add(std::ref(name));
  }
  actions.run();
}

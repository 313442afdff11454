// A functor with a member that refers to something is a closure over that.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include <algorithm>
#include <functional>
#include <memory>
#include <set>
#include <utility>
#include <vector>

using Fn = std::function<void()>;
class Queue {
public:
  void later(Fn task) { tasks.push_back(std::move(task)); }
  void run() {
    for (auto &task : std::exchange(tasks, {}))
      task();
  }

private:
  std::vector<Fn> tasks;
};
void post(Fn);

struct Add {
  int &x;
  void operator()() { ++x; }
};
class Counter {
public:
  explicit Counter(int &n, int by = 1) : n(n), by(by) {}
  void operator()() const { n += by; }

private:
  int &n;
  int by;
};
struct Pointer {
  Pointer(int *p) : p(p) {}
  void operator()() { ++*p; }
  int *p;
};
struct Assigned {
  explicit Assigned(int &x) { p = &x; }
  void operator()() { ++*p; }
  int *p = nullptr;
};
template <class T> struct Generic {
  explicit Generic(T &value) : value(value) {}
  template <class... A> void operator()(A...) { value = T(); }
  T &value;
};
struct Derived : Counter {
  explicit Derived(int &n) : Counter(n, 2) {}
};
struct Inherits : Counter {
  using Counter::Counter;
};
struct Context {
  int &x;
  const char *name;
};
struct InContext {
  Context context;
  void operator()() { ++context.x; }
};

void list(Queue &q) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:15: warning: 'x' is bound by reference here, but the caller's 'q' keeps the closure after 'x' dies [closure-dangling-capture]
  q.later(Add{x});
}
void constructor(Queue &q) {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:19: warning: 'n' is bound by reference here, but the caller's 'q' keeps the closure after 'n' dies
  q.later(Counter(n));
}
void variable() {
  int n = 0;
  // CHECK: :[[#@LINE+1]]:19: warning: 'n' is bound by reference here, but 'post' may keep the closure after 'n' dies
  Counter counter(n, 2);
  post(counter);
}
Pointer pointer(int x) {
  // CHECK: :[[#@LINE+1]]:18: warning: 'x' is bound by address here, but the return value keeps the closure after 'x' dies
  return Pointer(&x);
}
Fn assigned(int x) {
  // CHECK: :[[#@LINE+1]]:19: warning: 'x' is bound by reference here, but the return value keeps the closure after 'x' dies
  return Assigned(x);
}
auto generic() {
  std::vector<int> v;
  // CHECK: :[[#@LINE+1]]:36: warning: 'v' is bound by reference here, but the return value keeps the closure after 'v' dies
  return Generic<std::vector<int>>(v);
}
Fn deduced() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:18: warning: 'x' is bound by reference here
  return Generic(x);
}
// The member is bound in a class of which it is a part.
Fn derived() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:18: warning: 'x' is bound by reference here
  return Derived(x);
}
Fn inherited() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:19: warning: 'x' is bound by reference here
  return Inherits(x);
}
Fn inContext() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:21: warning: 'x' is bound by reference here
  return InContext{{x, "x"}};
}
struct Holder {
  Add add;
  int other;
};
Holder inAMember() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:15: warning: 'x' is bound by reference here, but the return value keeps the closure after 'x' dies
  return {Add{x}, 1};
}
Fn later() {
  int x = 0;
  Pointer set(nullptr);
  // CHECK: :[[#@LINE+1]]:11: warning: 'x' is bound by address here
  set.p = &x;
  return set;
}
std::unique_ptr<Counter> heap() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:36: warning: 'x' is bound by reference here, but the return value keeps the closure after 'x' dies
  return std::make_unique<Counter>(x);
}
struct Less {
  const std::vector<int> *order;
  bool operator()(int a, int b) const { return (*order)[a] < (*order)[b]; }
};
std::set<int, Less> ordered() {
  std::vector<int> order{1, 2};
  // CHECK: :[[#@LINE+1]]:35: warning: 'order' is bound by address here, but the return value keeps the closure after 'order' dies
  std::set<int, Less> result(Less{&order});
  return result;
}
void eachTime(Queue &q) {
  for (int i = 0; i < 3; ++i) {
    int x = i;
    // CHECK: :[[#@LINE+1]]:17: warning: 'x' is bound by reference here, {{.*}} [closure-loop-capture]
    q.later(Add{x});
  }
}
Fn boundFunctor() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:24: warning: 'x' is bound by reference here
  return std::bind(Add{x});
}
Counter makeCounter(int &of) {
  // CHECK: :[[#@LINE+1]]:18: warning: 'of' is bound by reference here, but the return value keeps the closure after 'x' dies
  return Counter(of);
}
Fn made() {
  int x = 0;
  return makeCounter(x);
}
struct Temporary {
  explicit Temporary(const std::vector<int> &v) : v(v) {}
  void operator()() const { (void)v.size(); }
  const std::vector<int> &v;
};
Fn temporary() {
  // CHECK: :[[#@LINE+1]]:21: warning: a temporary is bound by reference here, but {{.*}} keeps the closure after the temporary that it refers to dies
  Temporary functor(std::vector<int>{1});
  return functor;
}

// Called here, or dead before what it refers to.
int called(std::vector<int> &v) {
  int x = 0;
  Add add{x};
  add();
  Counter{x}();
  std::vector<int> order;
  std::sort(v.begin(), v.end(), Less{&order});
  std::set<int, Less> set(Less{&order});
  Queue own;
  own.later(Counter(x));
  own.run();
  return x;
}
void inTime(Queue &q) {
  int x = 0;
  q.later(Add{x});
  q.run();
}
// What it refers to belongs to somebody else.
static int global;
Fn outlives(int *p, Queue &q) {
  q.later(Add{global});
  q.later(Pointer(nullptr));
  return Pointer(p);
}
Fn reset() {
  int x = 0;
  Pointer pointer(&x);
  pointer();
  pointer.p = &global;
  return pointer;
}
// By value, it owns what it uses.
struct Owns {
  explicit Owns(const int &x) : x(x), name("x") {}
  void operator()() const {}
  int x;
  const char *name;
};
Fn owns() {
  int x = 0;
  return Owns(x);
}
// It points into itself.
class Small {
public:
  explicit Small(int x) : at(&buffer), buffer(x) {}
  Small(const Small &other) : at(&buffer), buffer(*other.at) {}
  void operator()() const { ++*at; }

private:
  int *at;
  int buffer;
};
Fn small(int x) {
  Small small(x);
  return small;
}
// No closure: nobody calls it.
struct View {
  int &x;
};
std::vector<View> views() {
  int x = 0;
  return {View{x}};
}

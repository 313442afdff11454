// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Closures that go to functions out of sight in something else: a message, a task on the heap.
#include <any>
#include <functional>
#include <memory>
#include <string>
#include <utility>

struct Message {
  template <class F>
  Message(int title, const F &f) : title(title), body(std::make_shared<std::function<void()>>()) {
    *std::any_cast<std::shared_ptr<std::function<void()>>>(body) = f;
  }
  int title;
  std::any body;
};
void postMessage(int queue, const Message &m);
void printMessage(const Message &m);
template <class F> void asyncInvoke(const F &f) { postMessage(1, Message(0, f)); }
template <class F> void print(const F &f) { printMessage(Message(0, f)); }

// A queue that gets its message by a reference to const copies it.
void message(int x) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'x' by reference
  asyncInvoke([&x] { ++x; });
  asyncInvoke([x] { return x; });
}
// What only looks at it copies nothing.
void shown(int x) {
  print([&x] { ++x; });
}

struct Continuation {
  virtual ~Continuation() = default;
  virtual void call() = 0;
};
template <class F> struct ContinuationOf : Continuation {
  F f;
  explicit ContinuationOf(F g) : f(std::move(g)) {}
  void call() override { f(); }
};
class Future {
public:
  template <class F> void onDone(F f) { attach(new ContinuationOf<F>(std::move(f))); }
  template <class F> void here(F f) { run(new ContinuationOf<F>(std::move(f))); }
  template <class F> void borrowed(F f) {
    ContinuationOf<F> local(std::move(f));
    attach(&local);
  }
  void own(std::unique_ptr<Continuation> c);
  void look(const std::unique_ptr<Continuation> &c);

private:
  void attach(Continuation *c);
  void run(Continuation *c);
};

// What is made on the heap and given away by a pointer to its base is to outlive the call.
void onHeap(Future &f, int x) {
  // CHECK: :[[#@LINE+1]]:14: warning: lambda captures 'x' by reference
  f.onDone([&x] { ++x; });
  f.onDone([x] { return x; });
}
// Unless the name says that it is called at once.
void calledHere(Future &f, int x) { f.here([&x] { ++x; }); }
// An object of the function's own is lent.
void lent(Future &f, int x) { f.borrowed([&x] { ++x; }); }
void owned(Future &f, int x) {
  auto add = [&x] { ++x; }; // CHECK: :[[#@LINE]]:16: warning: lambda captures 'x' by reference
  f.own(std::make_unique<ContinuationOf<decltype(add)>>(add));
}
void lookedAt(Future &f, int x) {
  auto add = [&x] { ++x; };
  std::unique_ptr<Continuation> c = std::make_unique<ContinuationOf<decltype(add)>>(add);
  f.look(c);
}

using Make = std::function<std::string()>;
struct Store {
  virtual ~Store() = default;
  virtual void asyncUpdate(Make make, std::function<void(int)> done) = 0;
  virtual void postUpdate(Make make, std::function<void(int)> done) = 0;
  virtual void addRow(Make make) = 0;
  virtual void runAsync(std::function<bool()> step) = 0;
};

// The value is asked for later: the name says so, or somebody waits for it.
void laterValue(Store &store, std::string text) {
  auto make = [&] { return text; }; // CHECK: :[[#@LINE]]:16: warning: lambda captures 'text' by reference
  store.asyncUpdate(make, [](int) {});
  // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'text' by reference
  store.postUpdate([&] { return text; }, [](int) {});
  // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'text' by reference
  store.runAsync([&] { return text.empty(); });
  store.asyncUpdate([text] { return text; }, [](int) {});
}
// What asks for the value, with nobody beside it, asks at once.
void valueNow(Store &store, std::string text) {
  store.addRow([&] { return text; });
}

struct Worker {
  virtual ~Worker() = default;
  virtual void post(std::function<void()> task) = 0;
};
std::shared_ptr<Worker> makeWorker();
struct Pool {
  void parameter(std::shared_ptr<Worker> worker, int x);
  void copy(int x);
  void made(int x);
  std::shared_ptr<Worker> worker_;
};
// A shared pointer that the caller passes, or a copy, is not the only owner.
void Pool::parameter(std::shared_ptr<Worker> worker, int x) {
  worker->post([&x] { ++x; }); // CHECK: :[[#@LINE]]:18: warning: lambda captures 'x' by reference
}
void Pool::copy(int x) {
  auto worker = worker_;
  worker->post([&x] { ++x; }); // CHECK: :[[#@LINE]]:18: warning: lambda captures 'x' by reference
}
// What a call makes may be the only one, and end what it runs.
void Pool::made(int x) {
  auto worker = makeWorker();
  worker->post([&x] { ++x; });
}

// What a wrapper calls is not known, and it may keep what it gets: quiet, but not for certain.
void transported(std::function<void(int, std::function<void()>)> &transport, int x) {
  transport(1, [&x] { ++x; });
}

// A reference to an instance of a template that nothing needs is one all the same.
struct Listener {
  void later(const std::function<void(double)> &dropped);
};
void use(const std::function<void(double)> &f);
struct Queue {
  void post(std::function<void()> f);
};
extern Queue queue;
void Listener::later(const std::function<void(double)> &dropped) {
  // CHECK: :[[#@LINE+1]]:15: warning: lambda captures 'dropped' by reference
  queue.post([&] { use(dropped); });
}

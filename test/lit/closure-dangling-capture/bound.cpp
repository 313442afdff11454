// A closure without a lambda borrows what `std::ref`, an address and a thread's arguments refer to.
// RUN: %closure-tidy %s -- -std=c++20 | FileCheck %s --implicit-check-not='{{^/.*}}warning:'
#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <thread>
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
void add(int &, int);
void print(const int &);
void fill(char *, int);
struct Box {
  void go();
  void take(int &);
  int value;
};

void reference(Queue &q) {
  int x = 0;
  // CHECK: :[[#@LINE+2]]:26: warning: 'x' is bound by reference here, but the caller's 'q' keeps the closure after 'x' dies [closure-dangling-capture]
  // CHECK-NEXT: q.later(std::bind(add, std::ref(x), 1));
  q.later(std::bind(add, std::ref(x), 1));
  // CHECK: note: 'later' keeps the closure beyond this call
  // CHECK: note: 'x' dies here, at the end of the scope
  // CHECK: note: no repair is offered: whether a copy will do is for the author to say; bind a copy, or a 'std::shared_ptr' to what is shared
}
void assumed() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:25: warning: 'x' is bound by reference here, but 'post' may keep the closure after 'x' dies
  post(std::bind(print, std::cref(x)));
}
void object(Queue &q) {
  Box box;
  // CHECK: :[[#@LINE+1]]:31: warning: 'box' is bound by address here, but the caller's 'q' keeps the closure after 'box' dies
  q.later(std::bind(&Box::go, &box));
  // CHECK: :[[#@LINE+1]]:31: warning: 'box' is bound by reference here, but the caller's 'q' keeps the closure after 'box' dies
  q.later(std::bind(&Box::go, std::ref(box)));
}
void several(Queue &q) {
  Box box;
  int x = 0;
  // CHECK: :[[#@LINE+1]]:33: warning: 'box' and 'x' are bound by reference here, but the caller's 'q' keeps the closure after they die
  q.later(std::bind(&Box::take, &box, std::ref(x)));
}
Fn front(int x) {
  // CHECK: :[[#@LINE+1]]:31: warning: 'x' is bound by reference here, but the return value keeps the closure after 'x' dies
  return std::bind_front(add, std::ref(x), 1);
}
auto memFn() {
  Box box;
  // CHECK: :[[#@LINE+1]]:43: warning: 'box' is bound by address here, but the return value keeps the closure after 'box' dies
  return std::bind(std::mem_fn(&Box::go), &box);
}
auto member() {
  Box box;
  // CHECK: :[[#@LINE+1]]:25: warning: 'box' is bound by reference here, but the return value keeps the closure after 'box' dies
  return std::bind(add, std::ref(box.value), 1);
}
void variable(Queue &q) {
  int x = 0;
  auto ref = std::ref(x);
  int *pointer = &x;
  // CHECK: :[[#@LINE+1]]:26: warning: 'ref' is bound by reference here, but the caller's 'q' keeps the closure after 'x' dies
  q.later(std::bind(add, ref, 1));
  // CHECK: :[[#@LINE+1]]:43: warning: 'pointer' is bound by address here
  q.later(std::bind([](int *p) { ++*p; }, pointer));
}
void array(Queue &q) {
  char buffer[8];
  // CHECK: :[[#@LINE+1]]:27: warning: 'buffer' is bound by address here, but the caller's 'q' keeps the closure after 'buffer' dies
  q.later(std::bind(fill, buffer, 8));
}
void named(Queue &q) {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:31: warning: 'x' is bound by reference here
  auto bound = std::bind(add, std::ref(x), 1);
  Fn wrapped = bound;
  q.later(wrapped);
}
void functionObject(Queue &q) {
  Fn local = [] {};
  // CHECK: :[[#@LINE+1]]:11: warning: 'local' is bound by reference here, but the caller's 'q' keeps the closure after 'local' dies
  q.later(std::ref(local));
}
void eachTime(Queue &q) {
  for (int i = 0; i < 3; ++i) {
    int x = i;
    // CHECK: :[[#@LINE+1]]:28: warning: 'x' is bound by reference here, but the caller's 'q' keeps the closure after 'x' dies [closure-loop-capture]
    q.later(std::bind(add, std::ref(x), 1));
  }
}
void sameForAll(Queue &q) {
  for (int i = 0; i < 3; ++i)
    // CHECK: :[[#@LINE+1]]:30: warning: 'i' is bound by reference here, but the caller's 'q' keeps the closure {{.*}} [closure-loop-capture]
    q.later(std::bind(print, std::cref(i)));
}

// Threads bind their arguments as well.
void detached() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:20: warning: 'x' is bound by reference here, but a detached thread can run the closure after 'x' dies
  std::thread(add, std::ref(x), 1).detach();
}
std::thread returned() {
  Box box;
  // CHECK: :[[#@LINE+1]]:32: warning: 'box' is bound by address here, but the returned thread can run the closure after 'box' dies
  return std::thread(&Box::go, &box);
}
std::future<void> async() {
  int x = 0;
  // CHECK: :[[#@LINE+1]]:46: warning: 'x' is bound by reference here, but the returned future can run the closure after 'x' dies
  return std::async(std::launch::async, add, std::ref(x), 1);
}
void inAContainer(std::vector<std::thread> &threads) {
  int x = 0;
  Box box;
  // CHECK: :[[#@LINE+1]]:29: warning: 'x' is bound by reference here
  threads.emplace_back(add, std::ref(x), 1);
  // CHECK: :[[#@LINE+1]]:34: warning: 'box' is bound by address here
  threads.emplace_back(&Box::go, &box);
}

// A function of one's own that binds what it gets.
class Pool {
public:
  template <class F, class... A> void submit(F &&f, A &&...a) {
    q.later(std::bind(std::forward<F>(f), std::forward<A>(a)...));
  }

private:
  Queue q;
};
void submitted(Pool &pool) {
  int x = 0;
  Box box;
  // CHECK: :[[#@LINE+1]]:20: warning: 'x' is bound by reference here, but the caller's 'pool' keeps the closure after 'x' dies
  pool.submit(add, std::ref(x), 1);
  // CHECK: :[[#@LINE+1]]:25: warning: 'box' is bound by address here, but the caller's 'pool' keeps the closure after 'box' dies
  pool.submit(&Box::go, &box);
}
void addLater(Queue &q, int &x) {
  // CHECK: :[[#@LINE+1]]:26: warning: 'x' is bound by reference here, but the caller's 'q' keeps the closure after 'local' dies
  q.later(std::bind(add, std::ref(x), 1));
}
void passedOn(Queue &q) {
  int local = 0;
  q.later([] {});
  addLater(q, local);
}

// Called here, or only kept for as long as what it refers to lives.
void local() {
  int x = 0;
  auto bound = std::bind(add, std::ref(x), 1);
  bound();
  Queue own;
  own.later(bound);
  own.run();
}
int algorithm(std::vector<int> &v) {
  int sum = 0;
  std::for_each(v.begin(), v.end(), std::bind(add, std::ref(sum), std::placeholders::_1));
  return sum;
}
void inTime(Queue &q) {
  int x = 0;
  q.later(std::bind(add, std::ref(x), 1));
  q.run();
}
void copied(Queue &q) {
  int x = 0;
  Box box;
  q.later(std::bind(print, x));
  q.later(std::bind(&Box::go, box));
}
static int global;
void outlives(Queue &q, Box *box) {
  static int once;
  q.later(std::bind(add, std::ref(global), 1));
  q.later(std::bind(add, std::ref(once), 1));
  q.later(std::bind(&Box::go, box));
  q.later(std::bind(fill, const_cast<char *>("text"), 1));
}
void shared(Queue &q) {
  auto box = std::make_shared<Box>();
  q.later(std::bind(&Box::go, box));
}
void joined() {
  int x = 0;
  Box box;
  std::thread one(add, std::ref(x), 1), other(&Box::go, &box);
  one.join();
  other.join();
  std::jthread last(add, std::ref(x), 1);
}
void allJoined() {
  int x = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back(add, std::ref(x), i);
  for (auto &thread : threads)
    thread.join();
}
void awaited() {
  int x = 0;
  auto done = std::async(std::launch::async, add, std::ref(x), 1);
  done.get();
}
void work(std::latch &);
void signalled() {
  std::latch latch(1);
  std::thread(work, std::ref(latch)).detach();
  latch.wait();
}
void setter(std::atomic<bool> &);
void polled() {
  std::atomic<bool> done = false;
  std::thread(setter, std::ref(done)).detach();
  while (!done)
    std::this_thread::yield();
}
void submittedToLocal() {
  int x = 0;
  Pool pool;
  pool.submit(add, std::ref(x), 1);
}
void comparators(std::vector<int> &v, int *other) {
  int calls = 0;
  auto less = [](int *calls, int a, int b) { return ++*calls, a < b; };
  std::sort(v.begin(), v.end(),
            std::bind(less, &calls, std::placeholders::_1, std::placeholders::_2));
  std::invoke(add, std::ref(calls), 1);
  std::vector<std::reference_wrapper<int>> refs;
  refs.push_back(std::ref(calls));
  auto pair = std::make_pair(&calls, other);
}

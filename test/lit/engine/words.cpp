// RUN: %closure-words %s -- -std=c++17 | FileCheck %s
// What the functions of a unit do with the callables that they get: test/tools/words.py counts it.
#include <functional>
#include <utility>
#include <vector>

using Fn = std::function<void()>;

struct Bus {
  // CHECK: "name":"Bus::subscribe"{{.*}}"parameter":"handler"{{.*}}"wrapper":true,"fate":"kept","words":["subscribe"],"parameter-words":["handler"]
  void subscribe(Fn handler) { handlers.push_back(std::move(handler)); }
  // CHECK: "name":"Bus::forEach"{{.*}}"wrapper":false,"fate":"called","words":["for","each"]
  void forEach(const std::function<void(Fn)> &visit) {
    for (Fn &one : handlers)
      visit(one);
  }
  // CHECK: "name":"Bus::Bus"{{.*}}"constructor":true{{.*}}"fate":"kept","words":[]
  explicit Bus(Fn first) : handlers{std::move(first)} {}
  // CHECK: "name":"Bus::passOn"{{.*}}"fate":"kept"
  void passOn(Fn handler) { subscribe(handler); }
  std::vector<Fn> handlers;
};

// CHECK: "name":"wrapped"{{.*}}"fate":"returned"
Fn wrapped(Fn inner) {
  return [inner] { inner(); };
}

// Nobody sees what `post` does, whatever its name says.
void post(Fn);
// CHECK: "name":"postAll"{{.*}}"fate":"unknown",{{.*}}"about":["c:@F@post#
void postAll(Fn job) { post(job); }

// Of what is put into something, the engine may have lost sight.
struct Job;
Job *make(Fn *);
// CHECK: "name":"store"{{.*}}"fate":"unknown"
void store(Fn job) { make(new Fn(job)); }
// CHECK: "name":"callsIf"{{.*}}"fate":"called"
void callsIf(const Fn &job) {
  auto again = [&job] { job(); };
  if (job)
    again();
}
// CHECK: "name":"callsThere"{{.*}}"fate":"unknown",{{.*}}"about":["c:@F@callsIf#
void callsThere(Fn job) { callsIf(job); }

// A template once for each instance, under one name.
static std::vector<Fn> queue;
template <class F> void enqueue(F &&job) { queue.push_back(std::forward<F>(job)); }
// CHECK-DAG: "usr":"c:@FT@>1#Tenqueue{{.*}}"fate":"kept"
// CHECK-DAG: "name":"useAll"{{.*}}"fate":"kept"
void useAll(Fn job, int x) {
  enqueue(job);
  enqueue([&x] { ++x; });
}

// Pointers to functions hold nothing.
// CHECK-NOT: "name":"plain"
void plain(void (*f)()) { f(); }

// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Seastar, by stand-ins of its declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace seastar {
template <class T = void> class future {
public:
  template <class F> future<T> then(F &&func) noexcept { throw 0; }
  template <class F> future<T> then_wrapped(F &&func) noexcept { throw 0; }
  template <class F> future<T> finally(F &&func) noexcept { throw 0; }
  template <class F> future<T> handle_exception(F &&func) noexcept { throw 0; }
  future<> discard_result() noexcept;
  T get();
  void wait() noexcept;
};
class gate {};
template <class F> auto with_gate(gate &g, F &&func) -> decltype(func()) { throw 0; }
template <class T, class F> auto do_with(T &&value, F &&func) -> decltype(func(value)) { throw 0; }
template <class Range, class F> future<> parallel_for_each(Range &&range, F &&func) { throw 0; }
template <class F> future<> do_until(std::function<bool()> stop, F action) { throw 0; }
template <class F> future<> async(F &&func) { throw 0; }
template <class F, class R> future<> map_reduce(int count, F &&func, R &&reducer) { throw 0; }
template <class... Fs> future<> when_all(Fs &&...futures) { throw 0; }
struct smp {
  template <class F> static future<> submit_to(unsigned shard, F &&func) { throw 0; }
};
class thread {
public:
  template <class F> explicit thread(F func) { throw 0; }
  future<> join();
};
template <class Clock = int> class timer {
public:
  timer() = default;
  explicit timer(std::function<void()> callback);
  void set_callback(std::function<void()> callback);
  void arm(int when);
  bool cancel();
};
template <class F> class deferred_action {
public:
  void cancel();

private:
  F func;
  std::shared_ptr<int> armed;
};
template <class F> deferred_action<F> defer(F func) { throw 0; }
class app_template {
public:
  int run(int argc, char **argv, std::function<future<int>()> func) noexcept;
};
} // namespace seastar

seastar::future<int> read();
seastar::future<> flush();

seastar::future<int> continued(int x) {
  // CHECK: :[[#@LINE+1]]:24: warning: lambda captures 'x' by reference
  return read().then([&x](int y) { return x + y; });
}
seastar::future<> finished() {
  int count = 0;
  // CHECK: :[[#@LINE+1]]:28: warning: lambda captures 'count' by reference
  return flush().finally([&count] { ++count; });
}
// The second continuation is as late as the first.
seastar::future<> chained(std::string name) {
  // CHECK: :[[#@LINE+1]]:49: warning: lambda captures 'name' by reference
  return flush().then([] {}).handle_exception([&name](std::exception_ptr) { name.clear(); }).discard_result();
}
// The future is dropped on purpose; the work goes on.
void background(seastar::gate &gate, int x) {
  // CHECK: :[[#@LINE+1]]:36: warning: lambda captures 'x' by reference
  (void)seastar::with_gate(gate, [&x] { return read().then([](int) { return 0; }); });
}
seastar::future<> forEach(std::vector<int> values) {
  int sum = 0;
  // CHECK: :[[#@LINE+1]]:58: warning: lambda captures 'sum' by reference
  return seastar::parallel_for_each(std::move(values), [&sum](int value) {
    sum += value;
    return flush();
  });
}
seastar::future<> asynchronous(int x) {
  // CHECK: :[[#@LINE+1]]:27: warning: lambda captures 'x' by reference
  return seastar::async([&x] { ++x; });
}
seastar::future<> onShard(int x) {
  // CHECK: :[[#@LINE+1]]:39: warning: lambda captures 'x' by reference
  return seastar::smp::submit_to(1, [&x] { ++x; });
}
class Poller {
public:
  void start() {
    int count = 0;
    // CHECK: :[[#@LINE+1]]:26: warning: lambda captures 'count' by reference
    timer.set_callback([&count] { ++count; });
    other.set_callback([this] { timer.arm(1); });
  }

private:
  seastar::timer<> timer, other;
};

// In a thread of Seastar, what is waited for is done.
int inThread(int x) {
  int sum = read().then([&x](int y) { return x + y; }).get();
  seastar::async([&sum] { ++sum; }).get();
  return sum;
}
int inThreadChain(int x) {
  return read().then([&x](int y) { return x + y; }).finally([&x] { ++x; }).get();
}
void all(int x) {
  auto one = read().then([&x](int y) { return x + y; });
  auto two = read().then([&x](int y) { return x + y; });
  seastar::when_all(std::move(one), std::move(two)).get();
}
void joined(int x) {
  seastar::thread worker([&x] { ++x; });
  worker.join().get();
}
// What is kept for the continuation lives with it.
seastar::future<int> kept(int x) {
  return seastar::do_with(std::move(x), [](int &x) { return read().then([&x](int y) { return x + y; }); });
}
seastar::future<int> byValue(int x) {
  return read().then([x](int y) { return x + y; });
}
int guarded(int x) {
  auto restore = seastar::defer([&x] { ++x; });
  return x;
}
// The engine runs, and stops, inside the call.
int main(int argc, char **argv) {
  int count = 0;
  seastar::app_template app;
  return app.run(argc, argv, [&count] {
    ++count;
    return read();
  });
}

// What a body in sight borrows of its parameters, the model of the function does not speak of.
namespace seastar {
template <class T> struct sharded {
  template <class Reducer, class F> future<> map_reduce(Reducer &&r, F &&func) {
    // CHECK: :[[#@LINE+1]]:37: warning: lambda captures 'func' by reference, but 'map_reduce' can run it after the temporary that it refers to dies
    return seastar::map_reduce(4, [&func](unsigned c) { return smp::submit_to(c, func); }, r);
  }
  template <class Reducer, class F> future<> map_reduce0(Reducer &&r, F &&func) {
    return seastar::map_reduce(
        4, [func](unsigned c) { return smp::submit_to(c, func); }, r);
  }
};
} // namespace seastar
seastar::future<> borrowed(seastar::sharded<int> &all) {
  return all.map_reduce(0, [] { return 1; });
}
seastar::future<> copied(seastar::sharded<int> &all) {
  return all.map_reduce0(0, [] { return 1; });
}

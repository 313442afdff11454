// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Senders, by stand-ins of their declarations.
// Templates have bodies only because lambdas have no linkage; the model is asked before them.
#include <functional>
#include <optional>
#include <tuple>
#include <utility>

namespace stdexec {
template <class... Parts> struct __sexpr {
  std::tuple<Parts...> parts;
};
template <class F> struct __closure {
  F function;
};
struct then_t {
  template <class Sender, class F> __sexpr<Sender, F> operator()(Sender &&sender, F function) const { throw 0; }
  template <class F> __closure<F> operator()(F function) const { throw 0; }
};
struct let_value_t {
  template <class Sender, class F> __sexpr<Sender, F> operator()(Sender &&sender, F function) const { throw 0; }
  template <class F> __closure<F> operator()(F function) const { throw 0; }
};
struct schedule_t {
  template <class Scheduler> __sexpr<Scheduler> operator()(Scheduler &&scheduler) const { throw 0; }
};
struct when_all_t {
  template <class... Senders> __sexpr<Senders...> operator()(Senders &&...senders) const { throw 0; }
};
struct start_detached_t {
  template <class Sender> void operator()(Sender &&sender) const {}
};
struct sync_wait_t {
  template <class Sender> std::optional<int> operator()(Sender &&sender) const { throw 0; }
};
template <class Sender, class F> __sexpr<Sender, F> operator|(Sender sender, __closure<F> closure) { throw 0; }
inline constexpr then_t then{};
inline constexpr let_value_t let_value{};
inline constexpr schedule_t schedule{};
inline constexpr when_all_t when_all{};
inline constexpr start_detached_t start_detached{};
inline constexpr sync_wait_t sync_wait{};
} // namespace stdexec
namespace exec {
struct async_scope {
  template <class Sender> void spawn(Sender &&sender) {}
  stdexec::__sexpr<int> on_empty() const;
};
} // namespace exec
struct Scheduler {};

auto returned(Scheduler scheduler, int x) {
  // CHECK: :[[#@LINE+1]]:56: warning: lambda captures 'x' by reference
  return stdexec::then(stdexec::schedule(scheduler), [&x] { return x; });
}
auto piped(Scheduler scheduler, int x) {
  // CHECK: :[[#@LINE+1]]:57: warning: lambda captures 'x' by reference
  return stdexec::schedule(scheduler) | stdexec::then([&x] { return x; });
}
void detached(Scheduler scheduler, int x) {
  // CHECK: :[[#@LINE+1]]:73: warning: lambda captures 'x' by reference
  stdexec::start_detached(stdexec::then(stdexec::schedule(scheduler), [&x] { ++x; }));
}
void detachedLater(Scheduler scheduler, int x) {
  // CHECK: :[[#@LINE+1]]:67: warning: lambda captures 'x' by reference
  auto work = stdexec::schedule(scheduler) | stdexec::let_value([&x] { return ++x; });
  stdexec::start_detached(std::move(work));
}
void spawned(exec::async_scope &scope, Scheduler scheduler, int x) {
  // CHECK: :[[#@LINE+1]]:62: warning: lambda captures 'x' by reference
  scope.spawn(stdexec::schedule(scheduler) | stdexec::then([&x] { ++x; }));
}

// Done when the call returns.
int waited(Scheduler scheduler, int x) {
  auto work = stdexec::schedule(scheduler) | stdexec::then([&x] { return ++x; });
  stdexec::sync_wait(std::move(work));
  return x;
}
int waitedForAll(Scheduler scheduler, int x) {
  stdexec::sync_wait(stdexec::when_all(stdexec::schedule(scheduler) | stdexec::then([&x] { return x; }),
                                       stdexec::schedule(scheduler) | stdexec::then([&x] { return x; })));
  return x;
}
int emptied(Scheduler scheduler, int x) {
  exec::async_scope scope;
  scope.spawn(stdexec::schedule(scheduler) | stdexec::then([&x] { ++x; }));
  stdexec::sync_wait(scope.on_empty());
  return x;
}
// Never started.
void lazy(Scheduler scheduler, int x) {
  auto work = stdexec::schedule(scheduler) | stdexec::then([&x] { ++x; });
  (void)work;
}
auto byValue(Scheduler scheduler, int x) {
  return stdexec::schedule(scheduler) | stdexec::then([x] { return x; });
}

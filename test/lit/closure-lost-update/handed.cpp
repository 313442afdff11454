// A copy of the closure goes on from hand to hand: to a function in sight, to an algorithm behind
// that, or into another closure.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

using Numbers = std::vector<int>;
void note(int);

void pump(const Numbers &all, std::function<int(int)> sink) {
  for (int x : all)
    sink(x);
}
void pumpTo(const Numbers &all, std::function<int(int)> sink) { pump(all, std::move(sink)); }
void until(const Numbers &all, std::function<bool(int)> next) {
  for (int x : all)
    if (!next(x))
      break;
}
void lent(const Numbers &all, const std::function<int(int)> &sink) {
  for (int x : all)
    sink(x);
}
template <class V, class F> void each(V &all, F f) { std::for_each(all.begin(), all.end(), f); }
template <class V, class F> F eachReturned(V &all, F f) { return std::for_each(all.begin(), all.end(), f); }
template <class V, class F> void prune(V &all, F f) {
  all.erase(std::remove_if(all.begin(), all.end(), f), all.end());
}
template <class V, class F> void pruneBehind(V &all, F &&f) { prune(all, std::forward<F>(f)); }
template <class V, class F> void pruneByReference(V &all, F f) {
  all.erase(std::remove_if(all.begin(), all.end(), std::ref(f)), all.end());
}

int dropped(const Numbers &all) {
  // CHECK: :[[#@LINE+3]]:17: warning: lambda changes its own 'sum', but 'pump' gets a copy, and 'tally' is asked afterwards as if it had changed [closure-lost-update]
  // CHECK: {{std::ref\( *\)}}
  // CHECK: :[[#@LINE+1]]:54: note: 'sum' is changed here
  auto tally = [sum = 0](int x) mutable { return sum += x; };
  pump(all, tally);
  return tally(0);
}
int droppedBehind(const Numbers &all) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'sum', but 'pumpTo' gets a copy
  auto tally = [sum = 0](int x) mutable { return sum += x; };
  pumpTo(all, tally);
  return tally(0);
}
int handedToAlgorithm(Numbers &all) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'sum', but 'each' gets a copy
  auto tally = [sum = 0](int x) mutable { return sum += x; };
  each(all, tally);
  return tally(0);
}
void recopiedBehind(Numbers &all) {
  // CHECK: :[[#@LINE+3]]:15: warning: lambda changes its own 'n', but 'std::remove_if' copies it before its first call and goes on with both
  // CHECK: note: 'n' is changed here
  // CHECK: :29:{{[0-9]+}}: note: 'std::remove_if' copies the closure here
  prune(all, [n = 0](int) mutable { return ++n == 3; });
  // CHECK: :[[#@LINE+1]]:21: warning: lambda changes its own 'n', but 'std::remove_if' copies it
  pruneBehind(all, [n = 0](int) mutable { return ++n == 3; });
}
int secondToAlgorithm(const Numbers &all) {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'sum', but 'f' gets a copy
  auto tally = [sum = 0](int x) mutable { return sum += x; };
  std::function<int(int)> f = tally;
  std::for_each(all.begin(), all.end(), f);
  return tally(0);
}
int captured(const Numbers &all) {
  // CHECK: :[[#@LINE+4]]:17: warning: lambda changes its own 'sum', but another closure gets a copy, and 'tally' is asked afterwards as if it had changed
  // CHECK: :[[#@LINE+4]]:{{[0-9]+}}: note: 'tally' is copied here, with its 'sum'
  // CHECK: :[[#@LINE+4]]:10: note: 'tally' is asked here, of which 'sum' is as it was
  // CHECK: note: no repair is offered: let it have 'tally' by reference, or keep its state in a variable outside
  auto tally = [sum = 0](int x) mutable { return sum += x; };
  std::for_each(all.begin(), all.end(), [tally](int x) mutable { tally(x * x); });
  return tally(0);
}
int decorated() {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'n', but 'noted' gets a copy
  auto count = [n = 0](int) mutable { return ++n; };
  auto noted = [f = count](int x) mutable {
    note(x);
    return f(x);
  };
  noted(1);
  noted(2);
  return count(0);
}

// Quiet: it is the closure itself that is called.
int byReference(Numbers &all) {
  auto tally = [sum = 0](int x) mutable { return sum += x; };
  std::function<int(int)> held = tally;
  lent(all, held);
  pump(all, std::ref(tally));
  std::for_each(all.begin(), all.end(), [&tally](int x) { tally(x * x); });
  auto returned = eachReturned(all, tally);
  return returned(0) + held(0);
}
// Somebody asks the copy.
int asksCopy(const Numbers &all) {
  auto more = [n = 0](int) mutable { return ++n < 3; };
  until(all, more);
  return more(0);
}
int sequences() {
  auto next = [n = 0]() mutable { return n++; };
  auto twice = [next]() mutable { return 2 * next(); };
  note(twice());
  note(twice());
  return next();
}
// Nobody asks the original.
void retried() {
  auto attempt = [n = 0](int) mutable { return ++n > 2; };
  auto first = [attempt]() mutable { attempt(1); };
  auto second = [attempt]() mutable { attempt(1); };
  first();
  second();
}
// One predicate for all calls, and one without a state.
void pruned(Numbers &all) {
  pruneByReference(all, [n = 0](int) mutable { return ++n == 3; });
  prune(all, [](int x) { return x == 3; });
  int n = 0;
  prune(all, [&n](int) { return ++n == 3; });
}

// The closure is copied, and the original asked for what only the copy knows.
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <algorithm>
#include <functional>
#include <list>
#include <set>
#include <vector>

using Numbers = std::vector<int>;
void subscribe(std::function<void()>);
template <class F> void repeat(int times, F f) {
  while (times--)
    f();
}
template <class F> F repeated(int times, F f) {
  while (times--)
    f();
  return f;
}

int algorithm(const Numbers &all) {
  // CHECK: :[[#@LINE+4]]:15: warning: lambda changes its own 'sum', but 'std::for_each' gets a copy, and 'add' is asked afterwards as if it had changed [closure-lost-update]
  // CHECK: :[[#@LINE+3]]:52: note: 'sum' is changed here, in the closure's own copy
  // CHECK: :[[#@LINE+3]]:41: note: 'add' is copied here, with its 'sum'
  // CHECK: :[[#@LINE+3]]:10: note: 'add' is asked here, of which 'sum' is as it was
  auto add = [sum = 0](int x) mutable { return sum += x; };
  std::for_each(all.begin(), all.end(), add);
  return add(0);
}
int function() {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'n', but 'repeat' gets a copy, and 'count' is asked
  auto count = [n = 0]() mutable { return ++n; };
  repeat(3, count);
  return count();
}
int wrapped() {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'n', but 'subscribe' gets a copy, and 'count' is asked
  auto count = [n = 0]() mutable { return ++n; };
  subscribe(count);
  return count();
}
int second() {
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'n', but 'again' gets a copy, and 'count' is asked
  auto count = [n = 0]() mutable { return ++n; };
  auto again = count;
  again();
  again();
  return count();
}

// The predicate is given on by value, after which there are two of it.
void removed(Numbers &all, std::list<int> &list) {
  // CHECK: :[[#@LINE+2]]:53: warning: lambda changes its own 'n', but 'std::remove_if' copies it before its first call and goes on with both
  // CHECK: note: no repair is offered: give the closure a name, and pass it by 'std::ref'
  all.erase(std::remove_if(all.begin(), all.end(), [n = 0](int) mutable { return ++n == 3; }), all.end());
  // CHECK: :[[#@LINE+1]]:17: warning: lambda changes its own 'seen', but 'std::remove_if' copies it
  auto known = [seen = std::set<int>()](int x) mutable { return !seen.insert(x).second; };
  all.erase(std::remove_if(all.begin(), all.end(), known), all.end());
  // The member function of a list has one, and so has what is given a reference.
  list.remove_if([n = 0](int) mutable { return ++n == 3; });
  auto fourth = [n = 0](int) mutable { return ++n == 4; };
  all.erase(std::remove_if(all.begin(), all.end(), std::ref(fourth)), all.end());
}

// Right: what comes back is used, a reference is passed, nobody asks the original.
int comesBack(const Numbers &all) {
  auto add = [sum = 0](int x) mutable { return sum += x; };
  auto added = std::for_each(all.begin(), all.end(), add);
  auto count = [n = 0]() mutable { return ++n; };
  auto counted = repeated(3, count);
  return added(0) + counted();
}
int reference(const Numbers &all) {
  auto add = [sum = 0](int x) mutable { return sum += x; };
  std::for_each(all.begin(), all.end(), std::ref(add));
  return add(0);
}
int twoSequences(Numbers &all, Numbers &more) {
  auto next = [n = 0]() mutable { return n++; };
  std::generate(all.begin(), all.end(), next);
  std::generate(more.begin(), more.end(), next);
  return all.front();
}
int fork() {
  auto next = [n = 1]() mutable { return n *= 2; };
  int first = next();
  auto saved = next;
  int ahead = saved();
  return first + ahead + next();
}
int stateless(const Numbers &all, int least) {
  auto large = [least](int x) mutable { return x > least; };
  return int(std::count_if(all.begin(), all.end(), large)) + large(3);
}

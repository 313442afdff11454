// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// An owner that is moved takes along what lies on the heap: to what dies first, or to what stays.
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using F = std::function<int()>;
using Numbers = std::vector<int>;
struct Store {
  std::vector<Numbers> kept;
};

int count(Numbers numbers) { return int(numbers.size()); }
Numbers pass(Numbers numbers) { return numbers; }
void keep(Store &store, Numbers numbers) { store.kept.push_back(std::move(numbers)); }
int look(Numbers &&numbers) { return int(numbers.size()); }
int share(std::shared_ptr<int> number) { return *number; }

int swallowed() {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'first', a view of 'numbers', but 'f' keeps it after 'numbers' changes
  auto f = [first] { return *first; };
  // CHECK: note: 'count' may destroy what 'numbers' owns
  count(std::move(numbers));
  return f();
}
int handedBack() {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  auto f = [first] { return *first; };
  auto again = pass(std::move(numbers));
  return f();
}
int kept(Store &store) {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  auto f = [first] { return *first; };
  keep(store, std::move(numbers));
  return f();
}
int onlyLookedAt() {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  auto f = [first] { return *first; };
  look(std::move(numbers));
  return f();
}
int shared() {
  auto number = std::make_shared<int>(1);
  auto other = number;
  int *of = number.get();
  auto f = [of] { return *of; };
  share(std::move(number));
  return f() + *other;
}

F toLocal() {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  // CHECK: :[[@LINE+1]]:10: warning: lambda captures 'first', a view of 'others', but the return value keeps it after 'others' dies
  F f = [first] { return *first; };
  // CHECK: note: what the view refers to goes to 'others' here
  auto others = std::move(numbers);
  return f;
}
int toInner() {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'first', a view of 'others', but 'f' keeps it after 'others' dies
  auto f = [first] { return *first; };
  {
    Numbers others(std::move(numbers));
  }
  return f();
}
int toLocalInTime() {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  auto f = [first] { return *first; };
  auto others = std::move(numbers);
  return f();
}
int assigned() {
  Numbers numbers(10, 1), others;
  const int *first = numbers.data();
  auto f = [first] { return *first; };
  others = std::move(numbers);
  return f();
}
struct Both {
  Numbers numbers;
  F f;
};
Both onwards() {
  Numbers numbers(10, 1);
  const int *first = numbers.data();
  F f = [first] { return *first; };
  auto others = std::move(numbers);
  return {std::move(others), f};
}

// One element gets another value, and with it what it owned goes.
int replaced() {
  std::optional<Numbers> numbers(Numbers{1, 2});
  const int *first = numbers->data();
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'first', a view of 'numbers', but 'f' keeps it after 'numbers' changes
  auto f = [first] { return *first; };
  *numbers = Numbers{3, 4, 5};
  return f();
}
int replacedOther() {
  std::vector<Numbers> rows(3, Numbers{1, 2});
  const int *first = rows[1].data();
  auto f = [first] { return *first; };
  rows[0] = Numbers{3, 4, 5};
  return f();
}

// The smart pointer gets it later.
F adopted() {
  std::unique_ptr<int> owner;
  int *number = new int(1);
  // CHECK: :[[@LINE+1]]:10: warning: lambda captures 'number', but the return value keeps it after what it points at is deleted
  F f = [number] { return *number; };
  owner.reset(number);
  return f;
}
std::unique_ptr<int> owns;
F adoptedAndMoved() {
  std::unique_ptr<int> owner;
  int *number = new int(1);
  F f = [number] { return *number; };
  owner.reset(number);
  owns = std::move(owner);
  return f;
}

// Nodes at the ends of a list.
int popFront() {
  std::list<int> list{1, 2};
  int *first = &list.front();
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'first', a view of 'list', but 'f' keeps it after 'list' changes
  auto f = [first] { return *first; };
  list.pop_front();
  return f();
}
int popOther() {
  std::list<int> list{1, 2};
  int *first = &list.front();
  auto f = [first] { return *first; };
  list.pop_back();
  return f();
}
int popNewer() {
  std::list<int> list{1, 2};
  int *first = &list.front();
  auto f = [first] { return *first; };
  list.push_front(0);
  list.pop_front();
  return f();
}
int popBeforeEnd() {
  std::list<int> list{1, 2};
  auto last = std::prev(list.end());
  // CHECK: :[[@LINE+1]]:13: warning: lambda captures 'last', a view of 'list', but 'f' keeps it after 'list' changes
  auto f = [last] { return *last; };
  list.pop_back();
  return f();
}

// A global that the same function changes when it is called again.
Numbers all;
std::list<int> nodes;
F addOne() {
  all.push_back(1);
  int *last = &all.back();
  // CHECK: :[[@LINE+1]]:11: warning: lambda captures 'last', a view of 'all', but 'a' keeps it after 'all' changes
  return [last] { return *last; };
}
F addNode() {
  nodes.push_back(1);
  int *last = &nodes.back();
  return [last] { return *last; };
}
int twice() {
  auto a = addOne();
  auto b = addOne();
  return a() + b();
}
int nodesTwice() {
  auto a = addNode();
  auto b = addNode();
  return a() + b();
}

// RUN: sed "s,// [A-Z0-9-]*:.*,," %s > %t.cpp
// RUN: %closure-tidy --fix %t.cpp -- -std=c++17 -Wall -Wextra > %t.out 2>&1
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: FileCheck %s --check-prefix=WHY --input-file=%t.out
// RUN: %clangxx -std=c++17 -Wall -Wextra -Werror -fsyntax-only %t.cpp
// One state for all who are meant to see it: by reference where the closure ends first, shared where
// it does not.
// CHECK: #include <functional>
// CHECK: #include <memory>
#include <algorithm>
#include <future>
#include <thread>
#include <tuple>
#include <vector>

using Numbers = std::vector<int>;
template <class F> void each(int count, F f) {
  for (int i = 0; i < count; ++i)
    f(i);
}
void show(int);

int byReference(int count) {
  int n = 0, m = 0, k = 0, own = 0;
  // CHECK: each(count, [&n](int x) { n += x; });
  each(count, [n](int x) mutable { n += x; });
  // CHECK: each(count, [=, &k](int x) { k += x + count; });
  each(count, [=](int x) mutable { k += x + count; });
  // CHECK: each(count, [&](int) { n++, m++; });
  each(count, [&, n](int) mutable { n++, m++; });
  // CHECK: each(count, [&n = n](int) { n++; });
  each(count, [n = n](int) mutable { n++; });
  // CHECK: each(count, [&n, own](int) mutable { n++, show(++own); });
  each(count, [n, own](int) mutable { n++, show(++own); });
  return n + m + k;
}

// The work is over before the variable is read.
int waited() {
  int sum = 0;
  // CHECK: std::async(std::launch::async, [&sum] { sum = 3; });
  auto done = std::async(std::launch::async, [sum]() mutable { sum = 3; });
  done.wait();
  return sum;
}
// Parentheses that are needed for what follows stay, and a closure that is made when all is done.
int alone(int count) {
  int n = 0, m = 0;
  // CHECK: auto more = [&n] { n++; };
  auto more = [n]() mutable { n++; };
  // CHECK: auto less = [&m]() -> void { m--; };
  auto less = [m]() mutable -> void { m--; };
  for (int i = 0; i < count; ++i)
    more(), less();
  // CHECK: auto get = [n] { return n; };
  auto get = [n] { return n; };
  return get() + m;
}
// Several at once would race.
int together(int count) {
  int sum = 0;
  std::vector<std::future<void>> all;
  for (int i = 0; i < count; ++i)
    // CHECK: [sum, i]() mutable { sum += i; }
    // WHY: :[[#@LINE+1]]:{{[0-9]+}}: note: no repair is offered: the closure runs beside the function; share 'sum' by a 'std::atomic' or under a lock
    all.push_back(std::async(std::launch::async, [sum, i]() mutable { sum += i; }));
  for (auto &each : all)
    each.wait();
  return sum;
}

// WHY: note: the repair shares 'count' on the heap, because the closure may be called after it is dead
// WHY: note: the repair of the lambda in line {{[0-9]+}} repairs this one as well
auto makeCounter() {
  // CHECK: auto count = std::make_shared<int>(0);
  int count = 0;
  // CHECK: return std::make_tuple([count] { ++*count; }, [count] { return *count; },
  return std::make_tuple([count]() mutable { ++count; }, [count] { return count; },
                         // CHECK: [count] { *count = 0; });
                         [count]() mutable { count = 0; });
}
// A parameter cannot be moved to the heap.
auto makeAccount(int balance) {
  // CHECK: [balance](int n) mutable { balance += n; }
  // WHY: note: no repair is offered: the closure may be called after 'balance' is dead, and it cannot be shared on the heap: it is a parameter
  return std::make_tuple([balance](int n) mutable { balance += n; }, [balance] { return balance; });
}

int handedOver(const Numbers &all) {
  auto sum = [of = 0](int x) mutable { return of += x; };
  // CHECK: std::for_each(all.begin(), all.end(), std::ref(sum));
  std::for_each(all.begin(), all.end(), sum);
  auto next = [n = 0]() mutable { return ++n; };
  // CHECK: auto &again = next;
  auto again = next;
  again();
  return sum(0) + next();
}
// Not where the closure is called before the thread is done.
int started() {
  auto work = [n = 0](int x) mutable { return n += x; };
  auto busy = [n = 0](int x) mutable { return n += x; };
  // CHECK: std::thread t(std::ref(work), 5);
  std::thread t(work, 5);
  // CHECK: std::thread u(busy, 5);
  std::thread u(busy, 5);
  busy(1);
  t.join();
  u.join();
  return work(0) + busy(0);
}
void removed(Numbers &all) {
  auto third = [n = 0](int) mutable { return ++n == 3; };
  // CHECK: std::remove_if(all.begin(), all.end(), std::ref(third))
  all.erase(std::remove_if(all.begin(), all.end(), third), all.end());
}

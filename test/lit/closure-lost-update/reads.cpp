// The original is read in ways that could change it, or that change it and go on from its value.
// RUN: %closure-tidy %s -- -std=c++20 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <ranges>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

using Numbers = std::vector<int>;
template <class F> void each(int count, F f) {
  for (int i = 0; i < count; ++i)
    f(i);
}
template <class... A> std::string format(const char *, A &&...);
template <class F, class... A> void run(F f, A &&...a) { f(a...); }
void fill(Numbers &);
void read(void *, int);

// What takes everything by a forwarding reference, and keeps a copy.
std::pair<int, int> pair(int count) {
  int n = 0;
  each(count, [n](int x) mutable { n += x; }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'n' by copy
  return {n, 0};
}
auto tuple(int count, std::map<std::string, int> &of) {
  int n = 0, m = 0, k = 0;
  each(count, [n](int x) mutable { n += x; }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'n' by copy
  of.emplace("n", n);
  each(count, [m](int x) mutable { m += x; }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'm' by copy
  of.insert({"m", m});
  each(count, [k](int x) mutable { k += x; }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'k' by copy
  return std::make_tuple(k, 1);
}
std::optional<std::string> optional(int count) {
  std::string text;
  each(count, [text](int) mutable { text += 'x'; }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'text' by copy
  return text;
}
std::string shown(int count) {
  int n = 0;
  each(count, [n](int x) mutable { n += x; }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'n' by copy
  return format("{}", n);
}
// A copy in a pair is no change: the variable stays empty for good.
auto told(std::function<void(std::function<int()>)> to) {
  int n = 0;
  to([n]() mutable { return ++n; }); // CHECK: :[[#@LINE]]:7: warning: lambda captures 'n' by copy
  return std::pair{n, 0};
}

// The right side of an assignment, and the old value on either side.
int sides(int count) {
  int n = 0, m = 1, sum = 5;
  std::string text, all = "a";
  each(count, [n](int x) mutable { n += x; }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'n' by copy
  sum += n;
  each(count, [m](int x) mutable { m += x; }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'm' by copy
  m = m * 2;
  each(count, [text](int) mutable { text += 'x'; }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'text' by copy
  all += text;
  return sum + m + int(all.size());
}
bool askedOnTheWay(int count) {
  int n = 0;
  auto reset = [n]() mutable { n = 0; }; // CHECK: :[[#@LINE]]:17: warning: lambda captures 'n' by copy
  for (int i = 0; i < count; ++i)
    if (++n == 5)
      reset();
  return true;
}

// What a container hands out its elements by, and what goes on from those that it has.
int elements(int count, Numbers &out) {
  Numbers a, b, c, d, e;
  each(count, [a](int x) mutable { a.push_back(x); }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'a' by copy
  int sum = std::accumulate(a.begin(), a.end(), 0);
  each(count, [b](int x) mutable { b.push_back(x); }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'b' by copy
  sum += *std::max_element(std::begin(b), std::end(b));
  each(count, [c](int x) mutable { c.push_back(x); }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'c' by copy
  out.insert(out.end(), c.begin(), c.end());
  each(count, [d](int x) mutable { d.push_back(x); }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'd' by copy
  out.swap(d);
  each(count, [e](int x) mutable { e.push_back(x); }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'e' by copy
  std::ranges::sort(e);
  return sum + int(e.size());
}
Numbers tidied(int count) {
  Numbers all;
  each(count, [all](int x) mutable { all.push_back(x); }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'all' by copy
  all.erase(std::unique(all.begin(), all.end()), all.end());
  all.push_back(-1);
  return all;
}
// By another closure that goes on from it.
int continued(int count) {
  int depth = 0;
  auto enter = [&depth] { return ++depth; };
  auto leave = [depth]() mutable { --depth; }; // CHECK: :[[#@LINE]]:17: warning: lambda captures 'depth' by copy
  leave();
  return enter();
}
// A closure that is made when the other is done only reads.
int readerAfter(int count) {
  int n = 0;
  each(count, [n](int x) mutable { n += x; }); // CHECK: :[[#@LINE]]:16: warning: lambda captures 'n' by copy and changes only its copy, but 'n' is read
  auto get = [n] { return n; };
  return get();
}

// Quiet: another value is there first.
Numbers replaced(int count, Numbers other) {
  Numbers a, b, c;
  each(count, [a](int x) mutable { a.push_back(x); });
  a.clear();
  each(count, [b](int x) mutable { b.push_back(x); });
  b.assign(3, 1);
  each(count, [c](int x) mutable { c.push_back(x); });
  Numbers().swap(c);
  other.insert(other.end(), a.begin(), a.end());
  other.insert(other.end(), b.begin(), b.end());
  other.insert(other.end(), c.begin(), c.end());
  return other;
}
int overwritten(int count, const Numbers &other) {
  Numbers a(3, 1), b(3, 1), c(3, 1), d(3, 1);
  each(count, [a](int x) mutable { a[x] = x; });
  std::fill(a.begin(), a.end(), 0);
  each(count, [b](int x) mutable { b[x] = x; });
  std::copy(other.begin(), other.end(), b.begin());
  each(count, [c](int x) mutable { c[x] = x; });
  read(c.data(), 3);
  each(count, [d](int x) mutable { d[x] = x; });
  fill(d);
  return a[0] + b[0] + c[0] + d[0];
}
int calledWith(int count) {
  int n = 0;
  each(count, [n](int x) mutable { n += x; });
  run([](int &to) { to = 3; }, n);
  return n;
}
int byReferences(int count) {
  int n = 0, m = 0;
  each(count, [n](int x) mutable { n += x; });
  std::tuple<int &, int &>(n, m) = std::make_tuple(1, 2);
  return n + m;
}
void countedOnly(int count) {
  int n = 0;
  Numbers all;
  each(count, [n, all](int x) mutable { n += x, all.push_back(x); });
  n += 3;
  all.push_back(1);
}
int setByClosure(int count) {
  int n = 0;
  auto reset = [&n] { n = 7; };
  each(count, [n](int x) mutable { n += x; });
  reset();
  return n;
}
// It is used for what it returns, and the pair gets what the function has set.
auto own(std::function<void(std::function<int()>)> to) {
  int n = 0;
  to([n]() mutable { return ++n; });
  n = 3;
  return std::make_pair(n, 0);
}

// The closure changes its copy, and the original is read afterwards.
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using Numbers = std::vector<int>;
void keep(std::function<void()>);
void show(int);
void fill(std::string &);
template <class F> void each(int count, F f) {
  for (int i = 0; i < count; ++i)
    f(i);
}

int counted(const Numbers &all) {
  int odd = 0;
  // CHECK: :[[#@LINE+3]]:42: warning: lambda captures 'odd' by copy and changes only its copy, but 'odd' is read afterwards as if it had changed [closure-lost-update]
  // CHECK: :[[#@LINE+4]]:7: note: 'odd' is changed here, in the closure's own copy
  // CHECK: :[[#@LINE+5]]:10: note: 'odd' is read here, unchanged
  std::for_each(all.begin(), all.end(), [odd](int x) mutable {
    if (x % 2)
      ++odd;
  });
  return odd;
}

// By a default, and in a container.
Numbers found(int count) {
  Numbers all;
  // CHECK: :[[#@LINE+2]]:16: warning: lambda captures 'all' by copy
  // CHECK: :[[#@LINE+1]]:36: note: 'all' is captured by this use
  each(count, [=](int x) mutable { all.push_back(x); });
  return all;
}

// What decides only about the copies stays in the closure; one copy that feeds another, too.
int largest(int count) {
  int best = -7;
  std::string text;
  bool first = true;
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'best' and 'text' by copy and changes only its copies, but 'best' and 'text' are read afterwards as if they had changed
  each(count, [best, text, first](int x) mutable {
    if (x > best)
      best = x;
    if (!first)
      text += ", ";
    first = false;
    text += std::to_string(x);
  });
  return best + int(text.size());
}

// A part of it, an element, an assignment that is asked for by nobody.
struct Stats {
  int hits = 0;
  std::map<int, int> of;
};
int parts(int count) {
  Stats stats;
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'stats' by copy
  each(count, [stats](int x) mutable {
    stats.hits += x;
    stats.of[x]++;
  });
  return stats.hits;
}

// Through a lambda inside that borrows it, and inside one that borrows the original.
int inside(int count) {
  int total = 0, sum = 0;
  // CHECK: :[[#@LINE+1]]:20: warning: lambda captures 'total' by copy
  auto countRow = [total](int x) mutable {
    auto add = [&total](int y) { total += y; };
    add(x);
  };
  each(count, countRow);
  auto outer = [&](int x) {
    // CHECK: :[[#@LINE+1]]:19: warning: lambda captures 'sum' by copy
    auto inner = [sum](int y) mutable { sum += y; };
    inner(x);
  };
  outer(count);
  return total + sum;
}

// The closure uses what it counts, but the variable is empty for good: nothing else is there to read.
void clicked() {
  int clicks = 0;
  // CHECK: :[[#@LINE+1]]:9: warning: lambda captures 'clicks' by copy
  keep([clicks]() mutable { show(++clicks); });
  show(clicks);
}

// What it changes is the caller's, or another closure's to read.
void evens(int count, Numbers &out) {
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'out' by copy and changes only its copy, but 'out' refers to what others look at
  each(count, [out](int x) mutable { out.push_back(x); });
}
std::function<int()> later(int count) {
  int n = count;
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'n' by copy
  each(count, [n](int) mutable { n--; });
  auto twice = [&n] { return 2 * n; };
  return [value = twice()] { return value; };
}
int sameName() {
  int n = 3;
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'n' by copy
  auto more = [n = n](int x) mutable { n += x; };
  more(1);
  return n;
}

// Right from here on. A state of its own: the closure returns, shows or passes on what it has.
int sources(int first) {
  std::vector<std::function<int()>> all;
  all.push_back([first]() mutable { return first++; });
  all.push_back([first]() mutable { return first *= 2; });
  keep([first]() mutable { show(--first); });
  return first;
}
int scratch(Numbers all) {
  auto median = [all]() mutable {
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
  };
  return median() + all.front();
}
void budget(int retries) {
  keep([retries]() mutable {
    if (retries-- > 0)
      show(0);
  });
  show(retries);
}

// Nobody reads it again, or another value is there first.
int unread(int count) {
  int n = 0, m = 0;
  each(count, [n](int x) mutable { n += x; });
  each(count, [m](int x) mutable { m += x; });
  m = 3;
  return m;
}
int eachTurn(int count) {
  int all = 0;
  for (int i = 0; i < count; ++i) {
    int seen = i;
    all += seen;
    each(i, [seen](int) mutable { ++seen; });
  }
  return all;
}
int before(int count) {
  int n = 1;
  int twice = 2 * n;
  each(count, [n](int x) mutable { n += x; });
  return twice;
}

// What a copy of a handle changes, the original changes; to let go of one changes nothing.
int handles(int *p, std::shared_ptr<int> cell) {
  each(2, [p](int x) mutable { *p++ = x; });
  each(2, [cell](int x) mutable { *cell += x; });
  auto drop = [cell]() mutable { cell.reset(); };
  drop();
  return *p + *cell;
}

// A handle whose methods change what it shares, and a class whose methods do more than to change it.
struct Handle {
  std::shared_ptr<int> shared = std::make_shared<int>(0);
  void add(int x) { *shared += x; }
};
struct Teller {
  int told = 0;
  void tell(int x) {
    show(x);
    told += x;
  }
};
int methods(int count, int start) {
  Handle handle;
  Teller teller{start};
  each(count, [handle](int x) mutable { handle.add(x); });
  each(count, [teller](int x) mutable { teller.tell(x); });
  return *handle.shared + teller.told;
}
// One that does nothing else is as good as an assignment.
struct Sum {
  int of = 0;
  void add(int x) {
    if (x > 0)
      of += x;
  }
};
int summed(int count, int start) {
  Sum sum{start};
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'sum' by copy
  each(count, [sum](int x) mutable { sum.add(x); });
  return sum.of;
}
// A result that nobody asks for is as good as none.
int onlyCalled(int start) {
  int n = start, m = start;
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'n' by copy
  auto more = [n](int x) mutable { return n += x; };
  more(1);
  auto most = [m](int x) mutable { return m += x; };
  return n + m + most(1);
}

// By reference; a copy that is moved on; a variable that is new in the closure.
int right(int count) {
  int n = 0;
  each(count, [&n](int x) { n += x; });
  std::string text = "a";
  keep([text]() mutable { fill(text); });
  each(count, [n = 2 * n](int x) mutable { show(n += x); });
  return n + int(text.size());
}

// Flags of closures that have a name, and values that are set on some ways only.
// RUN: %closure-tidy %s -- -std=c++17 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <algorithm>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

using Numbers = std::vector<int>;
void note(const char *);

bool found(const Numbers &all) {
  bool found = false;
  // CHECK: :[[#@LINE+1]]:16: warning: lambda captures 'found' by copy and changes only its copy, but 'found' is read afterwards
  auto look = [found](int x) mutable {
    if (!found && x > 3)
      found = true;
  };
  for (int x : all)
    look(x);
  return found;
}
bool noted(const Numbers &all) {
  bool warned = false;
  // CHECK: :[[#@LINE+1]]:36: warning: lambda captures 'warned' by copy and changes only its copy
  std::function<void(int)> look = [warned](int x) mutable {
    if (x > 3 && !warned) {
      note("large");
      warned = true;
    }
  };
  for (int x : all)
    look(x);
  return warned;
}
// It decides what the closure returns; and yet the function asks what nobody has changed.
const char *separated(const Numbers &all) {
  bool first = true;
  // CHECK: :[[#@LINE+1]]:21: warning: lambda captures 'first' by copy and changes only its copy, but 'first' is read afterwards
  auto separator = [first]() mutable {
    if (!first)
      return ", ";
    first = false;
    return "";
  };
  for (size_t I = 0; I != all.size(); ++I)
    note(separator());
  return first ? "none" : "some";
}

// Set on one way, and called after that on each.
Numbers above(Numbers all) {
  double mean = 0;
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'mean' by copy before it is set, so that 'below' only sees its first value
  auto below = [mean](int x) { return x < mean; };
  if (!all.empty())
    mean = std::accumulate(all.begin(), all.end(), 0.0) / all.size();
  all.erase(std::remove_if(all.begin(), all.end(), below), all.end());
  return all;
}
int summed(const Numbers &all) {
  int limit = 0;
  // CHECK: :[[#@LINE+1]]:17: warning: lambda captures 'limit' by copy before it is set
  auto below = [limit](int x) { return x < limit; };
  for (int x : all)
    limit += x;
  return below(1);
}

// Quiet: the closure has a state of its own, and nobody looks at the variable.
void separatedOnly(const Numbers &all) {
  bool first = true;
  auto separator = [first]() mutable {
    if (!first)
      return ", ";
    first = false;
    return "";
  };
  for (size_t I = 0; I != all.size(); ++I)
    note(separator());
}
// The function has a say in the flag as well.
bool given(const Numbers &all, bool strict) {
  bool ok = true;
  auto check = [ok](int x) mutable {
    if (!ok)
      return;
    note("checked");
    ok = x > 3;
  };
  if (strict)
    ok = !all.empty();
  for (int x : all)
    check(x);
  return ok;
}
// Called for the first value, on one way or before.
bool forFirst(bool quick, int x) {
  int limit = 0;
  auto below = [limit](int x) { return x < limit; };
  if (quick)
    return below(x);
  limit = x * 2;
  return below(x) && limit;
}
bool inTurns(const Numbers &all) {
  int last = 0;
  bool any = false;
  auto positive = [last](int x) { return x > last; };
  for (int x : all) {
    any |= positive(x);
    if (x > 3)
      last = x;
  }
  return any && last;
}
bool otherWay(bool set) {
  int limit = 0;
  auto below = [limit](int x) { return x < limit; };
  if (set)
    limit = 3;
  else
    return below(1);
  return limit > 2;
}

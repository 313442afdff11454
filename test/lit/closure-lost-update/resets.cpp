// Resets: a copy that is only emptied, a variable that another closure or a loop sets, and a closure
// of a group that sets what it never looks at.
// RUN: %closure-tidy %s -- -std=c++20 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

using Numbers = std::vector<int>;
using Texts = std::vector<std::string>;
using Command = std::function<int(int)>;

Numbers runs(const std::string &s) {
  Numbers all;
  int length = 0;
  auto extend = [&length] { ++length; };
  // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'length' by copy before it is set, so that 'flush' only sees its first value
  auto flush = [&all, length]() mutable {
    if (length > 0)
      all.push_back(length);
    length = 0;
  };
  for (char c : s) {
    if (c == ' ')
      flush();
    extend();
  }
  flush();
  return all;
}
Texts words(const std::string &s) {
  Texts all;
  std::string word;
  // CHECK: :[[#@LINE+1]]:23: warning: lambda captures 'word' by copy before it is set
  auto flush = [&all, word]() mutable {
    all.push_back(std::move(word));
    word.clear();
  };
  for (char c : s)
    if (c == ' ')
      flush();
    else
      word += c;
  flush();
  return all;
}
int byClosure() {
  int n = 0, seen = 0;
  auto add = [&n] { ++n; };
  auto look = [&seen, n] { seen += n; }; // CHECK: :[[#@LINE]]:23: warning: lambda captures 'n' by copy before it is set
  add();
  look();
  return seen + n;
}
// What is counted in the last turn is there in the next one.
Numbers overTurns(const std::string &s) {
  Numbers all;
  int length = 0;
  auto flush = [&all, length] { all.push_back(length); }; // CHECK: :[[#@LINE]]:23: warning: lambda captures 'length' by copy before it is set
  for (char c : s) {
    if (c == ' ')
      flush();
    ++length;
  }
  return all;
}

// It returns what it was given, and looks at nothing.
std::map<std::string, Command> commands() {
  int sum = 0;
  return {
      {"add", [sum](int x) mutable { return sum += x; }}, // CHECK: :[[#@LINE]]:16: warning: lambda captures 'sum' by copy and changes only its copy, but another closure is meant to see that
      {"set", [sum](int x) mutable { return sum = x; }},  // CHECK: :[[#@LINE]]:16: warning: lambda captures 'sum' by copy and changes only its copy, but another closure is meant to see that
      {"clear", [sum](int) mutable { return sum = 0; }},  // CHECK: :[[#@LINE]]:18: warning: lambda captures 'sum' by copy and changes only its copy, but another closure is meant to see that
  };
}

// Quiet: two states that begin alike, one that starts anew each time, and one that counts on its own.
std::pair<Command, Command> counters(int start) {
  return {[start](int x) mutable { return start += x; }, [start](int x) mutable { return start -= x; }};
}
std::pair<Command, Command> scratch(int sum) {
  auto squares = [sum](int x) mutable {
    sum = 0;
    while (x--)
      sum += x * x;
    return sum;
  };
  return {squares, [sum](int x) mutable { return sum += x; }};
}
// Each takes it for what it has at hand.
int status();
auto calls() {
  int code = 0;
  auto begin = [=]() mutable { return (code = status()) == 0; };
  auto end = [=]() mutable {
    code = status();
    return code;
  };
  return std::make_pair(begin, end);
}
Numbers ownState(const std::string &s) {
  Numbers all;
  int at = 0;
  auto mark = [&all, at]() mutable { all.push_back(at++); };
  for (char c : s) {
    if (c == ' ')
      mark();
    ++at;
  }
  return all;
}
// Called for the first value before anything counts; a value that comes over the loop, but from elsewhere.
int calledFirst(int count) {
  int n = 0, seen = 0;
  auto add = [&n] { ++n; };
  auto look = [&seen, n] { seen += n + 1; };
  look();
  for (int i = 0; i < count; ++i) {
    add();
    look();
  }
  return seen + n;
}
int setAfterCalls(int count) {
  int n = 0, seen = 0;
  auto add = [&n] { ++n; };
  auto look = [&seen, n] { seen += n + 1; };
  look();
  add();
  return seen + n;
}
int madeAfterCall() {
  int n = 0;
  auto add = [&n] { ++n; };
  add();
  auto look = [n] { return n; };
  add();
  return look() + n;
}

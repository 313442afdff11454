// RUN: %closure-tidy %s -- -std=c++20 2>&1 | FileCheck %s

// A constructor that is not seen, of a class with nothing but a pointer to what is hidden, makes that of what it
// gets: a reference to a callable is of no later use to it, so that it copies it.

#include <functional>
#include <memory>

class Filter {
  struct Self;
  std::shared_ptr<Self> State;

public:
  explicit Filter(std::function<bool(int)> const &F);
};

struct Config {
  int Key = 15;
};

class Switcher {
public:
  explicit Switcher(Config const &Config)
      // CHECK: :[[@LINE+1]]:16: warning: lambda captures 'Config' by reference, but 'Filter' may keep it when the caller's 'Config' may be dead [closure-dangling-capture]
      : Keys([&Config](int Code) { return Code == Config.Key; }) {}

private:
  Filter Keys;
};

// CHECK-NOT: warning:

class Right {
public:
  explicit Right(Config const &Config)
      : Keys([Config](int Code) { return Code == Config.Key; }) {}

private:
  Filter Keys;
};

// It has other members as well, and may only ask.
class Count {
  int Found = 0;

public:
  explicit Count(std::function<bool(int)> const &F);
};
class Asks {
public:
  explicit Asks(Config const &Config)
      : Found([&Config](int Code) { return Code == Config.Key; }) {}

private:
  Count Found;
};

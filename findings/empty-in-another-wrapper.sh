#!/bin/sh
# Expected: a wrapper that is made of an empty one is empty, as a copy of a null pointer is null, so that
#           `if (callback) callback();` calls nothing.
# Seen:     only a std::function that is made of a std::function of another signature is. An empty std::function in a
#           std::move_only_function or a boost::function, and an empty boost::function in a std::function, is there:
#           the test passes, and the call throws.
# With:     libstdc++ 12.2 and Boost 1.74.0+ds1-21
. "$(dirname "$0")/setup"

packages libboost1.74-dev=1.74.0+ds1-21
build -std=c++23 <<'END'
#include <boost/function.hpp>
#include <functional>
#include <iostream>

template <class To, class From> void pass(const char *Name, From Empty) {
  To Callback = Empty;
  std::cout << Name << ": ";
  if (!Callback) {
    std::cout << "empty\n";
    return;
  }
  try {
    Callback();
  } catch (const std::exception &Thrown) {
    std::cout << "not empty; the call throws: " << Thrown.what() << "\n";
  }
}

int main() {
  pass<std::function<void()>>("std::function of std::function", std::function<int()>());
  pass<std::move_only_function<void()>>("std::move_only_function of std::function", std::function<void()>());
  pass<boost::function<void()>>("boost::function of std::function", std::function<void()>());
  pass<std::function<void()>>("std::function of boost::function", boost::function<void()>());
}
END
./program >seen
as_seen seen <<'END'
std::function of std::function: empty
std::move_only_function of std::function: not empty; the call throws: bad_function_call
boost::function of std::function: not empty; the call throws: bad_function_call
std::function of boost::function: not empty; the call throws: call to empty boost::function
END

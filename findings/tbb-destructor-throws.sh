#!/bin/sh
# Expected: the destructor of tbb::task_group waits for its tasks, or at worst leaves them alone; no destructor throws.
# Seen:     if nobody has waited, it cancels the group, waits for what runs, and throws tbb::missing_wait: its
#           destructor is noexcept(false), and so is that of each class that has a group for a member, written by hand
#           or not. What has not begun is dropped. While something else is thrown, it does the same in silence.
# With:     oneTBB 2021.8.0-2+deb12u1
. "$(dirname "$0")/setup"

packages libtbb-dev=2021.8.0-2+deb12u1 libtbb12=2021.8.0-2+deb12u1
build -std=c++17 -ltbb <<'END'
#include <iostream>
#include <oneapi/tbb/task_group.h>
#include <type_traits>

struct Plain {
  tbb::task_group Group;
};
struct Written {
  tbb::task_group Group;
  ~Written() {}
};

int main() {
  try {
    tbb::task_group Group;
    Group.run([] {});
  } catch (const tbb::missing_wait &) {
    std::cout << "the destructor throws\n";
  }
  try {
    tbb::task_group Group;
    Group.run([] {});
    throw 1;
  } catch (int) {
    std::cout << "unwinding, it does not\n";
  }
  std::cout << "nothrow destructible, a class with such a member: " << std::is_nothrow_destructible_v<Plain>
            << ", with a destructor of its own: " << std::is_nothrow_destructible_v<Written> << "\n";
}
END
./program >seen
as_seen seen <<'END'
the destructor throws
unwinding, it does not
nothrow destructible, a class with such a member: 0, with a destructor of its own: 0
END

#!/bin/sh
# Expected: the destructor of tbb::task_group waits for its tasks, or at worst leaves them alone; no destructor throws.
# Seen:     if nobody has waited and a task is not over yet, it cancels the group, waits for what runs, and throws
#           tbb::missing_wait; whether it does so depends on how fast the task was. The destructor is
#           noexcept(false), and so is that of each class that has a group for a member, written by hand or not.
#           What has not begun is dropped. While something else is thrown, it does the same in silence.
# With:     oneTBB 2021.8.0-2+deb12u1
. "$(dirname "$0")/setup"

packages libtbb-dev=2021.8.0-2+deb12u1 libtbb12=2021.8.0-2+deb12u1
build -std=c++17 -ltbb <<'END'
#include <atomic>
#include <chrono>
#include <iostream>
#include <oneapi/tbb/task_group.h>
#include <thread>
#include <type_traits>

struct Plain {
  tbb::task_group Group;
};
struct Written {
  tbb::task_group Group;
  ~Written() {}
};

// A task that is over only a while after its group has begun to die.
std::atomic<bool> Open;
void task() {
  while (!Open)
    std::this_thread::yield();
}
struct Opener {
  std::thread Waiting;
  Opener() : Waiting([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    Open = true;
  }) {}
  ~Opener() { Waiting.join(); }
};

int main() {
  try {
    Opener Later;
    tbb::task_group Group;
    Group.run(task);
  } catch (const tbb::missing_wait &) {
    std::cout << "the destructor throws\n";
  }
  Open = false;
  try {
    Opener Later;
    tbb::task_group Group;
    Group.run(task);
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

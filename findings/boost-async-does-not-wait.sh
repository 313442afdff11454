#!/bin/sh
# Expected: boost::async is what std::async is, so the end of its future waits for the work.
# Seen:     the end of the future returns at once, and the work goes on by itself. What the work borrows
#           from the scope of the future is gone by then.
# With:     Boost 1.74.0+ds1-21, in BOOST_THREAD_VERSION 2 and 4; std::async of libstdc++ 12 beside it.
. "$(dirname "$0")/setup"

packages libboost1.74-dev=1.74.0+ds1-21 libboost-thread1.74-dev=1.74.0+ds1-21 \
  libboost-thread1.74.0=1.74.0+ds1-21 libboost-atomic1.74-dev=1.74.0+ds1-21 \
  libboost-chrono1.74-dev=1.74.0+ds1-21 libboost-chrono1.74.0=1.74.0+ds1-21
cat >source.cpp <<'END'
#include <atomic>
#include <boost/thread/future.hpp>
#include <chrono>
#include <future>
#include <iostream>
#include <thread>

// The work goes on when the gate opens, which for who waits is after a while.
std::atomic<bool> Open, Done;
void work() {
  while (!Open)
    std::this_thread::yield();
  Done = true;
}

template <class Start> const char *endOfFuture(Start S) {
  Open = Done = false;
  std::thread Opener;
  {
    auto Future = S();
    Opener = std::thread([] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      Open = true;
    });
  }
  bool Waited = Done;
  Opener.join();
  while (!Done)
    std::this_thread::yield();
  return Waited ? "waits" : "does not wait";
}

int main() {
  std::cout << "std::async: " << endOfFuture([] { return std::async(std::launch::async, work); }) << "\n";
  std::cout << "boost::async: " << endOfFuture([] { return boost::async(boost::launch::async, work); }) << "\n";
}
END
for version in 2 4; do
  build -std=c++17 -DBOOST_THREAD_PROVIDES_FUTURE -DBOOST_THREAD_VERSION=$version \
    -lboost_thread -lboost_chrono <source.cpp
  ./program >>seen
done
as_seen seen <<'END'
std::async: waits
boost::async: does not wait
std::async: waits
boost::async: does not wait
END

#!/bin/sh
# Expected: boost::thread is the model of std::thread, whose destructor ends the program if nobody has joined.
# Seen:     with what is set where nobody sets anything, its destructor detaches. A thread_group does so with all
#           of its threads, although joining them is what it is for. Only BOOST_THREAD_VERSION 3 and later behave
#           as the standard has it.
# With:     Boost 1.74.0+ds1-21
. "$(dirname "$0")/setup"

packages libboost1.74-dev=1.74.0+ds1-21 libboost-thread1.74-dev=1.74.0+ds1-21 \
  libboost-thread1.74.0=1.74.0+ds1-21 libboost-chrono1.74-dev=1.74.0+ds1-21 libboost-chrono1.74.0=1.74.0+ds1-21
build -std=c++17 -lboost_thread -lboost_chrono <<'END'
#include <atomic>
#include <boost/thread/thread.hpp>
#include <iostream>

std::atomic<int> Begun, Ended;
std::atomic<bool> Open;
void work() {
  ++Begun;
  while (!Open)
    boost::this_thread::yield();
  ++Ended;
}

int main() {
  {
    boost::thread Alone(work);
    boost::thread_group Group;
    Group.create_thread(work);
    Group.create_thread(work);
    while (Begun != 3)
      boost::this_thread::yield();
  }
  std::cout << Begun - Ended << " threads outlive their objects\n";
  Open = true;
  while (Ended != 3)
    boost::this_thread::yield();
}
END
./program >seen
as_seen seen <<'END'
3 threads outlive their objects
END

#!/bin/sh
# Expected: two thread pools of Boost do the same with what waits in them when they die.
# Seen:     boost::asio::thread_pool drops it, uncalled and without a word; boost::basic_thread_pool runs it all
#           before its destructor returns. A pool that is exchanged for the other loses work.
# With:     Boost 1.74.0+ds1-21
. "$(dirname "$0")/setup"

packages libboost1.74-dev=1.74.0+ds1-21 libboost-thread1.74-dev=1.74.0+ds1-21 \
  libboost-thread1.74.0=1.74.0+ds1-21 libboost-chrono1.74-dev=1.74.0+ds1-21 libboost-chrono1.74.0=1.74.0+ds1-21
build -std=c++17 -DBOOST_THREAD_VERSION=5 -lboost_thread -lboost_chrono <<'END'
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/thread/executors/basic_thread_pool.hpp>
#include <chrono>
#include <iostream>
#include <thread>

std::atomic<bool> Begun, Open;
std::atomic<int> Ran;
// It keeps the only thread busy until the pool is dying.
void busy() {
  Begun = true;
  while (!Open)
    std::this_thread::yield();
}

template <class Pool, class Submit> void run(const char *Name, Submit S) {
  Begun = Open = false;
  Ran = 0;
  std::thread Opener;
  {
    Pool P(1);
    S(P, busy);
    while (!Begun)
      std::this_thread::yield();
    for (int I = 0; I < 3; ++I)
      S(P, [] { ++Ran; });
    Opener = std::thread([] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      Open = true;
    });
  }
  Opener.join();
  std::cout << Name << ": " << Ran << " of 3 that waited ran\n";
}

int main() {
  run<boost::asio::thread_pool>("boost::asio::thread_pool", [](auto &P, auto F) { boost::asio::post(P, F); });
  run<boost::basic_thread_pool>("boost::basic_thread_pool", [](auto &P, auto F) { P.submit(F); });
}
END
./program >seen
as_seen seen <<'END'
boost::asio::thread_pool: 0 of 3 that waited ran
boost::basic_thread_pool: 3 of 3 that waited ran
END

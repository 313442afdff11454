//===-- boost-thread.cpp - Boost.Thread, as it runs ---------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: boost
// packages: libboost-thread-dev, libboost-chrono-dev
// flags: -std=c++20 -pthread
// libs: -pthread -lboost_thread -lboost_chrono
#include "Shapes.h"
#include <boost/thread/barrier.hpp>
#include <boost/thread/latch.hpp>
#include <boost/thread/once.hpp>
#include <boost/thread/scoped_thread.hpp>
#include <boost/thread/thread.hpp>

static void threads() {
  {
    Row R("boost::thread::thread");
    boost::thread T;
    R.call([&] { T = boost::thread(R.slow()); });
    R.started();
    R.over("this", "join", [&] { T.join(); });
    int N = 0;
    boost::thread([](int *P) { *P = 1; }, &N).join();
    R.sees("binds", N == 1);
  }
  auto Start = [](Closure C) { return boost::thread(std::move(C)); };
  endsWork("boost::thread::join", Start, [](auto &T) { T.join(); });
  endsWork("boost::thread::timed_join", Start, [](auto &T) { T.timed_join(boost::posix_time::milliseconds(1)); });
  endsWork("boost::thread::try_join_for", Start, [](auto &T) { T.try_join_for(boost::chrono::milliseconds(1)); });
  endsWork("boost::thread::try_join_until", Start, [](auto &T) {
    T.try_join_until(boost::chrono::steady_clock::now() + boost::chrono::milliseconds(1));
  });
  endsWork("boost::thread::interrupt", Start, [](auto &T) { T.interrupt(); });
  endsWork("boost::scoped_thread::join",
           [](Closure C) { return boost::scoped_thread<boost::join_if_joinable>(std::move(C)); },
           [](auto &T) { T.join(); });
  Row R("boost::thread::detach");
  {
    boost::thread T(R.slow());
    R.started();
    T.detach();
  }
  R.sees("detached: this", R.fate()->isRunning());
  R.fate()->Hold.open();
}

static void groups() {
  {
    Row R("boost::thread_group::create_thread");
    boost::thread_group G;
    R.call([&] { G.create_thread(R.slow()); });
    R.started();
    R.over("this", "join_all", [&] { G.join_all(); });
  }
  {
    // The group holds the thread, and waits for it where it is asked to.
    Row R("boost::thread_group::add_thread");
    auto *T = new boost::thread(R.slow());
    boost::thread_group G;
    R.call([&] { G.add_thread(T); });
    R.over("this", "join_all", [&] { G.join_all(); });
  }
  {
    Row R("boost::thread_group::interrupt_all");
    boost::thread_group G;
    G.create_thread(R.slow());
    R.started();
    R.ends("this", [&] { G.interrupt_all(); });
    G.join_all();
  }
  Row R("boost::thread_group::join_all");
  boost::thread_group G;
  G.create_thread(R.slow());
  R.started();
  R.ends("this", [&] { G.join_all(); });
}

template <class Thread> static void scoped(const char *Name) {
  Row R(Name);
  std::unique_ptr<Thread> T;
  R.call([&] { T = std::make_unique<Thread>(R.slow()); });
  R.started();
  R.dies("this", [&] { T.reset(); });
}

template <class Thread> static void threadEnd(const char *Name, const char *With = "") {
  Row R(Name, "", With);
  auto T = std::make_unique<Thread>(R.slow());
  R.started();
  R.destructor([&] { T.reset(); });
}

static void destructors() {
  threadEnd<boost::thread>("~boost::thread");
  threadEnd<boost::scoped_thread<boost::join_if_joinable>>("~boost::scoped_thread", "join_if_joinable");
  threadEnd<boost::scoped_thread<boost::detach>>("~boost::scoped_thread", "detach");
  threadEnd<boost::strict_scoped_thread<>>("~boost::strict_scoped_thread", "join_if_joinable");
  threadEnd<boost::strict_scoped_thread<boost::detach>>("~boost::strict_scoped_thread", "detach");
  Row R("~boost::thread_group");
  auto G = std::make_unique<boost::thread_group>();
  G->create_thread(R.slow());
  R.started();
  R.destructor([&] { G.reset(); });
}

static void waits() {
  {
    boost::latch L(1);
    Row("boost::latch::count_down").signals([&] { L.wait(); }, [&] { L.count_down(); });
  }
  {
    boost::latch L(1);
    Row("boost::latch::wait").waits([&] { L.wait(); }, [&] { L.count_down(); });
  }
  {
    boost::latch L(2);
    Row("boost::latch::count_down_and_wait").waits([&] { L.count_down_and_wait(); }, [&] { L.count_down(); });
  }
  {
    boost::barrier B(2);
    Row("boost::barrier::wait").waits([&] { B.wait(); }, [&] { B.wait(); });
  }
  {
    boost::barrier B(2);
    Row("boost::barrier::count_down_and_wait").signals([&] { B.wait(); }, [&] { B.count_down_and_wait(); });
  }
  using Lock = boost::unique_lock<boost::mutex>;
  conditions<boost::condition_variable, boost::mutex, Lock>("boost::condition_variable");
  conditions<boost::condition_variable_any, boost::mutex, Lock>("boost::condition_variable_any");
}

static void calls() {
  {
    Row R("boost::call_once");
    boost::once_flag Once = BOOST_ONCE_INIT;
    R.call([&] { boost::call_once(Once, R.closure()); });
  }
  Row R("boost::this_thread::at_thread_exit");
  boost::thread([&R] {
    R.call([&] { boost::this_thread::at_thread_exit(R.closure()); });
  }).join();
  R.sees("called late", R.fate()->Calls != 1);
}

int main() {
  threads();
  groups();
  scoped<boost::scoped_thread<boost::join_if_joinable>>("boost::scoped_thread::scoped_thread");
  scoped<boost::strict_scoped_thread<>>("boost::strict_scoped_thread::strict_scoped_thread");
  destructors();
  waits();
  calls();
}

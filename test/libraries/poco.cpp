//===-- poco.cpp - POCO, as it runs ---------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: poco
// packages: libpoco-dev
// flags: -std=c++17 -pthread
// libs: -pthread -lPocoUtil -lPocoFoundation
#include "Shapes.h"
#include <Poco/Thread.h>
#include <Poco/Util/Timer.h>

using Poco::Util::Timer;

static void threads() {
  {
    Row R("Poco::Thread::startFunc");
    Poco::Thread T;
    R.call([&] { T.startFunc(R.slow()); });
    R.started();
    R.over("this", "join", [&] { T.join(); });
  }
  auto Start = [](Closure C) {
    auto T = std::make_unique<Poco::Thread>();
    T->startFunc(std::move(C));
    return T;
  };
  endsWork("Poco::Thread::join", Start, [](auto &T) { T->join(); });
  endsWork("Poco::Thread::join", Start, [](auto &T) { T->join(10000); });
  Row R("~Poco::Thread");
  auto T = Start(R.slow());
  R.started();
  R.destructor([&] { T.reset(); });
}

static void timers() {
  makes("Poco::Util::Timer::func", [](Closure C) { return Timer::func(std::move(C)); });
  auto Schedules = [](const char *Name, auto Schedule) {
    Row R(Name);
    Timer T;
    R.call([&] { Schedule(T, Timer::func(R.slow())); });
    R.started();
    R.over("this", "cancel", [&] { T.cancel(true); });
  };
  Schedules("Poco::Util::Timer::schedule", [](Timer &T, auto Task) { T.schedule(Task, 1, 0); });
  Schedules("Poco::Util::Timer::scheduleAtFixedRate",
            [](Timer &T, auto Task) { T.scheduleAtFixedRate(Task, 1, 100000); });
  {
    Row R("Poco::Util::Timer::cancel", "bool");
    Timer T;
    T.schedule(Timer::func(R.slow()), 1, 0);
    R.started();
    R.ends("this", [&] { T.cancel(true); });
  }
  // One task runs, and another waits for its time.
  {
    Row R("Poco::Util::Timer::cancel");
    Timer T;
    T.schedule(Timer::func(R.slow()), 1, 0);
    R.started();
    std::shared_ptr<Fate> Busy = R.fate();
    R.again();
    T.schedule(Timer::func(R.closure()), 100, 0);
    R.stops("this", Busy, [&] { T.cancel(); }, [] { std::this_thread::sleep_for(300ms); });
  }
  Row R("~Poco::Util::Timer");
  auto T = std::make_unique<Timer>();
  T->schedule(Timer::func(R.slow()), 1, 0);
  R.started();
  std::shared_ptr<Fate> Busy = R.fate();
  R.again();
  T->schedule(Timer::func(R.closure()), 1, 0);
  R.destructor([&] { T.reset(); }, Busy);
}

int main() {
  threads();
  timers();
}

//===-- boost-fiber.cpp - Boost.Fiber, as it runs -----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: boost
// packages: libboost-fiber-dev, libboost-context-dev
// flags: -std=c++17 -pthread
// libs: -pthread -lboost_fiber -lboost_context
#include "Shapes.h"
#include <boost/coroutine2/all.hpp>
#include <boost/fiber/all.hpp>
#include <optional>

namespace fibers = boost::fibers;

// Fibers share their thread: one runs while another waits.
static void yield() { boost::this_fiber::yield(); }

static void starts() {
  {
    Row R("boost::fibers::fiber::fiber");
    fibers::fiber F;
    R.call([&] { F = fibers::fiber(R.closure()); });
    R.beside(yield);
    F.join();
    R.again();
    R.call([&] { F = fibers::fiber(R.closure()); });
    R.over("this", "join", [&] { F.join(); });
  }
  {
    Row R("boost::fibers::fiber::join");
    fibers::fiber F(R.closure());
    R.ends("this", [&] { F.join(); });
    R.sees("waits", R.fate()->Calls == 1);
  }
  {
    Row R("boost::fibers::fiber::detach");
    {
      fibers::fiber F(R.closure());
      F.detach();
    }
    yield();
    R.sees("detached: this", R.fate()->Calls == 1);
  }
  Row R("boost::fibers::async");
  std::optional<fibers::future<void>> Result;
  R.call([&] { Result = fibers::async(R.closure()); });
  R.dies("return", [&] { Result.reset(); });
  R.beside(yield);
  R.again();
  R.call([&] { Result = fibers::async(R.closure()); });
  R.over("return", "get", [&] { Result->get(); });
}

static void futures() {
  {
    Row R("boost::fibers::future::get");
    auto F = fibers::async(R.closure());
    R.ends("this", [&] { F.get(); });
    R.sees("waits", R.fate()->Calls == 1);
    R.sees("rethrows", throws([] { fibers::async([] { throw 1; }).get(); }));
  }
  Row R("boost::fibers::future::wait");
  auto F = fibers::async(R.closure());
  R.ends("this", [&] { F.wait(); });
  R.sees("waits", R.fate()->Calls == 1);
}

static void waits() {
  {
    fibers::barrier B(2);
    Row("boost::fibers::barrier::wait").waits([&] { B.wait(); }, [&] { B.wait(); });
  }
  conditions<fibers::condition_variable, fibers::mutex>("boost::fibers::condition_variable", {"wait"});
  conditions<fibers::condition_variable_any, fibers::mutex>("boost::fibers::condition_variable_any", {"wait"});
  {
    fibers::promise<void> P;
    Row("boost::fibers::promise::set_value")
        .signals([F = P.get_future()]() mutable { F.wait(); }, [&] { P.set_value(); });
  }
  Row R("boost::fibers::buffered_channel::push");
  auto Channel = std::make_unique<fibers::buffered_channel<Function>>(4);
  R.call([&] { Channel->push(R.closure()); });
  R.dies("this", [&] { Channel.reset(); });
}

static void coroutines() {
  using Coroutine = boost::coroutines2::coroutine<void>;
  auto Body = [](Closure C) {
    return [C](Coroutine::push_type &Yield) {
      C();
      Yield();
      C();
    };
  };
  {
    Row R("boost::coroutines2::detail::pull_coroutine::pull_coroutine");
    std::optional<Coroutine::pull_type> Pull;
    R.call([&] { Pull.emplace(Body(R.closure())); });
    R.dies("this", [&] { Pull.reset(); });
  }
  Row R("boost::coroutines2::detail::pull_coroutine::operator()");
  Coroutine::pull_type Pull(Body(R.closure()));
  R.calls([&] { Pull(); });
}

int main() {
  coroutines();
  starts();
  futures();
  waits();
}

//===-- boost-executors.cpp - the executors of Boost.Thread, as they run-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: boost
// packages: libboost-thread-dev, libboost-chrono-dev
// flags: -std=c++20 -pthread -DBOOST_THREAD_VERSION=5
// libs: -pthread -lboost_thread -lboost_chrono
#include "Shapes.h"
#include <boost/thread/executors/basic_thread_pool.hpp>
#include <boost/thread/executors/inline_executor.hpp>
#include <boost/thread/executors/loop_executor.hpp>
#include <boost/thread/executors/thread_executor.hpp>

int main() {
  {
    Row R("boost::executors::inline_executor::submit");
    boost::executors::inline_executor E;
    R.call([&] { E.submit(R.closure()); });
  }
  {
    Row R("boost::executors::loop_executor::submit");
    auto E = std::make_unique<boost::executors::loop_executor>();
    R.call([&] { E->submit(R.closure()); });
    R.run("run_queued_closures", [&] { E->run_queued_closures(); });
    R.again();
    R.call([&] { E->submit(R.closure()); });
    R.dies("this", [&] { E.reset(); });
  }
  {
    Row R("boost::executors::loop_executor::run_queued_closures");
    boost::executors::loop_executor E;
    E.submit(R.closure());
    R.calls([&] { E.run_queued_closures(); });
    R.sees("dropped: this", R.fate()->isOver());
  }
  {
    Row R("boost::executors::loop_executor::loop");
    boost::executors::loop_executor E;
    E.submit(R.closure());
    E.submit([&E] { E.close(); });
    R.calls([&] { E.loop(); });
    boost::executors::loop_executor Other;
    R.waits([&] { Other.loop(); }, [&] { Other.close(); });
  }
  {
    Row R("boost::executors::basic_thread_pool::submit");
    boost::executors::basic_thread_pool P(1);
    R.call([&] { P.submit(R.slow()); });
    R.started();
    R.over("this", "join", [&] { P.close(), P.join(); });
  }
  {
    Row R("boost::executors::basic_thread_pool::join");
    boost::executors::basic_thread_pool P(1);
    P.submit(R.slow());
    R.started();
    P.close();
    R.ends("this", [&] { P.join(); });
  }
  {
    Row R("~boost::executors::basic_thread_pool");
    auto P = std::make_unique<boost::executors::basic_thread_pool>(1);
    P->submit(R.slow());
    R.started();
    std::shared_ptr<Fate> Busy = R.fate();
    R.again();
    P->submit(R.closure());
    R.destructor([&] { P.reset(); }, Busy);
  }
  {
    Row R("~boost::executors::thread_executor");
    auto P = std::make_unique<boost::executors::thread_executor>();
    P->submit(R.slow());
    R.started();
    R.destructor([&] { P.reset(); });
  }
}

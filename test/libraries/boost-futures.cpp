//===-- boost-futures.cpp - the futures of Boost.Thread, as they run ----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: boost
// packages: libboost-thread-dev, libboost-chrono-dev
// flags: -std=c++20 -pthread -DBOOST_THREAD_VERSION=4
// libs: -pthread -lboost_thread -lboost_chrono
#include "Shapes.h"
#include <boost/thread/future.hpp>

using Future = boost::future<void>;

static Future start(Closure C) { return boost::async(boost::launch::async, std::move(C)); }

static void async() {
  Row R("boost::async", "launch, closure");
  std::optional<Future> Result;
  R.call([&] { Result = start(R.slow()); });
  R.started();
  R.dies("return", [&] { Result.reset(); });
  R.call([&] { Result = start(R.slow()); });
  R.over("return", "get", [&] { Result->get(); });
}

static void deferredAsync() {
  // Nobody calls it unless the future is asked.
  Row R("boost::async", "deferred, closure");
  std::optional<Future> Result;
  auto Start = [&] { Result = boost::async(boost::launch::deferred, R.closure()); };
  R.call(Start);
  R.dies("return", [&] { Result.reset(); });
  R.again();
  R.call(Start);
  R.over("return", "get", [&] { Result->get(); });
}

static void then() {
  Row R("boost::future::then");
  std::optional<Future> Result;
  auto Continue = [&] {
    Future First = boost::async(boost::launch::async, [] {});
    Result = First.then(boost::launch::async, [C = R.slow()](Future) { C(); });
  };
  R.call(Continue);
  R.started();
  R.dies("return", [&] { Result.reset(); });
  R.call(Continue);
  R.over("return", "get", [&] { Result->get(); });
}

static void combined() {
  // The future that is made of others ends with them.
  auto Of = [](const char *Name, auto Combine) {
    Row R(Name);
    Future First = start(R.slow());
    R.started();
    auto Result = R.call([&] { return Combine(std::move(First)); });
    R.over("return", "", [&] { Result.wait(); });
  };
  Of("boost::when_all", [](Future F) { return boost::when_all(std::move(F)); });
  Of("boost::when_any", [](Future F) { return boost::when_any(std::move(F)); });
  Row R("boost::future::unwrap");
  boost::promise<Future> Outer;
  Outer.set_value(start(R.slow()));
  R.started();
  Future Result = R.call([&] { return Outer.get_future().unwrap(); });
  R.over("return", "", [&] { Result.wait(); });
}

static void ends() {
  {
    Row R("boost::future::get");
    Future F = start(R.slow());
    R.started();
    R.ends("this", [&] { F.get(); });
    R.sees("rethrows", throws([] { boost::async(boost::launch::async, [] { throw 1; }).get(); }));
  }
  endsWork("boost::future::wait", start, [](auto &F) { F.wait(); });
  endsWork("boost::future::wait_for", start,
           [](auto &F) { F.wait_for(boost::chrono::milliseconds(1)); });
  endsWork("boost::future::wait_until", start, [](auto &F) {
    F.wait_until(boost::chrono::steady_clock::now() + boost::chrono::milliseconds(1));
  });
  {
    Row R("boost::wait_for_all");
    Future F = start(R.slow()), Other = boost::make_ready_future();
    R.started();
    R.ends("parameter 0", [&] { boost::wait_for_all(F, Other); });
  }
  {
    // It returns when one is over, and the others go on.
    Row R("boost::wait_for_any");
    Future Other = start(R.slow());
    R.started();
    boost::promise<void> P;
    Future First = P.get_future();
    R.waits([&] { boost::wait_for_any(First, Other); }, [&] { P.set_value(); });
    R.sees("ends: parameter 1", !R.fate()->isRunning());
    R.fate()->Hold.open();
    Other.wait();
  }
}

static void promises() {
  {
    boost::promise<void> P;
    Row("boost::promise::set_value").signals([F = P.get_future()]() mutable { F.wait(); }, [&] { P.set_value(); });
  }
  boost::promise<void> P;
  Row("boost::promise::set_exception").signals([F = P.get_future()]() mutable { F.wait(); }, [&] {
    P.set_exception(boost::copy_exception(std::runtime_error("")));
  });
}

int main() {
  async();
  deferredAsync();
  then();
  combined();
  ends();
  promises();
  Row R("~boost::future");
  auto F = std::make_unique<Future>(start(R.slow()));
  R.started();
  R.destructor([&] { F.reset(); });
}

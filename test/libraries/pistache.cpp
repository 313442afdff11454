//===-- pistache.cpp - Pistache, as it runs -------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: pistache
// packages: libpistache-dev
// flags: -std=c++17 -pthread -fdelayed-template-parsing
// libs: -pthread -lpistache
#include "Shapes.h"
#include <optional>
#include <pistache/async.h>
#include <pistache/router.h>

using namespace Pistache;
using Rest::Router;
using Handler = Rest::Route::Handler;

static Handler answers(const Closure &C) {
  return [C](const Rest::Request &, Http::ResponseWriter) { return C(), Rest::Route::Result::Ok; };
}

static void routers() {
  auto Method = [](const char *Name, void (Router::*Add)(const std::string &, Handler)) {
    holds<Router>(Name, [&](Router &R, Closure C) { (R.*Add)("/", answers(C)); });
  };
  Method("Pistache::Rest::Router::get", &Router::get);
  Method("Pistache::Rest::Router::post", &Router::post);
  Method("Pistache::Rest::Router::put", &Router::put);
  Method("Pistache::Rest::Router::patch", &Router::patch);
  Method("Pistache::Rest::Router::del", &Router::del);
  Method("Pistache::Rest::Router::options", &Router::options);
  Method("Pistache::Rest::Router::head", &Router::head);
  auto Adds = [](const char *Name, void (Router::*Add)(Handler)) {
    holds<Router>(Name, [&](Router &R, Closure C) { (R.*Add)(answers(C)); });
  };
  Adds("Pistache::Rest::Router::addCustomHandler", &Router::addCustomHandler);
  Adds("Pistache::Rest::Router::addNotFoundHandler", &Router::addNotFoundHandler);
  holds<Router>("Pistache::Rest::Router::addDisconnectHandler", [](Router &R, Closure C) {
    R.addDisconnectHandler([C](const std::shared_ptr<Tcp::Peer> &) { C(); });
  });
  auto Routes = [](const char *Name, void (*Add)(Router &, const std::string &, Handler)) {
    Row R(Name);
    auto Of = std::make_unique<Router>();
    R.call([&] { Add(*Of, "/", answers(R.closure())); });
    R.dies("parameter 0", [&] { Of.reset(); });
  };
  Routes("Pistache::Rest::Routes::Get", &Rest::Routes::Get);
  Routes("Pistache::Rest::Routes::Post", &Rest::Routes::Post);
  Routes("Pistache::Rest::Routes::Put", &Rest::Routes::Put);
  Routes("Pistache::Rest::Routes::Patch", &Rest::Routes::Patch);
  Routes("Pistache::Rest::Routes::Delete", &Rest::Routes::Delete);
  Routes("Pistache::Rest::Routes::Options", &Rest::Routes::Options);
}

/// A class with a handler, which calls the closure that it has.
struct Answering {
  Closure C;
  void answer(const Rest::Request &, Http::ResponseWriter) { C(); }
};

static void bound() {
  Row R("Pistache::Rest::Routes::bind");
  auto Of = std::make_shared<Answering>(Answering{R.closure()});
  auto Bound =
      std::make_unique<Handler>(R.call([&] { return Rest::Routes::bind(&Answering::answer, Of); }));
  Of.reset();
  R.dies("return", [&] { Bound.reset(); });
  // Without a shared pointer, the handler only refers to the object.
  R.again();
  auto Own = std::make_unique<Answering>(Answering{R.closure()});
  Handler Refers = Rest::Routes::bind(&Answering::answer, Own.get());
  Own.reset();
  R.sees("binds", Refers && R.fate()->isOver());
}

static void promises() {
  std::optional<Async::Resolver> Resolve;
  auto Promised = [&] {
    return std::make_unique<Async::Promise<int>>(
        [&](Async::Resolver &R, Async::Rejection &) { Resolve.emplace(std::move(R)); });
  };
  {
    Row R("Pistache::Async::Promise::then");
    auto Give = [&](Async::Promise<int> &P) {
      R.call([&] { P.then([C = R.closure()](int) { C(); }, Async::IgnoreException); });
    };
    auto Pending = Promised();
    Give(*Pending);
    R.dies("this", [&] { Pending.reset(); });
    R.run("resolve", [&] { (*Resolve)(1); });
    R.again();
    auto Given = Async::Promise<int>::resolved(1);
    Give(Given);
  }
  onlyCalls("Pistache::Async::Promise::Promise", [](Closure C) {
    Async::Promise<int> P([C](Async::Resolver &R, Async::Rejection &) { C(), R(1); });
  });
}

int main() {
  routers();
  bound();
  promises();
}

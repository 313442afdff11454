//===-- websocketpp.cpp - WebSocket++, as it runs -------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: websocketpp
// packages: libwebsocketpp-dev libboost-dev
// flags: -std=c++17 -pthread -DBOOST_BIND_GLOBAL_PLACEHOLDERS
// libs: -pthread
#include "Shapes.h"
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>

using Server = websocketpp::server<websocketpp::config::asio>;
using websocketpp::connection_hdl;

static std::unique_ptr<Server> quiet() {
  auto S = std::make_unique<Server>();
  S->clear_access_channels(websocketpp::log::alevel::all);
  S->clear_error_channels(websocketpp::log::elevel::all);
  S->init_asio();
  return S;
}

static void handlers() {
  auto Holds = [](const char *Name, auto Set) { holds<Server>(Name, Set, quiet()); };
  auto Of = [](Closure C) { return [C](connection_hdl) { C(); }; };
  Holds("websocketpp::server::set_open_handler",
        [&](Server &S, Closure C) { S.set_open_handler(Of(C)); });
  Holds("websocketpp::server::set_close_handler",
        [&](Server &S, Closure C) { S.set_close_handler(Of(C)); });
  Holds("websocketpp::server::set_fail_handler",
        [&](Server &S, Closure C) { S.set_fail_handler(Of(C)); });
  Holds("websocketpp::server::set_http_handler",
        [&](Server &S, Closure C) { S.set_http_handler(Of(C)); });
  Holds("websocketpp::server::set_message_handler", [](Server &S, Closure C) {
    S.set_message_handler([C](connection_hdl, Server::message_ptr) { C(); });
  });
  Holds("websocketpp::server::set_validate_handler", [](Server &S, Closure C) {
    S.set_validate_handler([C](connection_hdl) { return C(), true; });
  });
}

static void loops() {
  using Error = websocketpp::lib::error_code;
  {
    Row R("websocketpp::server::set_timer", "int, closure");
    auto S = quiet();
    R.call([&] { S->set_timer(1, [C = R.closure()](const Error &) { C(); }); });
    R.run("run", [&] { S->run(); });
    R.again();
    R.call([&] { S->set_timer(1000, [C = R.closure()](const Error &) { C(); }); });
    R.dies("this", [&] { S.reset(); });
  }
  auto Runs = [](const char *Name, auto Run, bool Waits) {
    Row R(Name);
    auto S = quiet();
    S->set_timer(0, [C = R.closure()](const Error &) { C(); });
    R.calls([&] {
      while (!R.fate()->Calls)
        Run(*S);
    });
    if (!Waits)
      return;
    auto Idle = quiet();
    S->reset();
    Idle->start_perpetual();
    R.waits([&] { Run(*Idle); }, [&] { Idle->stop(); });
  };
  Runs("websocketpp::server::run", [](Server &S) { S.run(); }, true);
  Runs("websocketpp::server::run_one", [](Server &S) { S.run_one(); }, true);
  Runs("websocketpp::server::poll", [](Server &S) { S.poll(); }, false);
  Runs("websocketpp::server::poll_one", [](Server &S) { S.poll_one(); }, false);
}

int main() {
  handlers();
  loops();
}

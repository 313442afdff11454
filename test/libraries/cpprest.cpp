//===-- cpprest.cpp - the C++ REST SDK, as it runs ------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: cpprest
// packages: libcpprest-dev
// flags: -std=c++20 -pthread
// libs: -pthread -lcpprest -lcrypto -lssl -lboost_system
#include "Shapes.h"
#include <cpprest/http_client.h>
#include <cpprest/http_listener.h>
#include <cpprest/ws_client.h>
#include <optional>
#include <pplx/pplxtasks.h>

using Task = pplx::task<void>;

static void tasks() {
  auto Starts = [](const char *Name, const char *Of, auto Start) {
    Row R(Name);
    std::optional<Task> T;
    R.call([&] { T = Start(R.slow()); });
    R.started();
    R.dies(Of, [&] { T.reset(); });
    R.call([&] { T = Start(R.slow()); });
    R.over(Of, "get", [&] { T->get(); });
  };
  Starts("pplx::task::task", "this", [](Closure C) { return Task([C] { C(); }); });
  Starts("pplx::create_task", "return", [](Closure C) { return pplx::create_task([C] { C(); }); });
  Starts("pplx::task::then", "return",
         [](Closure C) { return pplx::task_from_result().then([C] { C(); }); });
  auto Combined = [](const char *Name, auto Combine) {
    Row R(Name);
    auto First = pplx::create_task([C = R.slow()] { C(); });
    R.started();
    auto Result = R.call([&] { return Combine(First); });
    R.over("return", "", [&] { Result.wait(); });
  };
  Combined("pplx::when_all", [](Task T) {
    std::vector<Task> All{T};
    return pplx::when_all(All.begin(), All.end());
  });
  Combined("pplx::when_any", [](Task T) {
    std::vector<Task> All{T};
    return pplx::when_any(All.begin(), All.end());
  });
  Combined("pplx::operator&&", [](Task T) { return T && pplx::task_from_result(); });
  auto Start = [](Closure C) { return pplx::create_task([C] { C(); }); };
  endsWork("pplx::task::get", Start, [](auto &T) { T.get(); });
  endsWork("pplx::task::wait", Start, [](auto &T) { T.wait(); });
}

static void cancellation() {
  {
    Row R("pplx::cancellation_token::register_callback");
    pplx::cancellation_token_source Source;
    auto Token = Source.get_token();
    auto Result = std::make_optional(R.call([&] { return Token.register_callback([C = R.closure()] { C(); }); }));
    R.dies("return", [&] { Result.reset(); });
    R.again();
    Result = R.call([&] { return Token.register_callback([C = R.closure()] { C(); }); });
    R.over("return", "deregister_callback", [&] { Token.deregister_callback(*Result); }, [&] { Source.cancel(); });
  }
  {
    Row R("pplx::cancellation_token::deregister_callback");
    pplx::cancellation_token_source Source;
    auto Token = Source.get_token();
    auto Registered = Token.register_callback([C = R.closure()] { C(); });
    R.ends("parameter 0", [&] { Token.deregister_callback(Registered); }, [&] { Source.cancel(); });
  }
  Row R("pplx::cancellation_token_source::cancel");
  pplx::cancellation_token_source Source;
  Source.get_token().register_callback([C = R.closure()] { C(); });
  R.calls([&] { Source.cancel(); });
}

static void clients() {
  namespace client = web::http::client;
  const char *Nobody = "http://127.0.0.1:9";
  {
    Row R("web::http::client::http_client::add_handler");
    auto Client = std::make_unique<client::http_client>(Nobody);
    R.call([&] {
      Client->add_handler([C = R.closure()](web::http::http_request, std::shared_ptr<web::http::http_pipeline_stage>) {
        C();
        return pplx::task_from_result(web::http::http_response());
      });
    });
    R.run("", [&] { Client->request("GET").wait(); });
    R.dies("this", [&] { Client.reset(); });
  }
  gives<client::http_client_config>("web::http::client::http_client_config::set_nativehandle_options",
                                    [](auto &O, Closure C) { O.set_nativehandle_options([C](auto) { C(); }); });
  gives<client::http_client_config>("web::http::client::http_client_config::set_ssl_context_callback",
                                    [](auto &O, Closure C) { O.set_ssl_context_callback([C](auto &) { C(); }); });
  gives<web::http::http_request>("web::http::http_request::set_progress_handler",
                                 [](auto &O, Closure C) { O.set_progress_handler([C](auto...) { C(); }); });
}

static void listeners() {
  namespace listener = web::http::experimental::listener;
  {
    Row R("web::http::experimental::listener::http_listener::support");
    auto Listener = std::make_unique<listener::http_listener>("http://127.0.0.1:18765");
    R.call([&] { Listener->support([C = R.closure()](auto) { C(); }); });
    R.dies("this", [&] { Listener.reset(); });
  }
  {
    // What it returns waits for the opening; the requests come later.
    Row R("web::http::experimental::listener::http_listener::open");
    listener::http_listener Listener("http://127.0.0.1:18766");
    Listener.support([C = R.closure()](web::http::http_request Request) {
      C();
      Request.reply(200);
    });
    R.ends("this", [&] { Listener.open().wait(); }, [&] {
      web::http::client::http_client("http://127.0.0.1:18766").request("GET").wait();
    });
    Listener.close().wait();
  }
  gives<listener::http_listener_config>("web::http::experimental::listener::http_listener_config::set_ssl_context_callback",
                                        [](auto &O, Closure C) { O.set_ssl_context_callback([C](auto &) { C(); }); });
}

static void sockets() {
  namespace sockets = web::websockets::client;
  gives<sockets::websocket_callback_client>("web::websockets::client::websocket_callback_client::set_message_handler",
                                            [](auto &O, Closure C) { O.set_message_handler([C](auto &) { C(); }); });
  gives<sockets::websocket_callback_client>("web::websockets::client::websocket_callback_client::set_close_handler",
                                            [](auto &O, Closure C) { O.set_close_handler([C](auto...) { C(); }); });
  gives<sockets::websocket_client_config>("web::websockets::client::websocket_client_config::set_ssl_context_callback",
                                          [](auto &O, Closure C) { O.set_ssl_context_callback([C](auto &) { C(); }); });
}

int main() {
  tasks();
  cancellation();
  clients();
  listeners();
  sockets();
}

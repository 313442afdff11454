//===-- httplib.cpp - cpp-httplib, as it runs -----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: httplib
// packages: libcpp-httplib-dev
// flags: -std=c++17 -pthread
// libs: -pthread -lcpp-httplib
#include "Shapes.h"
#include <httplib.h>

using namespace httplib;

/// A server that listens, beside this thread, while `Do` has its port.
static void serving(Server &S, const std::function<void(int)> &Do) {
  int Port = S.bind_to_any_port("127.0.0.1");
  std::thread Listening([&] { S.listen_after_bind(); });
  while (!S.is_running())
    std::this_thread::yield();
  Do(Port);
  S.stop();
  Listening.join();
}

static void servers() {
  auto Answers = [](const Closure &C) { return [C](const Request &, Response &) { C(); }; };
  auto Handler = [&](const char *Name,
                     Server &(Server::*Add)(const std::string &, Server::Handler)) {
    belongs<Server>(Name, [&](Server &S, Closure C) { return &(S.*Add)("/", Answers(C)); });
  };
  Handler("httplib::Server::Get", &Server::Get);
  Handler("httplib::Server::Post", &Server::Post);
  Handler("httplib::Server::Put", &Server::Put);
  Handler("httplib::Server::Patch", &Server::Patch);
  Handler("httplib::Server::Delete", &Server::Delete);
  Handler("httplib::Server::Options", &Server::Options);
  belongs<Server>("httplib::Server::set_error_handler",
                  [&](Server &S, Closure C) { return &S.set_error_handler(Answers(C)); });
  belongs<Server>("httplib::Server::set_exception_handler", [](Server &S, Closure C) {
    return &S.set_exception_handler([C](const Request &, Response &, std::exception_ptr) { C(); });
  });
  belongs<Server>("httplib::Server::set_expect_100_continue_handler", [](Server &S, Closure C) {
    return &S.set_expect_100_continue_handler(
        [C](const Request &, Response &) { return C(), 100; });
  });
  belongs<Server>("httplib::Server::set_file_request_handler",
                  [&](Server &S, Closure C) { return &S.set_file_request_handler(Answers(C)); });
  belongs<Server>("httplib::Server::set_logger", [](Server &S, Closure C) {
    return &S.set_logger([C](const Request &, const Response &) { C(); });
  });
  belongs<Server>("httplib::Server::set_post_routing_handler",
                  [&](Server &S, Closure C) { return &S.set_post_routing_handler(Answers(C)); });
  belongs<Server>("httplib::Server::set_pre_routing_handler", [](Server &S, Closure C) {
    return &S.set_pre_routing_handler(
        [C](const Request &, Response &) { return C(), Server::HandlerResponse::Unhandled; });
  });
  belongs<Server>("httplib::Server::set_socket_options", [](Server &S, Closure C) {
    return &S.set_socket_options([C](socket_t) { C(); });
  });
}

static void listening() {
  auto Listens = [](const char *Name, auto Listen) {
    Row R(Name);
    Server S;
    S.set_socket_options([C = R.closure()](socket_t) { C(); });
    R.waits([&] { Listen(S); },
            [&] {
              while (!S.is_running())
                std::this_thread::yield();
              S.stop();
            });
    R.sees("called: this", R.fate()->Calls > 0);
  };
  Listens("httplib::Server::listen", [](Server &S) { S.listen("127.0.0.1", 18652); });
  Listens("httplib::Server::listen_after_bind",
          [](Server &S) { S.bind_to_any_port("127.0.0.1"), S.listen_after_bind(); });
  Row R("httplib::Server::stop");
  Server S;
  S.bind_to_any_port("127.0.0.1");
  R.signals([&] { S.listen_after_bind(); },
            [&] {
              while (!S.is_running())
                std::this_thread::yield();
              S.stop();
            });
}

static void bodies() {
  holds<Response>("httplib::Response::set_content_provider", [](Response &R, Closure C) {
    R.set_content_provider(1, "text/plain", [C](size_t, size_t, DataSink &) { return C(), true; });
  });
  holds<Response>("httplib::Response::set_chunked_content_provider", [](Response &R, Closure C) {
    R.set_chunked_content_provider("text/plain", [C](size_t, DataSink &) { return C(), true; });
  });
}

static void clients() {
  Server S;
  auto Echo = [](const Request &, Response &A) { A.set_content("text", "text/plain"); };
  S.Get("/", Echo).Post("/", Echo).Put("/", Echo).Patch("/", Echo);
  serving(S, [](int Port) {
    Client Http("127.0.0.1", Port);
    auto Sends = [](Closure C) {
      return [C](size_t, size_t, DataSink &To) { return C(), To.write("x", 1); };
    };
    auto Receives = [](Closure C) { return [C](const char *, size_t) { return C(), true; }; };
    onlyCalls("httplib::Client::Get", [&](Closure C) { Http.Get("/", Receives(C)); });
    onlyCalls("httplib::Client::Post",
              [&](Closure C) { Http.Post("/", 1, Sends(C), "text/plain"); });
    onlyCalls("httplib::Client::Put", [&](Closure C) { Http.Put("/", 1, Sends(C), "text/plain"); });
    onlyCalls("httplib::Client::Patch",
              [&](Closure C) { Http.Patch("/", 1, Sends(C), "text/plain"); });
    onlyCalls("httplib::Client::send", [&](Closure C) {
      Request Asked;
      Asked.method = "GET", Asked.path = "/";
      Asked.response_handler = [C](const Response &) { return C(), true; };
      Http.send(Asked);
    });
  });
  auto Local = [] { return std::make_unique<Client>("127.0.0.1"); };
  holds<Client>(
      "httplib::Client::set_logger",
      [](Client &H, Closure C) { H.set_logger([C](const Request &, const Response &) { C(); }); },
      Local());
  holds<Client>(
      "httplib::Client::set_socket_options",
      [](Client &H, Closure C) { H.set_socket_options([C](socket_t) { C(); }); }, Local());
}

static void workers() {
  {
    Row R("httplib::ThreadPool::enqueue");
    ThreadPool Pool(2);
    R.call([&] { Pool.enqueue(R.slow()); });
    R.started();
    R.over("this", "shutdown", [&] { Pool.shutdown(); });
  }
  endsWork(
      "httplib::ThreadPool::shutdown",
      [](Closure C) {
        auto Pool = std::make_unique<ThreadPool>(2);
        Pool->enqueue(C);
        return Pool;
      },
      [](auto &Pool) { Pool->shutdown(); });
}

int main() {
  servers();
  listening();
  bodies();
  clients();
  workers();
}

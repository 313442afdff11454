//===-- restinio.cpp - RESTinio, as it runs -------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: restinio
// flags: -std=c++17 -pthread -DRESTINIO_USE_BOOST_ASIO=0
// libs: -pthread -lhttp_parser -lfmt
// by hand: librestinio-dev libasio-dev
#include "Shapes.h"
#include <restinio/all.hpp>

using Router = restinio::router::express_router_t<>;
using Settings = restinio::server_settings_t<>;
using restinio::request_handle_t;

static auto routed(const Closure &C) {
  return [C](const request_handle_t &, restinio::router::route_params_t) {
    return C(), restinio::request_accepted();
  };
}
static auto answers(const Closure &C) {
  return [C](const request_handle_t &) { return C(), restinio::request_accepted(); };
}

int main() {
  const std::string Class = "restinio::router::generic_express_router_t::";
  auto Routes = [&](const char *Name, auto Add) { holds<Router>((Class + Name).c_str(), Add); };
  Routes("http_get", [](Router &R, Closure C) { R.http_get("/", routed(C)); });
  Routes("http_post", [](Router &R, Closure C) { R.http_post("/", routed(C)); });
  Routes("http_put", [](Router &R, Closure C) { R.http_put("/", routed(C)); });
  Routes("http_delete", [](Router &R, Closure C) { R.http_delete("/", routed(C)); });
  Routes("add_handler",
         [](Router &R, Closure C) { R.add_handler(restinio::http_method_get(), "/", routed(C)); });
  Routes("non_matched_request_handler",
         [](Router &R, Closure C) { R.non_matched_request_handler(answers(C)); });
  belongs<Settings>("restinio::basic_server_settings_t::request_handler",
                    [](Settings &S, Closure C) { return &S.request_handler(answers(C)); });
  belongs<Settings>("restinio::basic_server_settings_t::cleanup_func",
                    [](Settings &S, Closure C) { return &S.cleanup_func(C); });
}

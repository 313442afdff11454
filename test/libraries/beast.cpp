//===-- beast.cpp - Boost.Beast, as it runs -------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: beast
// flags: -std=c++17 -pthread
// libs: -pthread
// by hand: libboost-dev
#include "Shapes.h"
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using Stream = websocket::stream<asio::ip::tcp::socket>;

static asio::io_context Loop;
static std::unique_ptr<Stream> stream() { return std::make_unique<Stream>(Loop); }

int main() {
  gives<Stream>(
      "boost::beast::websocket::stream::control_callback",
      [](Stream &S, Closure C) {
        S.control_callback([C](websocket::frame_type, beast::string_view) { C(); });
      },
      stream());
  holds<Stream>(
      "boost::beast::websocket::stream::set_option",
      [](Stream &S, Closure C) {
        S.set_option(websocket::stream_base::decorator([C](websocket::request_type &) { C(); }));
      },
      stream());
  makes("boost::beast::websocket::stream_base::decorator::decorator", [](Closure C) {
    return websocket::stream_base::decorator([C](websocket::request_type &) { C(); });
  });
  Row R("boost::beast::bind_front_handler");
  {
    auto Made = std::make_unique<decltype(beast::bind_front_handler(R.closure()))>(
        R.call([&] { return beast::bind_front_handler(R.closure()); }));
    R.dies("return", [&] { Made.reset(); });
  }
  int N = 0;
  auto Bound = beast::bind_front_handler([](int *P) { *P += 1; }, &N);
  N = 1;
  Bound();
  R.sees("binds", N == 2);
}

//===-- boost-asio.cpp - Boost.Asio, as it runs -------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: boost
// packages: libboost-coroutine-dev
// flags: -std=c++20 -pthread -DBOOST_ASIO_HAS_CO_AWAIT -DBOOST_ASIO_HAS_STD_COROUTINE
// libs: -pthread -lboost_coroutine -lboost_context
#include <coroutine>
#include <utility>

#include <boost/asio.hpp>
#include <boost/asio/spawn.hpp>

#define ASIO_NAME "boost::asio"
#define ASIO_ROWS_COROUTINES
namespace asio = boost::asio;
using boost::system::error_code;
static void spawns();
#include "AsioRows.h"

static void spawns() {
  inContext("spawn", "io_context, closure", "parameter 0", [](auto &Io, Closure C) {
    asio::spawn(Io, [C](asio::yield_context) { C(); });
  });
  inPool("spawn", "thread_pool, closure", "parameter 0", [](auto &Pool, Closure C) {
    asio::spawn(Pool, [C](asio::yield_context) { C(); });
  });
}

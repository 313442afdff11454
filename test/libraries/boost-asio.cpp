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
namespace asio = boost::asio;
using boost::system::error_code;
#include "AsioRows.h"

//===-- asio.cpp - Asio, as it runs -------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: asio
// packages: libasio-dev, libboost-coroutine-dev
// flags: -std=c++20 -pthread -DASIO_HAS_CO_AWAIT -DASIO_HAS_STD_COROUTINE
// libs: -pthread -lboost_coroutine -lboost_context
#include <coroutine>
#include <utility>

#include <asio.hpp>
#include <asio/spawn.hpp>

#define ASIO_NAME "asio"
#define ASIO_ROWS_CANCELLATION
using asio::error_code;
#include "AsioRows.h"

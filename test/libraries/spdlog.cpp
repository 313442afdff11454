//===-- spdlog.cpp - spdlog, as it runs -----------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: spdlog
// packages: libspdlog-dev
// flags: -std=c++17 -pthread -DSPDLOG_FMT_EXTERNAL -DSPDLOG_SHARED_LIB -DSPDLOG_COMPILED_LIB
// libs: -pthread -lspdlog -lfmt
#include "Shapes.h"
#include <spdlog/async.h>
#include <spdlog/spdlog.h>

int main() {
  holds<spdlog::logger>(
      "spdlog::logger::set_error_handler",
      [](spdlog::logger &L, Closure C) { L.set_error_handler([C](const std::string &) { C(); }); },
      std::make_unique<spdlog::logger>("row"));
  onlyCalls("spdlog::apply_all",
            [](Closure C) { spdlog::apply_all([C](std::shared_ptr<spdlog::logger>) { C(); }); });
  // The end of the pool is the last that it calls.
  Row R("spdlog::init_thread_pool");
  R.call([&] { spdlog::init_thread_pool(8, 1, [] {}, R.closure()); });
}

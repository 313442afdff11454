//===-- boost-process.cpp - Boost.Process, as it runs ---------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: boost
// packages: libboost-dev
// flags: -std=c++17 -pthread -Wno-deprecated-declarations
// libs: -pthread
#include "Shapes.h"
#include <boost/asio/io_context.hpp>
#include <boost/process.hpp>

namespace process = boost::process;
using Exit = std::function<void(int, const std::error_code &)>;

static auto exits(Closure C) {
  return [C](int, const std::error_code &) { C(); };
}

int main() {
  makes("boost::process::detail::on_exit_::operator=",
        [](Closure C) { return process::on_exit = exits(C); });
  makes("boost::process::detail::on_exit_::operator()",
        [](Closure C) { return process::on_exit(exits(C)); });
  {
    Row R("boost::process::child::child");
    boost::asio::io_context Context;
    auto Child = R.call([&] {
      return std::make_unique<process::child>("/bin/true", Context,
                                              process::on_exit = exits(R.closure()));
    });
    R.dies("this", [&] { Child->detach(), Child.reset(); });
    R.run("run", [&] { Context.run(); });
  }
  {
    Row R("~boost::process::child");
    boost::asio::io_context Context;
    auto Child = std::make_unique<process::child>("/bin/sleep", "1000", Context,
                                                  process::on_exit = exits(R.closure()));
    R.destructor([&] { Child.reset(); });
    Context.run();
  }
  Row R("boost::process::async_system");
  boost::asio::io_context Context;
  R.call([&] {
    process::async_system(
        Context, [C = R.closure()](boost::system::error_code, int) { C(); }, "/bin/true");
  });
  R.run("run", [&] { Context.run(); });
}

//===-- libpqxx.cpp - libpqxx, as it runs ---------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: libpqxx
// packages: libpqxx-dev
// flags: -std=c++17
// libs: -lpqxx
#include "Shapes.h"
#include <pqxx/except>
#include <pqxx/transactor>

int main() {
  onlyCalls("pqxx::perform", [](Closure C) {
    int Failed = 0;
    pqxx::perform([&] {
      C();
      if (++Failed < 3)
        throw pqxx::broken_connection("text");
    });
  });
}

//===-- soci.cpp - SOCI, as it runs ---------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: soci
// packages: libsoci-dev
// flags: -std=c++17
// libs: -lsoci_core
#include "Shapes.h"
#include <soci/session.h>

int main() {
  gives<soci::session>("soci::session::set_query_transformation", [](soci::session &S, Closure C) {
    S.set_query_transformation([C](const std::string &Query) { return C(), Query; });
  });
}

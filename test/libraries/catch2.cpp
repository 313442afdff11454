//===-- catch2.cpp - Catch2, as it runs -----------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: catch2
// packages: catch2
// flags: -std=c++17
#define CATCH_CONFIG_RUNNER
#include "Shapes.h"
#include <catch2/catch.hpp>

using namespace Catch::Generators;

static std::shared_ptr<Fate> Kept;

/// The generator is made in the first pass, and still there in the second.
TEST_CASE("generator") {
  bool First = !Kept;
  if (First)
    Kept = std::make_shared<Fate>();
  int Value = GENERATE_COPY(map<int>([C = Closure(Kept)](int N) { return N; }, values({1, 2})));
  if (First)
    return;
  Row R("Catch::Generators::generate");
  R.sees("harvests", Value == 2 && Kept->Alive == 1);
}

static void generators() {
  auto Any = [](Closure C) { return [C](int) { return C(), true; }; };
  makes("Catch::Generators::map",
        [](Closure C) { return map<int>([C](int N) { return C(), N; }, values({1, 2})); });
  makes("Catch::Generators::filter", [&](Closure C) { return filter(Any(C), values({1, 2})); });
  auto Given = [&](Closure C) { return filter(Any(C), values({1, 2})); };
  makes("Catch::Generators::take", [&](Closure C) { return take(1, Given(C)); });
  makes("Catch::Generators::repeat", [&](Closure C) { return repeat(2, Given(C)); });
  makes("Catch::Generators::chunk", [&](Closure C) { return chunk(1, Given(C)); });
  makes("Catch::Generators::makeGenerators", [&](Closure C) { return makeGenerators(Given(C)); });
  makes("Catch::Matchers::Predicate",
        [&](Closure C) { return Catch::Matchers::Predicate<int>(Any(C)); });
}

int main() {
  generators();
  const char *Arguments[] = {"catch2", "--out", "/dev/null"};
  return Catch::Session().run(3, Arguments);
}

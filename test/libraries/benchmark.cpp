//===-- benchmark.cpp - Google Benchmark, as it runs ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: benchmark
// packages: libbenchmark-dev
// flags: -std=c++17 -pthread
// libs: -pthread -lbenchmark
#include "Shapes.h"
#include <benchmark/benchmark.h>

int main() {
  Row R("benchmark::RegisterBenchmark");
  R.call([&] {
    benchmark::RegisterBenchmark("row", [C = R.closure()](benchmark::State &S) {
      for (auto _ : S)
        C();
    })->Iterations(1);
  });
  R.run("RunSpecifiedBenchmarks", [] { benchmark::RunSpecifiedBenchmarks(); });
}

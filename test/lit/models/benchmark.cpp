// REQUIRES: header-benchmark
// packages: libbenchmark-dev
// RUN: %closure-tidy %s -- -std=c++17 2>&1 | FileCheck %s --implicit-check-not="{{^/.*}}warning:"
// Google Benchmark.
#include <benchmark/benchmark.h>
#include <memory>
#include <vector>
int work(int);
void leaves() {
  int n = 3;
  // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'n' by reference
  benchmark::RegisterBenchmark("a", [&n](benchmark::State &s) {
    for (auto _ : s)
      work(n);
  });
}
void runs() {
  int n = 3;
  benchmark::RegisterBenchmark("a", [&n](benchmark::State &s) {
    for (auto _ : s)
      work(n);
  });
  benchmark::RunSpecifiedBenchmarks();
}
void loop() {
  for (int i = 0; i < 3; ++i)
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'i' by reference
    benchmark::RegisterBenchmark("a", [&i](benchmark::State &s) {
      for (auto _ : s)
        work(i);
    });
  for (int size : {8, 64}) {
    std::vector<int> data(size);
    // CHECK: :[[#@LINE+1]]:{{[0-9]+}}: warning: lambda captures 'data' by reference
    benchmark::RegisterBenchmark("b", [&](benchmark::State &s) {
      for (auto _ : s)
        work(data[0]);
    })->Arg(3);
    benchmark::RegisterBenchmark("c", [data](benchmark::State &s) {
      for (auto _ : s)
        work(data[0]);
    });
  }
  benchmark::RunSpecifiedBenchmarks();
}

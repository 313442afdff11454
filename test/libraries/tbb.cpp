//===-- tbb.cpp - oneTBB, as it runs --------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: tbb
// packages: libtbb-dev
// flags: -std=c++20 -pthread
// libs: -pthread -ltbb
#include "Shapes.h"
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/collaborative_call_once.h>
#include <oneapi/tbb/combinable.h>
#include <oneapi/tbb/concurrent_hash_map.h>
#include <oneapi/tbb/concurrent_queue.h>
#include <oneapi/tbb/concurrent_vector.h>
#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_for_each.h>
#include <oneapi/tbb/parallel_invoke.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/parallel_reduce.h>
#include <oneapi/tbb/parallel_scan.h>
#include <oneapi/tbb/parallel_sort.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

static void groups() {
  {
    Row R("tbb::detail::d1::task_group::run");
    tbb::task_group G;
    R.call([&] { G.run(R.slow()); });
    R.started();
    R.over("this", "wait", [&] { G.wait(); });
  }
  {
    Row R("tbb::detail::d1::task_group::run_and_wait");
    tbb::task_group G;
    R.call([&] { G.run_and_wait(R.closure()); });
    G.run(R.slow());
    R.started();
    R.ends("this", [&] { G.run_and_wait([] {}); });
  }
  {
    Row R("tbb::detail::d1::task_group::wait");
    tbb::task_group G;
    G.run(R.slow());
    R.started();
    R.ends("this", [&] { G.wait(); });
    G.run([] { throw 1; });
    R.sees("rethrows", throws([&] { G.wait(); }));
  }
  // What has begun goes on, what has not is given up.
  auto Cancels = [](const char *Name, auto Cancel) {
    Row R(Name);
    tbb::task_group_context Context;
    tbb::task_group G(Context);
    G.run(R.slow());
    R.started();
    std::shared_ptr<Fate> Busy = R.fate();
    R.again();
    auto Waiting = G.defer(R.closure());
    R.stops("this", Busy, [&] { Cancel(G, Context); }, [&] {
      G.run(std::move(Waiting));
      G.wait();
    });
  };
  Cancels("tbb::detail::d1::task_group::cancel", [](auto &G, auto &) { G.cancel(); });
  Cancels("tbb::detail::d1::task_group_context::cancel_group_execution",
          [](auto &, auto &Context) { Context.cancel_group_execution(); });
  {
    tbb::task_group G;
    Row R("tbb::detail::d1::task_group::defer");
    auto Result = R.call([&] { return G.defer(R.closure()); });
    R.dies("return", [&] { Result = {}; });
  }
  {
    // Without a wait it throws, unless something was thrown already.
    Row R("~tbb::detail::d1::task_group");
    auto G = std::make_unique<tbb::task_group>();
    G->run(R.slow());
    R.started();
    R.destructor([&] {
      try {
        auto Unwound = std::move(G);
        throw 1;
      } catch (int) {
      }
    });
  }
}

static void contexts() {
  // A group that was cancelled takes work again.
  Row R("tbb::detail::d1::task_group_context::reset");
  tbb::task_group_context Context;
  tbb::task_group G(Context);
  Context.cancel_group_execution();
  auto Waiting = G.defer(R.closure());
  R.drops("this", [&] { Context.reset(); }, [&] {
    G.run(std::move(Waiting));
    G.wait();
  });
}

static void arenas() {
  {
    Row R("tbb::detail::d1::task_arena::execute");
    tbb::task_arena A(2);
    R.call([&] { A.execute(R.closure()); });
  }
  {
    Row R("tbb::detail::d1::isolate");
    R.call([&] { tbb::this_task_arena::isolate(R.closure()); });
  }
  {
    Row R("tbb::detail::d1::task_arena::enqueue", "closure");
    auto A = std::make_unique<tbb::task_arena>(2);
    R.call([&] { A->enqueue(R.slow()); });
    R.started();
    R.dies("this", [&] { A.reset(); });
  }
  {
    Row R("tbb::detail::d1::enqueue", "closure");
    R.call([&] { tbb::this_task_arena::enqueue(R.slow()); });
    R.fate()->Hold.open();
    R.byItself();
  }
  Row R("tbb::detail::d1::task_arena::terminate");
  tbb::task_arena A(2);
  A.enqueue(R.slow());
  R.started();
  R.ends("this", [&] { A.terminate(); });
}

static void algorithms() {
  using Range = tbb::blocked_range<int>;
  static std::vector<int> Items{3, 1, 2};
  onlyCalls("tbb::detail::d1::parallel_for", [](Closure C) { tbb::parallel_for(0, 3, [C](int) { C(); }); });
  onlyCalls("tbb::detail::d2::parallel_for_each", [](Closure C) { tbb::parallel_for_each(Items, [C](int) { C(); }); });
  onlyCalls("tbb::detail::d1::parallel_reduce", [](Closure C) {
    tbb::parallel_reduce(Range(0, 3), 0, [C](Range, int N) { return C(), N; }, std::plus<>());
  });
  onlyCalls("tbb::detail::d1::parallel_deterministic_reduce", [](Closure C) {
    tbb::parallel_deterministic_reduce(Range(0, 3), 0, [C](Range, int N) { return C(), N; }, std::plus<>());
  });
  onlyCalls("tbb::detail::d1::parallel_scan", [](Closure C) {
    tbb::parallel_scan(Range(0, 3), 0, [C](Range, int N, bool) { return C(), N; }, std::plus<>());
  });
  onlyCalls("tbb::detail::d1::parallel_sort", [](Closure C) {
    tbb::parallel_sort(Items, [C](int A, int B) { return C(), A < B; });
  });
  onlyCalls("tbb::detail::d1::parallel_invoke", [](Closure C) { tbb::parallel_invoke([C] { C(); }, [] {}); });
  onlyCalls("tbb::detail::d1::parallel_pipeline", [](Closure C) {
    bool Done = false;
    tbb::parallel_pipeline(1, tbb::make_filter<void, void>(tbb::filter_mode::serial_in_order, [&, C](auto &Control) {
                             if (std::exchange(Done, true))
                               Control.stop();
                             C();
                           }));
  });
  onlyCalls("tbb::detail::d1::collaborative_call_once", [](Closure C) {
    tbb::collaborative_once_flag Once;
    tbb::collaborative_call_once(Once, [C] { C(); });
  });
  onlyCalls("tbb::detail::d1::combinable::combine_each", [](Closure C) {
    tbb::combinable<int> Sum;
    Sum.local() = 1;
    Sum.combine_each([C](int) { C(); });
  });
  makes("tbb::detail::d1::make_filter", [](Closure C) {
    return tbb::make_filter<void, int>(tbb::filter_mode::parallel, [C](auto &) { return C(), 1; });
  });
}

static void graphs() {
  {
    Row R("tbb::detail::d1::graph::wait_for_all");
    tbb::flow::graph G;
    G.reserve_wait();
    R.waits([&] { G.wait_for_all(); }, [&] { G.release_wait(); });
  }
  // A node keeps its body: it can be called after each of these.
  auto Leaves = [](const char *Name, auto Do) {
    Row R(Name);
    tbb::flow::graph G;
    tbb::flow::function_node<int> Node(G, 1, [C = R.closure()](int) { C(); });
    R.drops("this", [&] { Do(G); }, [&] {
      G.reset();
      Node.try_put(1);
      G.wait_for_all();
    });
  };
  Leaves("tbb::detail::d1::graph::reset", [](auto &G) { G.reset(); });
  Leaves("tbb::detail::d1::graph::cancel", [](auto &G) { G.cancel(), G.wait_for_all(); });
}

static void containers() {
  using Queue = tbb::concurrent_queue<Function>;
  using Bounded = tbb::concurrent_bounded_queue<Function>;
  using Vector = tbb::concurrent_vector<Function>;
  using Map = tbb::concurrent_hash_map<int, Function>;
  static int Key = 0;
  gives<Queue>("tbb::detail::d2::concurrent_queue::push", [](auto &O, Closure C) { O.push(std::move(C)); });
  gives<Queue>("tbb::detail::d2::concurrent_queue::emplace", [](auto &O, Closure C) { O.emplace(std::move(C)); });
  gives<Vector>("tbb::detail::d1::concurrent_vector::push_back", [](auto &O, Closure C) { O.push_back(std::move(C)); });
  gives<Vector>("tbb::detail::d1::concurrent_vector::emplace_back",
                [](auto &O, Closure C) { O.emplace_back(std::move(C)); });
  gives<Map>("tbb::detail::d2::concurrent_hash_map::insert", [](auto &O, Closure C) {
    O.insert({++Key, Function(std::move(C))});
  });
  gives<Map>("tbb::detail::d2::concurrent_hash_map::emplace", [](auto &O, Closure C) { O.emplace(++Key, std::move(C)); });
  {
    Row R("tbb::detail::d2::concurrent_bounded_queue::try_push");
    auto O = std::make_unique<Bounded>();
    R.call([&] { O->try_push(R.closure()); });
    R.dies("this", [&] { O.reset(); });
  }
  auto Drops = [](const char *Name, auto &O, auto Add, auto Drop) {
    Row R(Name);
    Add(O, R.closure());
    R.drops("this", [&] { Drop(O); });
  };
  Queue Q;
  Vector V;
  Map M;
  auto Push = [](auto &O, Closure C) { O.push(std::move(C)); };
  Drops("tbb::detail::d2::concurrent_queue::clear", Q, Push, [](auto &O) { O.clear(); });
  Drops("tbb::detail::d2::concurrent_queue::try_pop", Q, Push, [](auto &O) {
    Function Out;
    O.try_pop(Out);
  });
  Drops("tbb::detail::d1::concurrent_vector::clear", V, [](auto &O, Closure C) { O.push_back(std::move(C)); },
        [](auto &O) { O.clear(); });
  Drops("tbb::detail::d2::concurrent_hash_map::erase", M, [](auto &O, Closure C) { O.emplace(1, std::move(C)); },
        [](auto &O) { O.erase(1); });
}

int main() {
  // Workers, also on a machine with one processor.
  tbb::global_control Workers(tbb::global_control::max_allowed_parallelism, 4);
  groups();
  contexts();
  arenas();
  algorithms();
  graphs();
  containers();
}

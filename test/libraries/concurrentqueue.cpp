//===-- concurrentqueue.cpp - moodycamel::ConcurrentQueue, as it runs -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: concurrentqueue
// packages: libconcurrentqueue-dev
// flags: -std=c++17 -pthread
// libs: -pthread
#include "Shapes.h"
#include <concurrentqueue/blockingconcurrentqueue.h>

using Queue = moodycamel::ConcurrentQueue<Function>;
using Blocking = moodycamel::BlockingConcurrentQueue<Function>;

template <class Q> static void queue(const std::string &Class) {
  auto Gives = [&](const char *Name, auto Give) { gives<Q>((Class + Name).c_str(), Give); };
  Gives("::enqueue", [](Q &O, Closure C) { O.enqueue(C); });
  Gives("::try_enqueue", [](Q &O, Closure C) { O.try_enqueue(C); });
  Gives("::enqueue_bulk", [](Q &O, Closure C) {
    Function All[] = {C, C};
    O.enqueue_bulk(All, 2);
  });
  auto Takes = [&](const char *Name, auto Take) {
    drops((Class + Name).c_str(),
          [](Closure C) {
            auto O = std::make_unique<Q>();
            O->enqueue(C);
            return O;
          },
          Take);
  };
  Function Taken;
  Takes("::try_dequeue", [&](auto &O) { O->try_dequeue(Taken), Taken = {}; });
  Takes("::try_dequeue_bulk", [&](auto &O) { O->try_dequeue_bulk(&Taken, 1), Taken = {}; });
  if constexpr (std::is_same_v<Q, Blocking>)
    Takes("::wait_dequeue", [&](auto &O) { O->wait_dequeue(Taken), Taken = {}; });
}

int main() {
  queue<Queue>("moodycamel::ConcurrentQueue");
  queue<Blocking>("moodycamel::BlockingConcurrentQueue");
  Row R("~moodycamel::ProducerToken");
  Queue Q;
  auto Token = std::make_unique<moodycamel::ProducerToken>(Q);
  Q.enqueue(*Token, R.closure());
  R.destructor([&] { Token.reset(); });
}

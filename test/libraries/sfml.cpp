//===-- sfml.cpp - SFML, as it runs ---------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: sfml
// packages: libsfml-dev
// flags: -std=c++17 -pthread
// libs: -pthread -lsfml-system
#include "Shapes.h"
#include <SFML/System/Thread.hpp>

int main() {
  {
    Row R("sf::Thread::Thread", "closure");
    auto Thread = std::make_unique<sf::Thread>(R.call([&] { return R.slow(); }));
    Thread->launch();
    R.started();
    R.over("this", "wait", [&] { Thread->wait(); });
    int N = 0;
    sf::Thread Bound([](int *P) { *P += 1; }, &N);
    N = 1;
    Bound.launch();
    Bound.wait();
    R.sees("binds", N == 2);
  }
  auto Launched = [](Closure C) {
    auto Thread = std::make_unique<sf::Thread>(C);
    Thread->launch();
    return Thread;
  };
  endsWork("sf::Thread::wait", Launched, [](auto &Thread) { Thread->wait(); });
  Row R("~sf::Thread");
  auto Thread = Launched(R.slow());
  R.started();
  R.destructor([&] { Thread.reset(); });
}

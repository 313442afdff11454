//===-- libcamera.cpp - libcamera, as it runs -----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: libcamera
// packages: libcamera-dev
// flags: -std=c++17 -pthread
// libs: -pthread
// pkg-config: libcamera
#include "Shapes.h"
#include <libcamera/base/object.h>
#include <libcamera/base/signal.h>

using libcamera::Object;
using libcamera::Signal;
struct Plain {};

int main() {
  {
    Row R("libcamera::Signal::connect", "Object, closure");
    auto Sender = std::make_unique<Signal<>>();
    auto Receiver = std::make_unique<Object>();
    R.call([&] { Sender->connect(Receiver.get(), R.closure()); });
    R.run("emit", [&] { Sender->emit(); });
    R.dies("this", [&] { Sender.reset(); });
    R.again();
    Sender = std::make_unique<Signal<>>();
    R.call([&] { Sender->connect(Receiver.get(), R.closure()); });
    R.guardDies("parameter 0", [&] { Receiver.reset(); });
    R.again();
    Receiver = std::make_unique<Object>();
    Sender->connect(Receiver.get(), R.closure());
    R.over("this", "disconnect", [&] { Sender->disconnect(Receiver.get()); });
  }
  {
    Row R("libcamera::Signal::connect", "plain, closure");
    auto Sender = std::make_unique<Signal<>>();
    auto Receiver = std::make_unique<Plain>();
    R.call([&] { Sender->connect(Receiver.get(), R.closure()); });
    R.dies("parameter 0", [&] { Receiver.reset(); });
    R.dies("this", [&] { Sender.reset(); });
    R.again();
    Sender = std::make_unique<Signal<>>();
    Receiver = std::make_unique<Plain>();
    R.call([&] { Sender->connect(Receiver.get(), R.closure()); });
    R.over("this", "disconnect", [&] { Sender->disconnect(Receiver.get()); });
  }
  Plain Receiver;
  drops(
      "libcamera::Signal::disconnect",
      [&](Closure C) {
        auto Sender = std::make_unique<Signal<>>();
        Sender->connect(&Receiver, C);
        return Sender;
      },
      [](auto &Sender) { Sender->disconnect(); });
  Row R("libcamera::Signal::emit");
  Signal<> Sender;
  Sender.connect(&Receiver, R.closure());
  R.calls([&] { Sender.emit(); });
}

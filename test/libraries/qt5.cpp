//===-- qt5.cpp - Qt 5, as it runs --------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// model: qt
// packages: qtbase5-dev
// flags: -std=c++20 -pthread -fPIC -DQT_NO_KEYWORDS
// pkg-config: Qt5Widgets Qt5Concurrent Qt5Test
#include "QtRows.h"

int main(int Count, char **Arguments) {
  QApplication App(Count, Arguments);
  runAll();
}

//===-- CoroutineCapture.cpp - closure-coroutine-capture ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CheckRegistry.h"

using namespace closure;

static RegisterCheck
    X("closure-coroutine-capture",
      "finds coroutines that use captures of their lambda after the closure is gone",
      [](const Finding &F) { return F.family() == Family::Frame; });

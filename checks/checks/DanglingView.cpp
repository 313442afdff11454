//===-- DanglingView.cpp - closure-dangling-view --------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CheckRegistry.h"

using namespace closure;

static RegisterCheck
    X("closure-dangling-view",
      "finds lambdas that copy a pointer, an iterator or a view and outlive what it refers to",
      [](const Finding &F) { return F.family() == Family::View; });

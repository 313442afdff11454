//===-- UnguardedThis.cpp - closure-unguarded-this ------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CheckRegistry.h"

using namespace closure;

static RegisterCheck X(
    "closure-unguarded-this",
    "finds lambdas that capture 'this' and are kept with nothing that ends them with the object",
    [](const Finding &F) { return F.family() == Family::Guard; }, "", RegisterCheck::Runs::ByName);

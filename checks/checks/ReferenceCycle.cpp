//===-- ReferenceCycle.cpp - closure-reference-cycle ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CheckRegistry.h"

using namespace closure;

static RegisterCheck X("closure-reference-cycle",
                       "finds lambdas that own the object that keeps them, so that both leak",
                       [](const Finding &F) { return F.family() == Family::Cycle; });

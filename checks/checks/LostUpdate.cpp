//===-- LostUpdate.cpp - closure-lost-update ------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CheckRegistry.h"

using namespace closure;

static RegisterCheck X("closure-lost-update",
                       "finds lambdas that change a copy where the original is meant to change",
                       [](const Finding &F) { return F.family() == Family::Update; });

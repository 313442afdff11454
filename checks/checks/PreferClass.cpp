//===-- PreferClass.cpp - closure-prefer-class ----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CheckRegistry.h"

using namespace closure;

static RegisterCheck X(
    "closure-prefer-class", "finds closures that share a changing state and want to be a class",
    [](const Finding &F) { return F.family() == Family::Bundle; },
    /*OwnOption=*/"MaxClosures");

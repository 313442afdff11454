//===-- LoopCapture.cpp - closure-loop-capture ----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CheckRegistry.h"

using namespace closure;

static RegisterCheck
    X("closure-loop-capture",
      "finds lambdas made in a loop that outlive, all see the last value of, or are left without "
      "what they capture",
      [](const Finding &F) {
        return F.family() == Family::Lifetime &&
               (F.isAbout(Defect::Kind::Loop) || F.isAbout(Defect::Kind::LateBinding) ||
                F.isAbout(Defect::Kind::Emptied));
      });

//===-- DanglingCapture.cpp - closure-dangling-capture --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CheckRegistry.h"

using namespace closure;

static RegisterCheck X("closure-dangling-capture",
                       "finds lambdas that capture by reference what dies before their last call",
                       [](const Finding &F) {
                         return F.family() == Family::Lifetime && !F.isAbout(Defect::Kind::Loop) &&
                                !F.isAbout(Defect::Kind::LateBinding) &&
                                !F.isAbout(Defect::Kind::Emptied) &&
                                (!F.isAboutThis() || F.isAbout(Defect::Kind::Itself));
                       });

//===-- CopyInLoop.h - Each closure of a loop gets a copy -----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_COPYINLOOP_H
#define CLOSURE_REPAIR_COPYINLOOP_H

#include "checks/repair/Repair.h"

namespace closure {

/// Where a loop moves a variable into one closure after the other, each gets a copy instead; with
/// the reason where something that is moved cannot be copied.
Repair copyInLoop(const Finding &F, const clang::ASTContext &Context);

} // namespace closure

#endif // CLOSURE_REPAIR_COPYINLOOP_H

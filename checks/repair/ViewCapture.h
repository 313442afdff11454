//===-- ViewCapture.h - An owner in place of a captured view ----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_VIEWCAPTURE_H
#define CLOSURE_REPAIR_VIEWCAPTURE_H

#include "checks/repair/Repair.h"

namespace closure {

/// What makes the closure own what its captured views refer to: a copy, or the owner itself. For a
/// finding about views only.
Repair ownViews(const Finding &F, const std::vector<Finding> &All, const clang::ASTContext &Context,
                KnownUses &Known);

} // namespace closure

#endif // CLOSURE_REPAIR_VIEWCAPTURE_H

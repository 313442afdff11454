//===-- LostState.h - One state for all who are meant to see it -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_LOSTSTATE_H
#define CLOSURE_REPAIR_LOSTSTATE_H

#include "checks/repair/Repair.h"

namespace closure {

/// The repair of a lost update: a reference where the variable outlives the closure, a shared cell
/// where it does not, `std::ref` where the closure itself is copied.
Repair shareState(const Finding &F, const std::vector<Finding> &All,
                  const clang::ASTContext &Context, KnownUses &Known);

} // namespace closure

#endif // CLOSURE_REPAIR_LOSTSTATE_H

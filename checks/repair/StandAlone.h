//===-- StandAlone.h - Repairs where nobody holds too long -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_STANDALONE_H
#define CLOSURE_REPAIR_STANDALONE_H

#include "checks/repair/Repair.h"

namespace closure {

/// The repair of a closure that a loop gives what it has moved before: a copy. One that destroys
/// itself has none.
Repair withoutOwner(const Finding &F, const clang::ASTContext &Context);

} // namespace closure

#endif // CLOSURE_REPAIR_STANDALONE_H

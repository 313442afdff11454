//===-- UnusedGuard.h - A call that ends with its object ------ -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Some libraries end a connection with an object that one gives them. Where a call leaves that
// out, the edit gives it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_UNUSEDGUARD_H
#define CLOSURE_REPAIR_UNUSEDGUARD_H

#include "checks/engine/terms/Finding.h"
#include "checks/repair/Edits.h"

namespace closure {

/// How the call that the closure goes to can be made to end with the object.
struct GuardedCall {
  Edits Made;         ///< No hints if it cannot be written here.
  std::string Advice; ///< What to do instead, in words; may be empty.
};

/// What the unused guards on the path of `D`, which is about `this`, have to offer.
GuardedCall guardedCall(const Defect &D, const clang::ASTContext &Context);

} // namespace closure

#endif // CLOSURE_REPAIR_UNUSEDGUARD_H

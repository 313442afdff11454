//===-- Repair.h - The edits that remove a defect -----------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What is offered for a finding: the first repair, which keeps the meaning, and others that
// are a matter of judgement.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_REPAIR_H
#define CLOSURE_REPAIR_REPAIR_H

#include "checks/engine/terms/Finding.h"
#include "checks/repair/Edits.h"

namespace closure {

class KnownUses;

struct Repair {
  Edits First;                     ///< Empty if nothing is safe; its title says what it does.
  std::vector<Edits> Alternatives; ///< Each with a title of its own.
  /// The lambdas that the first repair mends, this one included.
  std::vector<const clang::LambdaExpr *> Mends;
  /// All that the first repair does is to give the closure values of its own. Code that was right
  /// does the same with it, so that it may rest on an assumption.
  bool OnlyCopies = false;
  /// Why nothing, or not everything, is repaired, or what a large repair does; may be empty.
  std::string Reason;
};

/// The repair of `F`. Other findings among `All` that share a variable with it are repaired
/// by the same edits.
Repair repairOf(const Finding &F, const std::vector<Finding> &All, const clang::ASTContext &Context,
                KnownUses &Known, bool PreferMove);

/// What can be done about `F` that leaves its lambda as it is.
std::vector<Edits> alternativesBesides(const Finding &F, const clang::ASTContext &Context,
                                       KnownUses &Known);

} // namespace closure

#endif // CLOSURE_REPAIR_REPAIR_H

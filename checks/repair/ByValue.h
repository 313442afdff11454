//===-- ByValue.h - Repairs that capture by value ---------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The first repair of a dangling capture: the closure gets its own copy, or the
// variable itself by a move. Where that would change what the program means, none is
// offered, with the reason.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_BYVALUE_H
#define CLOSURE_REPAIR_BYVALUE_H

#include "checks/engine/Finding.h"
#include "clang/Basic/Diagnostic.h"

namespace closure {

struct Repair {
  /// Non-overlapping edits that belong together; empty if none is safe.
  std::vector<clang::FixItHint> Edits;
  bool NeedsUtility = false; ///< The edits use `std::move`.
  /// Why nothing, or not everything, is repaired; empty if all is.
  std::string Reason;
};

/// `PreferMove` asks for `x = std::move(x)` where a copy is expensive and the variable is
/// not used again.
Repair repairByValue(const Finding &F, const clang::ASTContext &Context, bool PreferMove);

} // namespace closure

#endif // CLOSURE_REPAIR_BYVALUE_H

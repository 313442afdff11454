//===-- LoopMoves.h - What a loop moves into one closure after the other --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `for (…) keep([task = std::move(task)] { … })`: the first closure gets the value, all others get
// what a move leaves behind. No loan is needed to see that; only where the variable lives, whether
// the loop fills it again, and whether the lambda is reached again.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_LOOPMOVES_H
#define CLOSURE_ENGINE_SYNTAX_LOOPMOVES_H

#include "checks/engine/syntax/Shape.h"
#include "checks/engine/terms/Loan.h"

namespace clang {
class CFG;
} // namespace clang

namespace closure {

struct LoopMove {
  CaptureSite Site;
  const clang::VarDecl *Moved = nullptr;
};

/// The captures, in the order of the source, that move a variable from outside of the innermost
/// loop around their lambda in each of its iterations. Those that only some iterations make, and
/// variables that the loop changes otherwise, are left out.
std::vector<LoopMove> movesInLoops(const clang::FunctionDecl &Function, const clang::CFG &Graph,
                                   const Shape &Body);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_LOOPMOVES_H

//===-- Lives.h - What becomes of each capture ------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SOLUTION_LIVES_H
#define CLOSURE_ENGINE_SOLUTION_LIVES_H

#include "checks/engine/solution/Solver.h"
#include "checks/engine/terms/Life.h"

namespace closure {

/// Whether the closure lies in the very object at which its capture, a pointer, points: the two die
/// together.
bool liesInReferent(const Loan &L, const Holder &Keeper);

/// One life for each capture that a lambda of the function makes and that the facts speak of.
/// As costly as `silences`: for people who ask.
std::vector<Life> lives(const Solution &S, llvm::ArrayRef<Defect> Found);

/// Where the closures go that borrow nothing by which that could be told: of each, the life of its
/// first capture as if it borrowed. `Told` has those of the captures. Solves the facts once more if
/// there are such closures; gives up after about `MaxSteps`.
std::vector<Life> witnessedLives(const Solution &S, llvm::ArrayRef<Life> Told, uint64_t MaxSteps);

} // namespace closure

#endif // CLOSURE_ENGINE_SOLUTION_LIVES_H

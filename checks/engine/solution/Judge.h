//===-- Judge.h - Which loans are held too long -----------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A loan held by a live holder when its place expires is a defect. In a loop, so is
// a loan on a variable that the loop changes while a live holder, which gathers the
// closures of several iterations, keeps it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SOLUTION_JUDGE_H
#define CLOSURE_ENGINE_SOLUTION_JUDGE_H

#include "checks/engine/solution/Solver.h"
#include "checks/engine/terms/Finding.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace closure {

/// Whether the first loop is the second or stands inside it; the solver knows loops only by name.
using LoopOrder = llvm::function_ref<bool(const clang::Stmt *Inner, const clang::Stmt *Outer)>;

/// The defects of one function, at most one for each capture, in the order of its points.
std::vector<Defect> judge(const Solution &S, LoopOrder Inside);

} // namespace closure

#endif // CLOSURE_ENGINE_SOLUTION_JUDGE_H

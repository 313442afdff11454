//===-- Summarise.h - A function's contract, read off its solution --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SOLUTION_SUMMARISE_H
#define CLOSURE_ENGINE_SOLUTION_SUMMARISE_H

#include "checks/engine/solution/Solver.h"
#include "checks/engine/terms/Contract.h"

namespace closure {

/// What the function does with closures: what of its arguments, its object and its
/// surroundings is held at its exit by what outlives it, what it has dropped there, and
/// what it calls.
Contract summarise(const Solution &S, const clang::FunctionDecl &Function);

} // namespace closure

#endif // CLOSURE_ENGINE_SOLUTION_SUMMARISE_H

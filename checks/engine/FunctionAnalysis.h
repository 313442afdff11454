//===-- FunctionAnalysis.h - One function, from its body to defects and a contract --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FUNCTIONANALYSIS_H
#define CLOSURE_ENGINE_FUNCTIONANALYSIS_H

#include "checks/engine/syntax/Types.h"
#include "checks/engine/terms/Contract.h"
#include "checks/engine/terms/Finding.h"
#include "checks/engine/terms/Keeping.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace closure {

class Solution;

/// Limits that keep one monstrous function from holding up the rest.
struct Budget {
  unsigned Blocks = 100000;
  unsigned Facts = 1000000;
  /// Facts applied and loans moved by the solver.
  uint64_t Steps = 10000000;
};

struct FunctionResult {
  enum class State { Done, NoBody, Errors, TooLarge };
  State S = State::Done;
  /// For `TooLarge`, the limit of the budget that was in the way.
  enum class Limit { None, Blocks, Facts, Steps };
  Limit Exceeded = Limit::None;
  std::vector<Defect> Defects;
  Contract Summary;
  /// Lambdas that the function gives to what calls them with things that are gone afterwards.
  std::vector<const clang::LambdaExpr *> Lent;
  /// Where closures that own something are kept.
  std::vector<Keeping> Keepings;
};

/// Sees the facts with their solution, and what was found.
using SolutionDump = llvm::function_ref<void(const Solution &, llvm::ArrayRef<Defect>)>;

/// What would become of a capture if it were one by reference.
struct Supposed {
  bool Right = false; ///< What it refers to outlives all that can hold the closure.
  bool Runs = false;  ///< The closure is handed to work that runs by itself.
  /// Where the function uses what holds the closure, in the order of the graph.
  std::vector<clang::SourceLocation> Uses;
};

/// Asks that of the function that makes the lambda. The types have been told to suppose it.
Supposed judgeSupposed(clang::ASTContext &Context, const clang::FunctionDecl &Function,
                       CaptureSite Site, Types &T, Contracts &Known);

/// Analyses the body of `Function`, which must be its definition; calls `Dump`, if given.
FunctionResult analyseFunction(clang::ASTContext &Context, const clang::FunctionDecl &Function,
                               Types &T, Contracts &Known, SolutionDump Dump = nullptr);

} // namespace closure

#endif // CLOSURE_ENGINE_FUNCTIONANALYSIS_H

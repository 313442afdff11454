//===-- FunctionLives.h - What becomes of a function's captures --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FUNCTIONLIVES_H
#define CLOSURE_ENGINE_FUNCTIONLIVES_H

#include "checks/engine/FunctionAnalysis.h"
#include "checks/engine/terms/Life.h"

namespace closure {

struct FunctionLives {
  FunctionResult::State S = FunctionResult::State::Done;
  std::vector<Life> Captures;
  /// Of the closures that borrow nothing: where each goes, told of its first capture.
  std::vector<Life> Closures;
};

/// Analyses the body of `Function` once more, for those who ask about its lambdas.
FunctionLives livesIn(clang::ASTContext &Context, const clang::FunctionDecl &Function, Types &T,
                      Contracts &Known);

/// Where the closure of the lambda goes, told of its first capture; none if it goes nowhere. Where
/// all captures are copies that hold nothing, the facts speak of it only if the types have been
/// told to suppose the first to be one by reference.
std::optional<Life> wayOf(clang::ASTContext &Context, const clang::FunctionDecl &Function,
                          const clang::LambdaExpr &Lambda, Types &T, Contracts &Known);

} // namespace closure

#endif // CLOSURE_ENGINE_FUNCTIONLIVES_H

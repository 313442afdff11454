//===-- FunctionLives.cpp - What becomes of a function's captures ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/FunctionLives.h"
#include "checks/engine/solution/Lives.h"

using namespace closure;

FunctionLives closure::livesIn(clang::ASTContext &Context, const clang::FunctionDecl &Function,
                               Types &T, Contracts &Known) {
  FunctionLives Told;
  Told.S = analyseFunction(Context, Function, T, Known,
                           [&](const Solution &S, llvm::ArrayRef<Defect> Found) {
                             Told.Captures = lives(S, Found);
                             Told.Closures = witnessedLives(S, Told.Captures, Budget().Steps);
                           })
               .S;
  return Told;
}

std::optional<Life> closure::wayOf(clang::ASTContext &Context, const clang::FunctionDecl &Function,
                                   const clang::LambdaExpr &Lambda, Types &T, Contracts &Known) {
  std::optional<Life> Way;
  analyseFunction(Context, Function, T, Known, [&](const Solution &S, llvm::ArrayRef<Defect>) {
    for (Life &Of : witnessedLives(S, {}, Budget().Steps))
      if (Of.Site.Lambda == &Lambda)
        Way = std::move(Of);
  });
  return Way;
}

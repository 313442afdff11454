//===-- Expressions.cpp - What stands behind an expression ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

const Expr *closure::stripped(const Expr *E) {
  while (E) {
    const Expr *Inner = E->IgnoreParenImpCasts();
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Bound->getSubExpr();
    else if (const auto *Whole = dyn_cast<FullExpr>(Inner))
      Inner = Whole->getSubExpr();
    else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Inner))
      Inner = Cast->getSubExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Inner))
      Inner = Default->getExpr();
    else if (const auto *Comma = dyn_cast<BinaryOperator>(Inner); Comma && Comma->isCommaOp())
      Inner = Comma->getRHS();
    if (Inner == E)
      return E;
    E = Inner;
  }
  return E;
}

bool closure::isAddress(const Expr *Pointer) {
  const Expr *Bare = stripped(Pointer);
  const auto *Address = dyn_cast<UnaryOperator>(Bare);
  return isa<CXXThisExpr>(Bare) || (Address && Address->getOpcode() == UO_AddrOf);
}

const Expr *closure::constructionIn(const Expr *E) {
  while (E) {
    E = E->IgnoreImplicit()->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      if (!Construct->isElidable() || !Construct->getNumArgs())
        return E;
      E = Construct->getArg(0);
    } else {
      return isa<CallExpr>(E) ? E : nullptr;
    }
  }
  return nullptr;
}

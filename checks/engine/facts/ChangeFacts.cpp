//===-- ChangeFacts.cpp - What a loop changes -----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/ChangeFacts.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

static const VarDecl *variableIn(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

void ChangeFacts::changed(const Expr &Target, const Stmt &By, const Stmt &Loop) {
  const VarDecl *V = variableIn(&Target);
  if (!V || V->getType()->isReferenceType())
    return;
  if (std::optional<PlaceId> Of = B.N.known(V))
    B.emit(Fact::change(*Of, &Loop, By.getBeginLoc()));
}

/// `std::getline(in, line)`: the library fills its reference parameters.
void ChangeFacts::filled(const CallExpr &Call, const Stmt &Loop) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || !inSystemHeader(*Callee) || B.T.known().accessOf(*Callee) != Access::None)
    return;
  for (unsigned I = 1; I < Call.getNumArgs() && I < Callee->getNumParams(); ++I) {
    QualType Parameter = Callee->getParamDecl(I)->getType();
    if (Parameter->isLValueReferenceType() && !Parameter->getPointeeType().isConstQualified() &&
        !B.T.canHold(Parameter))
      changed(*Call.getArg(I), Call, Loop);
  }
}

void ChangeFacts::change(const Stmt *S) {
  const Stmt *Loop = B.Body.loopAround(S);
  if (!Loop)
    return;
  if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
    if (Unary->isIncrementDecrementOp())
      changed(*Unary->getSubExpr(), *S, *Loop);
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
    if (Binary->isAssignmentOp())
      changed(*Binary->getLHS(), *S, *Loop);
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S)) {
    OverloadedOperatorKind K = Operator->getOperator();
    if (K == OO_Equal || K == OO_PlusPlus || K == OO_MinusMinus)
      changed(*Operator->getArg(0), *S, *Loop);
    else if (K == OO_GreaterGreater && Operator->getNumArgs() == 2)
      changed(*Operator->getArg(1), *S, *Loop);
  } else if (const auto *Call = dyn_cast<CallExpr>(S); Call && !isa<CXXMemberCallExpr>(Call)) {
    filled(*Call, *Loop);
  }
}

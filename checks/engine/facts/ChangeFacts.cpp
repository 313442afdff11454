//===-- ChangeFacts.cpp - What a loop changes -----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Late binding is about variables that get another value from the function itself:
// by assignment, by stepping, by reading input into them. Filling a container is no
// new value: closures that read it are meant to see what was added.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/facts/FactBuilder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

static const VarDecl *variableIn(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

void FactBuilder::change(const Stmt *S) {
  const Stmt *Loop = Body.loopAround(S);
  if (!Loop)
    return;
  auto Changed = [&](const Expr *E) {
    const VarDecl *V = variableIn(E);
    if (!V || V->getType()->isReferenceType())
      return;
    if (std::optional<PlaceId> Of = N.known(V))
      emit(Fact::change(*Of, Loop, S->getBeginLoc()));
  };
  if (const auto *Unary = dyn_cast<UnaryOperator>(S)) {
    if (Unary->isIncrementDecrementOp())
      Changed(Unary->getSubExpr());
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(S)) {
    if (Binary->isAssignmentOp())
      Changed(Binary->getLHS());
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S)) {
    OverloadedOperatorKind K = Operator->getOperator();
    if (K == OO_Equal || K == OO_PlusPlus || K == OO_MinusMinus)
      Changed(Operator->getArg(0));
    else if (K == OO_GreaterGreater && Operator->getNumArgs() == 2)
      Changed(Operator->getArg(1));
  } else if (const auto *Call = dyn_cast<CallExpr>(S); Call && !isa<CXXMemberCallExpr>(Call)) {
    // `std::getline(in, line)`: the library fills its reference parameters.
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !inSystemHeader(*Callee) || T.known().accessOf(*Callee) != Access::None)
      return;
    for (unsigned I = 1; I < Call->getNumArgs() && I < Callee->getNumParams(); ++I) {
      QualType Parameter = Callee->getParamDecl(I)->getType();
      if (Parameter->isLValueReferenceType() && !Parameter->getPointeeType().isConstQualified() &&
          !T.canHold(Parameter))
        Changed(Call->getArg(I));
    }
  }
}

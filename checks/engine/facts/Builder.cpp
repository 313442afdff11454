//===-- Builder.cpp - What all makers of facts share ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/Builder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

using namespace clang;
using namespace closure;

void Builder::flow(HolderId To, const Expr *From, bool Overwrites, Step::Kind K,
                   llvm::StringRef Name) {
  if (!canHold(From))
    return;
  HolderId Source = N.value(From);
  if (Source != To)
    emit(Fact::flow(To, Source, Overwrites, {K, Name.str(), From->getExprLoc()}));
}

/// Whether the function has something of its caller's that it could lose.
bool Builder::isGivenClosures() const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return (Method && Method->getParent()->isLambda()) ||
         llvm::any_of(Function.parameters(), [&](const ParmVarDecl *Parameter) {
           return T.canHold(Parameter->getType());
         });
}

void Builder::lose(HolderId From, SourceLocation Loc) {
  Fact F = Fact::flow(N.outOfSight(), From, false, {Step::Kind::None, "", Loc});
  F.GivenOnly = true;
  emit(std::move(F));
}

void Builder::lose(const Expr &E) {
  if (!IsGiven || E.getType()->isBooleanType())
    return;
  // A cast to something that can hold nothing takes it along all the same.
  const Expr *Source = canHold(&E) ? &E : stripped(&E);
  if (canHold(Source))
    lose(N.value(Source), E.getExprLoc());
}

HolderId Builder::fresh(const Expr &E) {
  HolderId To = N.value(&E);
  if (P.Holders[To].R.K == Root::Kind::Expression)
    emit(Fact::drop(To, E.getExprLoc()));
  return To;
}

/// Closures that others can run are kept in a part of the holder of their own.
HolderId Builder::keeper(HolderId To) {
  Outlives Why = P.Holders[To].Why;
  if (Why == Outlives::None || Why == Outlives::Return || Why == Outlives::Exception ||
      Why == Outlives::Detached)
    return To;
  return P.Holders.below(To, pendingPart());
}

bool Builder::canHold(const Expr *E) { return T.canHold(E->getType()); }

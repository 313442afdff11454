//===-- Builder.cpp - What all makers of facts share ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/Builder.h"
#include "clang/AST/ExprCXX.h"

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

const Expr *Builder::carried(const Expr *Value, QualType Into) {
  if (T.canHold(Into))
    return canHold(Value) ? Value : nullptr;
  if (!Types::isUntyped(Into))
    return nullptr;
  const Expr *Bare = stripped(Value);
  if (const auto *Owner = dyn_cast<CXXConstructExpr>(Bare); Owner && Owner->getNumArgs() == 1)
    Bare = stripped(Owner->getArg(0)); // `std::shared_ptr<void>(…)`
  if (canHold(Bare))
    return Bare;
  const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->hasLocalStorage() && Types::isUntyped(V->getType()) ? Bare : nullptr;
}

bool Builder::canHold(const Expr *E) { return T.canHold(E->getType()); }

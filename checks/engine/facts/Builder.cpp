//===-- Builder.cpp - What all makers of facts share ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/Builder.h"
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

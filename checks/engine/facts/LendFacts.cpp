//===-- LendFacts.cpp - What a call leaves of its object with others ------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/LendFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/TransferFacts.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Which overrider runs is known where the class of the object is.
void LendFacts::lendExact(const CallSite &Site) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Site.Callee);
  if (!Method || !Method->isVirtual() || !Site.Object)
    return;
  const CXXRecordDecl *Class = nullptr;
  if (const Expr *Smart = pointerBeforeArrow(Site.Object)) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Smart);
    const auto *Owner = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (const Expr *Made = Owner ? makerOf(*Owner) : nullptr)
      Class = madeBy(*Made);
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Site.Object))) {
    Class = Ref->getDecl()->getType()->getAsCXXRecordDecl();
  }
  if (Class && Class->getCanonicalDecl() == Method->getParent()->getCanonicalDecl())
    if (const Contract *C = B.Known.contractOfExact(*Method))
      lend(*C, Site);
}

/// What the callee leaves of the object with others, and nothing else.
void LendFacts::lend(const Contract &C, const CallSite &Site) {
  for (const Transfer &Moved : C.Transfers)
    if (Moved.Borrows && Moved.Site.isThis() && Moved.From.K == CallEnd::Kind::Object)
      Transfers.transfer(Moved, C, Site);
}

//===-- PointerUses.cpp - What code does with a pointer -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/PointerUses.h"
#include "checks/engine/syntax/Usage.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool PointerUses::onlyThrough() const {
  return all([&](const DeclRefExpr *M) { return throughOf(M) != nullptr; });
}

bool PointerUses::onlyReads() const {
  return all([&](const DeclRefExpr *M) {
    const Expr *Through = throughOf(M);
    return Through && reads(Through);
  });
}

bool PointerUses::onlyReadsItself() const {
  return all([&](const DeclRefExpr *M) { return reads(M); });
}

bool PointerUses::all(llvm::function_ref<bool(const DeclRefExpr *)> Is) const {
  return llvm::all_of(Code.mentionsOf(&V, /*Copies=*/true), Is);
}

const Stmt *PointerUses::above(const Stmt *S) const {
  const Stmt *Up = Code.around(S);
  while (isa_and_nonnull<ParenExpr>(Up))
    Up = Code.around(Up);
  return Up;
}

const Expr *PointerUses::throughOf(const Expr *M) const {
  const Stmt *Up = above(M);
  while (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Up))
    Up = above(Cast);
  if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up)) {
    if (Operator->getOperator() == OO_Star && Operator->getNumArgs() == 1)
      return Operator;
    Up = Operator->getOperator() == OO_Arrow ? above(Operator) : nullptr;
  }
  const auto *Deref = dyn_cast_or_null<UnaryOperator>(Up);
  const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
  return (Deref && Deref->getOpcode() == UO_Deref) || (Member && Member->isArrow()) ? cast<Expr>(Up)
                                                                                    : nullptr;
}

bool PointerUses::reads(const Expr *E) const {
  for (;;) {
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
        return Method->isConst() || Method->isStatic();
    const auto *Up = dyn_cast_or_null<Expr>(above(E));
    if (!Up)
      return true;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(Up)) {
      if (Cast->getCastKind() == CK_LValueToRValue || Cast->getType().isConstQualified())
        return true;
      E = Up;
    } else if (const auto *Member = dyn_cast<MemberExpr>(Up); Member && !Member->isArrow()) {
      E = Member;
    } else {
      return E->getType().isConstQualified();
    }
  }
}

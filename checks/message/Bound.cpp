//===-- Bound.cpp - Closures that no lambda makes, in words ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/message/Bound.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "checks/repair/Captured.h"
#include "checks/repair/Edits.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool closure::isBoundTemporary(const Finding &F) {
  const Defect &Lead = F.Defects.front();
  const CXXRecordDecl *Class = F.Lambda || Lead.Of.K != Place::Kind::Temporary || !Lead.Of.Temporary
                                   ? nullptr
                                   : Lead.Of.Temporary->getType()->getAsCXXRecordDecl();
  return Class && hasCallOperator(*Class);
}

std::string closure::boundText(const Finding &F) {
  std::vector<std::string> Names = captureNames(F);
  std::string Text = Names.size() == 1 && Names.front().empty()
                         ? isBoundTemporary(F) ? "a temporary closure" : "a temporary"
                         : quotedList(Names);
  Text += Names.size() > 1 ? " are bound" : " is bound";
  if (llvm::all_of(F.Defects,
                   [](const Defect &D) { return isa<CXXThisExpr>(stripped(D.Site.Bound)); }))
    return Text;
  bool Address = llvm::all_of(F.Defects, [](const Defect &D) {
    QualType T = D.Site.Bound->getType();
    return T->isPointerType() || T->isArrayType();
  });
  return Text + (Address ? " by address" : " by reference");
}

//===-- GivenMembers.cpp - Members that refer to what others own ----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/GivenMembers.h"
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// `t_(t)`, `t_{&t}`
static bool isParameter(const Expr *Init) {
  const Expr *E = stripped(Init);
  if (const auto *List = dyn_cast<InitListExpr>(E); List && List->getNumInits() == 1)
    E = stripped(List->getInit(0));
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    E = stripped(Address->getSubExpr());
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref && isa<ParmVarDecl>(Ref->getDecl());
}

bool closure::refersToGiven(const FieldDecl &Member, ClassUses &Uses) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Member.getParent());
  if (!Class || (!Member.getType()->isReferenceType() && !Member.getType()->isPointerType()) ||
      llvm::any_of(Uses.of(*Class).Given.lookup(&Member),
                   [](const Mentioned &M) { return isa_and_nonnull<FieldDecl>(M.Of); }))
    return false;
  bool Given = false;
  for (const CXXConstructorDecl *Declared : Class->ctors()) {
    const FunctionDecl *Definition = nullptr;
    if (Declared->isCopyOrMoveConstructor() || Declared->isDeleted())
      continue;
    if (!Declared->hasBody(Definition))
      return false;
    for (const CXXCtorInitializer *Init : cast<CXXConstructorDecl>(Definition)->inits())
      if (Init->getAnyMember() == &Member) {
        if (!isParameter(Init->getInit()))
          return false;
        Given = true;
      }
  }
  return Given;
}

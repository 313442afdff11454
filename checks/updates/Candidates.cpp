//===-- Candidates.cpp - Copies that a function's closures have -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/updates/Candidates.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Usage.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool closure::isEmptyValue(const Expr &Given, const ASTContext &Context) {
  const Expr *Init = Given.IgnoreImplicit()->IgnoreParens();
  if (const auto *Make = dyn_cast<CXXConstructExpr>(Init)) {
    if (Make->getNumArgs() == 0 || isa<CXXDefaultArgExpr>(Make->getArg(0)))
      return true;
    const Expr *First = Make->getArg(0)->IgnoreParenImpCasts();
    const auto *Text = dyn_cast<StringLiteral>(First);
    return (Text && Text->getLength() == 0) || First->getType()->isNullPtrType() ||
           (isa<CXXConstructExpr>(stripped(First)) && Make->getConstructor()->isMoveConstructor() &&
            cast<CXXConstructExpr>(stripped(First))->getNumArgs() == 0);
  }
  if (const auto *List = dyn_cast<InitListExpr>(Init))
    return List->getNumInits() == 0 ||
           llvm::all_of(List->inits(), [](const Expr *E) { return isa<ImplicitValueInitExpr>(E); });
  if (isa<ImplicitValueInitExpr, CXXScalarValueInitExpr>(Init))
    return true;
  QualType Type = Given.getType();
  if (Init->isValueDependent() || !(Type->isScalarType()))
    return false;
  Expr::EvalResult Value;
  if (!Given.EvaluateAsRValue(Value, Context) || Value.HasSideEffects)
    return false;
  if (Value.Val.isInt())
    return Value.Val.getInt().isZero() ||
           (Value.Val.getInt().isAllOnes() && !Type->isBooleanType());
  if (Value.Val.isFloat())
    return Value.Val.getFloat().isZero();
  return Value.Val.isLValue() && Value.Val.isNullPointer();
}

bool closure::startsEmpty(const VarDecl &V, const ASTContext &Context) {
  if (isa<ParmVarDecl>(V) || V.getType()->isReferenceType())
    return false;
  const Expr *Init = V.getInit();
  return Init ? isEmptyValue(*Init, Context) : !V.isCXXForRangeDecl() && !V.isExceptionVariable();
}

const VarDecl *closure::declaredWith(const DeclStmt &Declaration, const Stmt *Init) {
  for (const Decl *D : Declaration.decls())
    if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit() == Init)
      return V;
  return nullptr;
}

const VarDecl *closure::copiedBy(const VarDecl &Own) {
  const Expr *Init = Own.getInit() ? stripped(Own.getInit()) : nullptr;
  if (const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(Init);
      Copy && Copy->getNumArgs() == 1 && Copy->getConstructor()->isCopyConstructor())
    Init = stripped(Copy->getArg(0));
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Init);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->isLocalVarDeclOrParm() ? V : nullptr;
}

static void addCopies(const LambdaExpr &Lambda, std::vector<Candidate> &Found) {
  for (unsigned I = 0; I != Lambda.capture_size(); ++I) {
    const LambdaCapture &C = Lambda.capture_begin()[I];
    if (!C.capturesVariable() || C.getCaptureKind() != LCK_ByCopy || C.isPackExpansion())
      continue;
    const auto *Own = dyn_cast<VarDecl>(C.getCapturedVar());
    if (!Own || Own->getType().isVolatileQualified())
      continue;
    Candidate Copy{{&Lambda, I}, Own, Own};
    if (isOwnInitCapture(Lambda, C))
      Copy.Original = copiedBy(*Own);
    Found.push_back(Copy);
  }
}

static void collect(const Stmt *S, std::vector<Candidate> &Found) {
  if (!S)
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    addCopies(*Lambda, Found);
    if (Lambda->isGenericLambda())
      return;
    for (const Expr *Init : Lambda->capture_inits())
      collect(Init, Found);
    return collect(Lambda->getBody(), Found);
  }
  for (const Stmt *Child : S->children())
    collect(Child, Found);
}

std::vector<Candidate> closure::candidatesIn(const FunctionDecl &Function, ASTContext &Context) {
  std::vector<Candidate> Found;
  collect(Function.getBody(), Found);
  auto Worth = [&](const Candidate &Copy) {
    return Copy.Site.Lambda->isMutable() ||
           (Copy.Original == Copy.Own && !Copy.Own->getType().isConstQualified() &&
            startsEmpty(*Copy.Own, Context));
  };
  static constexpr size_t Most = 200; // a function that a person wrote has a few
  if (llvm::none_of(Found, Worth) || Found.size() > Most)
    Found.clear();
  return Found;
}

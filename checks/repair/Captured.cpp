//===-- Captured.cpp - What a capture names -------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Captured.h"
#include "checks/engine/syntax/Expressions.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

const LambdaCapture &closure::captureOf(const CaptureSite &Site) {
  return Site.Lambda->capture_begin()[Site.Index];
}

const VarDecl *closure::variableOf(const CaptureSite &Site) {
  if (!Site.Lambda)
    return nullptr;
  const LambdaCapture &C = captureOf(Site);
  return C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
}

/// What the operand refers to, by the name that a reader finds there; empty for a temporary.
static std::string boundName(const Expr *Operand) {
  const Expr *Of = referredBy(Operand);
  for (Of = Of ? Of : stripped(Operand); Of;) {
    if (isa<CXXThisExpr>(Of))
      return "this";
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Of))
      return Ref->getDecl()->getNameAsString();
    const Expr *Whole = nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(Of)) {
      Whole = stripped(Member->getBase());
      if (isa<CXXThisExpr>(Whole))
        return Member->getMemberDecl()->getNameAsString();
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Of)) {
      Whole = stripped(Subscript->getBase());
    } else if (const auto *Deref = dyn_cast<UnaryOperator>(Of)) {
      Whole = stripped(Deref->getSubExpr());
    } else if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Of)) {
      Whole = stripped(Method->getImplicitObjectArgument());
    } else if (const auto *Call = dyn_cast<CallExpr>(Of); Call && Call->getNumArgs()) {
      Whole = stripped(Call->getArg(0)); // `v[0]`, `std::move(x)`
    } else if (const auto *Copy = dyn_cast<CXXConstructExpr>(Of);
               Copy && Copy->getNumArgs() == 1 && isReferring(Copy->getType())) {
      Whole = stripped(Copy->getArg(0));
    }
    Of = Whole;
  }
  return "";
}

std::string closure::nameOf(const CaptureSite &Site) {
  if (!Site.Lambda)
    return boundName(Site.Bound);
  const LambdaCapture &C = captureOf(Site);
  return C.capturesThis() ? "this" : C.getCapturedVar()->getNameAsString();
}

const VarDecl *closure::endedShare(const Defect &D) {
  bool Ends = D.Unowned && D.Of.K == Place::Kind::Object &&
              (D.How == End::Closure || D.How == End::Function);
  return Ends ? dyn_cast_or_null<VarDecl>(D.Of.Variable) : nullptr;
}

bool closure::diesWithDestructor(const Defect &D) {
  return D.Of.K == Place::Kind::Object && D.How == End::Function && !D.Unowned;
}

bool closure::isPack(const CaptureSite &Site) {
  const LambdaCapture &C = captureOf(Site);
  if (C.isPackExpansion())
    return true;
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(C.getCapturedVar());
  const FunctionDecl *Owner = functionAround(Parameter);
  const FunctionDecl *Pattern = Owner ? Owner->getTemplateInstantiationPattern() : nullptr;
  return Pattern && llvm::any_of(Pattern->parameters(), [&](const ParmVarDecl *P) {
           return P->isParameterPack() && P->getDeclName() == Parameter->getDeclName();
         });
}

const FunctionDecl *closure::functionAround(const ValueDecl *D) {
  return D ? dyn_cast<FunctionDecl>(D->getDeclContext()) : nullptr;
}

bool closure::isInstantiated(const DeclContext &Code) {
  for (const DeclContext *In = &Code; In; In = In->getParent())
    if (const auto *F = dyn_cast<FunctionDecl>(In); F && F->isTemplateInstantiation())
      return true;
  return false;
}

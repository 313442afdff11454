//===-- Lending.cpp - What a body does with what is not its own -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Quick looks at a body, before anybody analyses it: whether it makes closures over its object or
// over what it was passed, and whether it tells others that work is done.
//
//===----------------------------------------------------------------------===//
#include "checks/calls/CallKnowledge.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Makers.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool CallKnowledge::isSignal(const FunctionDecl &Callee) const {
  return has(Callee, Effect::Verb::Signals);
}

bool CallKnowledge::givesSignal(const FunctionDecl &Callee) const {
  const FunctionDecl *Definition = nullptr;
  if (inSystemHeader(Callee) || !Callee.hasBody(Definition))
    return false;
  auto [It, New] = Signalling.try_emplace(Definition, false); // recursion adds nothing
  if (!New)
    return It->second;
  bool Signals = anyCall(Definition->getBody(), [&](const FunctionDecl &Called) {
    return isSignal(Called) || givesSignal(Called);
  });
  return Signalling[Definition] = Signals;
}

/// Whether what is made of the operands refers to the object by one of them.
bool CallKnowledge::bindsThis(const Expr &Made, const FunctionDecl *By, Arguments Operands) {
  bool Method = false, Object = false, Part = false;
  for (const Expr *Operand : Operands) {
    const Expr *Of = Operand ? referredBy(Operand) : nullptr;
    Object |= Of && isOwnPart(Of);
    Part |= Operand && isOwnPart(Operand);
    Method |= Operand && Operand->getType()->isMemberFunctionPointerType();
  }
  if (Object && By && (isBinder(*By) || (Method && readsBody(*By))))
    return true;
  const CXXRecordDecl *Record =
      (Object || Part) && !isa<CallExpr>(Made) ? Made.getType()->getAsCXXRecordDecl() : nullptr;
  return Record && Record->hasDefinition() && isFunctor(*Record) && T.canHoldClass(*Record);
}

/// Whether the value names the object or a part of it, or, for a pointer, where that is.
static bool leadsToObject(const Expr *Value, QualType Type, unsigned Depth = 0) {
  const Expr *Of = Type->isReferenceType() ? stripped(Value) : referredBy(Value);
  if (Of && isOwnPart(Of))
    return true;
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Value));
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->hasLocalStorage() && !isa<ParmVarDecl>(V) && V->getInit() && Depth != 8 &&
         (V->getType()->isReferenceType() || V->getType()->isPointerType()) &&
         leadsToObject(V->getInit(), V->getType(), Depth + 1);
}

/// `[this]`, and what comes to the same: `[self = this]`, `[&v = v]`, a local by that name.
static bool refersToObject(const LambdaCapture &C) {
  const auto *V = C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
  if (!V || isa<ParmVarDecl>(V) || V->hasGlobalStorage() || !V->getInit())
    return C.capturesThis();
  QualType Type = V->getType();
  bool Refers = Type->isReferenceType() ? C.getCaptureKind() == LCK_ByRef : Type->isPointerType();
  return Refers && leadsToObject(V->getInit(), Type);
}

bool CallKnowledge::makesClosureOverThis(const Stmt *S) {
  if (const auto *Default = dyn_cast_or_null<CXXDefaultInitExpr>(S))
    S = Default->getExpr();
  if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(S))
    if (llvm::any_of(Lambda->captures(), refersToObject))
      return true;
  if (const auto *Call = dyn_cast_or_null<CallExpr>(S))
    if (bindsThis(*Call, Call->getDirectCallee(), {Call->getArgs(), Call->getNumArgs()}))
      return true;
  if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(S))
    if (bindsThis(*Construct, Construct->getConstructor(),
                  {Construct->getArgs(), Construct->getNumArgs()}))
      return true;
  if (const auto *List = dyn_cast_or_null<InitListExpr>(S))
    if (bindsThis(*List, nullptr, List->inits()))
      return true;
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(S))
    if (const CXXMethodDecl *Method = Call->getMethodDecl(); Method && lendsObject(*Method))
      return true;
  return S && llvm::any_of(S->children(), [&](const Stmt *C) { return makesClosureOverThis(C); });
}

bool CallKnowledge::lendsObject(const FunctionDecl &Callee) {
  const FunctionDecl *Definition = nullptr;
  if (!isa<CXXMethodDecl>(Callee) || inSystemHeader(Callee) || !Callee.hasBody(Definition))
    return false;
  auto [It, New] = Lending.try_emplace(Definition, false); // recursion adds nothing
  if (!New)
    return It->second;
  bool Lends = makesClosureOverThis(Definition->getBody());
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition))
    Lends |= llvm::any_of(Constructor->inits(), [&](const CXXCtorInitializer *Init) {
      const CXXConstructorDecl *Part = constructorIn(*Init->getInit());
      return makesClosureOverThis(Init->getInit()) || (Part && lendsObject(*Part));
    });
  return Lending[Definition] = Lends;
}

/// A reference parameter of the function.
static bool isPassed(const ValueDecl *V, const FunctionDecl &Of) {
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(V);
  return Parameter && Parameter->getType()->isReferenceType() &&
         Parameter->getDeclContext() == static_cast<const DeclContext *>(&Of);
}

bool CallKnowledge::makesClosureOverArgument(const Stmt *S, const FunctionDecl &Of) {
  if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(S))
    return llvm::any_of(Lambda->captures(), [&](const LambdaCapture &C) {
      return C.capturesVariable() && C.getCaptureKind() == LCK_ByRef &&
             isPassed(C.getCapturedVar(), Of);
    });
  if (const auto *Call = dyn_cast_or_null<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee &&
        llvm::any_of(Call->arguments(),
                     [&](const Expr *Argument) {
                       const auto *Ref = dyn_cast<DeclRefExpr>(Argument->IgnoreParenImpCasts());
                       return Ref && isPassed(Ref->getDecl(), Of);
                     }) &&
        lendsArguments(*Callee))
      return true;
  return S && llvm::any_of(S->children(),
                           [&](const Stmt *C) { return makesClosureOverArgument(C, Of); });
}

/// Whether the code makes a closure over a copy of a view of what is not its own; `Seen` limits
/// how much of it is looked at.
bool CallKnowledge::makesClosureOverView(const Stmt *S, unsigned &Seen) {
  if (!S || ++Seen > 20000)
    return false;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(Lambda->captures(), [&](const LambdaCapture &C) {
      return C.capturesVariable() &&
             (C.getCaptureKind() == LCK_ByCopy ? T.views().mayRefer(*C.getCapturedVar())
                                               : C.getCapturedVar()->getType()->isReferenceType());
    });
  const FunctionDecl *Callee = nullptr;
  Arguments Given;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    Callee = Call->getDirectCallee(), Given = {Call->getArgs(), Call->getNumArgs()};
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    Callee = Construct->getConstructor(), Given = {Construct->getArgs(), Construct->getNumArgs()};
  if (Callee && (lendsViews(*Callee) || T.views().areBound(*Callee, Given)))
    return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return makesClosureOverView(Child, Seen); });
}

bool CallKnowledge::lendsViews(const FunctionDecl &Callee) {
  const FunctionDecl *Definition = nullptr;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (inSystemHeader(Callee) || !Callee.hasBody(Definition) || Definition->isDependentContext() ||
      (!Definition->getNumParams() && (!Method || Method->isStatic())))
    return false;
  auto [It, New] = LendingViews.try_emplace(Definition, false); // recursion adds nothing
  if (!New)
    return It->second;
  unsigned Seen = 0;
  bool Lends = makesClosureOverView(Definition->getBody(), Seen);
  return LendingViews[Definition] = Lends;
}

bool CallKnowledge::lendsArguments(const FunctionDecl &Callee) {
  const FunctionDecl *Definition = nullptr;
  if (inSystemHeader(Callee) || !Callee.hasBody(Definition) ||
      llvm::none_of(Definition->parameters(),
                    [&](const ParmVarDecl *P) { return isPassed(P, *Definition); }))
    return false;
  auto [It, New] = LendingArguments.try_emplace(Definition, false); // recursion adds nothing
  if (!New)
    return It->second;
  bool Lends = makesClosureOverArgument(Definition->getBody(), *Definition);
  return LendingArguments[Definition] = Lends;
}

//===-- FunctionClosures.cpp - Where a function uses its closures ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/updates/FunctionClosures.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/updates/ValueUse.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

FunctionClosures::FunctionClosures(ASTContext &Context, const FunctionDecl &Function,
                                   std::vector<Candidate> All)
    : Context(Context), Function(Function), Code(llvm::ArrayRef<const Stmt *>(Function.getBody())),
      After(Context, Function, Code), All(std::move(All)) {}

const OwnCopies::Use &FunctionClosures::useOf(const Candidate &Copy) {
  return Copies.try_emplace(Copy.Site.Lambda, *Copy.Site.Lambda).first->second.of(*Copy.Own);
}

bool FunctionClosures::isVisible(const Candidate &Copy) const {
  const VarDecl *V = Copy.Original;
  if (!V || !V->hasLocalStorage() || !V->getDeclContext()->Encloses(&Function))
    return false;
  for (const Stmt *Up = Code.around(Copy.Site.Lambda); Up; Up = Code.around(Up))
    if (const auto *Around = dyn_cast<LambdaExpr>(Up))
      for (const LambdaCapture &C : Around->captures())
        if (C.capturesVariable() && C.getCapturedVar() == V && C.getCaptureKind() != LCK_ByRef)
          return false;
  return true;
}

/// What only wraps or converts the closure.
static bool isWrapper(const Stmt *Up) {
  return isa<ParenExpr, FullExpr, CastExpr, CXXBindTemporaryExpr, MaterializeTemporaryExpr,
             CXXConstructExpr, InitListExpr>(Up);
}

const VarDecl *FunctionClosures::holderOf(const Stmt *Closure) const {
  const Stmt *Value = Closure, *Up = Code.around(Value);
  while (Up && isWrapper(Up))
    Value = Up, Up = Code.around(Value);
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(Up);
  const VarDecl *V = Declaration ? declaredWith(*Declaration, Value) : nullptr;
  const CXXRecordDecl *Class = V ? V->getType()->getAsCXXRecordDecl() : nullptr;
  // A thread that it starts, or a guard that calls it, is no name of the closure.
  return Class && (Class->isLambda() ||
                   (V->getType()->isRecordType() && Class->getName() == "function"))
             ? V
             : nullptr;
}

std::vector<const Stmt *> FunctionClosures::usesOf(const LambdaExpr &Lambda) const {
  const Stmt *Outermost = After.outermost(&Lambda);
  const VarDecl *Holder = holderOf(Outermost);
  if (!Holder)
    return {After.callAround(Outermost)};
  std::vector<const Stmt *> Uses;
  for (const DeclRefExpr *Mention : Code.mentionsOf(Holder, /*Copies=*/true))
    Uses.push_back(After.callAround(After.outermost(Mention)));
  return Uses;
}

bool FunctionClosures::isOnlyCalled(const LambdaExpr &Lambda) const {
  const VarDecl *Holder = holderOf(&Lambda);
  return Holder && isOnlyCalled(*Holder);
}

const CallExpr *FunctionClosures::callOf(const Expr &Named) const {
  const Stmt *E = &Named, *Up = Code.around(E);
  while (Up && isa<ImplicitCastExpr, ParenExpr>(Up))
    E = Up, Up = Code.around(E);
  const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Up);
  return Call && Call->getOperator() == OO_Call && Call->getArg(0) == E ? Call : nullptr;
}

std::vector<const CallExpr *> FunctionClosures::callsOf(const VarDecl &Holder) const {
  std::vector<const CallExpr *> Calls;
  for (const DeclRefExpr *Mention : Code.mentionsOf(&Holder, /*Copies=*/true)) {
    const CallExpr *Call = callOf(*Mention);
    if (!Call || After.outermost(Mention) != Mention)
      return {};
    Calls.push_back(Call);
  }
  return Calls;
}

bool FunctionClosures::isOnlyCalled(const VarDecl &Holder) const {
  std::vector<const CallExpr *> Calls = callsOf(Holder);
  return !Calls.empty() &&
         llvm::all_of(Calls, [&](const CallExpr *Call) { return isDiscarded(Call, Code); });
}

bool FunctionClosures::isChanged(const VarDecl &V, const LambdaExpr *Except) const {
  return llvm::any_of(Code.mentionsOf(&V, /*Copies=*/false), [&](const DeclRefExpr *Mention) {
    return !(Except && Code.inside(Mention, Except)) && changesValue(*Mention, Code);
  });
}

bool FunctionClosures::mentions(const Stmt &S, const ValueDecl &V) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    return Ref->getDecl() == &V;
  const auto *Lambda = dyn_cast<LambdaExpr>(&S);
  return Lambda && llvm::any_of(Lambda->captures(), [&](const LambdaCapture &C) {
           return C.capturesVariable() && C.getCapturedVar() == &V;
         });
}

std::set<const void *> FunctionClosures::bundlesOf(const LambdaExpr &Lambda) const {
  std::set<const void *> Found;
  auto Add = [&](const Stmt *Value) {
    for (const Stmt *Up = Value; Up; Up = Code.around(Up)) {
      if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Up);
          Call && Call->getOperator() == OO_Equal)
        if (const auto *Member = dyn_cast<MemberExpr>(Call->getArg(0)->IgnoreParenImpCasts()))
          if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Member->getBase())))
            Found.insert(Ref->getDecl());
      if (isa<ReturnStmt, DeclStmt>(Up) || !isa<Expr>(Up))
        return void(Found.insert(Up));
      // Statements of a block have only that above them.
      if (const Stmt *Over = Code.around(Up); Over && isa<CompoundStmt>(Over))
        return void(Found.insert(Up));
    }
  };
  const VarDecl *Holder = holderOf(&Lambda);
  if (!Holder)
    Add(&Lambda);
  else
    for (const DeclRefExpr *Mention : Code.mentionsOf(Holder, /*Copies=*/true))
      Add(Mention);
  return Found;
}

bool FunctionClosures::isInLoop(const Stmt *S) const {
  for (const Stmt *Up = S; Up; Up = Code.around(Up))
    if (isLoop(Up))
      return true;
  return false;
}

bool FunctionClosures::haveCommonLoop(const Stmt *S, const Stmt *Other) const {
  for (const Stmt *Up = S; Up; Up = Code.around(Up))
    if (isLoop(Up) && Code.inside(Other, Up))
      return true;
  return false;
}

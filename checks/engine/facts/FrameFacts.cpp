//===-- FrameFacts.cpp - What a suspended coroutine needs -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/FrameFacts.h"
#include "checks/engine/facts/LaterUses.h"
#include "checks/engine/syntax/Coroutine.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

FrameFacts::FrameFacts(Builder &B) : B(B) {
  const CoroutineBodyStmt *Body = coroutineBody(B.Function);
  if (!Body)
    return;
  IsCoroutine = true;
  Found.StartsAtOnce = startsAtOnce(*Body);
  Found.FreesItself = freesItself(*Body);
  const auto *Method = dyn_cast<CXXMethodDecl>(&B.Function);
  if (Method && Method->getParent()->isLambda())
    Captures = captureNumbers(*Method->getParent());
  else if (Method && Method->isInstance())
    Captures[nullptr] = OwnObject;
}

/// A by-value parameter lies in the frame while that is suspended, and with it what it was moved
/// to.
void FrameFacts::awaitedWith(const Stmt *Operand) {
  if (!Operand || isa<LambdaExpr>(Operand))
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Operand))
    if (const auto *Parameter = dyn_cast<ParmVarDecl>(Ref->getDecl());
        Parameter && !Parameter->getType()->isReferenceType())
      statement(*Ref);
  for (const Stmt *Child : Operand->children())
    awaitedWith(Child);
}

void FrameFacts::statement(const Stmt &S) {
  if (!IsCoroutine)
    return;
  unsigned Block = B.here().Block;
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(&S); Await && suspends(*Await)) {
    Suspensions[Block].push_back({++Count, Await->getKeywordLoc()});
    // What is awaited itself is asked for its result afterwards.
    const Expr *Awaiter = Await->getCommonExpr();
    if (const auto *Common = dyn_cast_or_null<OpaqueValueExpr>(Awaiter))
      Awaiter = Common->getSourceExpr();
    if (Awaiter && isa<DeclRefExpr>(stripped(Awaiter)))
      statement(*stripped(Awaiter));
    if (const auto *Awaited = dyn_cast<CoawaitExpr>(Await))
      awaitedWith(Awaited->getOperand());
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  if (Ref || isa<CXXThisExpr>(S))
    Uses[Block].push_back({++Count, cast<Expr>(S).getExprLoc(), Ref ? Ref->getDecl() : nullptr});
}

void FrameFacts::add(const Event &Use, SourceLocation Suspended) {
  if (auto It = Captures.find(Use.Of); It != Captures.end())
    Found.Captures.try_emplace(It->second, LateUse{Suspended, Use.Loc});
  if (const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(Use.Of);
      Parameter && Parameter->getDeclContext() == static_cast<const DeclContext *>(&B.Function))
    Found.Parameters.try_emplace(Parameter->getFunctionScopeIndex(), LateUse{Suspended, Use.Loc});
}

/// What is used on a way that begins there.
void FrameFacts::usedAfter(unsigned Block, unsigned Number, SourceLocation Suspended) {
  for (const Event &Use : Uses[Block])
    if (Use.Number > Number)
      add(Use, Suspended);
  for (unsigned After : blocksAfter(B.P, Block))
    for (const Event &Use : Uses[After])
      add(Use, Suspended);
}

void FrameFacts::complete() {
  if (!IsCoroutine)
    return;
  if (!Found.StartsAtOnce) {
    for (const auto &[Block, InBlock] : Uses)
      for (const Event &Use : InBlock)
        add(Use, SourceLocation());
  } else {
    for (const auto &[Block, InBlock] : Suspensions)
      for (const Event &Suspended : InBlock)
        usedAfter(Block, Suspended.Number, Suspended.Loc);
  }
  B.P.Coroutine = std::move(Found);
}

//===-- WaitFacts.cpp - Where the function waits --------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a call keeps in a queue, a signal or a pool may have run, and be gone, once the
// function has waited. Which wait ends what is not known here; so every wait ends all
// that is pending, and the engine keeps quiet.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/FactBuilder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace closure;

/// Closures that others can run are kept in a part of the holder of their own.
HolderId FactBuilder::keeper(HolderId To) {
  Outlives Why = P.Holders[To].Why;
  if (Why == Outlives::None || Why == Outlives::Return || Why == Outlives::Exception)
    return To;
  return P.Holders.below(To, pendingPart());
}

void FactBuilder::wait() {
  P.Waits = true;
  Waits.push_back({Current, unsigned(P.Blocks[Current].Facts.size())});
}

/// A wait that gives up after some time proves nothing.
static bool isDuration(QualType T) {
  const CXXRecordDecl *Record = T.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl();
  return Record && (Record->getName() == "duration" || Record->getName() == "time_point");
}

/// `while (!done) …` ends when the closure has set the flag; a second reason to end the
/// loop would prove nothing.
static bool mentionsSignal(const Stmt *S, const Shape &Body, bool &Plain) {
  if (!S)
    return false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isLogicalOp())
    Plain = false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && Body.isSignalled(Ref->getDecl()))
    return true;
  bool Found = false;
  for (const Stmt *Child : S->children())
    Found |= mentionsSignal(Child, Body, Plain);
  return Found;
}

/// A loop that waits for each of several has waited for all when it ends.
static bool waitsInside(const Stmt *S, const Contracts &Known) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee(); Callee && Known.isWait(*Callee))
      return llvm::none_of(Call->arguments(),
                           [](const Expr *A) { return isDuration(A->getType()); });
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return waitsInside(Child, Known); });
}

bool FactBuilder::waits(const CallSite &Site) const {
  if (!Site.Callee)
    return false;
  if (T.known().isWait(*Site.Callee))
    return llvm::none_of(Site.Arguments, [](const Expr *A) { return isDuration(A->getType()); });
  // `std::for_each(futures…, [](auto &f) { f.get(); })`
  return inSystemHeader(*Site.Callee) && llvm::any_of(Site.Arguments, [&](const Expr *A) {
           const auto *Lambda = dyn_cast<LambdaExpr>(stripped(A));
           return Lambda && waitsInside(Lambda->getBody(), T.known());
         });
}

/// `while (!queue.empty()) …` ends when the queue holds nothing.
static const Expr *emptied(const Stmt *Condition) {
  const auto *Not = dyn_cast_or_null<UnaryOperator>(Condition);
  if (!Not || Not->getOpcode() != UO_LNot)
    return nullptr;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Not->getSubExpr()->IgnoreParenImpCasts());
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->getDeclName().isIdentifier() && Method->getName() == "empty"
             ? Call->getImplicitObjectArgument()
             : nullptr;
}

void FactBuilder::waitAfterLoop(const CFGBlock &B) {
  if (B.pred_size() != 1 || !B.pred_begin()->getReachableBlock())
    return;
  const CFGBlock &Before = *B.pred_begin()->getReachableBlock();
  const Stmt *Loop = Before.getTerminatorStmt();
  if (!isa_and_nonnull<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(Loop) ||
      Before.succ_size() != 2 || std::next(Before.succ_begin())->getReachableBlock() != &B)
    return;
  if (const Expr *Queue = emptied(Before.getTerminatorCondition()); Queue && canHold(Queue))
    emit(Fact::drop(N.value(Queue), Queue->getExprLoc()));
  bool Plain = true;
  if ((mentionsSignal(Before.getTerminatorCondition(), Body, Plain) && Plain) ||
      waitsInside(Loop, T.known()))
    wait();
}

void FactBuilder::insertWaits() {
  std::vector<HolderId> Pending;
  for (unsigned I = 0; I != P.Holders.size(); ++I)
    if (const Holder &H = P.Holders[HolderId(I)]; !H.Path.empty() && H.Path.back() == pendingPart())
      Pending.push_back(HolderId(I));
  // From the back, so that the positions before stay right.
  for (Point At : llvm::reverse(Waits)) {
    std::vector<Fact> &Facts = P.Blocks[At.Block].Facts;
    std::vector<Fact> Drops;
    for (HolderId H : Pending)
      Drops.push_back(Fact::drop(H, {}));
    Facts.insert(Facts.begin() + At.Index, Drops.begin(), Drops.end());
  }
}

//===-- WaitFacts.cpp - Where the function waits --------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Work that has a handle ends with it: a thread with its `join`, a future with its `get`.
// What a call keeps in a queue, a signal or a pool may have run, and be gone, once the
// function has waited. Which wait ends what is not known there; so every wait ends all
// that is pending, and the engine keeps quiet. Only a closure that goes on after its own
// signal is not ended by a wait for that signal.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/facts/FactBuilder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace closure;

/// Closures that others can run are kept in a part of the holder of their own.
HolderId FactBuilder::keeper(HolderId To) {
  Outlives Why = P.Holders[To].Why;
  if (Why == Outlives::None || Why == Outlives::Return || Why == Outlives::Exception ||
      Why == Outlives::Detached)
    return To;
  return P.Holders.below(To, pendingPart());
}

void FactBuilder::wait(Awaited For) {
  P.Waits = true;
  Waits.push_back({{Current, unsigned(P.Blocks[Current].Facts.size())}, For});
}

void FactBuilder::finish(HolderId To, const Expr &Call, bool Rethrows) {
  emit(Fact::use(To, Call.getExprLoc())); // `get` runs what was deferred until then
  Fact F = Fact::finish(To, Call.getExprLoc());
  if (const Stmt *Loop = Body.loopAround(&Call)) {
    LoopFinishes.push_back({Loop, To});
    if (Rethrows && !Body.hasTry())
      F.Loop = Loop;
  }
  emit(std::move(F));
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
static bool waitsInside(const Stmt *S, Contracts &Known) {
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

/// Whether what an algorithm is given to call ends the work behind each element:
/// `&std::thread::join`, or a lambda that joins.
static bool finishesEach(const Expr *Given, Contracts &Known) {
  const Expr *E = stripped(Given);
  if (const auto *Address = dyn_cast<UnaryOperator>(E))
    E = stripped(Address->getSubExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl());
    return Function && Known.isFinish(*Function);
  }
  if (const auto *Call = dyn_cast<CallExpr>(E)) // `std::mem_fn(…)`
    return llvm::any_of(Call->arguments(), [&](const Expr *A) { return finishesEach(A, Known); });
  const auto *Lambda = dyn_cast<LambdaExpr>(E);
  if (!Lambda)
    return false;
  if (const FunctionTemplateDecl *Generic =
          Lambda->getCallOperator()->getDescribedFunctionTemplate())
    return llvm::any_of(Generic->specializations(), [&](const FunctionDecl *Instance) {
      return Instance->hasBody() && waitsInside(Instance->getBody(), Known);
    });
  return waitsInside(Lambda->getBody(), Known);
}

void FactBuilder::finishInside(const CallSite &Site) {
  if (!Site.Callee || !inStandardLibrary(*Site.Callee) ||
      llvm::none_of(Site.Arguments, [&](const Expr *A) { return finishesEach(A, Known); }))
    return;
  for (const Expr *Argument : Site.Arguments)
    if (canHold(Argument) && !isa<LambdaExpr>(stripped(Argument)))
      finish(N.value(Argument), *Site.Call);
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

static bool isLoop(const Stmt *S) {
  return isa_and_nonnull<WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S);
}

/// The loop that is over where `B` begins, if `Before` is where it is left.
static const Stmt *loopLeft(const CFGBlock &Before, const CFGBlock &B) {
  const Stmt *Loop = Before.getTerminatorStmt();
  bool Left = isLoop(Loop) && Before.succ_size() == 2 &&
              std::next(Before.succ_begin())->getReachableBlock() == &B;
  return Left ? Loop : nullptr;
}

void FactBuilder::waitAfterLoop(const CFGBlock &B) {
  for (const CFGBlock::AdjacentBlock &Edge : B.preds())
    if (const CFGBlock *Before = Edge.getReachableBlock())
      if (const Stmt *Loop = loopLeft(*Before, B))
        LoopEnds.push_back({Loop, {Current, unsigned(P.Blocks[Current].Facts.size())}});
  if (!onlyPredecessor(B))
    return;
  const CFGBlock &Before = *onlyPredecessor(B);
  const Stmt *Loop = loopLeft(Before, B);
  if (!Loop)
    return;
  if (const Expr *Queue = emptied(Before.getTerminatorCondition()); Queue && canHold(Queue))
    emit(Fact::drop(N.value(Queue), Queue->getExprLoc()));
  bool Plain = true;
  if ((mentionsSignal(Before.getTerminatorCondition(), Body, Plain) && Plain) ||
      waitsInside(Loop, T.known()))
    wait(Awaited::Signal);
}

void FactBuilder::insertWaits() {
  std::vector<HolderId> Pending, Detached;
  for (unsigned I = 0; I != P.Holders.size(); ++I) {
    const Holder &H = P.Holders[HolderId(I)];
    if (!H.Path.empty() && H.Path.back() == pendingPart())
      Pending.push_back(HolderId(I));
    else if (H.Why == Outlives::Detached)
      Detached.push_back(HolderId(I));
  }
  std::vector<std::pair<Point, std::vector<Fact>>> Insertions;
  for (const WaitPoint &W : Waits) {
    std::vector<Fact> Facts;
    for (HolderId H : Pending)
      Facts.push_back(W.For == Awaited::Return ? Fact::drop(H, {}) : Fact::wait(H, {}));
    if (W.For == Awaited::Signal) {
      for (HolderId H : Detached)
        Facts.push_back(Fact::wait(H, {}));
      Facts.push_back(Fact::wait(HolderId(), {}));
    }
    Insertions.push_back({W.At, std::move(Facts)});
  }
  // A loop that joins each of several has joined all when it is left.
  for (const LoopEnd &Left : LoopEnds) {
    std::vector<Fact> Facts;
    for (const LoopFinish &F : LoopFinishes)
      if (Body.inside(F.Loop, Left.Loop))
        Facts.push_back(Fact::finish(F.To, {}));
    Insertions.push_back({Left.At, std::move(Facts)});
  }
  // From the back, so that the positions before stay right.
  std::map<std::pair<unsigned, unsigned>, std::vector<Fact>> ByPoint;
  for (auto &[At, New] : Insertions) {
    std::vector<Fact> &All = ByPoint[{At.Block, At.Index}];
    All.insert(All.end(), New.begin(), New.end());
  }
  for (const auto &[At, New] : llvm::reverse(ByPoint)) {
    std::vector<Fact> &Facts = P.Blocks[At.first].Facts;
    Facts.insert(Facts.begin() + At.second, New.begin(), New.end());
  }
}

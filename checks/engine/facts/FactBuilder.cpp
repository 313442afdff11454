//===-- FactBuilder.cpp - From a control flow graph to facts --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/FactBuilder.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace closure;

const CFGBlock *closure::onlyPredecessor(const CFGBlock &B) {
  const CFGBlock *Only = nullptr;
  for (const CFGBlock::AdjacentBlock &Edge : B.preds())
    if (const CFGBlock *Before = Edge.getReachableBlock()) {
      if (Only)
        return nullptr;
      Only = Before;
    }
  return Only;
}

void FactBuilder::flow(HolderId To, const Expr *From, bool Overwrites, Step::Kind K,
                       llvm::StringRef Name) {
  if (!canHold(From))
    return;
  HolderId Source = N.value(From);
  if (Source != To)
    emit(Fact::flow(To, Source, Overwrites, {K, Name.str(), From->getExprLoc()}));
}

HolderId FactBuilder::fresh(const Expr &E) {
  HolderId To = N.value(&E);
  if (P.Holders[To].R.K == Root::Kind::Expression)
    emit(Fact::drop(To, E.getExprLoc()));
  return To;
}

Program FactBuilder::build() {
  P.Blocks.resize(Graph.getNumBlockIDs());
  P.Entry = Graph.getEntry().getBlockID();
  P.Exit = Graph.getExit().getBlockID();
  for (const CFGBlock *B : Graph) {
    for (const CFGBlock::AdjacentBlock &Next : B->succs()) {
      const CFGBlock *S = Next.getReachableBlock();
      // A call that can throw has an edge to the exit; only a visible throw counts.
      bool Unwinds = S == &Graph.getExit() && B->succ_size() > 1 && !B->getTerminatorStmt();
      if (S && !Unwinds && !B->hasNoReturnElement())
        P.Blocks[B->getBlockID()].Successors.push_back(S->getBlockID());
    }
  }
  // A loop can end or change a place before the block that borrows it is seen.
  for (const ValueDecl *V : Body.borrowed())
    if (!N.isForeign(V))
      N.storage(V);
  // Operands come before what uses them also across blocks.
  std::vector<unsigned> Order = reversePostOrder(P);
  std::map<unsigned, const CFGBlock *> ById;
  for (const CFGBlock *B : Graph)
    ById[B->getBlockID()] = B;
  for (unsigned B : Order)
    block(*ById[B]);
  Current = P.Exit;
  exit();
  insertWaits();
  seedEntry();
  return std::move(P);
}

void FactBuilder::block(const CFGBlock &B) {
  Current = B.getBlockID();
  catches(B);
  emptyOnEntry(B);
  waitAfterLoop(B);
  std::vector<CFGElement> Run;
  for (const CFGElement &E : B) {
    bool Ends = E.getAs<CFGLifetimeEnds>() || E.getAs<CFGAutomaticObjDtor>();
    if (Ends) {
      Run.push_back(E);
      continue;
    }
    if (E.getAs<CFGScopeEnd>() || E.getAs<CFGScopeBegin>())
      continue;
    ends(Run);
    Run.clear();
    if (auto S = E.getAs<CFGStmt>())
      statement(S->getStmt());
    else if (auto Init = E.getAs<CFGInitializer>())
      initializer(*Init->getInitializer());
  }
  ends(Run);
}

void FactBuilder::statement(const Stmt *S) {
  change(S);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    lambda(*Lambda);
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    construct(*Construct);
  else if (const auto *Call = dyn_cast<CallExpr>(S))
    call(*Call);
  else if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    declaration(*Declaration);
  else if (const auto *Return = dyn_cast<ReturnStmt>(S))
    returned(*Return);
  else if (const auto *Throw = dyn_cast<CXXThrowExpr>(S))
    thrown(*Throw);
  else if (const auto *Binary = dyn_cast<BinaryOperator>(S);
           Binary && Binary->getOpcode() == BO_Assign)
    assignment(*Binary->getLHS(), *Binary->getRHS(), Binary->getOperatorLoc());
  else if (const auto *List = dyn_cast<InitListExpr>(S))
    parts(*List, {List->getInits(), List->getNumInits()});
  else if (const auto *Paren = dyn_cast<CXXParenListInitExpr>(S))
    parts(*Paren, {Paren->getInitExprs().begin(), Paren->getInitExprs().end()});
  else if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(S))
    parts(*List, {List->getSubExpr()});
  else if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(S))
    parts(*Choice, {Choice->getTrueExpr(), Choice->getFalseExpr()});
  else if (const auto *New = dyn_cast<CXXNewExpr>(S)) {
    if (const Expr *Init = New->getInitializer())
      parts(*New, {Init});
  }
  fullExpression(S, S->getEndLoc());
}

/// What is held on entry: the arguments, the object, what the closure captured; and what
/// this function may drop, so that its summary can tell.
void FactBuilder::seedEntry() {
  std::vector<Fact> Seeds;
  auto Seed = [&](HolderId To, Loan L) {
    Seeds.push_back(Fact::borrow(To, P.add(std::move(L)), {}));
  };
  for (unsigned I = 0; I != Function.getNumParams(); ++I)
    if (T.canHold(Function.getParamDecl(I)->getType())) {
      Loan L;
      L.K = Loan::Kind::Argument;
      L.Parameter = I;
      Seed(N.variable(Function.getParamDecl(I)), L);
    }
  std::vector<bool> Dropped(P.Holders.size(), false);
  for (const Program::Block &B : P.Blocks)
    for (const Fact &F : B.Facts)
      if (F.K == Fact::Kind::Drop || F.K == Fact::Kind::Finish ||
          (F.K == Fact::Kind::Flow && F.Overwrites))
        Dropped[F.To.Value] = true;
  for (const Program::Block &B : P.Blocks)
    for (const Fact &F : B.Facts)
      if (F.K == Fact::Kind::Finish)
        P.Finished.insert(F.To.Value);
  for (unsigned I = 0, Count = P.Holders.size(); I != Count; ++I) {
    HolderId Id(I);
    Outlives Why = P.Holders[Id].Why;
    if (P.Holders[Id].Path.empty() && (Why == Outlives::Object || Why == Outlives::Enclosing)) {
      Loan L;
      bool Borrowed = Why == Outlives::Enclosing && !P.Holders[Id].R.Closure;
      L.K = Borrowed ? Loan::Kind::Enclosed : Loan::Kind::Object;
      L.OldHolder = Id;
      Seed(Id, L);
    }
    if (I < Dropped.size() && Dropped[I] && Why != Outlives::None && Why != Outlives::Return &&
        Why != Outlives::Exception) {
      Loan L;
      L.K = Loan::Kind::Old;
      L.OldHolder = Id;
      Seed(Id, L);
    }
  }
  std::vector<Fact> &Entry = P.Blocks[P.Entry].Facts;
  Entry.insert(Entry.begin(), Seeds.begin(), Seeds.end());
}

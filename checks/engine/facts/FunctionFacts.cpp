//===-- FunctionFacts.cpp - From a control flow graph to facts ------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/FunctionFacts.h"
#include "checks/engine/facts/AliasFacts.h"
#include "checks/engine/facts/AssignmentFacts.h"
#include "checks/engine/facts/BindingFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/CallFacts.h"
#include "checks/engine/facts/ChangeFacts.h"
#include "checks/engine/facts/CoroutineFacts.h"
#include "checks/engine/facts/DestructorFacts.h"
#include "checks/engine/facts/ElementFacts.h"
#include "checks/engine/facts/EntryFacts.h"
#include "checks/engine/facts/FrameFacts.h"
#include "checks/engine/facts/GuardFacts.h"
#include "checks/engine/facts/LambdaFacts.h"
#include "checks/engine/facts/LendFacts.h"
#include "checks/engine/facts/LifetimeFacts.h"
#include "checks/engine/facts/ObjectFacts.h"
#include "checks/engine/facts/SelfFacts.h"
#include "checks/engine/facts/TakeFacts.h"
#include "checks/engine/facts/TemporaryFacts.h"
#include "checks/engine/facts/TransferFacts.h"
#include "checks/engine/facts/UnwindFacts.h"
#include "checks/engine/facts/ViewFacts.h"
#include "checks/engine/facts/WaitFacts.h"
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Coroutine.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace closure;

namespace {

/// Walks the graph and hands each element to the makers that it concerns.
class FunctionFacts {
public:
  FunctionFacts(ASTContext &Context, const FunctionDecl &Function, const CFG &Graph,
                const Shape &Body, Types &T, Contracts &Known)
      : Graph(Graph), B(Context, Function, Body, T, Known) {}

  Program build();

private:
  void outlivingPointees();
  void block(const CFGBlock &Block);
  void statement(const Stmt *S);
  void deleted(const CXXDeleteExpr &Delete);
  void endsOther(const CXXDeleteExpr &Delete);
  void whole(const Stmt *S);

  const CFG &Graph;
  Builder B;
  // Each knows only of those before it.
  EntryFacts Entry{B};
  ChangeFacts Changes{B};
  TakeFacts Takings{B};
  GuardFacts Tests{B};
  FrameFacts Frames{B};
  WaitFacts Waits{B};
  TemporaryFacts Temporaries{B};
  CallEnds Ends{B, Temporaries};
  AliasFacts Aliases{B, Ends};
  SelfFacts Selves{B};
  ObjectFacts Objects{B, Temporaries};
  BindingFacts Bindings{B, Objects, Temporaries};
  AssignmentFacts Assignments{B, Aliases, Selves, Temporaries, Bindings};
  ViewFacts Viewed{B, Objects, Temporaries};
  TransferFacts Transfers{B, Ends, Aliases, Objects, Bindings, Viewed};
  LambdaFacts Lambdas{B, Ends, Objects, Transfers, Temporaries, Viewed};
  LendFacts Lends{B, Transfers};
  CoroutineFacts Coroutines{B, Temporaries, Objects, Waits};
  CallFacts Calls{B,     Ends,    Aliases, Assignments, Coroutines,
                  Lends, Objects, Selves,  Transfers,   Waits};
  ElementFacts Elements{B, Objects, Transfers};
  DestructorFacts Destructors{B, Waits};
  LifetimeFacts Lifetimes{B, Destructors, Objects};
  UnwindFacts Unwinding{B, Graph, Destructors, Lifetimes};
};

} // namespace

Program closure::factsOf(ASTContext &Context, const FunctionDecl &Function, const CFG &Graph,
                         const Shape &Body, Types &T, Contracts &Known) {
  return FunctionFacts(Context, Function, Graph, Body, T, Known).build();
}

Program FunctionFacts::build() {
  Unwinding.addBlocks();
  // A loop can end or change a place before the block that borrows it is seen.
  for (const ValueDecl *V : B.Body.borrowed())
    if (!B.N.isForeign(V))
      B.N.storage(V);
  Viewed.prepare();
  for (const CFGBlock *Block : Graph)
    for (const CFGElement &E : *Block)
      if (auto S = E.getAs<CFGStmt>()) {
        Viewed.prepareOperands(*S->getStmt());
        if (const auto *Call = dyn_cast<CallExpr>(S->getStmt()))
          Viewed.prepare(*Call);
      }
  // Operands come before what uses them also across blocks.
  std::vector<unsigned> Order = reversePostOrder(B.P);
  std::map<unsigned, const CFGBlock *> ById;
  for (const CFGBlock *Block : Graph)
    ById[Block->getBlockID()] = Block;
  for (unsigned Id : Order)
    block(*ById[Id]);
  for (unsigned Id : Order)
    Tests.emptyOnEdges(*ById[Id]);
  B.enter(B.P.Exit);
  Lifetimes.exit();
  outlivingPointees();
  bool Settled = Waits.mayFollowObject();
  Waits.insertWaits();
  B.enter(B.P.Exit);
  // What the destructor waits for may be what runs the closures.
  if (!Settled)
    Objects.diesWithDestructor(B.Function.getBody()->getEndLoc());
  Unwinding.complete();
  Selves.complete();
  Frames.complete();
  Takings.complete();
  Entry.seed();
  return std::move(B.P);
}

/// What a local smart pointer points at outlives the function if a copy of the pointer does.
void FunctionFacts::outlivingPointees() {
  std::vector<HolderId> Pointees;
  for (unsigned I = 0; I != B.P.Holders.size(); ++I) {
    const Holder &H = B.P.Holders[HolderId(I)];
    if (H.R.K == Root::Kind::Variable && H.Path.size() == 1 && !H.Path.front() &&
        H.Why == Outlives::None &&
        isSharingPointer(static_cast<const ValueDecl *>(H.R.Key)->getType()))
      Pointees.push_back(HolderId(I));
  }
  if (Pointees.empty())
    return;
  std::map<HolderId, std::vector<HolderId>> Sources;
  std::vector<HolderId> Reached;
  std::set<HolderId> Seen;
  for (const Program::Block &Block : B.P.Blocks)
    for (const Fact &F : Block.Facts)
      if (F.K == Fact::Kind::Flow) {
        Sources[F.To].push_back(F.From);
        Outlives Why = B.P.Holders[F.To].Why;
        if (Why != Outlives::None && Why != Outlives::Return && Why != Outlives::Exception &&
            Seen.insert(F.To).second)
          Reached.push_back(F.To);
      }
  for (size_t I = 0; I != Reached.size(); ++I)
    for (HolderId From : Sources[Reached[I]])
      if (Seen.insert(From).second)
        Reached.push_back(From);
  for (HolderId Pointee : Pointees)
    if (Seen.count(B.P.Holders[Pointee].Parent))
      for (HolderId Part : B.P.Holders.within(Pointee))
        B.P.Holders[Part].Why = Outlives::Heap;
}

void FunctionFacts::block(const CFGBlock &Block) {
  B.enter(Block.getBlockID());
  Lifetimes.catches(Block);
  Tests.emptyOnEntry(Block);
  Waits.waitAfterLoop(Block);
  Waits.waitAfterTest(Block);
  std::vector<CFGElement> Run;
  for (const CFGElement &E : Block) {
    if (E.getAs<CFGLifetimeEnds>() || E.getAs<CFGAutomaticObjDtor>()) {
      Run.push_back(E);
      continue;
    }
    if (E.getAs<CFGScopeEnd>() || E.getAs<CFGScopeBegin>())
      continue;
    Lifetimes.ends(Run);
    Run.clear();
    if (auto S = E.getAs<CFGStmt>()) {
      Unwinding.leaves(Block, *S->getStmt());
      statement(S->getStmt());
    }
    if (auto Init = E.getAs<CFGInitializer>())
      Assignments.initializer(*Init->getInitializer());
  }
  Lifetimes.ends(Run);
}

void FunctionFacts::statement(const Stmt *S) {
  Changes.change(S);
  Selves.uses(*S);
  Frames.statement(*S);
  Viewed.statement(*S);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    Takings.lambda(*Lambda);
    Lambdas.lambda(*Lambda);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(S))
    Calls.construct(*Construct), Bindings.viewed(*Construct);
  else if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !isOfAwaiting(*Callee) || Callee->getName() == "await_transform")
      Calls.call(*Call), Elements.call(*Call);
  } else if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    Assignments.declaration(*Declaration);
  else if (const auto *Return = dyn_cast<ReturnStmt>(S))
    Assignments.returned(*Return);
  else if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(S))
    Coroutines.awaited(*Await);
  else if (const auto *Return = dyn_cast<CoreturnStmt>(S))
    Coroutines.returned(*Return);
  else if (const auto *Throw = dyn_cast<CXXThrowExpr>(S))
    Assignments.thrown(*Throw);
  else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S))
    deleted(*Delete);
  else if (const auto *Binary = dyn_cast<BinaryOperator>(S);
           Binary && Binary->getOpcode() == BO_Assign)
    Assignments.assignment(*Binary->getLHS(), *Binary->getRHS(), Binary->getOperatorLoc());
  else
    whole(S);
  Temporaries.complete(S, S->getEndLoc());
}

/// The object dies, and with it what it stood for.
void FunctionFacts::deleted(const CXXDeleteExpr &Delete) {
  Destructors.deleted(Delete);
  Objects.resets(*Delete.getArgument(), Delete.getBeginLoc());
  Selves.deleted(Delete);
  if (isa<CXXThisExpr>(stripped(Delete.getArgument())))
    Objects.deletesItself(Delete);
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Delete.getArgument()));
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const CXXRecordDecl *Class = V ? classBehind(V->getType()) : nullptr;
  if (V && V->hasLocalStorage() && Class && Class->hasDefinition() && !makerOf(*V) &&
      B.T.ends().doesAnything(*Class)) {
    Builder::Reasoning In(B, {Reason::Kind::Destructor, Class, /*Open=*/true});
    Waits.waitAtEnd(WaitFacts::Awaited::Return, V, Class);
  }
  endsOther(Delete);
}

/// `delete worker_`, in a destructor: the closures in it are gone; what else that does, nobody
/// sees.
void FunctionFacts::endsOther(const CXXDeleteExpr &Delete) {
  Relations::Subject Of = Relations::of(Delete.getArgument());
  const CXXRecordDecl *Class = classBehind(Delete.getArgument()->getType());
  if (!isa<CXXDestructorDecl>(B.Function) || !isa_and_nonnull<FieldDecl>(Of))
    return;
  if (std::optional<NamedHolder> In = B.N.pointee(Delete.getArgument()))
    B.emit(Fact::drop(In->Holder, Delete.getBeginLoc()));
  if (!Class || !Class->hasDefinition() || !B.T.ends().doesAnything(*Class))
    return;
  Builder::Reasoning In(B, {Reason::Kind::Destructor, Class, /*Open=*/true});
  Waits.waitAtEnd(WaitFacts::Awaited::Return, Of, Class);
}

/// A value that is put together from several.
void FunctionFacts::whole(const Stmt *S) {
  if (const auto *List = dyn_cast<InitListExpr>(S))
    Assignments.parts(*List, {List->getInits(), List->getNumInits()});
  else if (const auto *Paren = dyn_cast<CXXParenListInitExpr>(S))
    Assignments.parts(*Paren, {Paren->getInitExprs().begin(), Paren->getInitExprs().end()});
  else if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(S))
    Assignments.parts(*List, {List->getSubExpr()});
  else if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(S))
    Assignments.parts(*Choice, {Choice->getTrueExpr(), Choice->getFalseExpr()});
  else if (const auto *New = dyn_cast<CXXNewExpr>(S)) {
    if (const Expr *Init = New->getInitializer())
      Assignments.parts(*New, {Init});
    // Made in bytes that belong to something, which from then on holds it.
    if (New->getNumPlacementArgs() == 1 && B.canHold(New))
      if (std::optional<NamedHolder> Bytes = B.N.bytes(New->getPlacementArg(0))) {
        B.flow(Bytes->Holder, New, /*Overwrites=*/false, Step::Kind::Stored);
        // A local pointer to bytes leads to those of the object, as far as anybody sees.
        const auto *Method = dyn_cast<CXXMethodDecl>(&B.Function);
        if (B.P.Holders[Bytes->Holder].Why == Outlives::None && Method && !Method->isStatic() &&
            !Method->getParent()->isLambda() && B.T.canHoldClass(*Method->getParent()))
          B.flow(B.N.thisObject(), New, /*Overwrites=*/false, Step::Kind::Stored);
      }
  }
}

//===-- UnwindFacts.cpp - What exceptions leave, and what they end --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/UnwindFacts.h"
#include "checks/engine/facts/DestructorFacts.h"
#include "checks/engine/facts/LifetimeFacts.h"
#include "checks/engine/syntax/Throws.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace closure;

void UnwindFacts::addBlocks() {
  B.P.Blocks.resize(Graph.getNumBlockIDs());
  B.P.Entry = Graph.getEntry().getBlockID();
  B.P.Exit = Graph.getExit().getBlockID();
  for (const CFGBlock *Block : Graph) {
    if (const auto *Handler = dyn_cast_or_null<CXXCatchStmt>(Block->getLabel()))
      Handlers[Handler] = Block->getBlockID();
    if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(Block->getTerminatorStmt()))
      Tries[Block->getBlockID()] = Try;
  }
  for (const CFGBlock *Block : Graph)
    addEdges(*Block);
}

static const CXXThrowExpr *throwAtEnd(const CFGBlock &Block) {
  std::optional<CFGStmt> Last = Block.empty() ? std::nullopt : Block.back().getAs<CFGStmt>();
  return Last ? dyn_cast<CXXThrowExpr>(Last->getStmt()) : nullptr;
}

void UnwindFacts::addEdges(const CFGBlock &Block) {
  // What is thrown here leads to its handler even if no call does.
  if (const CXXThrowExpr *Throw = throwAtEnd(Block); Throw && Throw->getSubExpr()) {
    auto Known = Handlers.find(B.Body.handlerOf(*Throw));
    B.P.Blocks[Block.getBlockID()].Successors = {Known == Handlers.end() ? B.P.Exit
                                                                         : Known->second};
    return;
  }
  auto *Try = dyn_cast_or_null<CXXTryStmt>(Block.getTerminatorStmt());
  const CFGBlock::AdjacentBlock *Last =
      Block.succ_empty() ? nullptr : &*std::prev(Block.succ_end());
  for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
    const CFGBlock *S = Next.getReachableBlock();
    if (!S || Block.hasNoReturnElement())
      continue;
    // Where nothing catches it, what a call throws is no path.
    bool Out = S == &Graph.getExit();
    if (Out && (Try || (Block.succ_size() > 1 && &Next == Last && !Block.getTerminatorStmt())))
      continue;
    const auto *Handler = dyn_cast_or_null<CXXCatchStmt>(S->getLabel());
    if (Try && (Handler ? !isReachedByCalls(*Try, *Handler) : catchesMost(*Try)))
      continue;
    B.P.Blocks[Block.getBlockID()].Successors.push_back(S->getBlockID());
  }
}

void UnwindFacts::leaves(const CFGBlock &Block, const Stmt &S) {
  std::optional<CFGStmt> Last = Block.empty() ? std::nullopt : Block.back().getAs<CFGStmt>();
  if (!Last || Last->getStmt() != &S || !isa<CallExpr, CXXThrowExpr>(S))
    return;
  unsigned Id = Block.getBlockID();
  if (const auto *Throw = dyn_cast<CXXThrowExpr>(&S))
    return throws(Id, *Throw);
  if (Tries.count(Id))
    return;
  for (unsigned Next : B.P.Blocks[Id].Successors)
    if (Tries.count(Next))
      return calls(Id, cast<CallExpr>(S), Next);
  if (throwsVisibly(cast<CallExpr>(S)))
    throwsOut(Id, cast<CallExpr>(S));
}

unsigned UnwindFacts::addBlock(unsigned Next) {
  B.P.Blocks.emplace_back();
  B.P.Blocks.back().Successors.push_back(Next);
  return B.P.Blocks.size() - 1;
}

/// The call stands in a block of its own; beside it is the way that it takes if it throws.
void UnwindFacts::calls(unsigned Block, const CallExpr &Call, unsigned Try) {
  std::vector<unsigned> Onwards;
  for (unsigned Next : B.P.Blocks[Block].Successors)
    if (Next != Try)
      Onwards.push_back(Next);
  if (throwsNothing(Call, B.T)) {
    B.P.Blocks[Block].Successors = std::move(Onwards);
    return;
  }
  const CXXTryStmt &Around = *Tries[Try];
  unsigned Out =
      unwind(B.Body.lastInScope(&Call), &Around, Try, Around.getHandler(0)->getCatchLoc());
  fork(Block, std::move(Onwards), Out);
}

/// What is called throws, as its body shows, and nothing around the call catches that.
void UnwindFacts::throwsOut(unsigned Block, const CallExpr &Call) {
  unsigned Out =
      unwind(B.Body.lastInScope(&Call), nullptr, B.P.Exit, B.Function.getBody()->getEndLoc());
  fork(Block, B.P.Blocks[Block].Successors, Out);
}

/// From here on the call goes onwards, or by `Out`.
void UnwindFacts::fork(unsigned Block, std::vector<unsigned> Onwards, unsigned Out) {
  unsigned After = addBlock(Out), Aside = addBlock(Out);
  B.P.Blocks[After].Successors = std::move(Onwards);
  B.P.Blocks[Block].Successors = {After, Aside};
  Calls.push_back({After, Aside});
  B.enter(After);
}

void UnwindFacts::throws(unsigned Block, const CXXThrowExpr &Throw) {
  const VarDecl *Last = B.Body.lastInScope(&Throw);
  SourceLocation Loc = B.Function.getBody()->getEndLoc();
  std::vector<unsigned> Next = B.P.Blocks[Block].Successors;
  if (const CXXCatchStmt *Handler = B.Body.handlerOf(Throw)) {
    if (auto Known = Handlers.find(Handler); Known != Handlers.end())
      Next = {unwind(Last, B.Body.tryOf(*Handler), Known->second, Handler->getCatchLoc())};
    B.P.Blocks[Block].Successors = std::move(Next);
    return;
  }
  // What is thrown on, the handlers around may catch.
  auto Around = Throw.getSubExpr() || Next.empty() ? Tries.end() : Tries.find(Next.front());
  unsigned Target = Around == Tries.end() ? B.P.Exit : Around->first;
  unsigned Way = unwind(Last, Around == Tries.end() ? nullptr : Around->second, Target, Loc);
  B.P.Blocks[Block].Successors = {Way};
}

/// The way from a point where `Last` was declared last to the target: the variables of the block,
/// or of the function, die in the reverse order of their declarations. Ways are shared from where
/// they meet.
unsigned UnwindFacts::unwind(const VarDecl *Last, const CXXTryStmt *Until, unsigned Target,
                             SourceLocation Loc) {
  std::vector<const VarDecl *> Dying;
  unsigned Next = Target;
  for (const VarDecl *V = Last; V && (!Until || B.Body.isWithin(V, *Until)); V = B.Body.before(V)) {
    if (auto Known = Unwound.find({V, Target}); Known != Unwound.end()) {
      Next = Known->second;
      break;
    }
    if (!V->hasGlobalStorage())
      Dying.push_back(V);
  }
  unsigned From = B.here().Block;
  for (const VarDecl *V : llvm::reverse(Dying)) {
    unsigned Id = addBlock(Next);
    B.enter(Id);
    Destructors.destroyed(*V);
    Lifetimes.endsOf(*V, End::Unwinding, Loc);
    // What says nothing needs no block; what a destructor waits for is said later.
    const CXXRecordDecl *Class = V->getType()->getAsCXXRecordDecl();
    if (B.here().Index || (Class && Class->hasDefinition() && !Class->hasTrivialDestructor()))
      Next = Id;
    else
      B.P.Blocks.pop_back();
    Unwound[{V, Target}] = Next;
  }
  B.enter(From);
  return Next;
}

void UnwindFacts::complete() {
  for (const Thrown &T : Calls) {
    std::vector<Fact> Facts;
    for (const Fact &F : B.P.Blocks[T.Call].Facts)
      if (F.K == Fact::Kind::Use || F.K == Fact::Kind::Drop || F.K == Fact::Kind::Stop ||
          F.K == Fact::Kind::Finish || F.K == Fact::Kind::Wait)
        Facts.push_back(F);
    B.P.Blocks[T.Aside].Facts = std::move(Facts);
  }
}

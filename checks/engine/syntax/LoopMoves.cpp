//===-- LoopMoves.cpp - What a loop moves into one closure after the other ===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/LoopMoves.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace closure;

static const Stmt *bodyOf(const Stmt *Loop) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(Loop))
    return While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(Loop))
    return Do->getBody();
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
    return Range->getBody();
  return nullptr;
}

static bool isForward(const FunctionDecl &Callee) {
  return inStandardLibrary(Callee) && Callee.getDeclName().isIdentifier() &&
         Callee.getName() == "forward";
}

/// The variable that the capture leaves empty, by a constructor that does more than to copy.
static const VarDecl *emptiedBy(const LambdaExpr &Lambda, const LambdaCapture &C) {
  if (!C.capturesVariable() || !isOwnInitCapture(Lambda, C))
    return nullptr;
  const auto *Captured = dyn_cast<VarDecl>(C.getCapturedVar());
  const Expr *Init = Captured ? Captured->getInit() : nullptr;
  const auto *Made = Init ? dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit()) : nullptr;
  if (!Made || Made->getNumArgs() != 1 || !Made->getConstructor()->isMoveConstructor() ||
      Made->getConstructor()->isTrivial())
    return nullptr;
  const auto *Call = dyn_cast<CallExpr>(stripped(Made->getArg(0)));
  bool Moves = Call && Call->getNumArgs() == 1 && Call->getDirectCallee() &&
               (Call->isCallToStdMove() || isForward(*Call->getDirectCallee()));
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Moves ? Call->getArg(0) : Made->getArg(0)));
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

namespace {

class Walk {
public:
  Walk(const CFG &Graph, const Shape &Body) : Graph(Graph), Body(Body) {}
  std::vector<LoopMove> Found;

  /// What stands below `S` is evaluated each time that `S` is.
  void visit(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      return each(*Lambda);
    if (const Stmt *Inner = bodyOf(S)) {
      const Stmt *Outer = std::exchange(Loop, S);
      visit(Inner);
      Loop = Outer;
      return;
    }
    // Perhaps only once in the loop; a loop inside that starts anew.
    bool Sometimes = isa<IfStmt, SwitchStmt, AbstractConditionalOperator, CXXCatchStmt>(S);
    if (const auto *Binary = dyn_cast<BinaryOperator>(S))
      Sometimes |= Binary->isLogicalOp();
    const Stmt *Around = Loop;
    if (Sometimes)
      Loop = nullptr;
    for (const Stmt *Child : S->children())
      visit(Child);
    Loop = Around;
  }

private:
  void each(const LambdaExpr &Lambda) {
    for (unsigned I = 0; Loop && I != Lambda.capture_size(); ++I) {
      const VarDecl *V = emptiedBy(Lambda, Lambda.capture_begin()[I]);
      if (V && !V->hasGlobalStorage() && !declaredInLoop(*V) && !filledAgain(*V, Lambda) &&
          isReachedAgain(Lambda))
        Found.push_back({{&Lambda, I}, V});
    }
  }

  bool declaredInLoop(const VarDecl &V) const {
    const Stmt *Of = Body.loopOf(&V);
    return Of && Body.inside(Of, Loop);
  }

  bool filledAgain(const VarDecl &V, const LambdaExpr &Lambda) {
    if (IndexOf != Loop)
      Uses.emplace(llvm::ArrayRef<const Stmt *>(Loop)), IndexOf = Loop;
    return Uses->of(&V, nullptr, &Lambda).Changes;
  }

  bool isReachedAgain(const LambdaExpr &Lambda) const {
    const CFGBlock *Home = nullptr;
    for (const CFGBlock *Block : Graph)
      for (const CFGElement &E : *Block)
        if (auto S = E.getAs<CFGStmt>(); S && S->getStmt() == &Lambda)
          Home = Block;
    if (!Home)
      return false;
    llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
    std::vector<const CFGBlock *> Work{Home};
    while (!Work.empty()) {
      const CFGBlock *Block = Work.back();
      Work.pop_back();
      for (const CFGBlock::AdjacentBlock &Next : Block->succs())
        if (const CFGBlock *To = Next.getReachableBlock()) {
          if (To == Home)
            return true;
          if (Seen.insert(To).second)
            Work.push_back(To);
        }
    }
    return false;
  }

  const CFG &Graph;
  const Shape &Body;
  const Stmt *Loop = nullptr; ///< That makes what is visited in each iteration.
  std::optional<UseIndex> Uses;
  const Stmt *IndexOf = nullptr;
};

} // namespace

std::vector<LoopMove> closure::movesInLoops(const FunctionDecl &Function, const CFG &Graph,
                                            const Shape &Body) {
  Walk Look(Graph, Body);
  if (Body.hasLoops())
    Look.visit(Function.getBody());
  return std::move(Look.Found);
}

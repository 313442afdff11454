//===-- Afterwards.cpp - What a function does after a point ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/updates/Afterwards.h"
#include "checks/updates/OwnCopy.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include <deque>

using namespace clang;
using namespace closure;

Afterwards::Afterwards(ASTContext &Context, const FunctionDecl &Function, const UseIndex &Code)
    : Code(Code) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd(); // each mention is an element
  Graph = CFG::buildCFG(&Function, Function.getBody(), &Context, Options);
  if (!Graph)
    return;
  for (const CFGBlock *Block : *Graph)
    for (unsigned I = 0; I != Block->size(); ++I)
      if (auto Element = (*Block)[I].getAs<CFGStmt>())
        At.try_emplace(Element->getStmt(), Block->getBlockID(), I);
}

Afterwards::~Afterwards() = default;

const Stmt *Afterwards::firstAfter(const Stmt *From, See Look) const {
  auto It = At.find(From);
  if (It == At.end())
    return nullptr;
  llvm::DenseMap<unsigned, const CFGBlock *> Blocks;
  for (const CFGBlock *Block : *Graph)
    Blocks[Block->getBlockID()] = Block;
  // The rest of the block first; if a loop leads back, all of it.
  std::deque<std::pair<const CFGBlock *, unsigned>> Work{
      {Blocks.lookup(It->second.first), It->second.second + 1}};
  llvm::DenseSet<const CFGBlock *> Seen;
  while (!Work.empty()) {
    auto [Block, Begin] = Work.front();
    Work.pop_front();
    bool Ended = false;
    for (unsigned I = Begin; I != Block->size() && !Ended; ++I)
      if (auto Element = (*Block)[I].getAs<CFGStmt>()) {
        Meets Met = Look(*Element->getStmt());
        if (Met == Meets::Found)
          return Element->getStmt();
        Ended = Met == Meets::End;
      }
    if (!Ended)
      for (const CFGBlock *Next : Block->succs())
        if (Next && Seen.insert(Next).second)
          Work.push_back({Next, 0});
  }
  return nullptr;
}

const Stmt *Afterwards::readAfter(const Stmt *From, const ValueDecl &V,
                                  const LambdaExpr &Except) const {
  return firstAfter(From, [&](const Stmt &S) { return meets(S, V, Except); });
}

/// Other closures over the variable: one that borrows and changes it makes it shared, one that
/// copies it to read it reads it now, and one with a state of its own only starts from it.
Afterwards::Meets Afterwards::meetsLambda(const LambdaExpr &Lambda, const ValueDecl &V) const {
  for (const LambdaCapture &C : Lambda.captures()) {
    if (!C.capturesVariable() || C.getCapturedVar() != &V)
      continue;
    if (C.getCaptureKind() == LCK_ByRef)
      return Code.of(&V, &Lambda).Changes ? Meets::End : Meets::Found;
    OwnCopies Own(Lambda);
    const OwnCopies::Use &Use = Own.of(V);
    return Use.Named && Use.Changed.isInvalid() ? Meets::Found : Meets::Nothing;
  }
  return Meets::Nothing;
}

/// The mention, and what only names it in another way.
static const Stmt *whole(const Stmt *Mention, const UseIndex &Code) {
  const Stmt *E = Mention;
  for (const Stmt *Up = Code.around(E); Up && (isa<ParenExpr>(Up) || isa<ImplicitCastExpr>(Up));
       Up = Code.around(E))
    E = Up;
  return E;
}

static bool isCounting(const Stmt *Up) {
  const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up);
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up);
  return (Unary && Unary->isIncrementDecrementOp()) ||
         isa_and_nonnull<CompoundAssignOperator>(Up) ||
         (Operator &&
          (Operator->getOperator() == OO_PlusPlus || Operator->getOperator() == OO_MinusMinus ||
           (Operator->isAssignmentOp() && Operator->getOperator() != OO_Equal)));
}

/// The range of a `for`: whatever the loop may do to the elements, it looks at them.
static bool isWalked(const Stmt *Up) {
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(Up);
  return Declaration && Declaration->isSingleDecl() && Declaration->getSingleDecl()->isImplicit();
}

/// `std::move(v)`, or `return v`, hands the value on.
static bool isMovedOut(const Stmt *Up) {
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Up);
  if (Made && Made->getConstructor()->isCopyOrMoveConstructor())
    return true;
  const auto *Call = dyn_cast_or_null<CallExpr>(Up);
  return Call && Call->isXValue() && Call->getDirectCallee() &&
         Call->getDirectCallee()->isInStdNamespace();
}

Afterwards::Meets Afterwards::meets(const Stmt &S, const ValueDecl &V,
                                    const LambdaExpr &Except) const {
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
    return Lambda == &Except ? Meets::Nothing : meetsLambda(*Lambda, V);
  if (const auto *Declaration = dyn_cast<DeclStmt>(&S))
    return llvm::is_contained(Declaration->decls(), &V) ? Meets::End : Meets::Nothing;
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  if (!Ref || Ref->getDecl() != &V || !Code.around(Ref)) // a plain capture is part of its lambda
    return Meets::Nothing;
  const Stmt *E = whole(Ref, Code);
  const Stmt *Up = Code.around(E);
  if (const auto *Cast = dyn_cast_or_null<CastExpr>(Up); Cast && Cast->getCastKind() == CK_ToVoid)
    return Meets::Nothing;
  if (isa_and_nonnull<LambdaExpr>(Up)) // an init-capture: a state that starts from it
    return Meets::Nothing;
  if (isCounting(Up) && isa_and_nonnull<CompoundStmt, ForStmt>(Code.around(Up)))
    return Meets::Nothing;
  return Code.isChanged(Ref) && !isWalked(Up) && !isMovedOut(Up) ? Meets::End : Meets::Found;
}

bool Afterwards::changes(const Stmt &S, const ValueDecl &V) const {
  if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
    return llvm::is_contained(Code.changersOf(&V), Lambda);
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  return Ref && Ref->getDecl() == &V && Code.around(Ref) && Code.isChanged(Ref);
}

const Stmt *Afterwards::callAround(const Stmt *Value) const {
  const Stmt *Last = Value;
  for (const Stmt *Up = Value; Up && isa<Expr>(Up); Up = Code.around(Up)) {
    if (At.contains(Up))
      Last = Up;
    if (Up != Value && isa<CallExpr>(Up) && At.contains(Up))
      return Up;
  }
  return Last;
}

const Stmt *Afterwards::outermost(const Stmt *S) const {
  const Stmt *Found = S;
  for (const Stmt *Up = S; Up; Up = Code.around(Up))
    if (isa<LambdaExpr>(Up))
      Found = Up;
  return Found;
}

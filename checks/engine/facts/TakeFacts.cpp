//===-- TakeFacts.cpp - Loops that empty what they move -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/TakeFacts.h"
#include "checks/engine/syntax/Usage.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// The variable that `std::move(v)` or `std::forward<T>(v)` gives away; null for a value that
/// stays.
static const DeclRefExpr *givenAway(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreParenImpCasts());
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || !Call->isXValue() || Call->getNumArgs() != 1 || !inStandardLibrary(*Callee) ||
      !Callee->getDeclName().isIdentifier() ||
      (Callee->getName() != "move" && Callee->getName() != "forward"))
    return nullptr;
  return dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenImpCasts());
}

/// What the initialiser moves into a new object, itself or into a part of it.
static const DeclRefExpr *takenBy(const Expr *Init) {
  const Expr *E = stripped(Init);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (Construct->getNumArgs() == 1 && Construct->getConstructor()->isMoveConstructor())
      if (const DeclRefExpr *Ref = givenAway(Construct->getArg(0)))
        return Ref;
    for (const Expr *Argument : Construct->arguments())
      if (const DeclRefExpr *Ref = takenBy(Argument))
        return Ref;
  }
  if (const auto *List = dyn_cast<InitListExpr>(E))
    for (const Expr *Part : List->inits())
      if (const DeclRefExpr *Ref = takenBy(Part))
        return Ref;
  return nullptr;
}

void TakeFacts::lambda(const LambdaExpr &Lambda) {
  const Stmt *Loop = B.Body.everyTurnOf(&Lambda);
  if (!Loop)
    return;
  for (unsigned I = 0; I != Lambda.capture_size(); ++I) {
    const LambdaCapture &C = Lambda.capture_begin()[I];
    if (!C.capturesVariable() || !isOwnInitCapture(Lambda, C))
      continue;
    const auto *Own = cast<VarDecl>(C.getCapturedVar());
    const DeclRefExpr *From = Own->getInit() ? takenBy(Own->getInit()) : nullptr;
    const auto *V = From ? dyn_cast<VarDecl>(From->getDecl()) : nullptr;
    const CXXRecordDecl *Class =
        V ? V->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
    // A copy of what has nothing to give leaves it as it was.
    if (!Class || !Class->hasNonTrivialMoveConstructor() || V->hasGlobalStorage() ||
        B.Body.inside(B.Body.loopOf(V), Loop))
      continue;
    if (!Uses)
      Uses.emplace(llvm::ArrayRef<const Stmt *>(B.Function.getBody()));
    if (Uses->of(V, Loop, &Lambda).Changes)
      continue;
    Candidates.push_back({{{&Lambda, I}, V, From->getExprLoc()}, B.here().Block});
  }
}

/// Whether the block is entered again after it was left.
bool TakeFacts::comesAgain(unsigned Block) const {
  std::vector<unsigned> Work = B.P.Blocks[Block].Successors;
  llvm::DenseSet<unsigned> Seen(Work.begin(), Work.end());
  for (size_t I = 0; I != Work.size(); ++I) {
    if (Work[I] == Block)
      return true;
    for (unsigned Next : B.P.Blocks[Work[I]].Successors)
      if (Seen.insert(Next).second)
        Work.push_back(Next);
  }
  return false;
}

void TakeFacts::complete() {
  static constexpr size_t Most = 64; // in code that a person wrote there are one or two
  if (Candidates.size() > Most)
    Candidates.resize(Most);
  for (const Taking &T : Candidates)
    if (comesAgain(T.Block))
      B.P.Emptied.push_back(T.What);
}

//===-- SpentCalls.cpp - What tests leave with what they set up -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/SpentCalls.h"
#include "checks/LastCalls.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

/// Calls `See(statement)` for the code, closures in it left out, until it says that it has seen
/// enough of one.
template <class Fn> static void visit(const Stmt *S, Fn See) {
  if (!S || isa<LambdaExpr>(S) || !See(*S))
    return;
  for (const Stmt *Child : S->children())
    visit(Child, See);
}

/// The call on the way of the closure that keeps it until it is used up; null if there is none.
const CXXMemberCallExpr *SpentCalls::spending(const Defect &D) const {
  const CXXMemberCallExpr *Found = nullptr;
  for (const Step &Taken : D.Path)
    for (const FunctionDecl *F : Defined) {
      SourceRange Range = F->getSourceRange();
      if (Found || Taken.K != Step::Kind::Modelled ||
          !SM.isPointWithin(SM.getFileLoc(Taken.Loc), SM.getFileLoc(Range.getBegin()),
                            SM.getFileLoc(Range.getEnd())))
        continue;
      visit(F->getBody(), [&](const Stmt &S) {
        const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
        if (Call && Call->getExprLoc() == Taken.Loc && Known.spends(*Call) != Spent::Never)
          Found = Call;
        return !Found;
      });
    }
  return Found;
}

/// What the project calls, or what is not seen: it may be what the closure is kept for.
static bool mayUse(const Stmt &S) {
  if (const auto *Made = dyn_cast<CXXConstructExpr>(&S))
    return Made->getNumArgs() && !Made->getConstructor()->isCopyOrMoveConstructor() &&
           !inSystemHeader(*Made->getConstructor());
  const auto *Call = dyn_cast<CallExpr>(&S);
  if (!Call)
    return false;
  const FunctionDecl *Callee = Call->getDirectCallee();
  return !Callee || !inSystemHeader(*Callee) || Callee->getOverloadedOperator() == OO_Call;
}

/// Whether such a call stands between the one that keeps the closure and the end of what that
/// refers to. What is called to set up others is none.
bool SpentCalls::isFollowed(const CXXMemberCallExpr &Keeping, const Defect &D,
                            const FunctionDecl &In) const {
  bool Found = false;
  visit(In.getBody(), [&](const Stmt &S) {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
    if (Call && Known.spends(*Call) != Spent::Never)
      return false;
    SourceLocation At = SM.getFileLoc(S.getBeginLoc());
    Found |= mayUse(S) && SM.isBeforeInTranslationUnit(SM.getFileLoc(Keeping.getEndLoc()), At) &&
             SM.isBeforeInTranslationUnit(At, SM.getFileLoc(D.Ends));
    return !Found;
  });
  return Found;
}

bool SpentCalls::isSpent(const Defect &D, const FunctionDecl &In) const {
  if (D.Site.isThis() || D.Running ||
      (D.family() != Family::Lifetime && D.family() != Family::View))
    return false;
  const CXXMemberCallExpr *Keeping = spending(D);
  if (!Keeping)
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(&In);
  bool Last = Method && Calls.isLastOfModel(*Method) && D.K == Defect::Kind::Dangling &&
              D.Ends == In.getBody()->getEndLoc();
  return Last || (Known.spends(*Keeping) == Spent::ByCalls && isFollowed(*Keeping, D, In));
}

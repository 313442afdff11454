//===-- ViewOperands.cpp - Views that are bound to a function -------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/TemporaryFacts.h"
#include "checks/engine/facts/ViewFacts.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Names the views with several values, each of which the closure may get.
void ViewFacts::prepareOperands(const Stmt &S) {
  Arguments Given;
  const FunctionDecl *Callee = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    Callee = Call->getDirectCallee(), Given = {Call->getArgs(), Call->getNumArgs()};
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
    Callee = Construct->getConstructor(), Given = {Construct->getArgs(), Construct->getNumArgs()};
  auto Views = [&](const Expr *Argument) { return B.T.views().isOperand(*Argument); };
  if (!Callee || llvm::none_of(Given, Views) || !bindsViews(*Callee, B.Known))
    return;
  for (unsigned I = 0; I != Given.size(); ++I)
    if (B.T.views().isOperand(*Given[I]))
      followAll(B.T.views().ofValue(Given[I], &B.Body), {nullptr, I, cast<Expr>(&S), Given[I]});
}

void ViewFacts::operand(const CallSite &Site, unsigned Index, HolderId To, bool Starts,
                        llvm::ArrayRef<Step> Steps) {
  const Expr *Given = Index < Site.Arguments.size() ? Site.Arguments[Index] : nullptr;
  if (!Given || !B.T.views().isOperand(*Given) || B.N.behind(Given))
    return;
  CaptureSite At{nullptr, Index, Site.Call, Given};
  SourceLocation Loc = Site.Call->getExprLoc();
  for (const Origin &Of : B.T.views().ofValue(Given, &B.Body)) {
    if (Of.K == Origin::Kind::View) {
      for (const Slot &S : Slots[cast<VarDecl>(Of.V)])
        if (S.Site == At) {
          Fact F = Fact::flow(To, S.Holder, false, Steps.front());
          F.Inner.assign(Steps.begin() + 1, Steps.end());
          F.Starts = Starts;
          B.emit(std::move(F));
        }
      continue;
    }
    std::optional<Loan> L = loan(Of, At, Given->getExprLoc());
    if (!L)
      continue;
    seen(Of, Loc);
    for (const Step &S : Steps)
      if (S.K != Step::Kind::None)
        L->Inner.push_back(S);
    LoanId Id = B.P.add(std::move(*L));
    B.emit(Fact::borrow(To, Starts ? Program::running(Id) : Id, Loc));
    Temporaries.endLate();
  }
}

/// Where no lambda made the closure, the argument that is the view shows where it is.
CaptureSite ViewFacts::siteOf(const Transfer &Moved, const CallSite &Site) const {
  unsigned Index = Moved.From.Index;
  bool Here = !Moved.Site.Lambda && Moved.From.K == CallEnd::Kind::Parameter &&
              Index < Site.Arguments.size();
  return Here ? CaptureSite{nullptr, Index, Site.Call, Site.Arguments[Index]} : Moved.Site;
}

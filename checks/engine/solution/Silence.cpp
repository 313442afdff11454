//===-- Silence.cpp - Why a capture is no defect --------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/solution/Silence.h"
#include "checks/engine/solution/FactDump.h"
#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

namespace {

class Listener {
public:
  Listener(const Solution &S, llvm::ArrayRef<Defect> Found) : S(S), P(S.program()) {
    for (unsigned I = 0; I != P.Loans.size(); ++I)
      if (const Loan &L = P.Loans[I];
          L.K == Loan::Kind::Capture &&
          llvm::none_of(Found, [&](const Defect &D) { return D.Site == L.Site; }))
        Quiet.push_back(LoanId(I));
  }

  std::vector<Silence> run() {
    for (const Program::Unborrowed &U : P.Safe) {
      Silence One;
      One.K = Silence::Kind::Unborrowed, One.Site = U.Site, One.Because = U.Because;
      if (U.Site.Lambda && U.Site.Lambda->capture_begin()[U.Site.Index].capturesVariable())
        One.Name = U.Site.Lambda->capture_begin()[U.Site.Index].getCapturedVar()->getName().str();
      add(std::move(One));
    }
    if (!Quiet.empty())
      for (unsigned B : reversePostOrder(P))
        visit(B);
    return std::move(All);
  }

private:
  void visit(unsigned B) {
    const std::vector<Fact> &Facts = P.Blocks[B].Facts;
    std::vector<LiveSet> After(Facts.size());
    LiveSet Live = S.liveAtEnd(B);
    for (size_t I = Facts.size(); I-- > 0; S.applyBackward(Live, Facts[I]))
      After[I] = Live;
    LoanSets Before = S.loansAtStart(B);
    for (size_t I = 0; I != Facts.size(); ++I) {
      Now = {B, unsigned(I)};
      LoanSets Then = Before;
      S.apply(Then, Facts[I]);
      for (LoanId L : Quiet)
        for (HolderId H : S.holdersOf(L))
          if (Before.holds(H, L))
            at(Facts[I], L, H, Then.holds(H, L), After[I]);
      Before = std::move(Then);
    }
    if (B == P.Exit)
      for (LoanId L : Quiet)
        for (HolderId H : S.holdersOf(L))
          if (Before.holds(H, L) && P.Holders[H].Why != Outlives::None)
            add(Silence::Kind::Left, L, H, {}, {});
  }

  /// The holder has the loan before the fact; does it `Stay`?
  void at(const Fact &F, LoanId L, HolderId H, bool Stays, const LiveSet &Live) {
    Root::Kind Kind = P.Holders[H].R.K;
    bool Temporary = Kind == Root::Kind::Expression || Kind == Root::Kind::View;
    switch (F.K) {
    case Fact::Kind::Use:
      if (llvm::is_contained(P.Holders.related(F.To), H))
        add(Silence::Kind::Called, L, H, F.Because, F.Loc);
      return;
    case Fact::Kind::Flow:
      if (F.LeavesObjects && P[L].Site.isThis() && llvm::is_contained(P.Holders.related(F.From), H))
        add(Silence::Kind::Unowned, L, F.To, F.Because, F.Loc);
      [[fallthrough]];
    case Fact::Kind::Drop:
    case Fact::Kind::Stop:
      if (!Stays && !Temporary) // an expression that is evaluated again is none
        add(Silence::Kind::Dropped, L, H, F.Because, F.Loc);
      return;
    case Fact::Kind::Finish:
      if (!Stays && !Temporary)
        add(Silence::Kind::Finished, L, H, F.Because, F.Loc);
      return;
    case Fact::Kind::Wait:
      if (!Stays && !Temporary)
        add(Silence::Kind::Waited, L, H, F.Because, F.Loc);
      return;
    case Fact::Kind::Expire:
      if (P[L].Of == F.Of && !Temporary)
        add(Live.has(H) ? Silence::Kind::DiesWith : Silence::Kind::Uncalled, L, H, F.Because,
            F.Loc);
      return;
    case Fact::Kind::Leave:
      if (P[L].Of == F.Of && !F.Into && !Temporary)
        add(Silence::Kind::Unowned, L, H, F.Because, F.Loc);
      return;
    case Fact::Kind::Borrow:
    case Fact::Kind::Change:
      return;
    }
  }

  void add(Silence::Kind K, LoanId L, HolderId H, const Reason &Because, SourceLocation Loc) {
    Silence One;
    One.K = K, One.Site = P[L].Site, One.Holder = H, One.Because = Because, One.Loc = Loc;
    One.At = Now;
    if (!One.Site.isThis())
      One.Name = P[P[L].Of].Name;
    add(std::move(One));
  }

  /// A twin, another path or another use tells nothing new.
  void add(Silence One) {
    bool Known = llvm::any_of(All, [&](const Silence &Old) {
      return Old.K == One.K && Old.Site == One.Site && Old.Holder == One.Holder &&
             Old.Because == One.Because;
    });
    if (!Known)
      All.push_back(std::move(One));
  }

  const Solution &S;
  const Program &P;
  std::vector<LoanId> Quiet;
  Point Now;
  std::vector<Silence> All;
};

} // namespace

std::vector<Silence> closure::silences(const Solution &S, llvm::ArrayRef<Defect> Found) {
  return Listener(S, Found).run();
}

static llvm::StringRef kindText(Reason::Kind K) {
  switch (K) {
  case Reason::Kind::Code:
    return "";
  case Reason::Kind::Test:
    return "a test";
  case Reason::Kind::Loop:
    return "a loop";
  case Reason::Kind::Body:
    return "body";
  case Reason::Kind::Summary:
    return "summary";
  case Reason::Kind::Shape:
    return "shape";
  case Reason::Kind::Model:
    return "model";
  case Reason::Kind::Attribute:
    return "attribute";
  case Reason::Kind::Words:
    return "words";
  case Reason::Kind::Destructor:
    return "destructor";
  case Reason::Kind::Weak:
    return "a token";
  case Reason::Kind::Handle:
    return "a kept result";
  case Reason::Kind::Nothing:
    return "nothing known";
  }
  return "";
}

std::string closure::reasonText(const Reason &R) {
  std::string Text = kindText(R.K).str();
  if (R.By)
    Text += " of " + R.By->getNameAsString();
  return R.Open ? Text + ", open" : Text;
}

static llvm::StringRef howText(Silence::Kind K) {
  switch (K) {
  case Silence::Kind::Unborrowed:
    return "borrows nothing";
  case Silence::Kind::Called:
    return "may be called from";
  case Silence::Kind::Dropped:
    return "dropped by";
  case Silence::Kind::Finished:
    return "finished in";
  case Silence::Kind::Waited:
    return "waited for in";
  case Silence::Kind::Uncalled:
    return "called no more from";
  case Silence::Kind::DiesWith:
    return "dies with";
  case Silence::Kind::Unowned:
    return "nobody knows who owns";
  case Silence::Kind::Left:
    return "left to the caller in";
  }
  return "";
}

std::string closure::silenceText(const Program &P, const Silence &Of, const SourceManager *SM) {
  std::string Text = "quiet " + (Of.Site.isThis() ? "this" : "'" + Of.Name + "'");
  if (const Expr *Maker = Of.Site.maker())
    Text += positionText(Maker->getBeginLoc(), SM);
  Text += ": " + howText(Of.K).str();
  if (Of.Holder)
    Text += " " + holderText(P, Of.Holder, SM);
  if (std::string Why = reasonText(Of.Because); !Why.empty())
    Text += " by " + Why;
  if (std::string At = positionText(Of.Loc, SM); !At.empty())
    Text += " " + At;
  return Text;
}

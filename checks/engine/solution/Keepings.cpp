//===-- Keepings.cpp - Where closures that own something are kept ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/solution/Keepings.h"
#include <set>

using namespace closure;

namespace {

class Search {
public:
  explicit Search(const Solution &S) : S(S), P(S.program()) {
    for (unsigned I = 0; I != P.Loans.size(); ++I)
      if (P.Loans[I].K == Loan::Kind::Owner && !P.Loans[I].Running)
        Owners.push_back(LoanId(I));
  }

  std::vector<Keeping> run() {
    if (Owners.empty())
      return {};
    for (unsigned B : reversePostOrder(P)) {
      LoanSets Loans = S.loansAtStart(B);
      for (const Fact &F : P.Blocks[B].Facts) {
        if (letsGo(F))
          look(Loans, &P.Holders[F.To].R);
        S.apply(Loans, F);
      }
      if (B == P.Exit)
        look(Loans, nullptr);
    }
    return std::move(Found);
  }

private:
  /// A variable ends or gets another value: what it pointed at lives on if something in it does.
  bool letsGo(const Fact &F) const {
    bool Over = F.K == Fact::Kind::Drop || (F.K == Fact::Kind::Flow && F.Overwrites);
    return Over && P.Holders[F.To].R.K == Root::Kind::Variable && P.Holders[F.To].Path.empty();
  }

  void look(const LoanSets &Loans, const Root *Only) {
    for (LoanId L : Owners)
      for (HolderId H : S.holdersOf(L)) {
        const Holder &At = P.Holders[H];
        bool Named = At.R.K == Root::Kind::Variable || At.R.K == Root::Kind::This;
        if (Named && !At.Path.empty() && (!Only || At.R == *Only) && Loans.holds(H, L) &&
            Seen.insert({L.Value, H.Value}).second)
          Found.push_back(keeping(L, H));
      }
  }

  Keeping::Part part(HolderId H) const { return {P.Holders[H].R, P.Holders[H].Path}; }

  /// The way down from the one to the other, where that is a part of it.
  std::vector<PathElement> within(HolderId Whole, HolderId Part) const {
    const Holder &One = P.Holders[Whole], &Other = P.Holders[Part];
    if (!(One.R == Other.R) || Other.Path.size() <= One.Path.size())
      return {};
    return {Other.Path.begin() + One.Path.size(), Other.Path.end()};
  }

  Keeping keeping(LoanId L, HolderId H) const {
    Keeping K;
    K.Site = P[L].Site;
    K.At = part(H);
    for (auto [At, Before] : S.way(H, L)) {
      const Fact &F = P.Blocks[At.Block].Facts[At.Index];
      if (F.K != Fact::Kind::Flow)
        continue;
      K.Way.push_back({part(F.From), part(F.To), within(F.From, Before), F.Note, F.Because});
      if (F.Note.K != Step::Kind::None)
        K.Steps.push_back(F.Note);
      K.Steps.insert(K.Steps.end(), F.Inner.begin(), F.Inner.end());
    }
    return K;
  }

  const Solution &S;
  const Program &P;
  std::vector<LoanId> Owners;
  std::set<std::pair<unsigned, unsigned>> Seen; ///< Loans and their holders.
  std::vector<Keeping> Found;
};

} // namespace

std::vector<Keeping> closure::keepings(const Solution &S) { return Search(S).run(); }

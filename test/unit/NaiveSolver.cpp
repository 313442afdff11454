//===-- NaiveSolver.cpp - The solver's specification ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "test/unit/NaiveSolver.h"

using namespace closure;
using namespace closure::test;

bool NaiveSolver::isWithin(HolderId Inner, HolderId Outer) const {
  for (; Inner; Inner = P.Holders[Inner].Parent)
    if (Inner == Outer)
      return true;
  return false;
}

bool NaiveSolver::related(HolderId A, HolderId B) const { return isWithin(A, B) || isWithin(B, A); }

NaiveSolver::Held NaiveSolver::forward(unsigned Block, Held State) const {
  for (const Fact &F : P.Blocks[Block].Facts) {
    Held Next;
    bool Drops = F.K == Fact::Kind::Drop || (F.K == Fact::Kind::Flow && F.Overwrites);
    for (auto [H, L] : State) {
      bool Dropped = Drops && isWithin(HolderId(H), F.To);
      bool Expired = F.K == Fact::Kind::Expire && P.Loans[L].Of == F.Of;
      if (!Dropped && !Expired)
        Next.insert({H, L});
      if (F.K == Fact::Kind::Flow && related(HolderId(H), F.From))
        Next.insert({F.To.Value, L});
    }
    if (F.K == Fact::Kind::Borrow)
      Next.insert({F.To.Value, F.Loan.Value});
    State = std::move(Next);
  }
  return State;
}

NaiveSolver::Live NaiveSolver::backward(unsigned Block, Live State) const {
  const std::vector<Fact> &Facts = P.Blocks[Block].Facts;
  auto Add = [&](Live &To, HolderId Read) {
    for (unsigned H = 0; H != P.Holders.size(); ++H)
      if (related(HolderId(H), Read))
        To.insert(H);
  };
  for (unsigned I = Facts.size(); I-- > 0;) {
    const Fact &F = Facts[I];
    Live Next;
    bool Wanted = false;
    for (unsigned H : State) {
      Wanted |= F.K == Fact::Kind::Flow && related(HolderId(H), F.To);
      bool Drops = F.K == Fact::Kind::Drop || (F.K == Fact::Kind::Flow && F.Overwrites);
      if (!Drops || !isWithin(HolderId(H), F.To))
        Next.insert(H);
    }
    if (F.K == Fact::Kind::Use)
      Add(Next, F.To);
    if (Wanted)
      Add(Next, F.From);
    State = std::move(Next);
  }
  return State;
}

NaiveSolver::NaiveSolver(const Program &P) : Before(P.Blocks.size()), After(P.Blocks.size()), P(P) {
  // Blocks that the entry does not reach are no part of the question.
  std::set<unsigned> Reached{P.Entry};
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (unsigned B : std::set<unsigned>(Reached))
      for (unsigned S : P.Blocks[B].Successors)
        Grew |= Reached.insert(S).second;
  }
  for (unsigned H = 0; H != P.Holders.size(); ++H)
    if (P.Holders[HolderId(H)].Why != Outlives::None)
      After[P.Exit].insert(H);
  for (bool Grew = true; Grew;) {
    Grew = false;
    for (unsigned B : Reached)
      for (unsigned S : P.Blocks[B].Successors) {
        for (auto Pair : forward(B, Before[B]))
          Grew |= Before[S].insert(Pair).second;
        for (unsigned H : backward(S, After[S]))
          Grew |= After[B].insert(H).second;
      }
  }
}

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

/// Whether the fact ends what `L` lends to `H`, given all that is held.
bool NaiveSolver::ends(const Fact &F, HolderId H, LoanId L, const Held &State) const {
  switch (F.K) {
  case Fact::Kind::Drop:
    return isWithin(H, F.To);
  case Fact::Kind::Stop:
    return isWithin(H, F.To) && P[L].K == Loan::Kind::Capture && !P[L].Running;
  case Fact::Kind::Flow:
    return F.Overwrites && isWithin(H, F.To);
  case Fact::Kind::Expire:
    return P[L].Of == F.Of;
  case Fact::Kind::Wait:
    return F.To ? isWithin(H, F.To) && P[L].Signal != SignalUse::After
                : P[L].Signal == SignalUse::Before;
  case Fact::Kind::Finish:
    return llvm::any_of(State, [&](std::pair<unsigned, unsigned> Other) {
      LoanId Ended(Other.second);
      return Program::atRest(Ended) == Program::atRest(L) &&
             (isWithin(HolderId(Other.first), F.To) ||
              (P[Ended].Running && related(HolderId(Other.first), F.To)));
    });
  default:
    return false;
  }
}

NaiveSolver::Held NaiveSolver::forward(unsigned Block, Held State) const {
  for (const Fact &F : P.Blocks[Block].Facts) {
    Held Next;
    for (auto [H, L] : State) {
      if (!ends(F, HolderId(H), LoanId(L), State))
        Next.insert({H, L});
      if (F.K == Fact::Kind::Flow && related(HolderId(H), F.From))
        Next.insert({F.To.Value, F.Starts ? Program::running(LoanId(L)).Value : L});
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
    if (F.K == Fact::Kind::Use || (F.K == Fact::Kind::Wait && F.To))
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

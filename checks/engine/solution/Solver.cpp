//===-- Solver.cpp - Who holds which loans, and who will be called --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/solution/Solver.h"
#include "checks/engine/solution/Dataflow.h"
#include <algorithm>

using namespace closure;

/// Whether the flow takes the loan along.
static bool carries(const Fact &F, const Loan &L) {
  return (!F.Except || L.Closure != F.Except) &&
         !(F.LeavesObjects && L.K == Loan::Kind::Capture && L.Site.isThis());
}

namespace closure {

/// To look at a part of a set costs less than to apply a fact.
template <class State> static bool joined(const Solution &S, State &Into, const State &From) {
  uint64_t Parts = 0;
  bool Grew = Into.join(From, Parts);
  S.count(Parts / 4);
  return Grew;
}

struct ForwardProblem {
  using State = LoanSets;
  Solution &S;

  State start() const { return {}; }
  bool join(State &Into, const State &From) { return joined(S, Into, From); }
  bool tired() const { return S.Steps > S.MaxSteps; }

  // A loan is recorded the first time that it arrives, when its source has it already:
  // so the records never form a ring.
  void transfer(State &Loans, Point At, const Fact &F) {
    if (F.K == Fact::Kind::Borrow)
      S.arrive(F.To, F.Loan, {At, HolderId(), F.Loan});
    if (F.K == Fact::Kind::Flow)
      for (HolderId From : S.Related[F.From.Value])
        Loans.each(From, [&](LoanId L) {
          if ((From != F.To || F.Starts) && carries(F, S.P[L]))
            S.arrive(F.To, F.Starts ? Program::running(L) : L, {At, From, L});
        });
    if (F.K == Fact::Kind::Leave && F.Into)
      for (LoanId L : S.LoansOf[F.Of.Value])
        for (HolderId H : S.HeldBy[L.Value])
          if (Loans.holds(H, L))
            S.arrive(H, S.P.relocated(L, F.Into), {At, H, L});
    S.apply(Loans, F);
  }
};

struct BackwardProblem {
  using State = LiveSet;
  const Solution &S;
  const bool Escapes; ///< Whether what outlives the function is live at its exit.

  State start() const {
    State Live;
    for (unsigned H = 0; Escapes && H != S.P.Holders.size(); ++H)
      if (S.P.Holders[HolderId(H)].Why != Outlives::None)
        Live.add(HolderId(H));
    return Live;
  }
  bool join(State &Into, const State &From) { return joined(S, Into, From); }
  bool tired() const { return Escapes && S.Steps > S.MaxSteps; }
  void transfer(State &Live, Point, const Fact &F) { S.applyBackward(Live, F); }
};

} // namespace closure

/// The holder and its descendants, but for what a pointer among them points at that another owns:
/// what an overwrite of it drops.
static std::vector<HolderId> ownedBy(const HolderTable &Holders, HolderId Id) {
  std::vector<HolderId> Found{Id};
  for (size_t I = 0; I != Found.size(); ++I)
    for (HolderId Part : Holders[Found[I]].Children)
      if (Holders[Part].Why == Holders[Id].Why)
        Found.push_back(Part);
  return Found;
}

Solution::Solution(const Program &P, uint64_t MaxSteps) : P(P), MaxSteps(MaxSteps) {
  for (unsigned H = 0; H != P.Holders.size(); ++H) {
    Related.push_back(P.Holders.related(HolderId(H)));
    Within.push_back(P.Holders.within(HolderId(H)));
    Owned.push_back(ownedBy(P.Holders, HolderId(H)));
  }
  LoansOf.resize(P.Places.size());
  HeldBy.resize(P.Loans.size());
  for (unsigned L = 0; L != P.Loans.size(); ++L) {
    if (P.Loans[L].K == Loan::Kind::Capture)
      LoansOf[P.Loans[L].Of.Value].push_back(LoanId(L));
    if (P.Loans[L].Signal == SignalUse::Before)
      Signalling.push_back(LoanId(L));
  }
  ForwardProblem Loans{*this};
  Forward = solve<Direction::Forward>(P, Loans);
  for (std::vector<HolderId> &Holders : HeldBy)
    llvm::sort(Holders);
  BackwardProblem Live{*this, /*Escapes=*/true};
  Backward = solve<Direction::Backward>(P, Live);
  Whole = Steps <= MaxSteps;
  Reachable.assign(P.Blocks.size(), false);
  for (unsigned B : reversePostOrder(P))
    Reachable[B] = true;
}

void Solution::arrive(HolderId To, LoanId L, const Arrival &By) {
  if (Arrivals.try_emplace({To.Value, L.Value}, By).second)
    HeldBy[L.Value].push_back(To);
}

LiveSet Solution::usedInside() const {
  BackwardProblem Inside{*this, /*Escapes=*/false};
  LiveSet Live = solve<Direction::Backward>(P, Inside)[P.Entry];
  for (const Fact &F : llvm::reverse(P.Blocks[P.Entry].Facts))
    applyBackward(Live, F);
  return Live;
}

void Solution::apply(LoanSets &State, const Fact &F) const {
  ++Steps;
  switch (F.K) {
  case Fact::Kind::Borrow:
    State.add(F.To, F.Loan);
    return;
  case Fact::Kind::Flow: {
    std::vector<LoanId> Arriving;
    for (HolderId From : Related[F.From.Value])
      State.each(From, [&](LoanId L) {
        if (carries(F, P[L]))
          Arriving.push_back(L);
      });
    Steps += Arriving.size();
    if (F.Overwrites)
      for (HolderId H : Owned[F.To.Value])
        State.clear(H);
    for (LoanId L : Arriving)
      State.add(F.To, F.Starts ? Program::running(L) : L);
    return;
  }
  case Fact::Kind::Drop:
    for (HolderId H : Owned[F.To.Value])
      State.clear(H);
    return;
  case Fact::Kind::Stop:
    return stop(State, F.To);
  case Fact::Kind::Finish:
    return finish(State, F.To);
  case Fact::Kind::Wait:
    return wait(State, F.To);
  case Fact::Kind::Leave:
  case Fact::Kind::Expire:
    // Judged at this point; what is dead need not be judged again.
    for (LoanId L : LoansOf[F.Of.Value]) {
      Steps += HeldBy[L.Value].size();
      for (HolderId H : HeldBy[L.Value]) {
        if (F.Into && State.holds(H, L))
          State.add(H, P.relocated(L, F.Into));
        State.remove(H, L);
      }
    }
    return;
  case Fact::Kind::Change:
  case Fact::Kind::Use:
    return;
  }
}

/// What the caller had there is not known to be at rest.
void Solution::stop(LoanSets &State, HolderId To) const {
  for (HolderId H : Owned[To.Value])
    State.each(H, [&](LoanId L) {
      if (P[L].K == Loan::Kind::Capture && !P[L].Running)
        State.remove(H, L);
    });
}

/// Work has one end, in however many holders it is: a pool, its queue, the future. Of what
/// only a whole holds, of which `To` is a part, just the running part is meant.
void Solution::finish(LoanSets &State, HolderId To) const {
  std::vector<LoanId> Over;
  for (HolderId H : Related[To.Value]) {
    bool Part = llvm::is_contained(Within[To.Value], H);
    State.each(H, [&](LoanId L) {
      if (Part || P[L].Running)
        Over.push_back(L);
    });
  }
  Steps += Over.size();
  for (LoanId L : Over)
    for (LoanId Twin : {Program::atRest(L), Program::running(L)})
      for (HolderId H : HeldBy[Twin.Value])
        State.remove(H, Twin);
}

/// A signal ends the work that gives it, wherever it runs, unless that goes on afterwards.
void Solution::wait(LoanSets &State, HolderId To) const {
  if (!To) {
    for (LoanId L : Signalling)
      for (HolderId H : HeldBy[L.Value])
        State.remove(H, L);
    return;
  }
  for (HolderId H : Within[To.Value])
    State.each(H, [&](LoanId L) {
      if (P[L].Signal != SignalUse::After)
        State.remove(H, L);
    });
}

void Solution::applyBackward(LiveSet &State, const Fact &F) const {
  ++Steps;
  auto Add = [&](HolderId H) {
    for (HolderId R : Related[H.Value])
      State.add(R);
  };
  switch (F.K) {
  case Fact::Kind::Wait: // it can run until then
    if (!F.To)
      return;
    [[fallthrough]];
  case Fact::Kind::Use:
    return Add(F.To);
  case Fact::Kind::Flow: {
    bool Wanted = llvm::any_of(Related[F.To.Value], [&](HolderId H) { return State.has(H); });
    if (F.Overwrites)
      for (HolderId H : Owned[F.To.Value])
        State.remove(H);
    if (Wanted)
      Add(F.From);
    return;
  }
  case Fact::Kind::Drop:
    for (HolderId H : Owned[F.To.Value])
      State.remove(H);
    return;
  case Fact::Kind::Borrow:
  case Fact::Kind::Stop:
  case Fact::Kind::Expire:
  case Fact::Kind::Leave:
  case Fact::Kind::Change:
  case Fact::Kind::Finish:
    return;
  }
}

LoanSets Solution::loansBefore(Point At) const {
  LoanSets State = Forward[At.Block];
  for (unsigned I = 0; I != At.Index; ++I)
    apply(State, P.Blocks[At.Block].Facts[I]);
  return State;
}

LiveSet Solution::liveAfter(Point At) const {
  LiveSet State = Backward[At.Block];
  const std::vector<Fact> &Facts = P.Blocks[At.Block].Facts;
  for (unsigned I = Facts.size(); I-- > At.Index + 1;)
    applyBackward(State, Facts[I]);
  return State;
}

std::vector<std::pair<Point, HolderId>> Solution::way(HolderId H, LoanId L) const {
  std::vector<std::pair<Point, HolderId>> Points;
  for (auto It = Arrivals.find({H.Value, L.Value}); It != Arrivals.end();
       It = Arrivals.find({It->second.From.Value, It->second.As.Value})) {
    Points.push_back({It->second.At, It->second.From});
    if (!It->second.From)
      break;
  }
  std::reverse(Points.begin(), Points.end());
  return Points;
}

std::vector<Point> Solution::path(HolderId H, LoanId L) const {
  std::vector<Point> Points;
  for (auto [At, From] : way(H, L))
    Points.push_back(At);
  return Points;
}

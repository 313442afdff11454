//===-- Solver.h - Who holds which loans, and who will be called --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two questions are answered for each point of a program: forward, which loans each
// holder can carry; backward, which holders are still live, that is will be called,
// copied to a live holder, or outlive the function.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SOLUTION_SOLVER_H
#define CLOSURE_ENGINE_SOLUTION_SOLVER_H

#include "checks/engine/solution/BitTree.h"
#include "checks/engine/terms/Program.h"
#include "llvm/ADT/DenseMap.h"

namespace closure {

/// For each holder, the loans that it can carry.
class LoanSets {
public:
  bool holds(HolderId H, LoanId L) const { return Pairs.test(number(H, L)); }
  void add(HolderId H, LoanId L) { Pairs.set(number(H, L)); }
  void remove(HolderId H, LoanId L) { Pairs.reset(number(H, L)); }
  void clear(HolderId H) { Pairs.resetRange(number(H, LoanId(0)), 32); }
  /// Calls `See(LoanId)` for each loan of `H`, in order; `See` may change the set.
  template <class Fn> void each(HolderId H, Fn See) const {
    Pairs.each(number(H, LoanId(0)), 32, [&](uint64_t N) { See(LoanId(uint32_t(N))); });
  }
  bool join(const LoanSets &Other, uint64_t &Steps) { return Pairs.join(Other.Pairs, Steps); }
  friend bool operator==(const LoanSets &A, const LoanSets &B) { return A.Pairs == B.Pairs; }

private:
  static uint64_t number(HolderId H, LoanId L) { return uint64_t(H.Value) << 32 | L.Value; }
  BitTree Pairs;
};

/// The set of live holders.
class LiveSet {
public:
  bool has(HolderId H) const { return Holders.test(H.Value); }
  void add(HolderId H) { Holders.set(H.Value); }
  void remove(HolderId H) { Holders.reset(H.Value); }
  bool join(const LiveSet &Other, uint64_t &Steps) { return Holders.join(Other.Holders, Steps); }

private:
  BitTree Holders;
};

/// How a holder first came by a loan: the fact, and the holder that it came from
/// (none where the fact is the borrow itself).
struct Arrival {
  Point At;
  HolderId From;
  /// The loan as that holder had it: at rest where this one runs.
  LoanId As;
};

/// The solution for one program, which must outlive it.
class Solution {
public:
  /// Gives up after about so many steps; without a solution, nothing but `isWhole` may be asked.
  explicit Solution(const Program &P, uint64_t MaxSteps = UINT64_MAX);

  bool isWhole() const { return Whole; }
  const Program &program() const { return P; }
  const LoanSets &loansAtStart(unsigned Block) const { return Forward[Block]; }
  const LiveSet &liveAtEnd(unsigned Block) const { return Backward[Block]; }
  LoanSets loansBefore(Point At) const;
  LiveSet liveAfter(Point At) const;
  bool reachable(unsigned Block) const { return Reachable[Block]; }
  /// All captures that borrow the place, in order, each before its running twin.
  llvm::ArrayRef<LoanId> loansOf(PlaceId Of) const { return LoansOf[Of.Value]; }
  /// The holders that carry the loan anywhere, in order.
  llvm::ArrayRef<HolderId> holdersOf(LoanId L) const { return HeldBy[L.Value]; }

  /// The holders whose loans the function itself calls: a second solution, in which to outlive the
  /// function is no use.
  LiveSet usedInside() const;

  /// The facts by which `H` came by `L`, from the borrow on.
  std::vector<Point> path(HolderId H, LoanId L) const;
  /// The same, each with the holder that had it before, which may be a part of what the fact names.
  std::vector<std::pair<Point, HolderId>> way(HolderId H, LoanId L) const;

  void apply(LoanSets &State, const Fact &F) const;
  /// Adds to what the solution has cost.
  void count(uint64_t More) const { Steps += More; }
  void applyBackward(LiveSet &State, const Fact &F) const;

private:
  void arrive(HolderId To, LoanId L, const Arrival &By);
  void stop(LoanSets &State, HolderId To) const;
  void finish(LoanSets &State, HolderId To) const;
  void wait(LoanSets &State, HolderId To) const;

  friend struct ForwardProblem;
  friend struct BackwardProblem;
  const Program &P;
  const uint64_t MaxSteps;
  mutable uint64_t Steps = 0;
  bool Whole = true;
  std::vector<std::vector<HolderId>> Related, Within, Owned;
  std::vector<std::vector<LoanId>> LoansOf;  ///< By place.
  std::vector<std::vector<HolderId>> HeldBy; ///< By loan.
  std::vector<LoanId> Signalling; ///< Those of closures that give a signal, and do no more then.
  std::vector<LoanSets> Forward;
  std::vector<LiveSet> Backward;
  std::vector<bool> Reachable;
  llvm::DenseMap<std::pair<unsigned, unsigned>, Arrival> Arrivals; ///< By holder and loan.
};

} // namespace closure

#endif // CLOSURE_ENGINE_SOLUTION_SOLVER_H

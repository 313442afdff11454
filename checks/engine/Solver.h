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

#ifndef CLOSURE_ENGINE_SOLVER_H
#define CLOSURE_ENGINE_SOLVER_H

#include "checks/engine/Fact.h"
#include "llvm/ADT/BitVector.h"
#include <map>

namespace closure {

/// For each holder, the loans that it can carry.
class LoanSets {
public:
  LoanSets() = default;
  LoanSets(unsigned Holders, unsigned Loans) : Loans(Loans), Bits(Holders * Loans) {}

  bool holds(HolderId H, LoanId L) const { return Bits.test(H.Value * Loans + L.Value); }
  void add(HolderId H, LoanId L) { Bits.set(H.Value * Loans + L.Value); }
  void remove(HolderId H, LoanId L) { Bits.reset(H.Value * Loans + L.Value); }
  void clear(HolderId H) { Bits.reset(H.Value * Loans, (H.Value + 1) * Loans); }
  /// Calls `See(LoanId)` for each loan of `H`, in order.
  template <class Fn> void each(HolderId H, Fn See) const {
    unsigned Last = (H.Value + 1) * Loans;
    for (int I = Loans ? Bits.find_first_in(H.Value * Loans, Last) : -1; I >= 0;
         I = Bits.find_first_in(I + 1, Last))
      See(LoanId(I - H.Value * Loans));
  }
  bool join(const LoanSets &Other) {
    if (!Other.Bits.test(Bits))
      return false;
    Bits |= Other.Bits;
    return true;
  }
  friend bool operator==(const LoanSets &A, const LoanSets &B) { return A.Bits == B.Bits; }

private:
  unsigned Loans = 0;
  llvm::BitVector Bits;
};

/// The set of live holders.
struct LiveSet {
  llvm::BitVector Bits;
  bool join(const LiveSet &Other) {
    if (!Other.Bits.test(Bits))
      return false;
    Bits |= Other.Bits;
    return true;
  }
  bool has(HolderId H) const { return Bits.test(H.Value); }
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
  /// `Escapes` says whether holders that outlive the function are live at its exit.
  explicit Solution(const Program &P, bool Escapes = true);

  const Program &program() const { return P; }
  const LoanSets &loansAtStart(unsigned Block) const { return Forward[Block]; }
  const LiveSet &liveAtEnd(unsigned Block) const { return Backward[Block]; }
  LoanSets loansBefore(Point At) const;
  LiveSet liveAfter(Point At) const;
  bool reachable(unsigned Block) const { return Reachable[Block]; }

  /// The facts by which `H` came by `L`, from the borrow on.
  std::vector<Point> path(HolderId H, LoanId L) const;

  void apply(LoanSets &State, const Fact &F) const;
  void applyBackward(LiveSet &State, const Fact &F) const;

private:
  void finish(LoanSets &State, HolderId To) const;
  void wait(LoanSets &State, HolderId To) const;

  friend struct ForwardProblem;
  friend struct BackwardProblem;
  const Program &P;
  bool Escapes;
  std::vector<std::vector<HolderId>> Related, Within;
  std::vector<std::vector<LoanId>> LoansOf; ///< By place.
  std::vector<LoanSets> Forward;
  std::vector<LiveSet> Backward;
  std::vector<bool> Reachable;
  std::map<std::pair<HolderId, LoanId>, Arrival> Arrivals;
};

} // namespace closure

#endif // CLOSURE_ENGINE_SOLVER_H

//===-- Dataflow.h - A work list over the blocks of a program ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Both directions share it: the lattice and the direction are template arguments.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SOLUTION_DATAFLOW_H
#define CLOSURE_ENGINE_SOLUTION_DATAFLOW_H

#include "checks/engine/terms/Program.h"
#include <set>

namespace closure {

enum class Direction { Forward, Backward };

/// Runs `Problem` to its fixed point. A problem has a `State`, `bool join(State &, const State &)`
/// (true if the first grew), `State start()` for the entry (or the exit),
/// `void transfer(State &, Point, const Fact &)`, and `bool tired()`, which ends it early. Returns
/// the state at each block's entry (forward) or exit (backward), indexed by block.
template <Direction Dir, class Problem>
std::vector<typename Problem::State> solve(const Program &P, Problem &Of) {
  using State = typename Problem::State;
  std::vector<unsigned> Order = reversePostOrder(P);
  std::vector<std::vector<unsigned>> Next(P.Blocks.size());
  for (unsigned B : Order)
    for (unsigned S : P.Blocks[B].Successors) {
      if (Dir == Direction::Forward)
        Next[B].push_back(S);
      else
        Next[S].push_back(B);
    }
  std::vector<unsigned> Rank(P.Blocks.size(), 0);
  for (unsigned I = 0; I != Order.size(); ++I)
    Rank[Order[I]] = Dir == Direction::Forward ? I : Order.size() - I;

  std::vector<State> At(P.Blocks.size());
  std::set<std::pair<unsigned, unsigned>> Work;
  for (unsigned B : Order)
    Work.insert({Rank[B], B});
  At[Dir == Direction::Forward ? P.Entry : P.Exit] = Of.start();
  while (!Work.empty() && !Of.tired()) {
    unsigned B = Work.begin()->second;
    Work.erase(Work.begin());
    State S = At[B];
    const std::vector<Fact> &Facts = P.Blocks[B].Facts;
    for (unsigned I = 0; I != Facts.size() && !Of.tired(); ++I) {
      unsigned Index = Dir == Direction::Forward ? I : Facts.size() - 1 - I;
      Of.transfer(S, Point{B, Index}, Facts[Index]);
    }
    for (unsigned N : Next[B])
      if (Of.join(At[N], S))
        Work.insert({Rank[N], N});
  }
  return At;
}

} // namespace closure

#endif // CLOSURE_ENGINE_SOLUTION_DATAFLOW_H

//===-- NaiveSolver.h - The solver's specification --------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Sets of pairs, and rounds over all blocks until nothing changes: too slow to use,
// simple enough to believe. The solver has to agree with it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_TEST_NAIVESOLVER_H
#define CLOSURE_TEST_NAIVESOLVER_H

#include "checks/engine/terms/Program.h"
#include <set>

namespace closure::test {

class NaiveSolver {
public:
  using Held = std::set<std::pair<unsigned, unsigned>>; ///< Holder and loan.
  using Live = std::set<unsigned>;

  explicit NaiveSolver(const Program &P);

  std::vector<Held> Before; ///< At each block's start.
  std::vector<Live> After;  ///< At each block's end.

private:
  bool ends(const Fact &F, HolderId H, LoanId L, const Held &State) const;
  Held forward(unsigned Block, Held State) const;
  Live backward(unsigned Block, Live State) const;
  /// Whether one is the other, above it or below it.
  bool related(HolderId A, HolderId B) const;
  bool isWithin(HolderId Inner, HolderId Outer) const;
  const Program &P;
};

} // namespace closure::test

#endif // CLOSURE_TEST_NAIVESOLVER_H

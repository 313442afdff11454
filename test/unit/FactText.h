//===-- FactText.h - Programs of facts, written as text ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Hand-written facts for the tests of the solver, one a line:
//
//   entry:                  a block; the first is the entry, `exit` the exit
//   borrow x by f           a new loan on the place `x`, held by `f`
//   flow f to g             `flow f to g!` overwrites
//   drop f / use f / expire x / change x
//   point here              names the point before the next fact
//   -> next other           the successors
//
// A holder named `return`, or in capitals, outlives the function; `f.a` is a member of `f`.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_TEST_FACTTEXT_H
#define CLOSURE_TEST_FACTTEXT_H

#include "checks/engine/solution/Solver.h"
#include "llvm/ADT/StringMap.h"
#include <set>

namespace closure::test {

struct TextProgram {
  Program P;
  llvm::StringMap<HolderId> Holders;
  llvm::StringMap<PlaceId> Places;
  llvm::StringMap<Point> Points;

  explicit TextProgram(llvm::StringRef Text);
  /// The names of the places that `Holder` has loans on at the named point.
  std::set<std::string> loans(const Solution &S, llvm::StringRef Point,
                              llvm::StringRef Holder) const;
  bool live(const Solution &S, llvm::StringRef Point, llvm::StringRef Holder) const;

private:
  HolderId holder(llvm::StringRef Name);
  PlaceId place(llvm::StringRef Name);
  unsigned block(llvm::StringRef Name);
  void fact(llvm::StringRef Line, std::vector<Fact> &Facts);
  llvm::StringMap<unsigned> Blocks;
  std::vector<std::unique_ptr<int>> Keys;
};

} // namespace closure::test

#endif // CLOSURE_TEST_FACTTEXT_H

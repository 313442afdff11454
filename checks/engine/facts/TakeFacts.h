//===-- TakeFacts.h - Loops that empty what they move ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A lambda that a loop makes in each turn, and into which it moves a variable from outside of the
// loop, gets what it asks for once. All later ones get what is left. That holds only where every
// turn does it, and nothing in the loop fills the variable again.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_TAKEFACTS_H
#define CLOSURE_ENGINE_FACTS_TAKEFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class LambdaExpr;
} // namespace clang

namespace closure {

/// What the closures that a loop makes take from variables beyond it.
class TakeFacts {
public:
  explicit TakeFacts(Builder &B) : B(B) {}

  void lambda(const clang::LambdaExpr &Lambda);
  /// To be called when all blocks are there.
  void complete();

private:
  bool comesAgain(unsigned Block) const;

  Builder &B;
  struct Taking {
    Program::Taken What;
    unsigned Block = 0;
  };
  std::vector<Taking> Candidates;
  std::optional<UseIndex> Uses; ///< Of the function; read for the first candidate.
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_TAKEFACTS_H

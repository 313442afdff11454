//===-- UnwindFacts.h - What exceptions leave, and what they end -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang's graph leads from each call to each handler, and knows of no destructor on the way. A
// call of which nothing is known throws what a handler for `std::exception` catches; a visible
// `throw` is caught by the one handler that fits. What such a call was to hand on, it did not.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_UNWINDFACTS_H
#define CLOSURE_ENGINE_FACTS_UNWINDFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CFG;
class CFGBlock;
class CallExpr;
class CXXCatchStmt;
class CXXThrowExpr;
class CXXTryStmt;
class Stmt;
class VarDecl;
} // namespace clang

namespace closure {

class DestructorFacts;
class LifetimeFacts;

/// The edges of the graph, and blocks of facts for what an exception does on its way.
class UnwindFacts {
public:
  UnwindFacts(Builder &B, const clang::CFG &Graph, DestructorFacts &Destructors,
              LifetimeFacts &Lifetimes)
      : B(B), Graph(Graph), Destructors(Destructors), Lifetimes(Lifetimes) {}

  /// The blocks of the graph, without the ways that no exception takes.
  void addBlocks();
  /// To be called before the facts of a statement are made: if it can leave the block by an
  /// exception, that goes its own way from there.
  void leaves(const clang::CFGBlock &Block, const clang::Stmt &S);
  /// What the calls that throw end all the same; to be called when all other facts are there.
  void complete();

private:
  void addEdges(const clang::CFGBlock &Block);
  void calls(unsigned Block, const clang::CallExpr &Call, unsigned Try);
  void throwsOut(unsigned Block, const clang::CallExpr &Call);
  void fork(unsigned Block, std::vector<unsigned> Onwards, unsigned Out);
  void throws(unsigned Block, const clang::CXXThrowExpr &Throw);
  unsigned addBlock(unsigned Next);
  unsigned unwind(const clang::VarDecl *Last, const clang::CXXTryStmt *Until, unsigned Target,
                  clang::SourceLocation Loc);

  Builder &B;
  const clang::CFG &Graph;
  DestructorFacts &Destructors;
  LifetimeFacts &Lifetimes;
  llvm::DenseMap<const clang::Stmt *, unsigned> Handlers; ///< The blocks where they begin.
  std::map<unsigned, const clang::CXXTryStmt *> Tries;    ///< By the block that leads to them.
  std::map<std::pair<const clang::VarDecl *, unsigned>, unsigned> Unwound;
  struct Thrown {
    unsigned Call, Aside; ///< The block of the call, and that of the way out.
  };
  std::vector<Thrown> Calls;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_UNWINDFACTS_H

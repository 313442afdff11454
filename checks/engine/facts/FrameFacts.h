//===-- FrameFacts.h - What a suspended coroutine needs ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_FRAMEFACTS_H
#define CLOSURE_ENGINE_FACTS_FRAMEFACTS_H

#include "checks/engine/facts/Builder.h"

namespace closure {

/// Which captures and parameters the body of a coroutine uses when its caller may have gone on:
/// after a suspension, or anywhere, if it does not run when it is called.
class FrameFacts {
public:
  /// The number that stands among the captures for the object of a method.
  static constexpr unsigned OwnObject = 0;

  explicit FrameFacts(Builder &B);

  void statement(const clang::Stmt &S);
  /// Tells the program, when all statements were seen.
  void complete();

private:
  struct Event {
    unsigned Number = 0;
    clang::SourceLocation Loc;
    const clang::ValueDecl *Of = nullptr; ///< What is used; null for `this`.
  };
  void awaitedWith(const clang::Stmt *Operand);
  void usedAfter(unsigned Block, unsigned Number, clang::SourceLocation Suspended);
  void add(const Event &Use, clang::SourceLocation Suspended);

  Builder &B;
  Frame Found;
  bool IsCoroutine = false;
  unsigned Count = 0;
  llvm::DenseMap<const clang::ValueDecl *, unsigned> Captures;
  std::map<unsigned, std::vector<Event>> Uses, Suspensions; ///< By block.
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_FRAMEFACTS_H

//===-- SelfFacts.h - Closures that destroy themselves ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a closure captures lives in the closure. If its body clears what holds it, all uses of
// captures after that are of a dead object, those by reference and those of `this` included. Where
// the closure is held, only the function that makes it knows; here is what its body does.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_SELFFACTS_H
#define CLOSURE_ENGINE_FACTS_SELFFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CXXDeleteExpr;
class CXXRecordDecl;
class Stmt;
} // namespace clang

namespace closure {

struct CallSite;

/// What the function destroys; and if it is a closure's body, what that uses afterwards.
class SelfFacts {
public:
  explicit SelfFacts(Builder &B);

  /// What the holder had is destroyed; with a key, only one of its elements.
  void destroys(HolderId Of, clang::SourceLocation Loc, const clang::Expr *Key = nullptr);
  /// `Target = Value` gives a new value to what the target names.
  void assigned(const clang::Expr &Target, const NamedHolder &To, clang::SourceLocation Loc);
  /// The contract drops what the end is in the call.
  void dropped(const CallEnd &Dropped, HolderId Of, const Contract &C, const CallSite &Site);
  void deleted(const clang::CXXDeleteExpr &Delete);
  /// What the holder had goes on somewhere else: the closure lives.
  void movedAway(HolderId From) { Moved.insert(From.Value); }
  /// The statement may use a capture.
  void uses(const clang::Stmt &S);
  /// To be called when all facts of the body are there.
  void complete();

private:
  struct Event {
    unsigned Block = 0, Number = 0; ///< In the order of the block.
    clang::SourceLocation Loc;
    unsigned Capture = 0; ///< For a use.
    HolderId Of;          ///< For an end.
    const clang::Expr *Key = nullptr;
  };
  void usedAfter(const Event &End);

  Builder &B;
  const clang::CXXRecordDecl *Closure = nullptr;               ///< Of which this is the body.
  llvm::DenseMap<const clang::ValueDecl *, unsigned> Captures; ///< `this` by null.
  std::set<unsigned> Moved;
  std::vector<Event> Ends;
  std::map<unsigned, std::vector<Event>> Uses; ///< By block.
  unsigned Count = 0;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_SELFFACTS_H

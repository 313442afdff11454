//===-- CallFacts.h - What calls do, by their contracts ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_CALLFACTS_H
#define CLOSURE_ENGINE_FACTS_CALLFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CXXConstructExpr;
class CallExpr;
class Expr;
} // namespace clang

namespace closure {

class AliasFacts;
class AssignmentFacts;
class CallEnds;
class CoroutineFacts;
class LendFacts;
class ObjectFacts;
class SelfFacts;
class TransferFacts;
class WaitFacts;
struct CallSite;

/// A call or a construction uses, drops, ends and moves what its contract says; where there is
/// none, it may call what it gets.
class CallFacts {
public:
  CallFacts(Builder &B, CallEnds &Ends, AliasFacts &Aliases, AssignmentFacts &Assignments,
            CoroutineFacts &Coroutines, LendFacts &Lends, ObjectFacts &Objects, SelfFacts &Selves,
            TransferFacts &Transfers, WaitFacts &Waits)
      : B(B), Ends(Ends), Aliases(Aliases), Assignments(Assignments), Coroutines(Coroutines),
        Lends(Lends), Objects(Objects), Selves(Selves), Transfers(Transfers), Waits(Waits) {}

  /// A call of a function, of a value or by an operator; an assignment is none.
  void call(const clang::CallExpr &Call);
  /// An object is made, with what its constructor does.
  void construct(const clang::CXXConstructExpr &Construct);

private:
  bool constructsOwned(const clang::CallExpr &Call);
  void listMembers(const clang::CallExpr &Call);
  bool exchanges(const CallSite &Site);
  void swap(const clang::Expr &One, const clang::Expr &Other, const clang::Expr &Call);
  void apply(const Contract &C, const CallSite &Site);
  const Contract *contractOfExact(const clang::CallExpr &Call, const Contract *Told);
  void uses(const Contract &C, const CallSite &Site);
  void drops(const Contract &C, const CallSite &Site, bool Moved);
  void stops(const Contract &C, const CallSite &Site);
  void lent(const Contract &C, const CallSite &Site);
  void ends(const Contract &C, const CallSite &Site);
  bool isExact(const Contract &C, const CallSite &Site, bool Handles);
  void wait(const Contract &C, const CallSite &Site);

  Builder &B;
  CallEnds &Ends;
  AliasFacts &Aliases;
  AssignmentFacts &Assignments;
  CoroutineFacts &Coroutines;
  LendFacts &Lends;
  ObjectFacts &Objects;
  SelfFacts &Selves;
  TransferFacts &Transfers;
  WaitFacts &Waits;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_CALLFACTS_H

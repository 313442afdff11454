//===-- LambdaFacts.h - What a lambda borrows -------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_LAMBDAFACTS_H
#define CLOSURE_ENGINE_FACTS_LAMBDAFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class LambdaExpr;
} // namespace clang

namespace closure {

class CallEnds;
class ObjectFacts;
class TemporaryFacts;
class TransferFacts;
class ViewFacts;
struct CallSite;
struct Transfer;

/// A closure holds what it captures by copy, and borrows what it captures by reference.
class LambdaFacts {
public:
  LambdaFacts(Builder &B, CallEnds &Ends, ObjectFacts &Objects, TransferFacts &Transfers,
              TemporaryFacts &Temporaries, ViewFacts &Viewed)
      : B(B), Ends(Ends), Objects(Objects), Transfers(Transfers), Temporaries(Temporaries),
        Viewed(Viewed) {}

  /// The closure is made; what its body leaves with others is left there as if it were called here.
  void lambda(const clang::LambdaExpr &Lambda);

private:
  std::optional<Loan> borrow(const clang::LambdaExpr &Lambda, unsigned Index, HolderId To);
  bool refersToObject(const clang::LambdaCapture &C, const clang::Expr *Init);
  bool refersToObject(const clang::Expr &Value);
  void share(const clang::LambdaExpr &Lambda, unsigned Index, HolderId To);
  bool resumes(const Transfer &Left, const clang::LambdaExpr &Lambda);
  void effects(const clang::LambdaExpr &Lambda, HolderId To);
  std::optional<HolderId> endOf(const CallEnd &Of, const CallSite &Site);
  void ownEnds(const Contract &C, const clang::LambdaExpr &Lambda, const CallSite &Site,
               HolderId To);

  Builder &B;
  CallEnds &Ends;
  ObjectFacts &Objects;
  TransferFacts &Transfers;
  TemporaryFacts &Temporaries;
  ViewFacts &Viewed;
  std::optional<UseIndex> Uses; ///< Of the function; read when it is first asked for.
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_LAMBDAFACTS_H

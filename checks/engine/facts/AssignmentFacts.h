//===-- AssignmentFacts.h - What assignments hand on ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_ASSIGNMENTFACTS_H
#define CLOSURE_ENGINE_FACTS_ASSIGNMENTFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CXXCtorInitializer;
class CXXThrowExpr;
class DeclStmt;
class Expr;
class ReturnStmt;
} // namespace clang

namespace closure {

class AliasFacts;
class BindingFacts;
struct CallSite;
class SelfFacts;
class TemporaryFacts;

/// `nullptr`, `{}` and `T()`: a value that holds nothing.
bool isEmptyValue(const clang::Expr &Value);

/// What one holder hands on to another without a call of a function: by initialisation and
/// assignment, as a part of a whole, by `return` and `throw`.
class AssignmentFacts {
public:
  AssignmentFacts(Builder &B, AliasFacts &Aliases, SelfFacts &Selves, TemporaryFacts &Temporaries,
                  BindingFacts &Bindings)
      : B(B), Aliases(Aliases), Selves(Selves), Temporaries(Temporaries), Bindings(Bindings) {}

  /// Each variable of the declaration receives what its initialiser holds.
  void declaration(const clang::DeclStmt &S);
  /// `Target = Value`, built in or by an operator of a class.
  void assignment(const clang::Expr &Target, const clang::Expr &Value, clang::SourceLocation Loc);
  /// `f = std::ref(closure)`: the target refers to the closure.
  void referred(const CallSite &Site);
  /// `std::move(x)` as a whole leaves nothing behind in `x`.
  void movedFrom(const clang::Expr &Source);
  /// The caller, or the handler, gets the value.
  void returned(const clang::ReturnStmt &S);
  void thrown(const clang::CXXThrowExpr &Throw);
  /// A member or a base of the object receives what a constructor gives it.
  void initializer(const clang::CXXCtorInitializer &Init);
  /// A value that holds what its parts hold: a list, the branches of `?:`, what `new` is given.
  void parts(const clang::Expr &Whole, llvm::ArrayRef<const clang::Expr *> Parts);

private:
  std::optional<NamedHolder> bytesBehind(const clang::Expr *Target);

  Builder &B;
  AliasFacts &Aliases;
  SelfFacts &Selves;
  TemporaryFacts &Temporaries;
  BindingFacts &Bindings;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_ASSIGNMENTFACTS_H

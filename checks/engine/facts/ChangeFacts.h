//===-- ChangeFacts.h - What a loop changes ---------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Late binding is about variables that get another value from the function itself:
// by assignment, by stepping, by reading input into them. Filling a container is no
// new value: closures that read it are meant to see what was added.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_CHANGEFACTS_H
#define CLOSURE_ENGINE_FACTS_CHANGEFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CallExpr;
class Expr;
class Stmt;
} // namespace clang

namespace closure {

/// New values that a loop gives to variables with a loan on them.
class ChangeFacts {
public:
  explicit ChangeFacts(Builder &B) : B(B) {}

  /// The statement, if it stands in a loop, may give a variable a new value.
  void change(const clang::Stmt *S);

private:
  void changed(const clang::Expr &Target, const clang::Stmt &By, const clang::Stmt &Loop);
  void filled(const clang::CallExpr &Call, const clang::Stmt &Loop);

  Builder &B;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_CHANGEFACTS_H

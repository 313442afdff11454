//===-- Usage.h - How a piece of code uses a variable -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_USAGE_H
#define CLOSURE_ENGINE_USAGE_H

#include "clang/Basic/SourceLocation.h"
#include <vector>

namespace clang {
class ASTContext;
class DeclRefExpr;
class LambdaExpr;
class LambdaCapture;
class ReturnStmt;
class Stmt;
class ValueDecl;
} // namespace clang

namespace closure {

struct Usage {
  /// Every mention of the variable, in the order of the source.
  std::vector<const clang::DeclRefExpr *> Mentions;
  /// Whether the code may change the variable, or hands out a way to.
  bool Changes = false;
};

/// How the code below `S` uses `V`, bodies of lambdas included. A nested lambda that
/// copies the variable only reads it. `Except` is left out.
Usage usageOf(const clang::Stmt *S, const clang::ValueDecl *V, const clang::Stmt *Except = nullptr);

/// The same for the body of a lambda; of a generic one, the bodies with which it is called.
Usage usageInside(const clang::LambdaExpr &Lambda, const clang::ValueDecl *V);

/// Whether the body of a lambda may change the object that it calls `this`, or hands it out.
bool changesObject(const clang::LambdaExpr &Lambda);

/// The variable that the statement returns by its name alone, through implicit conversions and
/// moves; or null.
const clang::DeclRefExpr *returnedName(const clang::ReturnStmt &Return);

/// Whether the capture declares a variable of its own: `x = …`. A plain capture of an
/// init-capture of an enclosing lambda does not.
bool isOwnInitCapture(const clang::LambdaExpr &Lambda, const clang::LambdaCapture &Capture);

} // namespace closure

#endif // CLOSURE_ENGINE_USAGE_H

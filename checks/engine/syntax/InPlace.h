//===-- InPlace.h - What is called where it is stored -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_INPLACE_H
#define CLOSURE_ENGINE_SYNTAX_INPLACE_H

namespace clang {
class CallExpr;
class Expr;
class Stmt;
class ValueDecl;
} // namespace clang

namespace closure {

/// The variable or member that the lvalue is, or is a part or an element of, also by a local name of
/// its own; null where that is something else.
const clang::ValueDecl *storageOf(const clang::Expr *E);

/// The variable or member that the call calls, itself or an element of it, and not a copy; null
/// where it calls something else.
const clang::ValueDecl *calledInPlace(const clang::CallExpr &Call);

/// What the code, without the part `Except`, does with what it names so.
enum class Called {
  Unknown, ///< It calls nothing of that.
  InPlace,
  AsCopy, ///< It copies it, or moves it out, and never calls it where it is.
};
Called howCalled(const clang::Stmt *Code, const clang::ValueDecl &V, const clang::Stmt *Except);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_INPLACE_H

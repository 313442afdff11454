//===-- Expressions.h - What stands behind an expression --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_EXPRESSIONS_H
#define CLOSURE_ENGINE_SYNTAX_EXPRESSIONS_H

namespace clang {
class Expr;
} // namespace clang

namespace closure {

/// The expression without parentheses, casts and other wrappers that keep the value.
const clang::Expr *stripped(const clang::Expr *E);

/// Whether the pointer is `this` or the address of something: what it points at has a name.
bool isAddress(const clang::Expr *Pointer);

/// The call or the construction that makes the value, behind its wrappers and behind copies that
/// are left out; null if it is something else.
const clang::Expr *constructionIn(const clang::Expr *E);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_EXPRESSIONS_H

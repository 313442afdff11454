//===-- Expressions.h - What stands behind an expression --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_EXPRESSIONS_H
#define CLOSURE_ENGINE_SYNTAX_EXPRESSIONS_H

#include "clang/AST/Type.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class CallExpr;
class CXXRecordDecl;
class Expr;
class FunctionDecl;
class LambdaExpr;
class Stmt;
class ValueDecl;
} // namespace clang

namespace closure {

/// The class of an object on which something is called, as the call shows it, of a pointer what it
/// points at; null where it is none.
const clang::CXXRecordDecl *classOfObject(const clang::Expr *Object);

/// The expression without parentheses, casts and other wrappers that keep the value.
const clang::Expr *stripped(const clang::Expr *E);

/// Whether the function is only a cast of its parameter to an rvalue: `std::move`, and what other
/// libraries call so, as its signature tells.
bool isMove(const clang::FunctionDecl &Callee);
bool isMove(const clang::CallExpr &Call);

/// Whether the pointer is `this` or the address of something: what it points at has a name.
bool isAddress(const clang::Expr *Pointer);

/// The smart pointer whose `operator->` gives the pointer: `p` in `p->f()`. Null if it is another
/// expression.
const clang::Expr *pointerBeforeArrow(const clang::Expr *Pointer);

/// The call or the construction that makes the value, behind its wrappers and behind copies that
/// are left out; null if it is something else.
const clang::Expr *constructionIn(const clang::Expr *E);

/// The variable, member or function that the expression is the name of; null if it is none.
const clang::ValueDecl *namedIn(const clang::Expr *E);

/// Whether the code names it.
bool mentions(const clang::Stmt *Code, const clang::ValueDecl &What);

/// Whether the statement, which may be null, is a loop.
bool isLoop(const clang::Stmt *S);

/// The lambda that the value is, or that a wrapper is made of: `std::function<void()>([] { … })`;
/// or null.
const clang::LambdaExpr *lambdaIn(const clang::Expr *Value);

/// What the value refers to, as it is written: the operand of `&`, of `std::ref` or of
/// `std::addressof`, an array, `this`. Null if it refers to nothing that has a name.
const clang::Expr *referredBy(const clang::Expr *Value);

/// Whether values of the type refer to something else: a pointer to an object, a
/// `std::reference_wrapper`.
bool isReferring(clang::QualType T);

/// Whether the expression is `*this`, or a part of it.
bool isOwnPart(const clang::Expr *E);

/// One of the two classes is the other, or derives from it, as far as both are defined.
bool areOneKind(const clang::CXXRecordDecl &A, const clang::CXXRecordDecl &B);

/// Whether the code, closures in it left out, calls a function of which `Is` holds.
bool anyCall(const clang::Stmt *S, llvm::function_ref<bool(const clang::FunctionDecl &)> Is);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_EXPRESSIONS_H

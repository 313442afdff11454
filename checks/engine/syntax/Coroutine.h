//===-- Coroutine.h - How a coroutine starts and ends ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A coroutine keeps its parameters in a frame of its own, but not the closure that it is
// the body of: that has to outlive it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_COROUTINE_H
#define CLOSURE_ENGINE_SYNTAX_COROUTINE_H

namespace clang {
class CoroutineBodyStmt;
class CoroutineSuspendExpr;
class FunctionDecl;
class ParmVarDecl;
class Stmt;
} // namespace clang

namespace closure {

/// The body as somebody wrote it: of a coroutine, without what the compiler adds. Null where the
/// declaration is no definition.
const clang::Stmt *writtenBody(const clang::FunctionDecl &F);

/// The whole body of a coroutine, or null.
const clang::CoroutineBodyStmt *coroutineBody(const clang::FunctionDecl &F);

/// Whether the coroutine runs when it is called, until it first suspends; one that does not, or of
/// which that is not known, runs when somebody resumes it.
bool startsAtOnce(const clang::CoroutineBodyStmt &Body);

/// Whether the frame is gone when the body has ended, whoever holds the coroutine.
bool freesItself(const clang::CoroutineBodyStmt &Body);

/// Whether others can run between the expression and what comes after it: not if what is awaited is
/// always ready.
bool suspends(const clang::CoroutineSuspendExpr &E);

/// Whether it is a function by which the compiler carries out `co_await`.
bool isOfAwaiting(const clang::FunctionDecl &F);

/// The object that a lambda with an explicit object parameter is called on; null where the closure
/// is called by `this`.
const clang::ParmVarDecl *explicitObject(const clang::FunctionDecl &Operator);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_COROUTINE_H

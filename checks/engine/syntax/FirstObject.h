//===-- FirstObject.h - On what a row of calls is made ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_ENGINE_SYNTAX_FIRSTOBJECT_H
#define CLOSURE_ENGINE_SYNTAX_FIRSTOBJECT_H

namespace clang {
class CXXMethodDecl;
class Expr;
} // namespace clang

namespace closure {

/// Whether each call of the method returns its object, `*this` or `this`. Where the body is not
/// seen, a method that is given something and returns a reference to its class is taken for one:
/// what it gives out otherwise is mostly a part of the object.
bool returnsItself(const clang::CXXMethodDecl &Method);

/// The object that the first of several calls in a row is made on, as long as each returns its own:
/// `x` for `x.set(1).add(2)`; the expression itself if it is no such call.
const clang::Expr *firstObject(const clang::Expr *Object);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_FIRSTOBJECT_H

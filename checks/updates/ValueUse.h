//===-- ValueUse.h - What is done with the value of a variable --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Finer than the question whether code changes a variable: `v.begin()`, `return {v, 0}` and
// `v.push_back(1)` do not leave it as it is, or might not, and yet rest on the value that it had.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_UPDATES_VALUEUSE_H
#define CLOSURE_UPDATES_VALUEUSE_H

namespace clang {
class CallExpr;
class DeclRefExpr;
class Expr;
} // namespace clang

namespace closure {

class UseIndex;

enum class ValueUse {
  None,     ///< It is only named.
  Read,     ///< Somebody looks at the value.
  Extended, ///< It goes on from its value, at which nobody looks: `++v`, `v.push_back(x)`.
  Replaced, ///< It gets another value, or may get one.
};

/// What becomes of the value of the variable at this mention, which belongs to the code.
ValueUse valueUse(const clang::DeclRefExpr &Mention, const UseIndex &Code);

/// Whether the code changes the variable at this mention, or hands out a way to. What goes into a
/// pair, a tuple or a container of a library by a forwarding reference goes there as a copy.
bool changesValue(const clang::DeclRefExpr &Mention, const UseIndex &Code);

/// Whether the call, or the construction, is one of a library that puts a copy of this argument, a
/// name, into something: `std::thread t(f)`, `std::bind(f, 1)`, `all.emplace_back(f)`.
bool storesCopy(const clang::Expr &Call, const clang::Expr &Argument);

} // namespace closure

#endif // CLOSURE_UPDATES_VALUEUSE_H

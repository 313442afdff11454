//===-- Throws.h - What calls can throw -------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_THROWS_H
#define CLOSURE_ENGINE_SYNTAX_THROWS_H

namespace clang {
class CallExpr;
class CXXCatchStmt;
class CXXTryStmt;
class Stmt;
} // namespace clang

namespace closure {

class Types;

/// Whether the call throws nothing, or only when memory is exhausted, which is no path to judge by.
bool throwsNothing(const clang::CallExpr &Call, const Types &T);
/// Whether the calls in a `try` block lead to its handler: it catches exceptions derived from
/// `std::exception`, or anything, or what a function that is called there visibly throws; and no
/// handler before it catches all of that.
bool isReachedByCalls(const clang::CXXTryStmt &Try, const clang::CXXCatchStmt &Handler);
/// Whether a body that the call runs throws what nothing there catches: not where it was used in
/// the wrong way, as its type (`std::logic_error`) or a test of the object's state
/// (`if (stopped) throw …`) shows.
bool throwsVisibly(const clang::CallExpr &Call);
/// Whether the code makes such a call.
bool callsThrower(const clang::Stmt &Body);
/// Whether one of the handlers catches all that an unseen call throws.
bool catchesMost(const clang::CXXTryStmt &Try);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_THROWS_H

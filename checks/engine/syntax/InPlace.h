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
class ValueDecl;
} // namespace clang

namespace closure {

/// The variable or member that the call calls, itself or an element of it, and not a copy; null
/// where it calls something else.
const clang::ValueDecl *calledInPlace(const clang::CallExpr &Call);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_INPLACE_H

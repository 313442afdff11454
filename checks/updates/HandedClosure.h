//===-- HandedClosure.h - What a function does with its closure -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_UPDATES_HANDEDCLOSURE_H
#define CLOSURE_UPDATES_HANDEDCLOSURE_H

#include "clang/Basic/SourceLocation.h"
#include <string>

namespace clang {
class CallExpr;
class Expr;
} // namespace clang

namespace closure {

/// What becomes of a closure that a call is given, as far as bodies in sight tell.
struct HandedClosure {
  /// It is only called, and nobody asks for what it returns.
  bool Dropped = false;
  /// The algorithm that copies it before its first call, and goes on with both; empty if none is
  /// known.
  std::string Recopies;
  /// Where that gets it.
  clang::SourceLocation Recopied;
};

/// `Given` is the argument, with what converts it.
HandedClosure handedTo(const clang::CallExpr &Call, const clang::Expr &Given);

/// What is called, as the reader knows it: `std::for_each`, also where that is an object.
std::string nameOfCallee(const clang::CallExpr &Call);

} // namespace closure

#endif // CLOSURE_UPDATES_HANDEDCLOSURE_H

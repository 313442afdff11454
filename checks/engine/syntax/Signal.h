//===-- Signal.h - What work does after it says that it is done ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A wait proves that work is done only if the work does nothing after its signal.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_SIGNAL_H
#define CLOSURE_ENGINE_SYNTAX_SIGNAL_H

#include "checks/engine/terms/Loan.h"
#include "llvm/ADT/DenseMap.h"

namespace clang {
class ValueDecl;
} // namespace clang

namespace closure {

class Contracts;

/// What the body of a lambda uses around its last signal, such as the `set_value` of a promise.
class SignalOrder {
public:
  SignalOrder(const clang::LambdaExpr &Lambda, Contracts &Known);
  SignalUse of(const clang::ValueDecl &V) const;

private:
  unsigned LastSignal = 0; ///< 0 where it gives none.
  llvm::DenseMap<const clang::ValueDecl *, unsigned> LastMention;
  /// That of a method of the variable, which others who wait for the variable wait for.
  llvm::DenseMap<const clang::ValueDecl *, unsigned> OwnSignal;
};

/// Whether the body of the lambda, or a visible function that it calls, throws.
bool throwsVisibly(const clang::LambdaExpr &Lambda);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_SIGNAL_H

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

#ifndef CLOSURE_ENGINE_SIGNAL_H
#define CLOSURE_ENGINE_SIGNAL_H

namespace clang {
class LambdaExpr;
class ValueDecl;
} // namespace clang

namespace closure {

class Contracts;

/// Whether the body of the lambda mentions `V` after its last signal, such as the `set_value`
/// of a promise; false where it gives no signal that can be seen.
bool usesAfterSignal(const clang::LambdaExpr &Lambda, const clang::ValueDecl &V, Contracts &Known);

/// Whether the body of the lambda, or a visible function that it calls, throws.
bool throwsVisibly(const clang::LambdaExpr &Lambda);

} // namespace closure

#endif // CLOSURE_ENGINE_SIGNAL_H

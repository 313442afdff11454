//===-- Annotations.h - Contracts from attributes in the code ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The attributes of Clang and those of `closure/annotations.h`, which are spelled as
// `[[clang::annotate("closure::kept")]]`. They speak of single parameters and come first.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_ANNOTATIONS_H
#define CLOSURE_CALLS_ANNOTATIONS_H

#include "checks/engine/terms/Contract.h"

namespace closure {

/// Whether a parameter of the function, or the function itself, carries such an attribute.
bool isAnnotated(const clang::FunctionDecl &Callee);

/// Replaces what `Base` says of the parameters that carry attributes.
Contract annotated(Contract Base, const clang::FunctionDecl &Callee);

/// Whether calling this member function ends what a `CLOSURE_CALLED_UNTIL` of its class lets run.
bool endsAnnotatedWork(const clang::FunctionDecl &Callee);

/// Whether the author vouches that the variable outlives every closure over it.
bool isVouchedFor(const clang::ValueDecl &Variable);

} // namespace closure

#endif // CLOSURE_CALLS_ANNOTATIONS_H

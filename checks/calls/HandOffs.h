//===-- HandOffs.h - What a call is given to have ---------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_HANDOFFS_H
#define CLOSURE_CALLS_HANDOFFS_H

#include "checks/engine/terms/Contract.h"

namespace closure {

class ModelSet;
class Types;

/// Whether the code names a global that can hold closures, or a function that gives out something
/// that can: `current()->setHook(f)`.
bool mentionsHolder(const clang::Stmt *Code, Types &T);

/// Whether it is the call of a wrapper such as `std::function`, with arguments: what that calls is
/// not known, and may keep them.
bool hidesCallee(const clang::FunctionDecl &Callee, Arguments Given, const ModelSet &Models);

/// The argument that is made for the function, on the heap, and that it gets as a pointer to a
/// base: unless the name says that it only calls something, it is to outlive the call. Nothing if
/// there is none.
std::optional<unsigned> freshArgument(const clang::FunctionDecl &Callee, Arguments Given,
                                      const ModelSet &Models, Types &T);

/// What is assumed of a function that keeps this argument.
Contract keepingArgument(const clang::FunctionDecl &Callee, unsigned Index, Types &T);

} // namespace closure

#endif // CLOSURE_CALLS_HANDOFFS_H

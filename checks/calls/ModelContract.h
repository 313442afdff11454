//===-- ModelContract.h - Contracts from the words of a model ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A model is text about a name; a contract is about one declaration and its
// parameters.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_MODELCONTRACT_H
#define CLOSURE_CALLS_MODELCONTRACT_H

#include "checks/calls/Effect.h"
#include "checks/engine/terms/Contract.h"

namespace closure {

class Types;

/// The contract of `Callee` as `Model` has it.
Contract contractFrom(const FunctionModel &Model, const clang::FunctionDecl &Callee, Types &T);

/// Whether the condition holds for a call with these arguments.
bool holdsFor(const Condition &When, Arguments Given);

/// Whether the model speaks of the parameter number `I`.
bool concerns(const FunctionModel &Model, const clang::FunctionDecl &Callee, unsigned I, Types &T);

/// A transfer of what parameter number `Index` holds.
Transfer fromParameter(unsigned Index, CallEnd To);
CallEnd callEnd(CallEnd::Kind K, unsigned Index = 0);

} // namespace closure

#endif // CLOSURE_CALLS_MODELCONTRACT_H

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
#include <functional>
#include <optional>

namespace closure {

class Types;

/// The contract of `Callee` as `Model` has it.
Contract contractFrom(const FunctionModel &Model, const clang::FunctionDecl &Callee, Types &T);

/// What a macro stands for where the unit ends: a number, zero for anything else; nothing if it is
/// not defined.
using MacroValues = std::function<std::optional<unsigned>(llvm::StringRef Name)>;

/// What a method is called on.
struct ObjectSeen {
  const clang::CXXRecordDecl *Class = nullptr; ///< Null where there is no object.
  const clang::Expr *Written = nullptr;        ///< Null where the object is not an expression.
};

/// Whether the condition holds for a call with these arguments on this object.
bool holdsFor(const Condition &When, Arguments Given, ObjectSeen Object, const MacroValues &Macros);

/// Whether the model speaks of the parameter number `I`.
bool concerns(const FunctionModel &Model, const clang::FunctionDecl &Callee, unsigned I, Types &T);

/// A transfer of what parameter number `Index` holds.
Transfer fromParameter(unsigned Index, CallEnd To);
CallEnd callEnd(CallEnd::Kind K, unsigned Index = 0);

} // namespace closure

#endif // CLOSURE_CALLS_MODELCONTRACT_H

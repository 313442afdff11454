//===-- Results.h - Where the result of a call comes from -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function of a library shows by its declaration which of its arguments the result can be made
// of. Where none is named there, it calls something, and the result is what that returns.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_RESULTS_H
#define CLOSURE_ENGINE_SYNTAX_RESULTS_H

#include "clang/AST/Type.h"
#include <optional>
#include <vector>

namespace clang {
class CallExpr;
class Expr;
class FunctionDecl;
} // namespace clang

namespace closure {

/// Whether a method of the owner that returns this type gives out a copy of an element, and no way
/// to it: `std::optional<T *>::value_or`.
bool isElementOf(clang::QualType Result, clang::QualType Owner);

/// Which arguments the result can be made of, as the declaration of a template says it.
class ResultSources {
public:
  explicit ResultSources(const clang::FunctionDecl &Callee);
  /// The declaration names them, or it names none and gives a value.
  bool areKnown() const { return Known; }
  bool mayBe(unsigned Argument) const;

private:
  const clang::FunctionDecl *Pattern = nullptr;
  clang::QualType Result;
  bool Known = false;
};

/// What a call of a library function calls in its turn, by its first argument.
struct Called {
  /// Those whose code can be seen; all of them can be what is called.
  std::vector<const clang::FunctionDecl *> Functions;
  /// It is a pointer to a member function: the argument after it is the object.
  bool OnObject = false;
};
/// Nothing if the first argument is nothing that is called.
std::optional<Called> calledBy(const clang::CallExpr &Call);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_RESULTS_H

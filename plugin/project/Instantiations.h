//===-- Instantiations.h - What skipped bodies would have instantiated --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function of the standard library whose body is not parsed calls nothing, so the
// templates of the user that only it would call are not instantiated, and what is not
// instantiated is not analysed.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_INSTANTIATIONS_H
#define CLOSURE_PROJECT_INSTANTIATIONS_H

#include "clang/Basic/SourceLocation.h"
#include <vector>

namespace clang {
class FunctionDecl;
class Sema;
} // namespace clang

namespace closure {

/// Code of the user that makes lambdas which borrow, and may lack an instantiation because
/// bodies in system headers were skipped.
struct HiddenCode {
  /// A generic lambda, a constructor template, or an operator template that nothing visible
  /// calls: only the skipped bodies know its arguments.
  bool Unknown = false;
  /// Members of class templates that nothing visible calls, instantiated now.
  std::vector<clang::SourceRange> Members;
};

/// Finds it after the parse, and instantiates what can be, without a word.
HiddenCode hiddenCode(clang::Sema &S);

} // namespace closure

#endif // CLOSURE_PROJECT_INSTANTIATIONS_H

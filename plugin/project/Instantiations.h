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

namespace clang {
class ASTContext;
} // namespace clang

namespace closure {

/// Whether code of the user that makes lambdas may lack an instantiation because bodies in
/// system headers were skipped: a generic lambda, a constructor, an operator, or a member of a
/// class template, that nothing visible calls. Errs on the side of `true`.
bool hidesInstantiations(clang::ASTContext &Context);

} // namespace closure

#endif // CLOSURE_PROJECT_INSTANTIATIONS_H

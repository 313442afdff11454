//===-- LateBodies.h - Bodies of system headers, parsed if they matter -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The bodies of system headers are not analysed. But what is not instantiated is not analysed
// either, and the arguments of a generic lambda that is given to an algorithm are known to the
// body of the algorithm alone. So the tokens of templates are kept, as for
// `-fdelayed-template-parsing`, and at the end of the unit those are instantiated that may call
// code of the user in which a closure can be.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_LATEBODIES_H
#define CLOSURE_PROJECT_LATEBODIES_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"

namespace clang {
class CompilerInstance;
class Decl;
class Sema;
} // namespace clang

namespace closure {

/// For one unit, made before its parse begins.
class LateBodies {
public:
  explicit LateBodies(clang::CompilerInstance &CI);
  ~LateBodies();
  LateBodies(const LateBodies &) = delete;
  LateBodies &operator=(const LateBodies &) = delete;

  /// To be called when Sema has been made.
  void attach(clang::Sema &S);
  /// Whether the body is not parsed at all; what consumers answer for `shouldSkipFunctionBody`.
  bool skips(const clang::Decl &D) const;
  /// After the parse: whether a body did not compile at the end of the unit, so that the unit must
  /// be parsed as a whole.
  bool failed() const;

private:
  class Source;
  clang::CompilerInstance &CI;
  llvm::IntrusiveRefCntPtr<Source> Bodies;
};

} // namespace closure

#endif // CLOSURE_PROJECT_LATEBODIES_H

//===-- TemporaryFacts.h - When temporaries end -----------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_TEMPORARYFACTS_H
#define CLOSURE_ENGINE_FACTS_TEMPORARYFACTS_H

#include "checks/engine/facts/Builder.h"
#include "llvm/ADT/MapVector.h"

namespace closure {

/// A temporary ends when its full-expression is complete; only those with a loan on them are of
/// interest.
class TemporaryFacts {
public:
  explicit TemporaryFacts(Builder &B) : B(B) {}

  /// Somebody took a loan of the place: if that is a temporary, it ends with its full-expression.
  void endWithStatement(PlaceId Of);
  /// After the loan is there: one that had ended before ends now.
  void endLate();
  /// A full-expression is complete: the statement, the variable or the initialiser is evaluated.
  void complete(const void *Completed, clang::SourceLocation Loc);

private:
  Builder &B;
  /// By what completes their full-expression.
  llvm::MapVector<const void *, std::vector<PlaceId>> Ending;
  llvm::DenseMap<const void *, clang::SourceLocation> Over;
  std::vector<std::pair<PlaceId, clang::SourceLocation>> Late;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_TEMPORARYFACTS_H

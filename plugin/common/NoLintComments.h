//===-- NoLintComments.h - NOLINT outside clang-tidy ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_COMMON_NOLINTCOMMENTS_H
#define CLOSURE_COMMON_NOLINTCOMMENTS_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"
#include <memory>

namespace clang {
class LangOptions;
class SourceManager;
} // namespace clang

namespace closure {

/// The `NOLINT` comments of a translation unit, understood by clang-tidy's own handler, for
/// the front doors in which clang-tidy does not run.
class NoLintComments {
public:
  NoLintComments(clang::SourceManager &SM, const clang::LangOptions &Options);
  ~NoLintComments();

  /// Whether a comment silences what `Check` says at `Loc`.
  bool silence(clang::SourceLocation Loc, llvm::StringRef Check);

private:
  class Probe;
  std::unique_ptr<Probe> Asked;
};

} // namespace closure

#endif // CLOSURE_COMMON_NOLINTCOMMENTS_H

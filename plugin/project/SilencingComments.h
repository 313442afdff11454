//===-- SilencingComments.h - Who silences what -----------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The `NOLINT` comments of a file, held against what they silence. Whether a warning is silenced
// says clang-tidy's own handler, which does not say by which comment.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_SILENCINGCOMMENTS_H
#define CLOSURE_PROJECT_SILENCINGCOMMENTS_H

#include "plugin/project/CheckOptions.h"
#include "plugin/project/Unit.h"

namespace closure {

/// A warning, and the place at which a comment silences it: its own, or where the lambda begins.
struct SilencedWarning {
  Suppression::Warning What;
  Spot By;
};

class SilencingComments {
public:
  /// `Text` must outlive this.
  SilencingComments(std::string File, llvm::StringRef Text);

  /// The comments that silence it, if it is in this file.
  void mark(const SilencedWarning &Silenced);

  /// Adds the comments that silence something or name a check of ours to `To`, and those of them
  /// that begin or end nothing to what is wrong with its settings.
  void report(const Configuration &Of, UnitResult &To) const;

private:
  enum class Kind { Line, NextLine, Begin, End };
  struct Comment {
    Kind K;
    Suppression Said;
    /// What stands in parentheses; all checks are meant where nothing does.
    llvm::StringRef Names;
    /// The last line of a block; 0 where it has no end, or is none.
    unsigned End = 0;
  };

  void read(llvm::StringRef Text);
  void pair();
  static bool covers(const Comment &C, const SilencedWarning &Silenced);

  const std::string File;
  std::vector<Comment> All;
};

} // namespace closure

#endif // CLOSURE_PROJECT_SILENCINGCOMMENTS_H

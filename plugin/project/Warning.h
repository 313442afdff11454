//===-- Warning.h - A report that outlives its translation unit --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The reports of many translation units, merged: what was a location of one unit's source
// manager is here a place in a file.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_WARNING_H
#define CLOSURE_PROJECT_WARNING_H

#include "clang/Tooling/Core/Replacement.h"
#include <optional>
#include <string>
#include <vector>

namespace closure {

/// A place in a file. `File` is absolute, without `.` and `..`; lines and columns count from
/// 1, columns in bytes; `Offset` counts bytes from 0.
struct Spot {
  std::string File;
  unsigned Offset = 0;
  unsigned Line = 0;
  unsigned Column = 0;
};

/// What a warning says besides: a step of the path, or why there is no repair.
struct Remark {
  Spot At;
  std::string Text;
};

/// Edits that are applied together or not at all. They name absolute paths.
struct Fix {
  std::string Title;
  std::vector<clang::tooling::Replacement> Edits;
};

/// What `--fix` has done about a warning.
enum class Outcome {
  Unasked,
  Repaired,    ///< In a dry run, can be repaired.
  Along,       ///< The repair of another mends it as well.
  Overlapping, ///< Its repair overlaps with others, or its turn has not come.
  Refused,     ///< Its file, or one that its repair edits, is not touched.
  Offered,     ///< There are alternatives only.
  Without,     ///< There is nothing to apply.
};

struct Warning {
  std::string Check;
  Spot At;
  std::string Text;
  /// The lines of the lambda, both included.
  unsigned FirstLine = 0, LastLine = 0;
  /// Whether it rests on an assumption about a call.
  bool Assumed = false;
  /// Whether `WarningsAsErrors` of the unit names its check.
  bool IsError = false;
  /// How bad it is: `error`, `warning` or `note`.
  std::string Level = "warning";
  /// Whether the repair of another warning repairs this one as well.
  bool Mended = false;
  std::vector<Remark> Path;
  std::vector<Remark> Reasons;
  std::optional<Fix> Repair;
  std::vector<Fix> Alternatives;
  Outcome Became = Outcome::Unasked;
  /// The same from run to run, however the code around it moves.
  std::string Fingerprint;
};

/// A comment by which somebody silences checks: `NOLINT(closure-loop-capture): reason`.
struct Suppression {
  Spot At;
  /// As it stands there, up to the reason.
  std::string Comment;
  std::string Reason;
  /// The names of our checks in it, of those that run, that silence nothing.
  std::vector<std::string> Unused;
  /// What it silences.
  struct Warning {
    std::string Check;
    Spot At;
    std::string Text;
  };
  std::vector<Warning> Silenced;
};

} // namespace closure

#endif // CLOSURE_PROJECT_WARNING_H

//===-- Findings.h - The warnings of a run, each once -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_FINDINGS_H
#define CLOSURE_PROJECT_FINDINGS_H

#include "plugin/project/Unit.h"

namespace closure {

/// What could not be analysed, and why.
struct Failure {
  std::string File; ///< Empty for what is about no single file.
  std::string Text;
};

/// All that a run found, in the order of files, lines and columns.
struct Findings {
  /// The folder that paths are shown and remembered relative to.
  std::string Root;
  /// The root without symbolic links, for the files that edits name.
  std::string RealRoot;
  std::vector<Warning> Warnings;
  std::vector<Failure> Failures;
  /// The functions that were too large to be analysed, in the same order.
  std::vector<Remark> Skipped;
  /// Functions, by what became of them; those of a header count in each unit.
  Session::Counts Counted;
  unsigned Files = 0;
  /// Those of the files for which the configuration turns on no check.
  unsigned Unchecked = 0;
  /// By file and place, each once.
  std::vector<Suppression> Suppressions;
  /// Comments, entries of models and rows of the baseline that silence nothing, if that was asked.
  std::vector<Remark> Unused;
  /// By real path, the blob of each file that warnings and edits speak of, as it was linted; empty
  /// where the units have read different ones.
  std::map<std::string, std::string> Linted;
  /// By unit, the files that it is made of, without those of the system.
  std::map<std::string, std::set<std::string>> Sources;

  /// What is said beside the warnings.
  std::vector<Remark> remarks() const;
  /// The path as it is shown: relative to the root if it lies there.
  std::string shown(llvm::StringRef File) const;
  /// Whether the file holds something else now than when it was linted.
  bool hasChanged(const std::string &File) const;
};

/// The path without symbolic links; `File` where there is none.
std::string realPath(const std::string &File);

/// A short name for a text, the same from run to run.
std::string fingerprint(llvm::StringRef Key);

/// Merges the results of the units. The edits of repairs name real paths from here on. A header's
/// warning comes with each unit that includes it and is kept once; where the units do not agree on
/// a repair, none is offered.
Findings merge(std::vector<UnitResult> Results, std::string Root);

/// The folder with the version control above the working directory, or the latter itself.
std::string projectRoot();

/// The same of the project that these files, absolute paths, belong to, from wherever it is linted:
/// the root above the working directory if one of them lies below it, else that of the first of
/// them that has one. What is remembered of findings is relative to it.
std::string projectRootOf(llvm::ArrayRef<std::string> Files);

} // namespace closure

#endif // CLOSURE_PROJECT_FINDINGS_H

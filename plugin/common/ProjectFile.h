//===-- ProjectFile.h - What a project says of itself -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The file `.closure-lint.yaml` at the root of a project, which all doors read.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_COMMON_PROJECTFILE_H
#define CLOSURE_COMMON_PROJECTFILE_H

#include "checks/Report.h"
#include "clang-tidy/utils/IncludeSorter.h"
#include "plugin/common/PathPatterns.h"
#include <map>
#include <string>
#include <vector>

namespace closure {

struct ProjectFile {
  /// Where it lies, absolute; empty where there is none.
  std::string Path;
  /// What to lint, if not all, and what to leave out, as seen from its folder.
  PathPatterns Lint, Exclude;
  /// Folders with the code of others, absolute.
  std::vector<std::string> ThirdParty;
  /// Options of the checks, by name.
  std::map<std::string, std::string> Options;
  /// Model files, absolute, separated by `;`.
  std::string Models;
  /// `error`, `warning` or `note`, by check.
  std::map<std::string, std::string, std::less<>> Severity;
  /// What somebody has written under `paths`, `exclude` or `third-party`, for those who ask whether
  /// it is about anything.
  struct Word {
    std::string Text;
    std::string Place;    ///< `FILE:LINE:COLUMN`.
    PathPatterns Pattern; ///< Empty for a folder, which `Text` then names.
  };
  std::vector<Word> Words;
  /// What is wrong with it, with place and remedy. What is wrong does not count, the rest does.
  std::vector<std::string> Faults;

  /// Whether it leaves out the file, which lies somewhere below it.
  bool leavesOut(llvm::StringRef File) const;
};

/// The nearest in the folder of the file, which is an absolute path, or above it.
ProjectFile projectFileAbove(llvm::StringRef File);

/// What counts where nobody says otherwise of a check.
struct CheckDefaults {
  Settings Set;
  Showing How;
  clang::tidy::utils::IncludeSorter::IncludeStyle Style =
      clang::tidy::utils::IncludeSorter::IS_LLVM;

  CheckDefaults() = default;
  explicit CheckDefaults(const ProjectFile &Of);

  /// The project's models, and those of an option, which come later and override them.
  std::string modelsAnd(llvm::StringRef Option) const;
};

} // namespace closure

#endif // CLOSURE_COMMON_PROJECTFILE_H

//===-- Patch.h - Repairs as a patch, and as written files ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_PATCH_H
#define CLOSURE_PROJECT_PATCH_H

#include "plugin/project/Findings.h"
#include "plugin/project/Source.h"

namespace closure {

/// The repairs that fit together, file by file.
struct Patch {
  /// By absolute path; each set is free of conflicts.
  std::map<std::string, clang::tooling::Replacements> ByFile;
  unsigned Applied = 0;
  /// Those that overlap with one before them. Another run can apply them.
  unsigned Left = 0;
};

/// Takes the repairs in their order; one that conflicts with those before it is left out wholly.
Patch combine(const std::vector<const Fix *> &Fixes);

/// The first repair of each warning; if `All`, else its first alternative.
std::vector<const Fix *> repairsOf(const Findings &Found, bool All);

/// In the unified format, paths relative to the root below `a/` and `b/`.
std::string unified(const Patch &P, const Findings &Found, SourceCache &Sources);
std::string patchOf(const std::vector<const Fix *> &Fixes, const Findings &Found,
                    SourceCache &Sources);

/// Writes the files, each by a temporary file beside it and a rename. What cannot be written is
/// named in `Faults`, and the file stays as it was.
void apply(const Patch &P, SourceCache &Sources, std::vector<std::string> &Faults);

/// Writes a whole file in the same way.
bool writeWhole(llvm::StringRef File, llvm::StringRef Text, std::string &Fault);

} // namespace closure

#endif // CLOSURE_PROJECT_PATCH_H

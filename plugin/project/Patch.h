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
  std::vector<const Fix *> Taken;
  /// Those that overlap with one before them.
  std::vector<const Fix *> Left;
};

/// Takes the repairs in their order; one that conflicts with those before it is left out wholly.
/// Includes that are inserted at one place go there together.
Patch combine(const std::vector<const Fix *> &Fixes);

/// The repair of a warning; if there is none and `All`, its first alternative; else null.
const Fix *repairOf(const Warning &W, bool All);

/// The edits of `File`, whose content is `Text`, in git's format: the path relative to the root
/// below `a/` and `b/`, and the blobs that it leads from and to.
void writeUnified(const std::string &File, llvm::StringRef Text,
                  const clang::tooling::Replacements &Edits, const Findings &Found,
                  llvm::raw_ostream &Out);
/// Of one repair; empty where a file has changed since it was linted.
std::string patchOf(const Fix &F, const Findings &Found, SourceCache &Sources);

/// Of one repair, for people: the lines that go, each with its number, and those that come. Nothing
/// where a file has changed since it was linted. Files other than `Main` are named.
void writeNumbered(const Fix &F, llvm::StringRef Main, const Findings &Found, SourceCache &Sources,
                   llvm::raw_ostream &Out, bool Colour);

/// Writes a whole file by a temporary file beside it and a rename. What cannot be written is named
/// in `Fault`, and the file stays as it was.
bool writeWhole(llvm::StringRef File, llvm::StringRef Text, std::string &Fault);

} // namespace closure

#endif // CLOSURE_PROJECT_PATCH_H

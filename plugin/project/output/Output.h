//===-- Output.h - The forms in which findings are written ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One function and one file a form. Each writes a whole document.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_OUTPUT_OUTPUT_H
#define CLOSURE_PROJECT_OUTPUT_OUTPUT_H

#include "plugin/project/Findings.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace closure {

/// As clang-tidy shows warnings: source lines, carets, a repair of this line under the caret, the
/// numbered path; then a repair of several lines, as what goes and what comes.
void writeText(const Findings &All, llvm::raw_ostream &Out, bool Colour);
/// All that is known. The member `version` changes when a member changes its meaning.
void writeJson(const llvm::json::Value &Document, llvm::raw_ostream &Out);
/// SARIF 2.1.0 (OASIS).
void writeSarif(const Findings &All, llvm::raw_ostream &Out);
/// Workflow commands of GitHub Actions.
void writeGithub(const Findings &All, llvm::raw_ostream &Out);
/// The code quality report of GitLab.
void writeGitlab(const Findings &All, llvm::raw_ostream &Out);
/// A page that needs nothing beside it, of what `pageDataOf` has made.
void writePage(const llvm::json::Value &Document, llvm::raw_ostream &Out);

/// How many there are of each check and in each folder.
void writeTable(const Findings &All, llvm::raw_ostream &Out);

/// The page without its data, which takes the place of the word `CLOSURE_REPORT_DATA`.
llvm::StringRef pageTemplate();
/// What `writeJson` writes. It quotes the files, and so is made before they change.
llvm::json::Value jsonOf(const Findings &All);
/// The same with the texts of the files, for `writePage`.
llvm::json::Value pageDataOf(const Findings &All);
/// Adds what has become of the findings since, and what has failed.
void addOutcomes(llvm::json::Value &Document, const Findings &All, bool DryRun);

} // namespace closure

#endif // CLOSURE_PROJECT_OUTPUT_OUTPUT_H

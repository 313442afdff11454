//===-- Settings.h - What a user sets for the analysis ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The options that change what is found, and the user's own models. A malformed model
// file is left out, and named.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_SETTINGS_H
#define CLOSURE_SETTINGS_H

#include "checks/calls/NameWords.h"
#include "checks/calls/SummaryIndex.h"

namespace clang {
class SourceManager;
} // namespace clang

namespace closure {

struct Settings {
  /// Model files, separated by `;`, relative to the working directory.
  std::string Models;
  AssumeEscape Assume = AssumeEscape::Named;
  /// The folder with the summary files of other units; nobody is asked if it is empty.
  std::string Summaries;

  friend bool operator==(const Settings &A, const Settings &B) {
    return A.Models == B.Models && A.Assume == B.Assume && A.Summaries == B.Summaries;
  }
};

/// The models in force: ours, then the nearest `.closure-models.yaml` in the folder of the
/// main file or above it, then the files of the option; later ones override. What is wrong
/// with a file is added to `Errors`, one message each, with file, line and column.
ModelSet modelsInForce(const Settings &Set, const clang::SourceManager &SM,
                       std::vector<std::string> &Errors);

/// The summaries in the folder of the option; null if it is empty. What cannot be used of them is
/// added to `Warnings`, one message each.
std::shared_ptr<const SummaryIndex> summariesInForce(const Settings &Set,
                                                     const clang::SourceManager &SM,
                                                     std::vector<std::string> &Warnings);

} // namespace closure

#endif // CLOSURE_SETTINGS_H

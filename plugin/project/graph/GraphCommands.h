//===-- GraphCommands.h - closure-lint summarize, link, report --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The lint of a whole program as steps of a build, each of which makes its outputs of its inputs
// alone: no clock, no environment, no folder that is not named. Who runs them, and when, is the
// business of the build.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_GRAPH_GRAPHCOMMANDS_H
#define CLOSURE_PROJECT_GRAPH_GRAPHCOMMANDS_H

#include "plugin/project/Run.h"

namespace closure {

/// `closure-lint summarize SOURCE -o OUT`: one unit. `Words` are all of the command line. Returns
/// the exit status: 2 if the output was not written.
int runSummarize(int Count, const char **Words);

/// `closure-lint link UNIT... -o OUT`: what all units tell. Returns the exit status: 2 if an input
/// is named that cannot be used; the output is there without it.
int runLink(int Count, const char **Words);

/// `closure-lint report UNIT...`: what the steps of a build have found, as a lint shows it.
int runReport(int Count, const char **Words);

/// What `closure-lint report` reads: the units that `Options` names, and the indexes of libraries.
/// What cannot be used, or rests on something else than the units say now, is added to `Faults`.
Run storedRun(const ProgramOptions &Options, const std::vector<std::string> &Libraries,
              std::vector<std::string> &Faults);

/// Takes `--NAME VALUE` and `--NAME=VALUE` out of the words before `--`, and expands `@FILE`.
struct GraphWords {
  GraphWords(int Count, const char **Words, llvm::ArrayRef<llvm::StringRef> Names);

  /// By name, without dashes.
  std::map<llvm::StringRef, std::vector<std::string>> Values;
  std::vector<const char *> Rest;
  /// An option that has no value; empty if all have one.
  std::string Fault;

  /// The last value; empty if there is none.
  std::string last(llvm::StringRef Name) const;
  std::vector<std::string> all(llvm::StringRef Name) const;

private:
  std::vector<std::string> Expanded;
};

} // namespace closure

#endif // CLOSURE_PROJECT_GRAPH_GRAPHCOMMANDS_H

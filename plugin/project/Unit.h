//===-- Unit.h - Lints one translation unit ---------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_UNIT_H
#define CLOSURE_PROJECT_UNIT_H

#include "checks/Session.h"
#include "plugin/project/Commands.h"
#include "plugin/project/Warning.h"
#include <map>
#include <set>

namespace closure {

/// What became of one file of the compilation database.
struct UnitResult {
  std::string File;
  std::vector<Warning> Warnings;
  /// Why it could not be analysed wholly: the first error; empty if it could.
  std::string Failure;
  /// The functions that were too large to be analysed.
  std::vector<Remark> Skipped;
  Session::Counts Counted;
  /// The comments that silence checks, or name one of ours.
  std::vector<Suppression> Suppressions;
  /// Whether the configuration turns on no check.
  bool Unchecked = false;
  /// What is wrong with the user's models and summaries, one message each.
  std::vector<std::string> SettingErrors;
  /// The files that warnings and edits speak of, by absolute path, each with the blob of what was
  /// parsed; empty where two commands have read different ones.
  std::map<std::string, std::string> Contents;
  /// The files that it is made of, by absolute path, without those of the system.
  std::set<std::string> Sources;
  /// With summaries: what the unit tells others and asked of them, and the files that it is
  /// made of, by absolute path, each with the hash of what was read.
  Session::Knowledge Learned;
  std::map<std::string, std::string> Read;
};

/// Adds what one of several readers has read of a file.
void addContent(std::map<std::string, std::string> &Contents, const std::string &File,
                const std::string &Blob);

/// Lints the file of `Asked` once with each of its commands. Safe to call from several threads.
/// A crash ends the unit, not the run.
UnitResult lintUnit(const Job &Asked, const LintOptions &Options);

/// Must be called before the first unit, for crashes to be caught.
void catchCrashes();

} // namespace closure

#endif // CLOSURE_PROJECT_UNIT_H

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

#include "plugin/project/Options.h"
#include "plugin/project/Warning.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace closure {

/// What became of one file of the compilation database.
struct UnitResult {
  std::string File;
  std::vector<Warning> Warnings;
  /// Why it could not be analysed wholly: the first error; empty if it could.
  std::string Failure;
  /// What is wrong with the user's models, one message each.
  std::vector<std::string> ModelErrors;
};

/// Lints `File` with the commands that `Commands` has for it. Safe to call from several
/// threads. A crash ends the unit, not the run.
UnitResult lintUnit(const clang::tooling::CompilationDatabase &Commands, const std::string &File,
                    const LintOptions &Options);

} // namespace closure

#endif // CLOSURE_PROJECT_UNIT_H

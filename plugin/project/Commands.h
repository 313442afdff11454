//===-- Commands.h - Which files to lint, and how they are compiled --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_COMMANDS_H
#define CLOSURE_PROJECT_COMMANDS_H

#include "plugin/project/Options.h"
#include "clang/Tooling/CompilationDatabase.h"
#include <set>

namespace closure {

struct Job {
  std::string File; ///< Absolute.
  /// A file can be compiled more than once, each time in another way.
  std::vector<clang::tooling::CompileCommand> Commands;
  /// Nobody has said how it is compiled.
  bool Guessed = false;
  /// Real paths of the headers for which it is linted, and of which alone findings are wanted;
  /// empty where all are.
  std::set<std::string> Only;
};

struct Jobs {
  /// By path, each file once.
  std::vector<Job> All;
  /// What of the user's words names nothing that can be linted; a sentence with the remedy for
  /// each.
  std::vector<std::string> Faults;
  /// The files that the user names, and the project leaves out; a sentence for each.
  std::vector<std::string> LeftOut;
  /// By which unit each header that the user names is read; a sentence for each.
  std::vector<std::string> Through;
};

/// The jobs that the options ask for.
Jobs jobsOf(const ProgramOptions &Options);

/// The root of the project that they belong to, from wherever it is linted.
std::string rootOf(const Jobs &Asked, const ProgramOptions &Options);

} // namespace closure

#endif // CLOSURE_PROJECT_COMMANDS_H

//===-- CommandLine.h - Compile commands as this clang takes them --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_COMMANDLINE_H
#define CLOSURE_PROJECT_COMMANDLINE_H

#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"

namespace closure {

/// One command, whatever the path by which it is asked for.
class OneCommand : public clang::tooling::CompilationDatabase {
public:
  explicit OneCommand(const clang::tooling::CompileCommand &Command) : Command(Command) {}
  std::vector<clang::tooling::CompileCommand> getCompileCommands(llvm::StringRef) const override {
    return {Command};
  }

private:
  const clang::tooling::CompileCommand &Command;
};

/// What of some flags this clang does not know, in words, with what was most likely meant.
std::vector<std::string> unknownFlags(const std::vector<std::string> &Flags);

/// Takes out of a command what only other compilers understand, and names the folder of the
/// compiler's own headers, which is not beside this program. The command runs in `Folder`.
clang::tooling::ArgumentsAdjuster commandLineAdjuster(const std::string &ResourceDir,
                                                      const std::string &Folder);

} // namespace closure

#endif // CLOSURE_PROJECT_COMMANDLINE_H

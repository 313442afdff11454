//===-- CommandLine.cpp - Compile commands as this clang takes them -------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#define CLOSURE_DRIVER_OPTIONS
#include "plugin/project/CommandLine.h"
#include "checks/Compat.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"

using namespace clang;
using namespace closure;

/// The positions of the words that the driver does not know.
static llvm::DenseSet<unsigned> unknownWords(const std::vector<std::string> &Words) {
  std::vector<const char *> Raw;
  for (const std::string &Word : Words)
    Raw.push_back(Word.c_str());
  unsigned MissingIndex = 0, MissingCount = 0;
  llvm::opt::InputArgList Parsed =
      getDriverOptTable().ParseArgs(llvm::ArrayRef(Raw).drop_front(), MissingIndex, MissingCount,
                                    llvm::opt::Visibility(options::ClangOption));
  llvm::DenseSet<unsigned> Unknown;
  for (const llvm::opt::Arg *Word : Parsed)
    if (Word->getOption().getKind() == llvm::opt::Option::UnknownClass)
      Unknown.insert(Word->getIndex() + 1);
  return Unknown;
}

tooling::ArgumentsAdjuster closure::commandLineAdjuster(const std::string &ResourceDir) {
  return [ResourceDir](const tooling::CommandLineArguments &Words, llvm::StringRef) {
    llvm::DenseSet<unsigned> Unknown = unknownWords(Words);
    tooling::CommandLineArguments Kept;
    bool Named = false;
    for (unsigned I = 0; I != Words.size(); ++I) {
      Named |= llvm::StringRef(Words[I]).starts_with("-resource-dir");
      // Warnings are the build's business, but `-Wp,` hands options to the preprocessor.
      bool Warns = llvm::StringRef(Words[I]).starts_with("-W") &&
                   !llvm::StringRef(Words[I]).starts_with("-Wp,");
      if (I == 0 || (!Unknown.contains(I) && !Warns))
        Kept.push_back(Words[I]);
    }
    if (!Named)
      Kept.insert(Kept.begin() + 1, "-resource-dir=" + ResourceDir);
    return Kept;
  };
}

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
#include "plugin/project/PrefixHeader.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include <optional>
#include <set>

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

std::vector<std::string> closure::unknownFlags(const std::vector<std::string> &Flags) {
  std::vector<std::string> Words{"clang++"}, Found;
  llvm::append_range(Words, Flags);
  llvm::DenseSet<unsigned> Unknown = unknownWords(Words);
  for (unsigned I = 1; I != Words.size(); ++I) {
    if (!Unknown.contains(I))
      continue;
    std::string Near;
    bool IsNear = getDriverOptTable().findNearest(Words[I], Near,
                                                  llvm::opt::Visibility(options::ClangOption)) <= 2;
    Found.push_back("'" + Words[I] + "'" + (IsNear ? "; did you mean '" + Near + "'?" : ""));
  }
  return Found;
}

/// Warnings are the build's business, but `-Wp,` hands options to the preprocessor; profiles can
/// be read by the compiler that wrote them.
static bool isForBuildOnly(llvm::StringRef Word) {
  return (Word.starts_with("-W") && !Word.starts_with("-Wp,")) || Word == "-pedantic-errors" ||
         Word.starts_with("-fprofile-use") || Word.starts_with("-fprofile-instr-use") ||
         Word.starts_with("-fauto-profile");
}

tooling::ArgumentsAdjuster closure::commandLineAdjuster(const std::string &ResourceDir,
                                                        const std::string &Folder) {
  return [ResourceDir, Folder](const tooling::CommandLineArguments &Words, llvm::StringRef) {
    llvm::DenseSet<unsigned> Unknown = unknownWords(Words);
    tooling::CommandLineArguments Kept;
    std::set<std::string> Headers;
    bool Named = false;
    for (unsigned I = 0; I < Words.size(); ++I) {
      Named |= llvm::StringRef(Words[I]).starts_with("-resource-dir");
      if (std::optional<PrefixHeader> Header = prefixHeader(Words, I, Folder)) {
        // Passed by `-Xclang` it is read as it is: else the precompiled form beside it would be
        // taken.
        if (Headers.insert(Header->File).second)
          Kept.insert(Kept.end(), {"-Xclang", Header->Compiled ? "-include-pch" : "-include",
                                   "-Xclang", Header->File});
      } else if (I == 0 || (!Unknown.contains(I) && !isForBuildOnly(Words[I]))) {
        Kept.push_back(Words[I]);
      }
    }
    if (!Named)
      Kept.insert(Kept.begin() + 1, "-resource-dir=" + ResourceDir);
    return Kept;
  };
}

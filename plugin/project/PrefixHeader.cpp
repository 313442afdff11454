//===-- PrefixHeader.cpp - What is included before all else ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/PrefixHeader.h"
#define CLOSURE_PRECOMPILED_HEADERS
#include "checks/Compat.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace closure;
namespace fs = llvm::sys::fs;

static std::string below(llvm::StringRef Folder, llvm::StringRef Name) {
  llvm::SmallString<256> Path(llvm::sys::path::is_absolute(Name) ? "" : Folder);
  llvm::sys::path::append(Path, Name);
  fs::make_absolute(Path);
  return Path.str().str();
}

static bool isThere(llvm::StringRef Folder, llvm::StringRef Name) {
  return fs::is_regular_file(below(Folder, Name));
}

static PrefixHeader inPlaceOf(llvm::StringRef Compiled, llvm::StringRef Folder) {
  llvm::StringRef Header = Compiled;
  bool Named = Header.consume_back(".pch") || Header.consume_back(".gch");
  if (Named && isThere(Folder, Header))
    return {Header.str(), false, ""};
  std::string Beside = Named ? "'" + Header.str() + "'" : "a header";
  if (!isThere(Folder, Compiled))
    return {"", false,
            "there is neither the precompiled header '" + Compiled.str() + "' nor " + Beside +
                "; build the project first"};
  PrecompiledHeader Read = precompiledHeader(below(Folder, Compiled));
  if (Read.IsOurs)
    return {Compiled.str(), true, ""};
  if (!Read.Header.empty() && isThere(Folder, Read.Header))
    return {Read.Header, false, ""};
  return {"", false,
          "the precompiled header '" + Compiled.str() + "' was made by another compiler, and " +
              Beside + " is not beside it; put it there, or include it with -include"};
}

/// The compiler looks for the precompiled form beside the name, and for the header also among
/// the folders of headers.
static PrefixHeader included(llvm::StringRef Name, llvm::StringRef Folder) {
  if (!isThere(Folder, Name))
    for (llvm::StringRef Extension : {".pch", ".gch"})
      if (isThere(Folder, Name.str() + Extension.str()))
        return inPlaceOf(Name.str() + Extension.str(), Folder);
  return {Name.str(), false, ""};
}

std::optional<PrefixHeader> closure::prefixHeader(const std::vector<std::string> &Words,
                                                  unsigned &I, llvm::StringRef Folder) {
  unsigned Step = Words[I] == "-Xclang" ? 2 : 1;
  if (I + 2 * Step - 1 >= Words.size() || (Step == 2 && Words[I + 2] != "-Xclang"))
    return std::nullopt;
  llvm::StringRef Option = Words[I + Step - 1], File = Words[I + 2 * Step - 1];
  if (Option != "-include" && Option != "-include-pch")
    return std::nullopt;
  I += 2 * Step - 1;
  return Option == "-include" ? included(File, Folder) : inPlaceOf(File, Folder);
}

std::string closure::prefixFault(const tooling::CompileCommand &Command) {
  for (unsigned I = 0; I < Command.CommandLine.size(); ++I)
    if (std::optional<PrefixHeader> Header =
            prefixHeader(Command.CommandLine, I, Command.Directory);
        Header && !Header->Fault.empty())
      return Header->Fault;
  return "";
}

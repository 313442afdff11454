//===-- GraphWords.cpp - The words of the steps of a build graph ----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/graph/GraphCommands.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/StringSaver.h"

using namespace closure;

/// The words of `@FILE`, which stand in it as in a shell; nothing for any other word.
static bool expand(llvm::StringRef Word, std::vector<std::string> &To) {
  if (!Word.consume_front("@"))
    return false;
  auto Buffer = llvm::MemoryBuffer::getFile(Word);
  if (!Buffer)
    return false;
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *, 0> Found;
  llvm::cl::TokenizeGNUCommandLine((*Buffer)->getBuffer(), Saver, Found);
  To.insert(To.end(), Found.begin(), Found.end());
  return true;
}

GraphWords::GraphWords(int Count, const char **Words, llvm::ArrayRef<llvm::StringRef> Names) {
  bool Flags = false;
  for (int I = 2; I < Count; ++I) {
    Flags |= llvm::StringRef(Words[I]) == "--";
    if (Flags || !expand(Words[I], Expanded))
      Expanded.push_back(Words[I]);
  }
  Rest.push_back(Words[0]);
  Flags = false;
  for (size_t I = 0; I != Expanded.size(); ++I) {
    llvm::StringRef Word(Expanded[I]);
    Flags |= Word == "--";
    auto [Name, Value] = Word.ltrim('-').split('=');
    const auto *Known = llvm::find(Names, Name);
    if (Flags || !Word.starts_with("-") || Known == Names.end())
      Rest.push_back(Expanded[I].c_str());
    else if (Word.contains('='))
      Values[*Known].push_back(Value.str());
    else if (I + 1 != Expanded.size())
      Values[*Known].push_back(Expanded[++I]);
    else
      Fault = Word.str() + " names no file";
  }
}

std::string GraphWords::last(llvm::StringRef Name) const {
  auto It = Values.find(Name);
  return It == Values.end() ? "" : It->second.back();
}

std::vector<std::string> GraphWords::all(llvm::StringRef Name) const {
  auto It = Values.find(Name);
  return It == Values.end() ? std::vector<std::string>() : It->second;
}

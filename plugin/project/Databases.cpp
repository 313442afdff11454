//===-- Databases.cpp - The compilation database of a file ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Databases.h"
#include "checks/Settings.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang;
using namespace closure;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

Database closure::readDatabase(llvm::StringRef File) {
  Database Read;
  std::string Why;
  std::unique_ptr<tooling::CompilationDatabase> Plain;
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (!Text)
    Why = Text.getError().message();
  else if (isNestedDeeply((*Text)->getBuffer()))
    Why = "it is nested too deeply";
  else
    Plain = tooling::JSONCompilationDatabase::loadFromBuffer(
        (*Text)->getBuffer(), Why, tooling::JSONCommandLineSyntax::AutoDetect);
  if (Plain)
    Read.Commands =
        tooling::expandResponseFiles(std::move(Plain), llvm::vfs::getRealFileSystem());
  else
    Read.Fault = ("'" + File + "' is not a compilation database: " +
                  llvm::StringRef(Why).trim().rtrim('.') + "; configure the project again")
                     .str();
  return Read;
}

static Database readFlags(const std::string &File) {
  Database Read;
  std::string Why;
  Read.Commands = tooling::FixedCompilationDatabase::loadFromFile(File, Why);
  if (!Read.Commands)
    Read.Fault = "'" + File + "' cannot be read: " + Why;
  return Read;
}

const Database *Databases::in(llvm::StringRef Folder) {
  for (llvm::StringRef Name :
       {"compile_commands.json", "build/compile_commands.json", "compile_flags.txt"}) {
    std::string File = (Folder + "/" + Name).str();
    if (auto Before = Known.find(File); Before != Known.end())
      return &Before->second;
    if (!fs::exists(File))
      continue;
    Database Read = Name.ends_with(".txt") ? readFlags(File) : readDatabase(File);
    if (Read.Commands && !Name.ends_with(".txt"))
      Read.Commands = tooling::inferTargetAndDriverMode(
          tooling::inferMissingCompileCommands(std::move(Read.Commands)));
    return &Known.emplace(File, std::move(Read)).first->second;
  }
  return nullptr;
}

const Database &Databases::nearestTo(llvm::StringRef File) {
  for (llvm::StringRef Folder = path::parent_path(File); !Folder.empty();
       Folder = path::parent_path(Folder))
    if (const Database *Found = in(Folder == "/" ? "" : Folder))
      return *Found;
  static const Database None;
  return None;
}

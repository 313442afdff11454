//===-- Settings.cpp - What a user sets for the analysis ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Settings.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace closure;

namespace {

class Reader {
public:
  Reader(const SourceManager &SM, ModelSet &Models, std::vector<std::string> &Errors)
      : Files(SM.getFileManager()), Models(Models), Errors(Errors) {}

  void read(llvm::StringRef Path) {
    auto Buffer = Files.getVirtualFileSystem().getBufferForFile(Path);
    if (!Buffer) {
      Errors.push_back("closure model " + Path.str() +
                       ": cannot read this model file: " + Buffer.getError().message());
      return;
    }
    std::string Error;
    if (!Models.add(Path, (*Buffer)->getBuffer(), Error))
      Errors.push_back("closure model " + llvm::StringRef(Error).rtrim().str());
  }

  void readNearest(const SourceManager &SM) {
    OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID());
    if (!Main)
      return;
    llvm::SmallString<256> Folder(Main->getName());
    Files.makeAbsolutePath(Folder);
    llvm::sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
    while (llvm::sys::path::has_parent_path(Folder)) {
      llvm::sys::path::remove_filename(Folder);
      llvm::SmallString<256> Path(Folder);
      llvm::sys::path::append(Path, ".closure-models.yaml");
      if (Files.getVirtualFileSystem().exists(Path))
        return read(Path);
    }
  }

private:
  FileManager &Files;
  ModelSet &Models;
  std::vector<std::string> &Errors;
};

} // namespace

ModelSet closure::modelsInForce(const Settings &Set, const SourceManager &SM,
                                std::vector<std::string> &Errors) {
  ModelSet Models = ModelSet::embedded();
  Reader From(SM, Models, Errors);
  From.readNearest(SM);
  llvm::SmallVector<llvm::StringRef, 4> Paths;
  llvm::StringRef(Set.Models).split(Paths, ';', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Path : Paths)
    From.read(Path.trim());
  return Models;
}

std::shared_ptr<const SummaryIndex> closure::summariesInForce(const Settings &Set,
                                                              const SourceManager &SM,
                                                              std::vector<std::string> &Warnings) {
  if (Set.Summaries.empty())
    return nullptr;
  return SummaryIndex::load(SM.getFileManager().getVirtualFileSystem(), Set.Summaries, Warnings);
}

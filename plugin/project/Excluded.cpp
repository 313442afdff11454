//===-- Excluded.cpp - Files that are left out ----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Excluded.h"
#include "plugin/project/Findings.h"
#include "plugin/project/Source.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace closure;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string Excluded::add(llvm::ArrayRef<std::string> Words) {
  Root = projectRoot();
  for (llvm::StringRef Word : Words) {
    Word.consume_front("./");
    llvm::SmallString<256> Path(Word);
    if (Word.starts_with("../")) { // as a shell writes it
      llvm::sys::fs::make_absolute(Path);
      path::remove_dots(Path, /*remove_dot_dot=*/true);
    }
    if (std::string Why = Patterns.add(Path); !Why.empty())
      return Why;
    this->Words.push_back(Word.str());
  }
  return "";
}

bool Excluded::contains(const std::string &File) const {
  if (Patterns.empty())
    return false;
  for (const std::string &Path : {File, realPath(File)}) {
    llvm::StringRef Below = Path;
    if (Patterns.match(Path) || Patterns.match(fromHere(Path)) ||
        (Below.consume_front(Root) && Below.consume_front("/") && Patterns.match(Below)))
      return true;
  }
  return false;
}

const ProjectFile &Excluded::projectOf(const std::string &File) const {
  std::string Folder = path::parent_path(File).str();
  auto It = Projects.find(Folder);
  return It == Projects.end() ? Projects.emplace(Folder, projectFileAbove(File)).first->second
                              : It->second;
}

/// Whether a path below `Folder` is one that `IsMeant`; that it may be one, if there are too many
/// to look at.
static bool anyBelow(const std::string &Folder, llvm::function_ref<bool(llvm::StringRef)> IsMeant) {
  constexpr unsigned Patience = 100'000;
  std::error_code Error;
  unsigned Seen = 0;
  for (fs::recursive_directory_iterator It(Folder, Error, /*follow_symlinks=*/false), End;
       !Error && It != End; It.increment(Error)) {
    if (path::filename(It->path()) == ".git") {
      It.no_push();
      continue;
    }
    if (++Seen == Patience || IsMeant(It->path()))
      return true;
  }
  return bool(Error);
}

std::vector<std::string> Excluded::idleWords(const std::string &Root) const {
  std::vector<std::string> Found;
  for (const std::string &Word : Words) {
    Excluded Alone;
    if (Alone.add(Word).empty() && !fs::exists(Word) && !fs::exists(Root + "/" + Word) &&
        !anyBelow(Root, [&](llvm::StringRef Path) { return Alone.contains(Path.str()); }))
      Found.push_back("--exclude=" + Word + " matches nothing");
  }
  std::map<llvm::StringRef, const ProjectFile *> Files;
  for (const auto &[Folder, Project] : Projects)
    Files[Project.Path] = &Project;
  for (const auto &[Path, Project] : Files)
    for (const ProjectFile::Word &Word : Project->Words) {
      const std::string Folder = path::parent_path(Path).str();
      bool Good = Word.Pattern.empty() ? fs::is_directory(Word.Text)
                                       : fs::exists(Folder + "/" + Word.Text) ||
                                             anyBelow(Folder, [&](llvm::StringRef Each) {
                                               Each.consume_front(Folder + "/");
                                               return Word.Pattern.match(Each);
                                             });
      if (!Good)
        Found.push_back(Word.Place + ": " +
                        (Word.Pattern.empty() ? "there is no folder '" + Word.Text + "'"
                                              : "'" + Word.Text + "' matches nothing"));
    }
  return Found;
}

std::string Excluded::leftOutBy(const std::string &File) const {
  if (contains(File))
    return "--exclude";
  if (AsksProjects)
    for (const std::string &Path : {File, realPath(File)})
      if (const ProjectFile &Project = projectOf(Path); Project.leavesOut(Path))
        return Project.Path;
  return "";
}

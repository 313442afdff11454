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

std::string Excluded::leftOutBy(const std::string &File) const {
  if (contains(File))
    return "--exclude";
  if (AsksProjects)
    for (const std::string &Path : {File, realPath(File)})
      if (const ProjectFile &Project = projectOf(Path); Project.leavesOut(Path))
        return Project.Path;
  return "";
}

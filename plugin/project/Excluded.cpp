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
#include "llvm/Support/Path.h"

using namespace closure;
namespace path = llvm::sys::path;

/// More than anybody writes within braces.
static constexpr size_t MostAlternatives = 1024;

std::string Excluded::add(llvm::ArrayRef<std::string> Words) {
  Root = projectRoot();
  for (const std::string &Word : Words) {
    llvm::Expected<llvm::GlobPattern> Read = llvm::GlobPattern::create(Word, MostAlternatives);
    if (!Read)
      return "'" + Word + "' is not a pattern: " + llvm::toString(Read.takeError());
    Patterns.push_back(std::move(*Read));
  }
  return "";
}

bool Excluded::matches(llvm::StringRef Path) const {
  for (; !Path.empty(); Path = path::parent_path(Path))
    for (const llvm::GlobPattern &Pattern : Patterns)
      if (Pattern.match(Path) || Pattern.match(path::filename(Path)))
        return true;
  return false;
}

bool Excluded::contains(const std::string &File) const {
  if (Patterns.empty())
    return false;
  for (const std::string &Path : {File, realPath(File)}) {
    llvm::StringRef Below = Path;
    if (matches(Path) || matches(fromHere(Path)) ||
        (Below.consume_front(Root) && Below.consume_front("/") && matches(Below)))
      return true;
  }
  return false;
}

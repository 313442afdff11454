//===-- PathPatterns.cpp - Patterns of paths ------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/common/PathPatterns.h"
#include "llvm/Support/Path.h"

using namespace closure;
namespace path = llvm::sys::path;

/// More than anybody writes within braces.
static constexpr size_t MostAlternatives = 1024;

std::string PathPatterns::add(llvm::StringRef Word) {
  Words->push_back(Word.str());
  llvm::Expected<llvm::GlobPattern> Read =
      llvm::GlobPattern::create(Words->back(), MostAlternatives);
  if (!Read)
    return "'" + Word.str() + "' is not a pattern: " + llvm::toString(Read.takeError());
  Patterns.push_back(std::move(*Read));
  return "";
}

bool PathPatterns::match(llvm::StringRef Path) const {
  for (; !Path.empty(); Path = path::parent_path(Path))
    for (const llvm::GlobPattern &Pattern : Patterns)
      if (Pattern.match(Path) || Pattern.match(path::filename(Path)))
        return true;
  return false;
}

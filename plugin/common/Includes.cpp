//===-- Includes.cpp - Inserts the includes of a repair -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/common/Includes.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;
using namespace closure;

void Includes::watch(Preprocessor &PP) {
  Inserter.registerPreprocessor(&PP);
  Sources = &PP.getSourceManager();
  Known.clear();
}

/// A byte order mark stays the first thing in its file.
static std::optional<FixItHint> afterMark(std::optional<FixItHint> Hint, const SourceManager &SM) {
  if (!Hint)
    return Hint;
  auto [File, Offset] = SM.getDecomposedLoc(Hint->RemoveRange.getBegin());
  if (Offset == 0 && SM.getBufferData(File).starts_with("\xef\xbb\xbf"))
    Hint->RemoveRange = CharSourceRange::getCharRange(SM.getComposedLoc(File, 3));
  return Hint;
}

std::vector<FixItHint> Includes::complete(const Edits &E, FileID File) {
  std::vector<FixItHint> Hints = E.Hints;
  for (const std::string &Header : E.Headers) {
    auto [It, New] = Known.try_emplace({File, Header});
    if (New)
      It->second = afterMark(Inserter.createIncludeInsertion(File, Header), *Sources);
    if (It->second)
      Hints.push_back(*It->second);
  }
  return Hints;
}

//===-- Includes.cpp - Inserts the includes of a repair -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/common/Includes.h"

using namespace clang;
using namespace closure;

void Includes::watch(Preprocessor &PP) {
  Inserter.registerPreprocessor(&PP);
  Known.clear();
}

std::vector<FixItHint> Includes::complete(const Edits &E, FileID File) {
  std::vector<FixItHint> Hints = E.Hints;
  for (const std::string &Header : E.Headers) {
    auto [It, New] = Known.try_emplace({File, Header});
    if (New)
      It->second = Inserter.createIncludeInsertion(File, Header);
    if (It->second)
      Hints.push_back(*It->second);
  }
  return Hints;
}

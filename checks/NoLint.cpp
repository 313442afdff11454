//===-- NoLint.cpp - NOLINT on a lambda's first line ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/NoLint.h"
#include "clang-tidy/GlobList.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

bool closure::hasNoLint(SourceLocation Loc, llvm::StringRef Check, const SourceManager &SM) {
  auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Loc));
  llvm::StringRef Text = SM.getBufferData(File);
  size_t Begin = Text.rfind('\n', Offset);
  llvm::StringRef Line = Text.drop_front(Begin == llvm::StringRef::npos ? 0 : Begin + 1);
  Line = Line.split('\n').first;
  size_t At = Line.find("NOLINT");
  if (At == llvm::StringRef::npos)
    return false;
  llvm::StringRef Rest = Line.drop_front(At + 6);
  if (!Rest.consume_front("("))
    return Rest.empty() || !llvm::isAlpha(Rest.front()); // not NOLINTNEXTLINE and its like
  return tidy::GlobList(Rest.split(')').first).contains(Check);
}

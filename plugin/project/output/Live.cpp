//===-- Live.cpp - Findings as they are found -----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/output/Live.h"
#include "plugin/project/output/Output.h"

using namespace closure;

std::string LiveText::textOf(const Findings &Found) const {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  Out.enable_colors(Colour);
  writeText(Found, Out, Colour);
  return Out.str();
}

std::string LiveText::next(const UnitResult &Result) {
  if (Result.Warnings.empty() && Result.Skipped.empty())
    return "";
  UnitResult Part;
  Part.File = Result.File;
  Part.Warnings = Result.Warnings;
  Part.Skipped = Result.Skipped;
  Part.Contents = Result.Contents;
  std::vector<UnitResult> Alone;
  Alone.push_back(std::move(Part));
  Findings Found = merge(std::move(Alone), Root);
  Wanted.narrow(Found);
  // The number of a finding among its equals, by which a baseline knows it, can depend on what
  // other units see of the header.
  const std::string Main = realPath(Result.File);
  llvm::erase_if(Found.Warnings, [&](const Warning &W) {
    if ((Wanted.baseline() && realPath(W.At.File) != Main) || !Shown.insert(keyOf(W)).second)
      return true;
    if (W.Repair)
      Offered.insert(keyOf(W));
    return false;
  });
  llvm::erase_if(Found.Skipped, [&](const Remark &R) { return !Shown.insert(keyOf(R)).second; });
  return textOf(Found);
}

std::string LiveText::rest(const Findings &All) {
  Findings Rest;
  Rest.Root = All.Root;
  Rest.RealRoot = All.RealRoot;
  Rest.Linted = All.Linted;
  Rest.Unused = All.Unused;
  for (const Warning &W : All.Warnings)
    if (!Shown.count(keyOf(W)))
      Rest.Warnings.push_back(W);
    else if (!W.Repair && Offered.count(keyOf(W)))
      Rest.Skipped.push_back({W.At, "the repair that is shown above is not made: the files that "
                                    "include this header would need different ones"});
  for (const Remark &R : All.Skipped)
    if (!Shown.count(keyOf(R)))
      Rest.Skipped.push_back(R);
  return textOf(Rest);
}

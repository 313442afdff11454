//===-- News.cpp - Which findings are new ---------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/News.h"
#include "llvm/Support/FileSystem.h"

using namespace closure;

News::News(const ProgramOptions &Options, const std::string &Root) {
  // Who writes the file that he names as known writes it for the first time, if it is not there.
  bool First = Options.Baseline == Options.NewBaseline && !llvm::sys::fs::exists(Options.Baseline);
  if (!Options.Baseline.empty() && !First)
    Known.emplace(Options.Baseline);
  if (!Options.DiffBase.empty())
    Changed.emplace(Root, Options.DiffBase);
}

std::vector<std::string> News::faults() const {
  std::vector<std::string> Found;
  if (Known && !Known->fault().empty())
    Found.push_back(Known->fault());
  if (Changed && !Changed->fault().empty())
    Found.push_back("--diff: " + Changed->fault());
  return Found;
}

void News::narrow(Findings &All) const {
  if (Known)
    Known->subtractFrom(All);
  if (Changed && Changed->fault().empty())
    Changed->keepIn(All);
}

//===-- Main.cpp - closure-lint -------------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Whole projects: every file of a compilation database, several at a time.
//
//===----------------------------------------------------------------------===//

#include "plugin/project/Findings.h"
#include "plugin/project/Run.h"
#include "plugin/project/output/Output.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/WithColor.h"

using namespace closure;

namespace {
enum Status { Clean = 0, Found = 1, Incomplete = 2, Stopped = 130 };
} // namespace

static std::string count(size_t Number, llvm::StringRef Noun) {
  return std::to_string(Number) + " " + Noun.str() + (Number == 1 ? "" : "s");
}

static void summarise(const Findings &All) {
  for (const Failure &F : All.Failures)
    complain(F.File.empty() ? F.Text : All.shown(F.File) + ": " + F.Text);
  std::string Text = All.Warnings.empty() ? "no findings" : count(All.Warnings.size(), "finding");
  Text += " in " + count(All.Files, "file");
  if (!All.Failures.empty())
    Text += ", " + count(All.Failures.size(), "file") + " could not be analysed wholly";
  if (!All.Warnings.empty())
    writeTable(All, llvm::errs() << "\n");
  say(Text);
}

static void write(const Findings &All, const ProgramOptions &Options) {
  writeText(All, llvm::outs(), llvm::WithColor(llvm::outs()).colorsEnabled());
}

int main(int Count, const char **Words) {
  llvm::InitLLVM Init(Count, Words);
  llvm::CrashRecoveryContext::Enable();
  std::optional<ProgramOptions> Options = parseOptions(Count, Words);
  if (!Options)
    return Incomplete;
  Jobs Asked = jobsOf(*Options);
  Findings All = merge(runJobs(Asked.All, *Options), projectRoot());
  for (std::string &Fault : Asked.Faults)
    All.Failures.push_back({"", std::move(Fault)});
  write(All, *Options);
  if (!Options->Quiet)
    summarise(All);
  if (wasInterrupted())
    return Stopped;
  if (!All.Failures.empty())
    return Incomplete;
  return All.Warnings.empty() ? Clean : Found;
}

//===-- CheckOptions.cpp - What .clang-tidy files say of the checks -------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/CheckOptions.h"
#include "checks/CheckRegistry.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang-tidy/GlobList.h"
#include "plugin/common/CheckWords.h"
#include "plugin/project/ConfigurationFile.h"

using namespace clang;
using namespace closure;

namespace {

/// The options of one check: its own, or those for all checks.
class Values {
public:
  Values(const tidy::ClangTidyOptions::OptionMap &All, llvm::StringRef Check)
      : All(All), Check(Check) {}

  llvm::StringRef of(llvm::StringRef Key) const {
    if (auto It = All.find((Check + "." + Key).str()); It != All.end())
      return It->getValue().Value;
    auto It = All.find(Key);
    return It == All.end() ? "" : llvm::StringRef(It->getValue().Value);
  }

private:
  const tidy::ClangTidyOptions::OptionMap &All;
  llvm::StringRef Check;
};

} // namespace

Configuration closure::configurationOf(llvm::StringRef File, const LintOptions &Options) {
  Configuration Made;
  ConfigurationFiles Files = configurationsAbove(File);
  Made.Faults = std::move(Files.Faults);
  // The provider keeps what it has read, and does not expect threads.
  tidy::FileOptionsProvider Provider(tidy::ClangTidyGlobalOptions(),
                                     tidy::ClangTidyOptions::getDefaults(),
                                     tidy::ClangTidyOptions());
  tidy::ClangTidyOptions Read;
  if (!Files.Broken)
    Read = Provider.getOptions(File);
  tidy::GlobList Enabled(Options.Checks);
  for (const RegisterCheck *Check : RegisterCheck::all()) {
    Values Of(Read.CheckOptions, Check->Name);
    // What is no value has been named, and the default counts.
    if (auto Style = includeStyleOf(Of.of("IncludeStyle")))
      Made.Style = *Style;
    if (!Enabled.contains(Check->Name) || !Check->runsBy(Options.Checks))
      continue;
    CheckConfiguration One;
    One.Name = Check->Name;
    One.Set.Models = Of.of("Models").str();
    One.Set.Assume = assumptionOf(Of.of("AssumeEscape")).value_or(AssumeEscape::Named);
    One.Set.Summaries = Of.of("Summaries").str();
    One.How.PreferMove = truthOf(Of.of("PreferMove")).value_or(true);
    One.How.MaxClosures = numberOf(Of.of("MaxClosures")).value_or(One.How.MaxClosures);
    Made.Checks.push_back(std::move(One));
  }
  return Made;
}

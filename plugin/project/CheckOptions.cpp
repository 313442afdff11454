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
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"

using namespace clang;
using namespace closure;
using tidy::utils::IncludeSorter;

namespace {

/// The options of one check: its own, or those for all checks.
class Values {
public:
  Values(const tidy::ClangTidyOptions::OptionMap &All, llvm::StringRef Check)
      : All(All), Check(Check) {}

  llvm::StringRef local(llvm::StringRef Key) const {
    auto It = All.find((Check + "." + Key).str());
    return It == All.end() ? "" : llvm::StringRef(It->getValue().Value);
  }
  llvm::StringRef localOrGlobal(llvm::StringRef Key) const {
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

static AssumeEscape assumption(llvm::StringRef Value) {
  return llvm::StringSwitch<AssumeEscape>(Value)
      .Case("Never", AssumeEscape::Never)
      .Case("Always", AssumeEscape::Always)
      .Default(AssumeEscape::Named);
}

static IncludeSorter::IncludeStyle style(llvm::StringRef Value) {
  return llvm::StringSwitch<IncludeSorter::IncludeStyle>(Value)
      .Case("google", IncludeSorter::IS_Google)
      .Case("google-objc", IncludeSorter::IS_Google_ObjC)
      .Default(IncludeSorter::IS_LLVM);
}

/// What is wrong with the `.clang-tidy` files that count for the file. The provider would say it
/// on standard error, for each file anew.
static std::vector<std::string> faultsAbove(llvm::StringRef File) {
  std::vector<std::string> Faults;
  for (llvm::StringRef Folder = llvm::sys::path::parent_path(File); !Folder.empty();
       Folder = llvm::sys::path::parent_path(Folder)) {
    llvm::SmallString<256> Path(Folder);
    llvm::sys::path::append(Path, ".clang-tidy");
    auto Text = llvm::MemoryBuffer::getFile(Path);
    if (!Text)
      continue;
    auto Fault = [&](const llvm::SMDiagnostic &D) {
      Faults.push_back(
          ("the configuration '" + Path + "' is not valid: " + llvm::Twine(D.getLineNo()) + ":" +
           llvm::Twine(D.getColumnNo() + 1) + ": " + D.getMessage() + "; correct that file")
              .str());
    };
    auto Read = tidy::parseConfigurationWithDiags((*Text)->getMemBufferRef(), Fault);
    if (!Read || !Read->InheritParentConfig.value_or(false))
      break;
  }
  return Faults;
}

Configuration closure::configurationOf(llvm::StringRef File, const LintOptions &Options) {
  Configuration Made;
  Made.Faults = faultsAbove(File);
  // The provider keeps what it has read, and does not expect threads.
  tidy::FileOptionsProvider Provider(tidy::ClangTidyGlobalOptions(),
                                     tidy::ClangTidyOptions::getDefaults(),
                                     tidy::ClangTidyOptions());
  tidy::ClangTidyOptions Read;
  if (Made.Faults.empty())
    Read = Provider.getOptions(File);
  tidy::GlobList Enabled(Options.Checks);
  for (const RegisterCheck *Check : RegisterCheck::all()) {
    Values Of(Read.CheckOptions, Check->Name);
    Made.Style = style(Of.localOrGlobal("IncludeStyle"));
    if (!Enabled.contains(Check->Name))
      continue;
    CheckConfiguration One;
    One.Name = Check->Name;
    One.Set.Models = Of.localOrGlobal("Models").str();
    One.Set.Assume = assumption(Of.localOrGlobal("AssumeEscape"));
    One.Set.Summaries = Of.localOrGlobal("Summaries").str();
    One.PreferMove = Of.local("PreferMove") != "false" && Of.local("PreferMove") != "0";
    Made.Checks.push_back(std::move(One));
  }
  return Made;
}

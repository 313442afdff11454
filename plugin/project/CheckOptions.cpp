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
#include "plugin/common/ProjectFile.h"
#include "plugin/project/ConfigurationFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

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

HeaderFilter::HeaderFilter(llvm::StringRef Only, llvm::StringRef Not)
    : Key((Only + "\n" + Not).str()) {
  // An empty expression matches everything for some, and nothing for clang-tidy.
  if (!Only.empty())
    this->Only = std::make_shared<llvm::Regex>(Only);
  if (!Not.empty())
    this->Not = std::make_shared<llvm::Regex>(Not);
}

bool HeaderFilter::admits(llvm::StringRef Path, llvm::StringRef AsRead) const {
  auto Match = [&](const std::shared_ptr<const llvm::Regex> &Asked) {
    return Asked && (Asked->match(Path) || (!AsRead.empty() && Asked->match(AsRead)));
  };
  return Match(Only) && !Match(Not);
}

bool Configuration::isError(llvm::StringRef Check) const {
  return !Errors.empty() && tidy::GlobList(Errors).contains(Check);
}

Configuration closure::configurationOf(llvm::StringRef File, const LintOptions &Options) {
  Configuration Made;
  ConfigurationFiles Files = configurationsAbove(File);
  Made.Faults = std::move(Files.Faults);
  // The provider keeps what it has read, and does not expect threads.
  // Its default for headers depends on the version.
  tidy::ClangTidyOptions Defaults = tidy::ClangTidyOptions::getDefaults();
  Defaults.HeaderFilterRegex.reset();
  tidy::FileOptionsProvider Provider(tidy::ClangTidyGlobalOptions(), Defaults,
                                     tidy::ClangTidyOptions());
  tidy::ClangTidyOptions Read;
  if (!Files.Broken)
    Read = Provider.getOptions(File);
  const ProjectFile Project = projectFileAbove(File);
  llvm::append_range(Made.Faults, Project.Faults);
  const CheckDefaults Default(Project);
  Made.Style = Default.Style;
  Made.Headers = HeaderFilter(Options.HeaderFilter.value_or(Read.HeaderFilterRegex.value_or(".*")),
                              Read.ExcludeHeaderFilterRegex.value_or(""));
  Made.Errors = Read.WarningsAsErrors.value_or("");
  const std::string List = checksBy(Read.Checks.value_or(""), Options.Checks);
  tidy::GlobList Enabled(List);
  for (const RegisterCheck *Check : RegisterCheck::all()) {
    Values Of(Read.CheckOptions, Check->Name);
    // What is no value has been named, and the default counts.
    if (auto Style = includeStyleOf(Of.of("IncludeStyle")))
      Made.Style = *Style;
    if (!Enabled.contains(Check->Name) || !Check->runsBy(List))
      continue;
    CheckConfiguration One;
    One.Name = Check->Name;
    One.Set = Default.Set;
    One.How = Default.How;
    One.How.Silenced = true;
    One.Set.Models = Default.modelsAnd(Of.of("Models"));
    One.Set.Assume = assumptionOf(Of.of("AssumeEscape")).value_or(One.Set.Assume);
    if (llvm::StringRef Folder = Of.of("Summaries"); !Folder.empty())
      One.Set.Summaries = Folder.str();
    One.How.PreferMove = truthOf(Of.of("PreferMove")).value_or(One.How.PreferMove);
    One.How.MaxClosures = numberOf(Of.of("MaxClosures")).value_or(One.How.MaxClosures);
    Made.Checks.push_back(std::move(One));
  }
  return Made;
}

std::vector<std::string> closure::modelFiles(const Job &Asked, llvm::StringRef Named) {
  std::vector<std::string> Found;
  llvm::SmallString<256> Folder(Asked.File);
  while (Found.empty() && llvm::sys::path::has_parent_path(Folder)) {
    llvm::sys::path::remove_filename(Folder);
    if (llvm::sys::fs::exists(Folder + "/.closure-models.yaml"))
      Found.push_back((Folder + "/.closure-models.yaml").str());
  }
  llvm::SmallVector<llvm::StringRef, 4> Paths;
  Named.split(Paths, ';', -1, /*KeepEmpty=*/false);
  for (const clang::tooling::CompileCommand &Command : Asked.Commands)
    for (llvm::StringRef Path : Paths) {
      llvm::SmallString<256> Absolute(llvm::sys::path::is_absolute(Path.trim())
                                          ? llvm::StringRef()
                                          : llvm::StringRef(Command.Directory));
      llvm::sys::path::append(Absolute, Path.trim());
      Found.push_back(Absolute.str().str());
    }
  return Found;
}

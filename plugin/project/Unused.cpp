//===-- Unused.cpp - What silences nothing --------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Unused.h"
#include "checks/ModelUse.h"
#include "plugin/common/CheckWords.h"
#include "plugin/project/CheckOptions.h"
#include "plugin/project/ModelCommand.h"
#include "plugin/project/Run.h"
#include "clang/AST/ASTConsumer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>

using namespace closure;

static void listComments(Findings &All) {
  for (const Suppression &S : All.Suppressions) {
    if (S.Unused.empty())
      continue;
    std::string Text = "'" + S.Comment + "' silences nothing";
    if (!S.Silenced.empty() || llvm::StringRef(S.Comment).contains(','))
      Text += " by '" + llvm::join(S.Unused, "', '") + "'";
    for (const std::string &Name : S.Unused)
      if (std::string Why = faultOfChecks(Name); !Why.empty())
        Text += ": " + Why;
    All.Unused.push_back({S.At, Text});
  }
}

namespace {
/// A model file of the project's.
struct ProjectModel {
  std::string Path;
  std::unique_ptr<llvm::MemoryBuffer> Text;
  ModelOutline Outline;
  std::unique_ptr<ModelUse> Use;
};
} // namespace

/// Those that can be read; of the others the lint has told.
static std::vector<std::unique_ptr<ProjectModel>> modelsOf(const std::vector<Job> &Jobs,
                                                           const LintOptions &Options) {
  std::set<std::string> Paths;
  for (const Job &J : Jobs)
    for (const CheckConfiguration &Check : configurationOf(J.File, Options).Checks)
      for (const std::string &Path : modelFiles(J, Check.Set.Models))
        Paths.insert(Path);
  std::vector<std::unique_ptr<ProjectModel>> Found;
  for (const std::string &Path : Paths) {
    auto Text = llvm::MemoryBuffer::getFile(Path);
    ModelSet Models;
    std::string Error;
    if (!Text || !Models.add(Path, (*Text)->getBuffer(), Error))
      continue;
    auto Made = std::make_unique<ProjectModel>();
    Made->Path = Path;
    Made->Text = std::move(*Text);
    Made->Outline = ModelOutline::of(Made->Text->getBuffer());
    Made->Use = std::make_unique<ModelUse>(std::move(Models), Made->Outline);
    Found.push_back(std::move(Made));
  }
  return Found;
}

static unsigned offsetOf(llvm::StringRef Text, unsigned Line, unsigned Column) {
  size_t At = 0;
  for (unsigned I = 1; I < Line && At != llvm::StringRef::npos; ++I)
    At = Text.find('\n', At) + 1;
  return unsigned(At) + Column - 1;
}

static void listEntries(Findings &All, const std::vector<Job> &Jobs,
                        const ProgramOptions &Options) {
  std::vector<std::unique_ptr<ProjectModel>> Models = modelsOf(Jobs, Options.Lint);
  if (Models.empty())
    return;
  LintOptions Look = Options.Lint;
  std::vector<ModelUse *> Uses;
  for (const auto &Model : Models)
    Uses.push_back(Model->Use.get());
  Look.Instead = [&](clang::CompilerInstance &CI) { return makeModelLooker(CI, Uses); };
  for (const UnitResult &Result : lintAll(Jobs, Options, Look))
    if (!Result.Failure.empty())
      return; // what matches nothing elsewhere may match there
  for (const auto &Model : Models)
    for (const Placed &One : Model->Use->unused()) {
      unsigned Offset = offsetOf(Model->Text->getBuffer(), One.Line, One.Column);
      All.Unused.push_back({{Model->Path, Offset, One.Line, One.Column}, One.Text});
    }
}

void closure::listUnused(Findings &All, const std::vector<Job> &Jobs,
                         const ProgramOptions &Options) {
  listComments(All);
  listEntries(All, Jobs, Options);
}

CouldReport closure::couldReport(const ProgramOptions &Options) {
  return [&Options](const std::string &Unit, const std::string &Source, llvm::StringRef Check) {
    if (!Options.Exclude.leftOutBy(Source).empty())
      return false;
    const Configuration Of = configurationOf(Unit, Options.Lint);
    return (Source == Unit || Of.Headers.admits(Source)) && (Check.empty() || Of.runs(Check));
  };
}

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

#include "plugin/project/Baseline.h"
#include "plugin/project/ChangedLines.h"
#include "plugin/project/Doctor.h"
#include "plugin/project/Findings.h"
#include "plugin/project/ModelCommand.h"
#include "plugin/project/Patch.h"
#include "plugin/project/Repairs.h"
#include "plugin/project/Run.h"
#include "plugin/project/Streams.h"
#include "plugin/project/SuggestCommand.h"
#include "plugin/project/Unused.h"
#include "plugin/project/explain/ExplainCommand.h"
#include "plugin/project/graph/GraphCommands.h"
#include "plugin/project/output/Output.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/WithColor.h"
#include <set>

using namespace closure;

namespace {
enum Status { Clean = 0, Found = 1, Incomplete = 2, Stopped = 130 };
} // namespace

static std::string count(size_t Number, llvm::StringRef Noun) {
  return std::to_string(Number) + " " + Noun.str() + (Number == 1 ? "" : "s");
}

static void summarise(const Findings &All, const ProgramOptions &Options, size_t Linted,
                      const Repairs *Made) {
  if (Options.Quiet)
    return;
  if (!All.Warnings.empty() && Options.As == Format::Text)
    writeTable(All, llvm::errs() << "\n");
  if (Made && !Made->ByFile.empty())
    writeTable(*Made, All, Options.DryRun, llvm::errs() << "\n");
  if (!All.Files && !All.Failures.empty())
    return; // what is wrong has been said, and no file has been looked at
  std::string Text = All.Warnings.empty() ? "no findings" : count(All.Warnings.size(), "finding");
  Text += " in " + count(All.Files, "file");
  if (All.Unchecked)
    Text += ", no check is turned on for " + std::to_string(All.Unchecked) + " of them";
  if (!All.Unused.empty())
    Text += ", " + count(All.Unused.size(), "suppression") + " without effect";
  if (!All.Skipped.empty())
    Text += ", " + count(All.Skipped.size(), "function") + " too large to be analysed";
  if (!Options.Summaries.empty())
    Text += ", " + std::to_string(Linted) + " analysed anew";
  if (Made)
    Text += ", " + inWords(*Made, Options.DryRun);
  size_t Broken = llvm::count_if(All.Failures, [](const Failure &F) { return !F.File.empty(); });
  if (Broken)
    Text += ", " + count(Broken, "file") + " could not be analysed";
  say(Text);
}

static void write(const Findings &All, Format As, llvm::raw_ostream &Out) {
  switch (As) {
  case Format::Text:
    return writeText(All, Out, llvm::WithColor(Out).colorsEnabled());
  case Format::Json:
    return writeJson(All, Out);
  case Format::Sarif:
    return writeSarif(All, Out);
  case Format::Github:
    return writeGithub(All, Out);
  case Format::Gitlab:
    return writeGitlab(All, Out);
  }
}

/// To the files that the user names, or to standard output. Each file is whole or absent.
static void writeAll(Findings &All, const ProgramOptions &Options) {
  auto ToFile = [&](const std::string &File, llvm::function_ref<void(llvm::raw_ostream &)> Write) {
    std::string Text, Fault;
    llvm::raw_string_ostream Out(Text);
    Write(Out);
    if (!writeWhole(File, Out.str(), Fault))
      All.Failures.push_back({"", Fault});
  };
  if (!Options.Output.empty())
    ToFile(Options.Output, [&](llvm::raw_ostream &Out) { write(All, Options.As, Out); });
  else if (!Options.DryRun)
    write(All, Options.As, llvm::outs());
  llvm::outs().flush();
  if (!Options.Page.empty())
    ToFile(Options.Page, [&](llvm::raw_ostream &Out) { writePage(All, Out); });
}

static Status statusOf(const Findings &All, FailOn Fails) {
  if (wasInterrupted())
    return Stopped;
  if (!All.Failures.empty())
    return Incomplete;
  bool Bad = llvm::any_of(All.Warnings, [&](const Warning &W) {
    return Fails == FailOn::Any || (Fails == FailOn::Certain && !W.Assumed);
  });
  return Bad || (Fails == FailOn::Any && !All.Unused.empty()) ? Found : Clean;
}

/// Those of a header count in each file that includes it.
static void countFunctions(const Session::Counts &Of) {
  say(count(Of.Analysed, "function") + " with closures analysed, " + std::to_string(Of.TooLarge) +
      " too large, " + std::to_string(Of.Broken) + " that did not compile");
}

/// A report that would take the place of what it reports on; empty if there is none.
static std::string overwritten(const ProgramOptions &Options, const Jobs &Asked) {
  for (const std::string &Made : {Options.Output, Options.Page, Options.NewBaseline})
    for (const Job &J : Asked.All)
      if (bool Same = false;
          !Made.empty() && !llvm::sys::fs::equivalent(Made, J.File, Same) && Same)
        return Made;
  return "";
}

/// What is certain is as bad as the project says of its check.
static void setLevels(Findings &All, const ProgramOptions &Options) {
  for (Warning &W : All.Warnings) {
    const auto &Severity = Options.Exclude.projectOf(W.At.File).Severity;
    auto It = Severity.find(W.Check);
    W.Level = W.Assumed ? "note" : It == Severity.end() ? "warning" : It->second;
  }
}

/// The build folder is a witness as well: what lies in it is generated, and lies elsewhere at
/// times.
static std::string rootOf(const Jobs &Asked, const ProgramOptions &Options) {
  std::vector<std::string> Files;
  if (!Options.Build.empty())
    Files.push_back(realPath(Options.Build) + "/compile_commands.json");
  for (const Job &J : Asked.All)
    Files.push_back(J.File);
  return projectRootOf(Files);
}

/// What says which findings are to be repaired, and cannot be read: more than was meant would be
/// changed.
static std::vector<std::string> obstacles(const Jobs &Asked, const ProgramOptions &Options,
                                          const std::string &Root) {
  std::set<std::string> Faults;
  if (!Options.Baseline.empty())
    Faults.insert(faultOfBaseline(Options.Baseline));
  if (!Options.DiffBase.empty())
    if (std::string Fault = faultOfBase(Root, Options.DiffBase); !Fault.empty())
      Faults.insert("--diff: " + Fault);
  for (const Job &J : Asked.All)
    for (const std::string &Fault : Options.Exclude.projectOf(J.File).Faults)
      Faults.insert(Fault);
  Faults.erase("");
  return {Faults.begin(), Faults.end()};
}

/// All that comes after the units are known; paths are remembered as seen from `Root`.
static int conclude(Run Made, Jobs Asked, const ProgramOptions &Options, std::string Root) {
  Findings All = merge(std::move(Made.Results), std::move(Root));
  if (!Made.Fault.empty())
    All.Failures.push_back({"", Made.Fault});
  for (std::string &Fault : Asked.Faults)
    if (llvm::none_of(All.Failures, [&](const Failure &F) { return F.Text == Fault; }))
      All.Failures.push_back({"", std::move(Fault)});
  setLevels(All, Options);
  if (!Options.NewBaseline.empty()) {
    std::string Fault;
    if (!writeBaseline(All, Options.NewBaseline, Fault))
      All.Failures.push_back({"", Fault});
  }
  if (!Options.Baseline.empty())
    subtractBaseline(All, Options.Baseline, Options.Unused ? couldReport(Options) : nullptr);
  if (Options.Unused && !wasInterrupted())
    listUnused(All, Asked.All, Options);
  if (!Options.DiffBase.empty())
    keepChanged(All, Options.DiffBase);
  // Before the files change, for the reports quote them.
  writeAll(All, Options);
  // What an interrupted run has not seen may need the other half of a repair.
  std::optional<Repairs> Repaired;
  if (Options.Fixes != FixMode::None && !wasInterrupted())
    Repaired = repair(All, Asked.All, Options);
  if (std::string Fault = outputFault(); !Fault.empty())
    All.Failures.push_back({"", Fault});
  for (const Failure &F : All.Failures)
    complain(F.File.empty() ? F.Text : All.shown(F.File) + ": " + F.Text);
  if (wasInterrupted())
    complain("interrupted");
  if (Options.Stats)
    countFunctions(All.Counted);
  summarise(All, Options, Made.Linted, Repaired ? &*Repaired : nullptr);
  return statusOf(All, Options.Fails);
}

static int lint(const ProgramOptions &Options) {
  Jobs Asked = jobsOf(Options);
  const std::string Root = rootOf(Asked, Options);
  if (Options.Fixes != FixMode::None)
    if (std::vector<std::string> Faults = obstacles(Asked, Options, Root); !Faults.empty()) {
      for (const std::string &Fault : Faults)
        complain(Fault);
      complain("nothing is repaired, because that says what may be");
      return Incomplete;
    }
  if (std::string File = overwritten(Options, Asked); !File.empty()) {
    complain("'" + File + "' is to be linted, and cannot be written as well; name another file");
    return Incomplete;
  }
  for (const std::string &Text : Asked.LeftOut)
    say(Text);
  if (!Options.Quiet)
    for (const std::string &Text : Asked.Through)
      say(Text);
  Run Made = runJobs(Asked.All, Options);
  return conclude(std::move(Made), std::move(Asked), Options, Root);
}

/// What the steps of a build have found. Whoever repairs has to read the sources.
static int report(int Count, const char **Words) {
  GraphWords Given(Count, Words, {"library"});
  if (!Given.Fault.empty()) {
    complain(Given.Fault);
    return Incomplete;
  }
  std::optional<ProgramOptions> Options =
      parseOptions(static_cast<int>(Given.Rest.size()), Given.Rest.data());
  if (!Options)
    return Incomplete;
  if (Options->Fixes != FixMode::None || Options->Unused || !Options->Build.empty() ||
      Options->Flags) {
    complain("report shows what summarize has found; leave out -p, --fix, --unused-suppressions "
             "and compiler flags");
    return Incomplete;
  }
  Jobs Asked;
  Run Made = storedRun(*Options, Given.all("library"), Asked.Faults);
  std::vector<std::string> Files;
  for (const UnitResult &Result : Made.Results)
    Files.push_back(Result.File);
  return conclude(std::move(Made), std::move(Asked), *Options, projectRootOf(Files));
}

int main(int Count, const char **Words) {
  llvm::InitLLVM Init(Count, Words);
  guardStreams();
  chooseColours();
  catchCrashes();
  if (Count > 1 && llvm::StringRef(Words[1]) == "doctor")
    return examine(Words[0]);
  if (Count > 1 && llvm::StringRef(Words[1]) == "models")
    return runModels(Count, Words);
  if (Count > 1 && llvm::StringRef(Words[1]) == "explain")
    return runExplain(Count, Words);
  if (Count > 1 && llvm::StringRef(Words[1]) == "suggest")
    return runSuggest(Count, Words);
  if (Count > 1 && llvm::StringRef(Words[1]) == "summarize")
    return runSummarize(Count, Words);
  if (Count > 1 && llvm::StringRef(Words[1]) == "link")
    return runLink(Count, Words);
  if (Count > 1 && llvm::StringRef(Words[1]) == "report")
    return report(Count, Words);
  if (Count > 1 && llvm::StringRef(Words[1]) == "checks")
    return listChecks(Count);
  std::optional<ProgramOptions> Options = parseOptions(Count, Words);
  return Options ? lint(*Options) : Incomplete;
}

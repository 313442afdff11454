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
#include "plugin/project/News.h"
#include "plugin/project/Patch.h"
#include "plugin/project/Repairs.h"
#include "plugin/project/Run.h"
#include "plugin/project/Streams.h"
#include "plugin/project/Subcommands.h"
#include "plugin/project/Unused.h"
#include "plugin/project/graph/GraphCommands.h"
#include "plugin/project/output/Live.h"
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

/// Whether people can read along: machines want a whole document, and with summaries nothing is
/// final before the last round.
static bool showsLive(const ProgramOptions &O) {
  return O.As == Format::Text && O.Output.empty() && !O.DryRun && O.Summaries.empty();
}

namespace {

/// The findings in all forms that are asked for, in files that the user names or on standard
/// output. Each file is whole or absent.
class Papers {
public:
  /// Before anything is repaired, for they quote the files. `Shown`, if there is one, has shown
  /// most of the findings already.
  Papers(Findings &All, const ProgramOptions &Options, LiveText *Shown)
      : All(All), Options(Options) {
    if (Options.As == Format::Json)
      Document = jsonOf(All);
    if (!Options.Page.empty())
      Page = pageDataOf(All);
    if (Shown)
      llvm::outs() << Shown->rest(All);
    else if (Options.As != Format::Json)
      write([&](llvm::raw_ostream &Out) { writeQuoting(Out); });
    llvm::outs().flush();
  }

  /// When it is known what became of the findings.
  void finish() {
    for (std::optional<llvm::json::Value> *Each : {&Document, &Page})
      if (*Each)
        addOutcomes(**Each, All, Options.DryRun);
    if (Document)
      write([&](llvm::raw_ostream &Out) { writeJson(*Document, Out); });
    llvm::outs().flush();
    if (Page)
      toFile(Options.Page, [&](llvm::raw_ostream &Out) { writePage(*Page, Out); });
  }

private:
  using Writer = llvm::function_ref<void(llvm::raw_ostream &)>;

  void writeQuoting(llvm::raw_ostream &Out) const {
    switch (Options.As) {
    case Format::Text:
      return writeText(All, Out, llvm::WithColor(Out).colorsEnabled());
    case Format::Json:
      return;
    case Format::Sarif:
      return writeSarif(All, Out);
    case Format::Github:
      return writeGithub(All, Out);
    case Format::Gitlab:
      return writeGitlab(All, Out);
    }
  }

  void write(Writer Write) {
    if (!Options.Output.empty())
      toFile(Options.Output, Write);
    else if (!Options.DryRun)
      Write(llvm::outs());
  }

  void toFile(const std::string &File, Writer Write) {
    std::string Text, Fault;
    llvm::raw_string_ostream Out(Text);
    Write(Out);
    if (!writeWhole(File, Out.str(), Fault))
      All.Failures.push_back({"", Fault});
  }

  Findings &All;
  const ProgramOptions &Options;
  std::optional<llvm::json::Value> Document, Page;
};

} // namespace

static Status statusOf(const Findings &All, FailOn Fails) {
  if (wasInterrupted())
    return Stopped;
  if (!All.Failures.empty())
    return Incomplete;
  bool Bad = llvm::any_of(All.Warnings, [&](const Warning &W) {
    switch (Fails) {
    case FailOn::Any:
      return true;
    case FailOn::Certain:
      return !W.Assumed || W.Level == "error";
    case FailOn::Error:
      return W.Level == "error";
    case FailOn::None:
      return false;
    }
    return false;
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

/// What is certain is as bad as the project says of its check; what `WarningsAsErrors` names is an
/// error, as for clang-tidy.
static void setLevels(Findings &All, const ProgramOptions &Options) {
  for (Warning &W : All.Warnings) {
    const auto &Severity = Options.Exclude.projectOf(W.At.File).Severity;
    auto It = Severity.find(W.Check);
    W.Level = W.IsError              ? "error"
              : W.Assumed            ? "note"
              : It == Severity.end() ? "warning"
                                     : It->second;
  }
}

/// What says which findings are to be repaired, and cannot be read: more than was meant would be
/// changed.
static std::set<std::string> obstacles(const Jobs &Asked, const ProgramOptions &Options,
                                       const News &Wanted) {
  std::vector<std::string> Told = Wanted.faults();
  std::set<std::string> Faults(Told.begin(), Told.end());
  for (const Job &J : Asked.All)
    for (const std::string &Fault : Options.Exclude.projectOf(J.File).Faults)
      Faults.insert(Fault);
  return Faults;
}

/// All that comes after the units are known; paths are remembered as seen from `Root`.
static int conclude(Run Made, Jobs Asked, const ProgramOptions &Options, std::string Root,
                    const News &Wanted, LiveText *Shown = nullptr) {
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
  for (const std::string &Fault : Wanted.faults())
    All.Failures.push_back({"", Fault + "; all findings are shown"});
  if (Options.Unused && Wanted.baseline())
    Wanted.baseline()->listUnused(All, couldReport(Options));
  Wanted.narrow(All);
  if (Options.Unused && !wasInterrupted())
    listUnused(All, Asked.All, Options);
  Papers Reports(All, Options, Shown);
  // What an interrupted run has not seen may need the other half of a repair.
  std::optional<Repairs> Repaired;
  if (Options.Fixes != FixMode::None && !wasInterrupted())
    Repaired = repair(All, Asked.All, Options);
  Reports.finish();
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
  warnOfFlags(Options);
  Jobs Asked = jobsOf(Options);
  const std::string Root = rootOf(Asked, Options);
  const News Wanted(Options, Root);
  if (Options.Fixes != FixMode::None)
    if (std::set<std::string> Faults = obstacles(Asked, Options, Wanted); !Faults.empty()) {
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
  // Who lints a part of the project does not mean most of its words.
  if (!Options.Build.empty() && Options.Paths.empty())
    for (const std::string &Text : Options.Exclude.idleWords(Root))
      say("warning: " + Text);
  if (!Options.Quiet)
    for (const std::string &Text : Asked.Through)
      say(Text);
  std::optional<LiveText> Shown;
  if (showsLive(Options))
    Shown.emplace(Wanted, Root, llvm::WithColor(llvm::outs()).colorsEnabled());
  auto See = [&](const UnitResult &Result) { return Shown->next(Result); };
  Run Made = runJobs(Asked.All, Options, Shown ? OnResult(See) : OnResult());
  return conclude(std::move(Made), std::move(Asked), Options, Root, Wanted,
                  Shown ? &*Shown : nullptr);
}

/// What the steps of a build have found. Whoever repairs has to read the sources.
int closure::runReport(int Count, const char **Words) {
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
  const std::string Root = projectRootOf(Files);
  return conclude(std::move(Made), std::move(Asked), *Options, Root, News(*Options, Root));
}

int main(int Count, const char **Words) {
  llvm::InitLLVM Init(Count, Words);
  guardStreams();
  chooseColours();
  catchCrashes();
  for (const Subcommand &Each : subcommands())
    if (Count > 1 && Words[1] == Each.Name)
      return Each.Run(Count, Words);
  std::optional<ProgramOptions> Options = parseOptions(Count, Words);
  return Options ? lint(*Options) : Incomplete;
}

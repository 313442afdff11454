//===-- ExplainCommand.cpp - closure-lint explain -------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/explain/ExplainCommand.h"
#include "checks/CheckRegistry.h"
#include "plugin/common/CheckWords.h"
#include "plugin/project/CheckPages.h"
#include "plugin/project/Findings.h"
#include "plugin/project/Run.h"
#include "plugin/project/Source.h"
#include "plugin/project/explain/Answer.h"
#include "plugin/project/explain/PrintPage.h"
#include "clang/AST/ASTConsumer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace closure;

namespace {
enum Status { Explained = 0, Incomplete = 2 };
} // namespace

static int fail(const llvm::Twine &Text) {
  complain(Text);
  return Incomplete;
}

/// The line of the lambda with a caret under its first character.
static void printLine(const Mark &At, SourceCache &Sources, llvm::raw_ostream &Out) {
  llvm::StringRef Line = Sources.line(At.File, At.Line);
  std::string Number = std::to_string(At.Line);
  std::string Under;
  for (char C : Line.take_front(At.Column - 1))
    if (C == '\t' || (C & 0xC0) != 0x80) // one column for each character of UTF-8
      Under += C == '\t' ? '\t' : ' ';
  Out << llvm::right_justify(Number, 5) << " | " << Line << "\n      | " << Under << "^\n";
}

static void print(const Answer &Of, llvm::raw_ostream &Out) {
  SourceCache Sources;
  bool First = true;
  for (const Explanation &E : Of.Explanations) {
    if (!std::exchange(First, false))
      Out << "\n";
    bool Colour = llvm::WithColor(Out).colorsEnabled();
    if (Colour)
      Out.changeColor(llvm::raw_ostream::SAVEDCOLOR, /*Bold=*/true);
    Out << fromHere(E.Begin.File) << ":" << E.Begin.Line << ":" << E.Begin.Column << ": ";
    if (Colour)
      Out.resetColor();
    const std::string Text = explanationText(E, fromHere);
    auto [Head, Rest] = llvm::StringRef(Text).split('\n');
    Out << Head << "\n";
    printLine(E.Begin, Sources, Out);
    Out << Rest;
    for (const Told &T : E.Findings)
      Out << "\nclosure-lint explain " << T.Check << " tells what that check is about\n";
  }
}

/// What belongs to a lint, and has no meaning here.
static std::string unfit(const ProgramOptions &O) {
  if (std::string Name = writingOption(O); !Name.empty())
    return Name;
  return O.As == Format::Text || O.As == Format::Json ? "" : "--format other than text and json";
}

/// Whether what a lint has left there can be used; what is wrong with it is said.
static bool canRead(llvm::StringRef Folder) {
  std::vector<std::string> Faults;
  SummaryIndex::load(*llvm::vfs::getRealFileSystem(), Folder, Faults);
  for (const std::string &Fault : Faults)
    complain(Fault + "; a lint with --summaries makes it");
  return Faults.empty();
}

/// The first of the units that reads the file answers.
static int ask(const AskedPlace &Asked, const ProgramOptions &Options) {
  Jobs Units = jobsOf(Options);
  for (const std::string &Fault : Units.Faults)
    complain(Fault);
  if (!Units.Faults.empty())
    return Incomplete;
  // The unit works in another folder.
  llvm::SmallString<256> Summaries(Options.Summaries);
  if (!Summaries.empty() && !canRead(Summaries))
    return Incomplete;
  if (!Summaries.empty())
    llvm::sys::fs::make_absolute(Summaries);
  std::string Failure;
  for (Job &Unit : Units.All) {
    Unit.Commands.resize(std::min<size_t>(Unit.Commands.size(), 1));
    Answer Told;
    LintOptions Look = Options.Lint;
    Look.Instead = [&](clang::CompilerInstance &CI) {
      return makeAnswer(CI, Options.Lint, Summaries.str().str(), Asked, Told);
    };
    UnitResult Result = lintUnit(Unit, Look);
    if (!Told.HasFile) {
      Failure = Result.Failure.empty() ? "" : fromHere(Unit.File) + ": " + Result.Failure;
      continue;
    }
    for (const std::string &Fault : Told.Faults)
      complain(Fault);
    if (!Result.Failure.empty())
      complain(fromHere(Unit.File) + ": " + Result.Failure);
    if (!Told.None.empty())
      return fail(Told.None);
    if (Options.As == Format::Json)
      llvm::outs() << llvm::formatv("{0:2}", jsonOf(Asked, Told)) << "\n";
    else
      print(Told, llvm::outs());
    // Another unit may instantiate what this one does not.
    if (llvm::any_of(Told.Explanations,
                     [](const Explanation &E) { return E.V == Verdict::NotAnalysed; }))
      for (const std::string &Text : Units.Through)
        say(Text + "; one that calls it can be named behind the place");
    return Result.Failure.empty() && Told.Faults.empty() ? Explained : Incomplete;
  }
  if (!Failure.empty())
    return fail(Failure);
  return fail("'" + Asked.File + "' is not read by " + fromHere(Units.All.front().File) +
              "; name a file that includes it behind the place");
}

static int explainPlace(const std::string &Word, ProgramOptions Options) {
  warnOfFlags(Options);
  AskedPlace Asked;
  if (std::string Fault = readPlace(Word, Asked); !Fault.empty())
    return fail(Fault);
  if (std::string Name = unfit(Options); !Name.empty())
    return fail("explain only tells; leave out " + Name);
  bool Through = Options.Paths.size() > 1;
  if (Through)
    Options.Paths.erase(Options.Paths.begin());
  else
    Options.Paths = {Asked.File};
  if (!Through && !Options.Build.empty() && llvm::sys::fs::exists(Options.Build) &&
      jobsOf(Options).All.empty())
    return fail("'" + Asked.File +
                "' is not in the compilation database; if it is a header, name a file "
                "that includes it behind the place: closure-lint explain " +
                Word + " UNIT.cpp -p " + Options.Build);
  return ask(Asked, Options);
}

static std::string checkNamed(llvm::StringRef Word) {
  for (const RegisterCheck *Check : RegisterCheck::all())
    if (Check->Name == Word || Check->Name == ("closure-" + Word).str())
      return Check->Name.str();
  return "";
}

int closure::runExplain(int Count, const char **Words) {
  std::vector<const char *> Rest{Words[0]};
  bool Json = false, Flags = false;
  for (int I = 2; I < Count; ++I) {
    llvm::StringRef Word(Words[I]);
    Flags |= Word == "--";
    if (!Flags && (Word == "--json" || Word == "-json"))
      Json = true;
    else
      Rest.push_back(Words[I]);
  }
  if (Rest.size() == 1)
    return fail("explain what? Name a place, FILE:LINE, or a check: " + allChecks());
  std::optional<ProgramOptions> Options = parseOptions(static_cast<int>(Rest.size()), Rest.data());
  if (!Options)
    return Incomplete;
  Options->Exclude.forgetProjects();
  if (Json)
    Options->As = Format::Json;
  if (Options->Paths.empty())
    return fail("explain what? Name a place, FILE:LINE, or a check: " + allChecks());
  llvm::StringRef Word = Options->Paths.front();
  if (std::string Name = checkNamed(Word); !Name.empty()) {
    if (Options->Paths.size() > 1)
      return fail("the page of one check is shown; leave out '" + Options->Paths[1] + "'");
    printPage(pageOf(Name), llvm::outs(), llvm::WithColor(llvm::outs()).colorsEnabled());
    return Explained;
  }
  if (Word.contains(':'))
    return explainPlace(Word.str(), std::move(*Options));
  if (llvm::sys::fs::exists(Word))
    return fail("'" + Word + "' names no line; write " + Word + ":LINE");
  return fail(withAllChecks("'" + Word.str() + "' is neither a check nor a place FILE:LINE" +
                            nearestCheck(Word)));
}

int closure::listChecks(int Count, const char **) {
  if (Count > 2)
    return fail("checks takes no further word; closure-lint explain CHECK prints the page of one");
  size_t Width = 0;
  for (const RegisterCheck *Check : RegisterCheck::all())
    Width = std::max(Width, Check->Name.size());
  for (const RegisterCheck *Check : RegisterCheck::all())
    llvm::outs() << llvm::left_justify(Check->Name, Width) << "  " << Check->Summary << "\n";
  return Explained;
}

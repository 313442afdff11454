//===-- Options.cpp - What closure-lint is told ---------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Options.h"
#include "plugin/common/CheckWords.h"
#include "plugin/project/CommandLine.h"
#include "plugin/project/OptionWords.h"
#include "plugin/project/StandardInput.h"
#include "plugin/project/Subcommands.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace closure;
namespace cl = llvm::cl;

void closure::say(const llvm::Twine &Text) { llvm::errs() << "closure-lint: " << Text << "\n"; }
void closure::complain(const llvm::Twine &Text) { say("error: " + Text); }

static cl::OptionCategory Category("closure-lint");
static cl::list<std::string> Paths(cl::Positional, cl::desc("[FILE|FOLDER|EXPRESSION]..."),
                                   cl::cat(Category));
static cl::opt<std::string> Build("p", cl::desc("The folder of the compile_commands.json"),
                                  cl::value_desc("folder"), cl::cat(Category));
static cl::opt<unsigned, false, Count>
    Jobs("j", cl::desc("Files to lint at the same time (default: one a core)"), cl::value_desc("n"),
         cl::Prefix, cl::cat(Category));
static cl::alias LongJobs("jobs", cl::desc("The same as -j"), cl::aliasopt(Jobs), cl::NotHidden,
                          cl::value_desc("n"), cl::cat(Category));
static cl::opt<std::string> Checks("checks",
                                   cl::desc("The checks to run, on top of what .clang-tidy "
                                            "chooses (default: closure-*)"),
                                   cl::value_desc("list"), cl::cat(Category));
static cl::opt<std::string>
    HeaderFilter("header-filter",
                 cl::desc("Report findings in headers whose path matches (default: what "
                          ".clang-tidy says, or all but system headers)"),
                 cl::value_desc("expression"), cl::cat(Category));
static cl::opt<std::string> StdinName("stdin-name",
                                      cl::desc("The file that '-' reads from standard input"),
                                      cl::value_desc("file"), cl::cat(Category));
static cl::list<std::string>
    Exclude("exclude",
            cl::desc("Neither lint nor report files whose path, or a folder of it, matches; may be "
                     "given again"),
            cl::value_desc("glob"), cl::cat(Category));
static cl::opt<Format, false, Choice<Format>>
    As("format", cl::desc("How findings are written (default: text)"),
       cl::values(clEnumValN(Format::Text, "text", "Source lines, carets, the path"),
                  clEnumValN(Format::Json, "json", "All that is known, for programs"),
                  clEnumValN(Format::Sarif, "sarif", "SARIF 2.1.0, for code scanning"),
                  clEnumValN(Format::Github, "github", "Annotations of GitHub Actions"),
                  clEnumValN(Format::Gitlab, "gitlab", "GitLab's code quality report")),
       cl::init(Format::Text), cl::cat(Category));
static cl::opt<std::string> Output("output", cl::desc("Write the findings to this file"),
                                   cl::value_desc("file"), cl::cat(Category));
static cl::opt<std::string> Page("report", cl::desc("Write a page to look at as well"),
                                 cl::value_desc("file.html"), cl::cat(Category));
static cl::opt<std::string>
    Summaries("summaries",
              cl::desc("Share what files know of their functions, and the results of unchanged "
                       "files, in this folder"),
              cl::value_desc("folder"), cl::cat(Category));
static cl::opt<std::string>
    DiffBase("diff", cl::desc("Only findings on, or caused by, lines changed since this commit"),
             cl::value_desc("commit"), cl::cat(Category));
static cl::opt<std::string> Baseline("baseline", cl::desc("Leave out the findings in this file"),
                                     cl::value_desc("file"), cl::cat(Category));
static cl::opt<std::string> NewBaseline("write-baseline",
                                        cl::desc("Write all findings to a baseline"),
                                        cl::value_desc("file"), cl::cat(Category));
static cl::opt<bool>
    Unused("unused-suppressions",
           cl::desc("List the comments, model entries and rows of the baseline that "
                    "silence nothing"),
           cl::cat(Category));
static cl::opt<FixMode, false, Choice<FixMode>>
    Fixes("fix", cl::desc("Apply the repairs"), cl::ValueOptional,
          cl::values(clEnumValN(FixMode::Safe, "", "Those that are safe"),
                     clEnumValN(FixMode::All, "all", "Where there is none, the first alternative")),
          cl::init(FixMode::None), cl::cat(Category));
static cl::opt<bool> DryRun("dry-run", cl::desc("With --fix, print a patch and change nothing"),
                            cl::cat(Category));
static cl::opt<FailOn, false, Choice<FailOn>> Fails(
    "fail-on", cl::desc("Which findings make the exit status 1 (default: any)"),
    cl::values(clEnumValN(FailOn::Any, "any", "Each"),
               clEnumValN(FailOn::Certain, "certain", "Those that rest on no assumption"),
               clEnumValN(FailOn::Error, "error", "Those that the configuration makes errors"),
               clEnumValN(FailOn::None, "none", "None")),
    cl::init(FailOn::Any), cl::cat(Category));
static cl::opt<bool> NoShortcuts("no-shortcuts",
                                 cl::desc("Parse all of each file, also where it makes no closure"),
                                 cl::cat(Category));
static cl::opt<bool> Quiet("quiet", cl::desc("No progress and no summary"), cl::cat(Category));

static std::string overview() {
  std::string Text =
      "Finds dangerous lambda captures in C++ projects, and repairs them.\n\n"
      "  closure-lint -p BUILD [FILE|FOLDER|EXPRESSION]...   a project\n"
      "  closure-lint FILE... [-- compiler flags]            single files\n"
      "  closure-lint --stdin-name=FILE -                    a text that is not saved\n";
  for (const Subcommand &Each : subcommands())
    Text += Each.Usage;
  return Text + "\nFindings go to standard output, all else to standard error. Exit status: 0 no "
                "findings,\n1 findings, 2 the job could not be done wholly.\n";
}

/// LLVM has an option of this name, which counts nothing in a release build. It goes.
static cl::opt<bool> &statsOption() {
  if (cl::Option *Other = cl::getRegisteredOptions().lookup("stats"))
    Other->removeArgument();
  static cl::opt<bool> Stats(
      "stats", cl::desc("Count the functions that were analysed, and those that were not"),
      cl::cat(Category));
  return Stats;
}

static bool isPattern(llvm::StringRef Option, llvm::StringRef Value) {
  std::string Why;
  if (llvm::Regex(Value).isValid(Why))
    return true;
  complain("--" + Option + ": '" + Value + "' is not a regular expression: " + Why);
  return false;
}

static bool namesChecks(llvm::StringRef List) {
  std::string Fault = faultOfChecks(List);
  if (Fault.empty() && (List.trim(" ,").empty() || !leavesChecks(checksBy("", List))))
    Fault = "--checks=" + List.str() + " leaves no check";
  if (!Fault.empty())
    complain(withAllChecks(Fault));
  return Fault.empty();
}

/// An option that is given wants a value: without one it would count as not given.
static bool namesValues() {
  for (const cl::opt<std::string> *Option :
       {&Build, &Output, &Page, &Summaries, &DiffBase, &Baseline, &NewBaseline})
    if (Option->getNumOccurrences() && Option->empty()) {
      complain((Option->ArgStr.size() == 1 ? "-" : "--") + Option->ArgStr + " names no " +
               llvm::StringRef(Option->ValueStr).split('.').first);
      return false;
    }
  return true;
}

static bool isSound(const ProgramOptions &O) {
  if (!namesValues())
    return false;
  if (!O.Build.empty() && O.Flags) {
    complain("compiler flags after '--' and a compilation database (-p) exclude each other");
    return false;
  }
  if (O.Build.empty() && O.Paths.empty()) {
    complain("name a file, or a project with -p BUILD; --help tells more");
    return false;
  }
  if (O.DryRun && O.Fixes == FixMode::None) {
    complain("--dry-run prints what --fix would do; give --fix as well");
    return false;
  }
  return (!O.Lint.HeaderFilter || isPattern("header-filter", *O.Lint.HeaderFilter)) &&
         (!Checks.getNumOccurrences() || namesChecks(O.Lint.Checks));
}

std::string closure::writingOption(const ProgramOptions &O) {
  if (O.Fixes != FixMode::None)
    return "--fix";
  for (const auto &[Name, Value] : {std::pair("--output", &O.Output),
                                    {"--report", &O.Page},
                                    {"--diff", &O.DiffBase},
                                    {"--baseline", &O.Baseline},
                                    {"--write-baseline", &O.NewBaseline}})
    if (!Value->empty())
      return Name;
  return "";
}

void closure::warnOfFlags(const ProgramOptions &O) {
  for (const std::string &Word : unknownFlags(O.Flags.value_or(std::vector<std::string>())))
    say("warning: this clang leaves out a flag that it does not know: " + Word);
}

std::optional<ProgramOptions> closure::parseOptions(int Count, const char **Words) {
  cl::opt<bool> &Stats = statsOption();
  cl::HideUnrelatedOptions({&Category, &llvm::getColorCategory()});
  cl::SetVersionPrinter([](llvm::raw_ostream &Out) {
    Out << "closure-lint " CLOSURE_VERSION ", LLVM " CLOSURE_LLVM_VERSION "\n";
  });
  const char **End = std::find_if(Words, Words + Count,
                                  [](const char *Word) { return llvm::StringRef(Word) == "--"; });
  ProgramOptions O;
  if (End != Words + Count)
    O.Flags.emplace(End + 1, Words + Count);
  for (const char **Word = Words; Word != End; ++Word)
    if (std::string Fault = faultOfFormat(*Word); !Fault.empty()) {
      complain(Fault);
      return std::nullopt;
    }
  std::string Faults;
  llvm::raw_string_ostream Stream(Faults);
  static const std::string Overview = overview();
  if (!cl::ParseCommandLineOptions(static_cast<int>(End - Words), Words, Overview, &Stream)) {
    complainOfOptions(Stream.str());
    return std::nullopt;
  }
  O.Lint.Checks = Checks;
  if (HeaderFilter.getNumOccurrences())
    O.Lint.HeaderFilter = HeaderFilter;
  O.Lint.ResourceDir = CLOSURE_RESOURCE_DIR;
  // What is counted, or looked for in comments, and what others are told, has to be parsed; and who
  // gives flags by hand wants to know whether the file compiles with them.
  O.Lint.SkipBodies = !NoShortcuts;
  O.Lint.Shortcuts = !NoShortcuts && !Stats && !Unused && Summaries.empty() && !O.Flags;
  O.Summaries = Summaries;
  O.Build = Build;
  O.Paths = Paths;
  std::vector<std::string> &Globs = Exclude;
  if (std::string Fault = O.Exclude.add(Globs); !Fault.empty()) {
    complain("--exclude: " + Fault);
    return std::nullopt;
  }
  O.Jobs = Jobs;
  O.As = As;
  O.Output = Output, O.Page = Page;
  O.DiffBase = DiffBase, O.Baseline = Baseline, O.NewBaseline = NewBaseline;
  O.Fixes = Fixes;
  O.DryRun = DryRun;
  O.Fails = Fails;
  O.Quiet = Quiet;
  O.Unused = Unused;
  O.Stats = Stats;
  if (!isSound(O))
    return std::nullopt;
  if (std::string Fault = takeStandardInput(O, StdinName); !Fault.empty()) {
    complain(Fault);
    return std::nullopt;
  }
  return O;
}

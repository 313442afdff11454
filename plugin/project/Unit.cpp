//===-- Unit.cpp - Lints one translation unit -----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Unit.h"
#include "checks/Paths.h"
#include "plugin/project/CommandLine.h"
#include "plugin/project/Consumer.h"
#include "plugin/project/PrefixHeader.h"
#include "plugin/project/Source.h"
#include "plugin/project/SourceFiles.h"
#include "plugin/project/shortcuts/Prospects.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <csignal>
#include <set>

using namespace clang;
using namespace closure;

namespace {

/// Keeps the first error, and the options that the driver did not want.
class FirstError : public DiagnosticConsumer {
public:
  std::string Text;
  std::set<std::string> Refused;

private:
  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    if (Level < DiagnosticsEngine::Error)
      return;
    llvm::SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    if (Info.getID() >= diag::DIAG_START_DRIVER && Info.getID() < diag::DIAG_START_FRONTEND)
      refuse(Message);
    if (!Text.empty())
      return;
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      PresumedLoc At = Info.getSourceManager().getPresumedLoc(Info.getLocation());
      if (At.isValid())
        Text = shown(At.getFilename(), Info.getSourceManager().getFileManager()) + ":" +
               std::to_string(At.getLine()) + ":" + std::to_string(At.getColumn()) + ": ";
    }
    Text += Message;
  }

  /// The command has a working directory of its own.
  static std::string shown(llvm::StringRef File, const FileManager &Files) {
    return fromHere(absolutePath(File, Files));
  }

  /// `unsupported argument 'bounds-strict' to option '-fsanitize='`
  void refuse(llvm::StringRef Message) {
    llvm::SmallVector<llvm::StringRef, 4> Parts;
    Message.split(Parts, '\'');
    for (size_t I = 1; I < Parts.size(); I += 2)
      if (Parts[I].starts_with("-"))
        Refused.insert(Parts[I].str());
  }
};

class LintAction : public ASTFrontendAction {
public:
  LintAction(const LintOptions &Options, bool Skip, UnitResult &Result, bool &Again)
      : Options(Options), Skip(Skip), Result(Result), Again(Again) {}

private:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) override {
    if (Options.OnlyParse)
      return std::make_unique<ASTConsumer>();
    if (Options.Instead)
      return Options.Instead(CI);
    return makeLintConsumer(CI, Options, Skip, Result, Again);
  }
  const LintOptions &Options;
  bool Skip;
  UnitResult &Result;
  bool &Again;
};

class Actions : public tooling::FrontendActionFactory {
public:
  Actions(const LintOptions &Options, bool Skip, UnitResult &Result)
      : Options(Options), Skip(Skip), Result(Result) {}
  /// Whether skipped bodies were needed after all.
  bool Again = false;

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<LintAction>(Options, Skip, Result, Again);
  }
  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Client) override {
    Invocation->getFrontendOpts().SkipFunctionBodies = Skip;
    // The compiler's own warnings are the build's business, and cost time.
    Invocation->getDiagnosticOpts().IgnoreWarnings = true;
    Invocation->getDiagnosticOpts().Warnings.clear();
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files, std::move(Containers),
                                                Client);
  }

private:
  const LintOptions &Options;
  const bool Skip;
  UnitResult &Result;
};

} // namespace

namespace {

/// Where a handler of signals runs when the stack of its thread is used up.
class SpareStack {
public:
  SpareStack() {
    stack_t New = {};
    New.ss_sp = Memory.data();
    New.ss_size = Memory.size();
    sigaltstack(&New, &Old);
  }
  ~SpareStack() { sigaltstack(&Old, nullptr); }

private:
  std::vector<char> Memory = std::vector<char>(256 << 10);
  stack_t Old = {};
};

} // namespace

void closure::addContent(std::map<std::string, std::string> &Contents, const std::string &File,
                         const std::string &Blob) {
  auto [It, New] = Contents.try_emplace(File, Blob);
  if (!New && It->second != Blob)
    It->second.clear();
}

void closure::catchCrashes() {
  llvm::CrashRecoveryContext::Enable();
  // LLVM's handler would run on the very stack that has overflowed.
  for (int Signal : {SIGSEGV, SIGBUS}) {
    struct sigaction Action;
    if (sigaction(Signal, nullptr, &Action))
      continue;
    Action.sa_flags |= SA_ONSTACK;
    sigaction(Signal, &Action, nullptr);
  }
}

/// The command without the options that only other compilers know in this form; nothing if none
/// of its words is among them.
static std::optional<tooling::CompileCommand> without(const std::set<std::string> &Refused,
                                                      tooling::CompileCommand Command) {
  size_t Before = Command.CommandLine.size();
  llvm::erase_if(Command.CommandLine, [&](llvm::StringRef Word) {
    return llvm::any_of(Refused, [&](llvm::StringRef Option) {
      return Word == Option || (Option.ends_with("=") && Word.starts_with(Option));
    });
  });
  return Command.CommandLine.size() == Before ? std::nullopt : std::optional(std::move(Command));
}

/// Why the command cannot be run at all; empty if it can.
static std::string faultOf(const tooling::CompileCommand &Command) {
  if (!Command.Directory.empty() && !llvm::sys::fs::is_directory(Command.Directory))
    return "the compilation database compiles it in '" + Command.Directory +
           "', and there is no such folder; build or configure the project again";
  return prefixFault(Command);
}

/// Runs an action over the unit.
/// \returns what the compiler said of it first, and which options it refused.
static FirstError runTool(const tooling::CompileCommand &Command, const LintOptions &Options,
                          const std::string &File, tooling::ToolAction &Action, int &Status) {
  // Each thread has a working directory of its own.
  OneCommand Commands(Command);
  tooling::ClangTool Tool(Commands, {File}, std::make_shared<PCHContainerOperations>(),
                          sourceFiles(Options.Edited));
  Tool.setPrintErrorMessage(false);
  Tool.appendArgumentsAdjuster(commandLineAdjuster(Options.ResourceDir, Command.Directory));
  FirstError Errors;
  Tool.setDiagnosticConsumer(&Errors);
  Status = Tool.run(&Action);
  return Errors;
}

/// Whether the unit cannot hold a finding; if so, its result is there.
static bool isHopeless(const tooling::CompileCommand &Command, const LintOptions &Options,
                       UnitResult &Result) {
  if (!Options.Shortcuts || Options.OnlyParse || Options.Instead || Options.Others)
    return false;
  Prospects Look(Options, Result);
  int Status = 0;
  FirstError Errors = runTool(Command, Options, Result.File, Look, Status);
  return !Status && Errors.Text.empty() && !Look.found();
}

static void runOnce(const tooling::CompileCommand &Command, const LintOptions &Options, bool Skip,
                    UnitResult &Result, bool &Again) {
  Actions Make(Options, Skip, Result);
  int Status = 0;
  FirstError Errors = runTool(Command, Options, Result.File, Make, Status);
  Again = Make.Again;
  if (std::optional<tooling::CompileCommand> Fewer = without(Errors.Refused, Command))
    return runOnce(*Fewer, Options, Skip, Result, Again);
  if (!Errors.Text.empty())
    Result.Failure = "does not compile: " + Errors.Text;
  else if (Status && Result.Failure.empty())
    Result.Failure = "the compiler gave up without a word; see whether clang++ compiles it";
}

static void run(const tooling::CompileCommand &Command, const LintOptions &Options, bool Guessed,
                UnitResult &Result) {
  if (std::string Fault = faultOf(Command); !Fault.empty()) {
    Result.Failure = Fault;
    return;
  }
  bool Again = false;
  // An edit can break a template in a system header: nothing is skipped.
  if (Options.OnlyParse || !Options.SkipBodies)
    return runOnce(Command, Options, /*Skip=*/false, Result, Again);
  if (!Guessed && isHopeless(Command, Options, Result))
    return;
  UnitResult Before = Result;
  // What parses late may crash where the whole does not.
  bool Survived = llvm::CrashRecoveryContext().RunSafely(
      [&] { runOnce(Command, Options, /*Skip=*/true, Result, Again); });
  if (Survived && !Again)
    return;
  Result = std::move(Before);
  runOnce(Command, Options, /*Skip=*/false, Result, Again);
}

UnitResult closure::lintUnit(const Job &Asked, const LintOptions &Options) {
  UnitResult Result;
  Result.File = Asked.File;
  llvm::CrashRecoveryContext Crash;
  bool Survived = Crash.RunSafelyOnThread(
      [&] {
        SpareStack Spare;
        for (const tooling::CompileCommand &Command : Asked.Commands)
          run(Command, Options, Asked.Guessed, Result);
      },
      // The parser recurses, and so do those who walk what it made.
      64u << 20);
  if (!Survived)
    Result.Failure = "closure-lint crashed on it; please report that, with the file";
  llvm::StringRef Failure = Result.Failure;
  if (Failure.contains("compile: ") && !Failure.contains("is not supported") &&
      (Failure.contains("co_") || Failure.contains("coroutine")))
    Result.Failure +=
        std::string("; coroutines need C++20: ") +
        (Asked.Guessed ? "give '-- -std=c++20', or -p BUILD" : "say -std=c++20 in its flags");
  else if (Asked.Guessed && llvm::StringRef(Result.Failure).contains("compile: "))
    Result.Failure +=
        "; it was read as C++17, because there is no compile_commands.json above it: try -p BUILD, "
        "or give the flags that the file needs after '--'";
  // What it silences is not known.
  if (!Result.Failure.empty())
    for (Suppression &S : Result.Suppressions)
      S.Unused.clear();
  // Behind an error the compiler has guessed what was meant.
  bool Crashed = llvm::StringRef(Result.Failure).contains("closure-lint crashed");
  if (!Result.Failure.empty())
    for (Warning &W : Result.Warnings)
      if (W.Repair || !W.Alternatives.empty()) {
        W.Repair.reset();
        W.Alternatives.clear();
        W.Reasons.push_back({W.At, Crashed ? "no repair: closure-lint crashed on the file"
                                           : "no repair: the file does not compile"});
      }
  return Result;
}

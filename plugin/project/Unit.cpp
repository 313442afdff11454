//===-- Unit.cpp - Lints one translation unit -----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Unit.h"
#include "plugin/project/CommandLine.h"
#include "plugin/project/Consumer.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <csignal>

using namespace clang;
using namespace closure;

namespace {

/// Keeps the first error.
class FirstError : public DiagnosticConsumer {
public:
  std::string Text;

private:
  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    if (Level < DiagnosticsEngine::Error || !Text.empty())
      return;
    llvm::SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      PresumedLoc At = Info.getSourceManager().getPresumedLoc(Info.getLocation());
      if (At.isValid())
        Text = (At.getFilename() + llvm::Twine(":") + llvm::Twine(At.getLine()) + ":" +
                llvm::Twine(At.getColumn()) + ": ")
                   .str();
    }
    Text += Message;
  }
};

class LintAction : public ASTFrontendAction {
public:
  LintAction(const LintOptions &Options, bool Skip, UnitResult &Result, bool &Again)
      : Options(Options), Skip(Skip), Result(Result), Again(Again) {}

private:
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI, llvm::StringRef) override {
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

/// One command, whatever the path by which it is asked for.
class OneCommand : public tooling::CompilationDatabase {
public:
  explicit OneCommand(const tooling::CompileCommand &Command) : Command(Command) {}
  std::vector<tooling::CompileCommand> getCompileCommands(llvm::StringRef) const override {
    return {Command};
  }

private:
  const tooling::CompileCommand &Command;
};

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

static void runOnce(const tooling::CompileCommand &Command, const LintOptions &Options, bool Skip,
                    UnitResult &Result, bool &Again) {
  // Each thread has a working directory of its own.
  OneCommand Commands(Command);
  tooling::ClangTool Tool(Commands, {Result.File}, std::make_shared<PCHContainerOperations>(),
                          llvm::vfs::createPhysicalFileSystem());
  Tool.setPrintErrorMessage(false);
  Tool.appendArgumentsAdjuster(commandLineAdjuster(Options.ResourceDir));
  FirstError Errors;
  Tool.setDiagnosticConsumer(&Errors);
  Actions Make(Options, Skip, Result);
  int Status = Tool.run(&Make);
  Again = Make.Again;
  if (!Errors.Text.empty())
    Result.Failure = "does not compile: " + Errors.Text;
  else if (Status && Result.Failure.empty())
    Result.Failure = "the compiler gave up without a word; see whether clang++ compiles it";
}

static void run(const tooling::CompileCommand &Command, const LintOptions &Options,
                UnitResult &Result) {
  UnitResult Before = Result;
  bool Again = false;
  runOnce(Command, Options, /*Skip=*/true, Result, Again);
  if (!Again)
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
          run(Command, Options, Result);
      },
      // The parser recurses, and so do those who walk what it made.
      64u << 20);
  if (!Survived) {
    Result.Warnings.clear();
    Result.Failure = "closure-lint crashed on it; please report that, with the file";
  }
  return Result;
}

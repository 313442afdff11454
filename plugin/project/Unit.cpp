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

static void runOnce(const tooling::CompilationDatabase &Commands, const LintOptions &Options,
                    bool Skip, UnitResult &Result, bool &Again) {
  // Each thread has a working directory of its own.
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
  else if (Status)
    Result.Failure = "the compiler gave up without a word; see whether clang++ compiles it";
}

UnitResult closure::lintUnit(const tooling::CompilationDatabase &Commands, const std::string &File,
                             const LintOptions &Options) {
  UnitResult Result;
  Result.File = File;
  llvm::CrashRecoveryContext Crash;
  bool Survived = Crash.RunSafelyOnThread(
      [&] {
        bool Again = false;
        runOnce(Commands, Options, /*Skip=*/true, Result, Again);
        if (!Again)
          return;
        llvm::errs() << "AGAIN " << File << "\n";
        Result = UnitResult();
        Result.File = File;
        runOnce(Commands, Options, /*Skip=*/false, Result, Again);
      },
      // The parser recurses, and so do those who walk what it made.
      64u << 20);
  if (!Survived) {
    Result.Warnings.clear();
    Result.Failure = "closure-lint crashed on it; please report that, with the file";
  }
  return Result;
}

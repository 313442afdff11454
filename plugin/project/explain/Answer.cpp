//===-- Answer.cpp - The explanations of one unit -------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/explain/Answer.h"
#include "checks/Macros.h"
#include "plugin/common/NoLintComments.h"
#include "plugin/project/CheckOptions.h"
#include "plugin/project/Findings.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/CrashRecoveryContext.h"

using namespace clang;
using namespace closure;

namespace {

class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &CI, const LintOptions &Options, std::string Summaries,
           const AskedPlace &Asked, Answer &To)
      : CI(CI), SM(CI.getSourceManager()), Options(Options), Summaries(std::move(Summaries)),
        Asked(Asked), To(To) {}

  /// A body of the library may be all that instantiates a lambda of the user's.
  bool shouldSkipFunctionBody(Decl *) override { return false; }

  void HandleTranslationUnit(ASTContext &Context) override {
    OptionalFileEntryRef File = fileAsked();
    if (!Context.getLangOpts().CPlusPlus11 || CI.getDiagnostics().hasFatalErrorOccurred() || !File)
      return;
    std::vector<LambdaPlace> All = lambdasIn(Context, [&](SourceLocation Loc) {
      OptionalFileEntryRef Of = SM.getFileEntryRefForID(SM.getFileID(Loc));
      return Of && *Of == *File;
    });
    To.HasFile = SM.translateFile(*File).isValid();
    std::vector<LambdaPlace> Meant = meantBy(Asked, All);
    if (Meant.empty()) {
      To.None = noneThere(Asked, All);
      return;
    }
    answer(Context, Meant);
  }

private:
  /// As the unit knows it, whose working directory is another.
  OptionalFileEntryRef fileAsked() {
    llvm::SmallString<256> Path(realPath(Asked.File));
    return SM.getFileManager().getOptionalFileRef(Path);
  }

  void answer(ASTContext &Context, llvm::ArrayRef<LambdaPlace> Meant) {
    OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID());
    Configuration Configured = configurationOf(Main ? Main->getName() : Asked.File, Options);
    To.Faults = Configured.Faults;
    ExplainSettings With;
    // The checks differ in what they repair, not in what they know: whatever is set counts.
    for (const CheckConfiguration &Check : Configured.Checks) {
      if (With.Set == Settings())
        With.Set = Check.Set;
      if (With.How.MaxClosures == Showing().MaxClosures)
        With.How = Check.How;
    }
    if (!Summaries.empty())
      With.Set.Summaries = Summaries;
    With.Macros = macrosOf(CI.getPreprocessor());
    NoLintComments Comments(SM, CI.getLangOpts());
    With.IsSilenced = [&](SourceLocation Loc, llvm::StringRef Check) {
      return Comments.silence(Loc, Check);
    };
    With.Runs = [&](llvm::StringRef Check) { return Configured.runs(Check); };
    With.Ways = true;
    Session Shared;
    Shared.guardBy([](llvm::function_ref<void()> Work) {
      return llvm::CrashRecoveryContext().RunSafely(Work);
    });
    Shared.readMacros(With.Macros);
    prepare(Shared, [&](llvm::StringRef Name) { return Configured.runs(Name); });
    To.Explanations = explain(Shared, Context, With, Meant);
    for (std::string &Error : Shared.takeErrors())
      To.Faults.push_back(std::move(Error));
    if (!Shared.crash().empty())
      To.Faults.push_back("closure-lint crashed in " + Shared.crash() +
                          "; please report that, with the file");
  }

  CompilerInstance &CI;
  SourceManager &SM;
  const LintOptions &Options;
  const std::string Summaries;
  const AskedPlace &Asked;
  Answer &To;
};

} // namespace

std::unique_ptr<ASTConsumer> closure::makeAnswer(CompilerInstance &CI, const LintOptions &Options,
                                                 const std::string &Summaries,
                                                 const AskedPlace &Asked, Answer &To) {
  return std::make_unique<Consumer>(CI, Options, Summaries, Asked, To);
}

//===-- ClangPlugin.cpp - The compiler plugin -----------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `clang++ -fplugin=closure-clang.so`: the reports as warnings of the build. It holds no
// analysis: it runs the checks when the file is parsed, before code is generated.
//
//===----------------------------------------------------------------------===//

#include "checks/CheckRegistry.h"
#include "checks/Macros.h"
#include "checks/Paths.h"
#include "checks/Report.h"
#include "plugin/clang/OwnWarnings.h"
#include "plugin/clang/PluginOptions.h"
#include "plugin/common/HostVersion.h"
#include "plugin/common/Includes.h"
#include "plugin/common/NoLintComments.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendPluginRegistry.h"
#include "clang/Lex/Preprocessor.h"
#include <cstdlib>

using namespace clang;
using namespace closure;

namespace {

class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &CI, PluginOptions Args, const std::vector<std::string> &Faults)
      : CI(CI), Args(std::move(Args)), Inserts(this->Args.Style, /*Apart=*/false),
        Own(CI.getDiagnostics()) {
    for (const std::string &Fault : Faults)
      Shared.tell(Fault);
    Inserts.watch(CI.getPreprocessor());
    Shared.readMacros(macrosOf(CI.getPreprocessor()));
  }

  bool HandleTopLevelDecl(DeclGroupRef Group) override {
    for (Decl *D : Group)
      if (!D->isFromASTFile())
        Parsed.push_back(D);
    return true;
  }

  void HandleTranslationUnit(ASTContext &Context) override {
    // Code that does not compile has other worries.
    const DiagnosticsEngine &Engine = CI.getDiagnostics();
    if (Context.getLangOpts().CPlusPlus11 && !Engine.hasUncompilableErrorOccurred() &&
        !Engine.hasFatalErrorOccurred())
      check(Context);
    Own.release();
  }

private:
  void check(ASTContext &Context) {
    // What comes from a precompiled header or a module was checked when that was built; to
    // walk it would load all of it.
    bool Precompiled = Context.getExternalSource() != nullptr;
    if (Precompiled)
      Context.setTraversalScope(Parsed);
    Loudness Loud(Args, CI.getDiagnostics());
    NoLintComments Comments(CI.getSourceManager(), CI.getLangOpts());
    auto Enabled = [&](llvm::StringRef Check) { return Loud.of(Check) != Loudness::Level::Silent; };
    prepare(Shared, Enabled);
    for (Report &R : reportsOf(Shared, Context, Args.Set, Args.How, Enabled))
      if (!Comments.silence(R.Loc, R.Check)) {
        Shared.dropKnownHeaders(R.Offer, CI.getSourceManager().getFileID(R.Loc));
        show(R, Loud.of(R.Check));
      }
    for (const Session::Skipped &S : Shared.takeSkipped())
      say(DiagnosticsEngine::Remark, S.Text, S.Loc, {});
    for (const std::string &Error : Shared.takeErrors())
      CI.getDiagnostics().Report(id(DiagnosticsEngine::Error)) << Error;
    std::vector<std::string> Warnings = Shared.takeWarnings();
    llvm::append_range(Warnings, faultsOfWarnings(CI.getDiagnostics()));
    for (const std::string &Warning : Warnings)
      CI.getDiagnostics().Report(id(DiagnosticsEngine::Warning)) << Warning;
    if (Precompiled)
      Context.setTraversalScope({Context.getTranslationUnitDecl()});
  }

  unsigned id(DiagnosticsEngine::Level Level) {
    return CI.getDiagnostics().getDiagnosticIDs()->getCustomDiagID(
        static_cast<DiagnosticIDs::Level>(Level), "%0");
  }

  void show(const Report &R, Loudness::Level Level) {
    bool Error = Level == Loudness::Level::Error ||
                 (Level != Loudness::Level::NoError && Own.hasErrorAt(R.Maker->getSourceRange()));
    std::string Text = R.Text;
    if (CI.getDiagnosticOpts().ShowOptionNames)
      Text += (Error ? " [-Werror," : " [") + R.Check.str() + "]";
    FileID File = CI.getSourceManager().getFileID(R.Loc);
    say(Error ? DiagnosticsEngine::Error : DiagnosticsEngine::Warning, Text, R.Loc,
        Inserts.complete(R.Offer, File));
    // Beyond -ferror-limit, nothing more is said.
    if (CI.getDiagnostics().hasFatalErrorOccurred())
      return;
    Own.dropAt(R.Maker->getSourceRange());
    for (const Note &N : R.Notes)
      say(DiagnosticsEngine::Note, N.Text, N.Loc, Inserts.complete(N.Offer, File));
  }

  /// A warning of our own, reported in the usual way, would become part of the state of
  /// diagnostics that a module records, and whoever imports the module could not read it.
  /// An error has to be known to the engine, and leaves no module.
  void say(DiagnosticsEngine::Level Level, llvm::StringRef Text, SourceLocation Loc,
           const std::vector<FixItHint> &Hints) {
    DiagnosticsEngine &Engine = CI.getDiagnostics();
    if (Level == DiagnosticsEngine::Error)
      Engine.Report(Loc, id(Level)) << Text << Hints;
    else
      Engine.Report(StoredDiagnostic(Level, id(Level), Text,
                                     FullSourceLoc(Loc, CI.getSourceManager()), {}, Hints));
  }

  CompilerInstance &CI;
  const PluginOptions Args;
  Session Shared;
  Includes Inserts;
  OwnWarnings Own;
  std::vector<Decl *> Parsed;
};

class ClosureAction : public PluginASTAction {
  bool ParseArgs(const CompilerInstance &CI, const std::vector<std::string> &Words) override {
    Given = Words;
    return PluginOptions().parse(Words, CI.getDiagnostics());
  }
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 llvm::StringRef File) override {
    const ProjectFile Project = projectFileAbove(absolutePath(File, CI.getFileManager()));
    const CheckDefaults Default(Project);
    PluginOptions Args(Default);
    Args.Set.Models.clear();
    Args.parse(Given, CI.getDiagnostics());
    Args.Set.Models = Default.modelsAnd(Args.Set.Models);
    return std::make_unique<Consumer>(CI, std::move(Args), Project.Faults);
  }
  ActionType getActionType() override { return AddBeforeMainAction; }

  std::vector<std::string> Given;
};

/// In a compiler of another version nothing of ours can be trusted, not even its end.
struct VersionGuard {
  VersionGuard() {
    if (!isOurVersion("clang++"))
      std::_Exit(EXIT_FAILURE);
  }
} Guard;

} // namespace

static FrontendPluginRegistry::Add<ClosureAction>
    X("closure", "Dangerous lambda captures: what dangles, what binds too late.");

//===-- Explanations.cpp - What is known of the lambdas of open files -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/clangd/Explanations.h"
#include "checks/CheckRegistry.h"
#include "checks/Explain.h"
#include "checks/Macros.h"
#define CLOSURE_TIDY_MODULE
#include "checks/Compat.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "plugin/common/CheckWords.h"
#include "plugin/common/SessionPool.h"
#include "clang/AST/ExprCXX.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/ConvertUTF.h"

using namespace clang;
using namespace closure;

Explanations &Explanations::ofServer() {
  static Explanations All; // one server is one process, and its files come and go
  return All;
}

void Explanations::set(llvm::StringRef File, std::vector<HoverText> Texts) {
  std::lock_guard<std::mutex> Locked(Guard);
  Known[File.str()] = std::move(Texts);
}

void Explanations::forget(llvm::StringRef File) {
  std::lock_guard<std::mutex> Locked(Guard);
  if (auto It = Known.find(File); It != Known.end())
    Known.erase(It);
}

std::string Explanations::at(llvm::StringRef File, Position At) {
  std::lock_guard<std::mutex> Locked(Guard);
  std::string Text;
  if (auto It = Known.find(File); It != Known.end())
    for (const HoverText &One : It->second)
      if (!(At < One.Begin) && !(One.End < At))
        Text += (Text.empty() ? "" : "\n") + One.Text;
  return Text;
}

namespace {

/// A check that says nothing: it leaves the explanations of the main file for hovers.
class HoverCheck : public tidy::ClangTidyCheck {
public:
  HoverCheck(llvm::StringRef Name, tidy::ClangTidyContext *Context)
      : ClangTidyCheck(Name, Context), Context(Context), Shared(sessionOf(*Context)) {
    const CheckDefaults Default = defaultsFor(*Context, *Shared);
    With.Set = Default.Set;
    With.How = Default.How;
    With.Set.Models = Default.modelsAnd(option("Models"));
    if (llvm::StringRef Folder = option("Summaries"); !Folder.empty())
      With.Set.Summaries = Folder.str();
    With.How.MaxClosures = numberOf(option("MaxClosures")).value_or(With.How.MaxClosures);
    With.Runs = [Context](llvm::StringRef Check) {
      return RegisterCheck::find(Check)->runsBy(Context->getOptions().Checks.value_or(""));
    };
    With.Set.Assume = assumptionOf(option("AssumeEscape")).value_or(With.Set.Assume);
  }

  bool isLanguageVersionSupported(const LangOptions &Options) const override {
    return Options.CPlusPlus11;
  }
  void registerPPCallbacks(const SourceManager &, Preprocessor *PP, Preprocessor *) override {
    With.Macros = macrosOf(*PP);
    Shared->readMacros(With.Macros);
  }
  void registerMatchers(ast_matchers::MatchFinder *Finder) override {
    Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
  }
  void check(const ast_matchers::MatchFinder::MatchResult &Result) override {
    ASTContext &Unit = *Result.Context;
    const SourceManager &SM = *Result.SourceManager;
    std::vector<LambdaPlace> All =
        lambdasIn(Unit, [&](SourceLocation Loc) { return SM.isInMainFile(Loc); });
    OptionalFileEntryRef Main = SM.getFileEntryRefForID(SM.getMainFileID());
    if (!Main)
      return;
    std::vector<HoverText> Texts;
    std::string File = Main->getName().str();
    if (All.empty())
      return Explanations::ofServer().set(File, {});
    for (const Explanation &E : explain(*Shared, Unit, With, All)) {
      File = E.Begin.File;
      Texts.push_back({position(E.Begin, SM), position(E.IntroducerEnd, SM),
                       explanationText(E, [](llvm::StringRef Path) { return Path.str(); })});
    }
    Explanations::ofServer().set(File, std::move(Texts));
  }

private:
  /// Of this check, of all, or else of the first check that has it: the checks differ in what they
  /// repair, not in what they know.
  llvm::StringRef option(llvm::StringRef Key) {
    llvm::StringRef Value = Options.getLocalOrGlobal(Key, "");
    for (const RegisterCheck *Check : RegisterCheck::all()) {
      const auto &All = Context->getOptions().CheckOptions;
      if (auto It = All.find((Check->Name + "." + Key).str()); Value.empty() && It != All.end())
        Value = It->getValue().Value;
    }
    return Value;
  }

  static Position position(const Mark &At, const SourceManager &SM) {
    SourceLocation Line = SM.translateLineCol(SM.getMainFileID(), At.Line, 1);
    llvm::StringRef Text = SM.getBufferData(SM.getMainFileID()).drop_front(SM.getFileOffset(Line));
    llvm::SmallVector<llvm::UTF16, 128> Units;
    llvm::StringRef Before = Text.take_front(At.Column - 1);
    unsigned Column = llvm::convertUTF8ToUTF16String(Before, Units) ? unsigned(Units.size())
                                                                    : unsigned(Before.size());
    return {At.Line - 1, Column};
  }

  tidy::ClangTidyContext *const Context;
  ExplainSettings With;
  const std::shared_ptr<Session> Shared; ///< What the checks have found, it need not find again.
};

class HoverModule : public tidy::ClangTidyModule {
  void addCheckFactories(tidy::ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<HoverCheck>("closure-hover");
  }
};

} // namespace

static tidy::ClangTidyModuleRegistry::Add<HoverModule> X("closure-hover-module",
                                                         "What a hover over a lambda shows.");

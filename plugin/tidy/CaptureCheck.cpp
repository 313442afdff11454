//===-- CaptureCheck.cpp - A registered check in clang-tidy ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/tidy/CaptureCheck.h"
#include "checks/CheckRegistry.h"
#include "checks/Macros.h"
#include "checks/Report.h"
#include "plugin/common/CheckWords.h"
#include "plugin/common/NoLintComments.h"
#include "plugin/common/SessionPool.h"
#include "clang/ASTMatchers/ASTMatchers.h"

using namespace clang;
using namespace closure;

namespace clang::tidy {
template <> struct OptionEnumMapping<AssumeEscape> {
  static llvm::ArrayRef<std::pair<AssumeEscape, llvm::StringRef>> getEnumMapping() {
    static constexpr std::pair<AssumeEscape, llvm::StringRef> Mapping[] = {
        {AssumeEscape::Never, "Never"},
        {AssumeEscape::Named, "Named"},
        {AssumeEscape::Always, "Always"}};
    return Mapping;
  }
};
} // namespace clang::tidy

static constexpr llvm::StringLiteral MaxClosures = "MaxClosures";

static const RegisterCheck &registered(llvm::StringRef Name) { return *RegisterCheck::find(Name); }

Showing CaptureCheck::howShown() const {
  Showing How = Default.How;
  How.PreferMove = Options.getLocalOrGlobal("PreferMove", How.PreferMove);
  How.MaxClosures = Options.getLocalOrGlobal(MaxClosures, How.MaxClosures);
  return How;
}

CaptureCheck::CaptureCheck(llvm::StringRef Name, tidy::ClangTidyContext *Context,
                           std::shared_ptr<Session> Shared)
    : ClangTidyCheck(Name, Context), CheckName(Name.str()),
      Silent(!registered(Name).runsBy(Context->getOptions().Checks.value_or(""))),
      Shared(std::move(Shared)), Default(defaultsFor(*Context, *this->Shared)), How(howShown()),
      Set{Default.modelsAnd(Options.getLocalOrGlobal("Models", "")),
          Options.getLocalOrGlobal("AssumeEscape", Default.Set.Assume),
          Options.getLocalOrGlobal("Summaries", Default.Set.Summaries).str()},
      Inserts(Options.getLocalOrGlobal("IncludeStyle", Default.Style), areDiagsSelfContained()) {
  prepare(*this->Shared, [&](llvm::StringRef Each) { return !Silent && Each == Name; });
}

void CaptureCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, "PreferMove", How.PreferMove);
  if (hasOption(CheckName, MaxClosures))
    Options.store(Map, MaxClosures, How.MaxClosures);
  Options.store(Map, "Models", Set.Models);
  Options.store(Map, "AssumeEscape", Set.Assume);
  Options.store(Map, "Summaries", Set.Summaries);
  Options.store(Map, "IncludeStyle", Inserts.style());
}

void CaptureCheck::registerPPCallbacks(const SourceManager &, Preprocessor *PP, Preprocessor *) {
  Inserts.watch(*PP);
  Shared->readMacros(macrosOf(*PP));
}

void CaptureCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  if (!Silent)
    Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
}

/// An editor shows only what stands in the file that is open.
void CaptureCheck::tellOfSettings(const std::string &Text, const SourceManager &SM) {
  if (areDiagsSelfContained())
    diag(SM.getLocForStartOfFile(SM.getMainFileID()), "%0") << Text;
  else
    configurationDiag("%0") << Text;
}

void CaptureCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  const SourceManager &SM = *Result.SourceManager;
  auto Own = [this](llvm::StringRef Check) { return Check == CheckName; };
  std::vector<Report> Reports = reportsOf(*Shared, *Result.Context, Set, How, Own);
  for (const std::string &Error : Shared->takeErrors())
    tellOfSettings(Error, SM);
  for (const std::string &Warning : Shared->takeWarnings())
    tellOfSettings(Warning, SM);
  for (const Session::Skipped &S : Shared->takeSkipped())
    diag(S.Loc, "%0", DiagnosticIDs::Remark) << S.Text;
  NoLintComments Comments(*Result.SourceManager, getLangOpts());
  for (Report &R : Reports) {
    FileID File = SM.getFileID(R.Loc);
    // A warning that clang-tidy will not show brings nothing along.
    if (!Comments.silence(R.Loc, R.Check))
      Shared->dropKnownHeaders(R.Offer, File);
    std::vector<FixItHint> Hints = Inserts.complete(R.Offer, File);
    // An editor names a repair of one edit by what it changes, and one of several by the warning;
    // on a note it has a name of its own.
    bool Apart = areDiagsSelfContained() && Hints.size() > 1 && !R.Offer.Title.empty();
    diag(R.Loc, "%0") << R.Text << (Apart ? std::vector<FixItHint>() : Hints);
    if (Apart)
      diag(R.Loc, "%0", DiagnosticIDs::Note) << R.Offer.Title << Hints;
    for (const Note &N : R.Notes)
      diag(N.Loc, "%0", DiagnosticIDs::Note) << N.Text << Inserts.complete(N.Offer, File);
  }
}

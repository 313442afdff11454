//===-- CaptureCheck.cpp - What the checks of captures share --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/CaptureCheck.h"
#include "checks/Message.h"
#include "checks/NoLint.h"
#include "checks/repair/Repair.h"
#include "clang/AST/ExprCXX.h"
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

CaptureCheck::CaptureCheck(llvm::StringRef Name, tidy::ClangTidyContext *Context,
                           std::shared_ptr<Session> Shared)
    : ClangTidyCheck(Name, Context), CheckName(Name.str()), Shared(std::move(Shared)),
      PreferMove(Options.get("PreferMove", true)),
      Set{Options.getLocalOrGlobal("Models", "").str(),
          Options.getLocalOrGlobal("AssumeEscape", AssumeEscape::Named)},
      Inserter(Options.getLocalOrGlobal("IncludeStyle", tidy::utils::IncludeSorter::IS_LLVM),
               areDiagsSelfContained()) {}

void CaptureCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, "PreferMove", PreferMove);
  Options.store(Map, "Models", Set.Models);
  Options.store(Map, "AssumeEscape", Set.Assume);
  Options.store(Map, "IncludeStyle", Inserter.getStyle());
}

void CaptureCheck::registerPPCallbacks(const SourceManager &, Preprocessor *PP, Preprocessor *) {
  Inserter.registerPreprocessor(PP);
  Includes.clear();
}

void CaptureCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
}

void CaptureCheck::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  const std::vector<Finding> &Findings = Shared->findings(*Result.Context, Set);
  for (const std::string &Error : Shared->takeErrors())
    configurationDiag("closure model %0") << Error;
  for (const Finding &F : Findings)
    if (owns(F))
      report(F, Findings, *Result.Context);
}

/// The inserter says each only once.
std::optional<FixItHint> CaptureCheck::include(const std::string &Header, FileID File) {
  auto [It, New] = Includes.try_emplace({File, Header});
  if (New)
    It->second = Inserter.createIncludeInsertion(File, Header);
  return It->second;
}

void CaptureCheck::report(const Finding &F, const std::vector<Finding> &All, ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  Message Warning = warningOf(F);
  SourceLocation Loc = SM.getFileLoc(Warning.Loc);
  // A capture that stands in a header is reported at the call of the main file that makes
  // it dangle.
  SourceLocation Call = F.Defects.front().Call;
  bool AtCall = Call.isValid() && !SM.isInMainFile(Loc) && SM.isInMainFile(SM.getFileLoc(Call));
  SourceLocation First = SM.getFileLoc(F.Lambda->getBeginLoc());
  if (SM.getSpellingLineNumber(First) != SM.getSpellingLineNumber(Loc) &&
      hasNoLint(First, CheckName, SM))
    return;
  Repair R = AtCall ? Repair() : repairOf(F, All, Context, PreferMove);
  if (const LambdaExpr *Leader = Shared->mendedWith(F.Lambda)) {
    R.First = Edits();
    R.Reason = "the repair of the lambda in line " +
               std::to_string(SM.getSpellingLineNumber(SM.getFileLoc(Leader->getBeginLoc()))) +
               " repairs this one as well";
  } else {
    Shared->claim(F.Lambda, R.Mends);
  }
  {
    auto Diagnostic = diag(AtCall ? SM.getFileLoc(Call) : Loc, "%0") << Warning.Text;
    for (const FixItHint &Edit : R.First.Hints)
      Diagnostic << Edit;
    for (const std::string &Header : R.First.Headers)
      if (Shared->needs(Header, SM.getFileID(Loc), SM))
        Diagnostic << include(Header, SM.getFileID(Loc));
  }
  if (AtCall)
    diag(Loc, "the lambda captures %0 here", DiagnosticIDs::Note) << quotedList(captureNames(F));
  for (const Message &Note : notesOf(F))
    diag(SM.getFileLoc(Note.Loc), "%0", DiagnosticIDs::Note) << Note.Text;
  if (!AtCall && !R.Reason.empty())
    diag(Loc, "%0", DiagnosticIDs::Note) << R.Reason;
  for (const Edits &Other : R.Alternatives) {
    auto Note = diag(Loc, "%0", DiagnosticIDs::Note) << Other.Title;
    for (const FixItHint &Edit : Other.Hints)
      Note << Edit;
    for (const std::string &Header : Other.Headers)
      if (!Shared->includes(Header, SM.getFileID(Loc), SM))
        Note << include(Header, SM.getFileID(Loc));
  }
}

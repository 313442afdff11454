//===-- Report.cpp - What a front door shows of a finding -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Report.h"
#include "checks/Message.h"
#include "checks/NoLint.h"
#include "checks/Paths.h"
#include "checks/repair/KnownUses.h"
#include "checks/repair/Repair.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

namespace {

class Reporter {
public:
  Reporter(Session &Shared, ASTContext &Context, const std::vector<Finding> &All,
           const Showing &How)
      : Shared(Shared), Context(Context), SM(Context.getSourceManager()), All(All), How(How) {}

  std::optional<Report> report(const Finding &F, llvm::StringRef Check) {
    if (!How.admits(F))
      return std::nullopt;
    Message Warning = warningOf(F);
    SourceLocation Loc = SM.getFileLoc(Warning.Loc);
    SourceLocation First = SM.getFileLoc(F.Maker->getBeginLoc());
    bool IsSilenced = line(First) != line(Loc) && hasNoLint(First, Check, SM);
    if ((IsSilenced && !How.Silenced) || isThirdParty(Loc))
      return std::nullopt;
    // A capture that stands in a header is reported at the call of the main file that makes
    // it dangle.
    SourceLocation Call = F.Defects.front().Call;
    bool AtCall = Call.isValid() && !SM.isInMainFile(Loc) && SM.isInMainFile(SM.getFileLoc(Call));
    Report R;
    R.Check = Check;
    if (IsSilenced)
      R.Silenced = First;
    R.Loc = AtCall ? SM.getFileLoc(Call) : Loc;
    R.Text = std::move(Warning.Text);
    R.Maker = F.Maker;
    R.Assumed = llvm::any_of(F.Defects, [](const Defect &D) { return D.isAssumed(); });
    if (AtCall)
      R.Notes.push_back({Loc, borrowText(F) + " here", Edits()});
    for (Message &Step : notesOf(F))
      R.Notes.push_back({SM.getFileLoc(Step.Loc), std::move(Step.Text), Edits()});
    if (!AtCall && !IsSilenced)
      addRepairs(F, Loc, R);
    return R;
  }

private:
  unsigned line(SourceLocation Loc) const { return SM.getSpellingLineNumber(Loc); }

  bool isThirdParty(SourceLocation Loc) const {
    OptionalFileEntryRef File =
        How.ThirdParty.empty() ? std::nullopt : SM.getFileEntryRefForID(SM.getFileID(Loc));
    if (!File)
      return false;
    std::string Path = absolutePath(File->getName(), SM.getFileManager());
    return llvm::any_of(How.ThirdParty, [&](llvm::StringRef Folder) {
      llvm::StringRef Rest = Path;
      return Rest.consume_front(Folder) && Rest.starts_with("/");
    });
  }

  /// Whether an assumption is all that speaks against the lambdas.
  bool isAllAssumed(const Finding &F, llvm::ArrayRef<const LambdaExpr *> Lambdas) const {
    return llvm::all_of(All, [&](const Finding &Other) {
      return Other.family() != F.family() || !llvm::is_contained(Lambdas, Other.Lambda) ||
             llvm::all_of(Other.Defects, [](const Defect &D) { return D.isAssumed(); });
    });
  }

  /// What changes more than who owns a value is for a person to choose, where the code may be
  /// right.
  static void onlyOffer(Repair &Found) {
    Found.Alternatives.insert(Found.Alternatives.begin(), std::move(Found.First));
    Found.First = Edits();
    Found.Reason = "the repair is only offered, because the warning rests on an assumption";
  }

  void addRepairs(const Finding &F, SourceLocation Loc, Report &R) {
    Repair Found;
    if (!F.Lambda || F.family() == Family::Bundle) {
      Found.Reason = unrepairedOf(F);
    } else if (const LambdaExpr *Leader =
                   F.family() == Family::Cycle ? nullptr : Shared.mendedWith(F.Lambda)) {
      R.Mended = true;
      Found.Reason = "the repair of the lambda in line " +
                     std::to_string(line(SM.getFileLoc(Leader->getBeginLoc()))) +
                     " repairs this one as well";
      Found.Alternatives = alternativesBesides(F, Context, Known);
    } else {
      Found = repairOf(F, All, Context, Known, How.PreferMove);
      Shared.claim(F.Lambda, Found.Mends);
      if (!Found.OnlyCopies && !Found.First.Hints.empty() && isAllAssumed(F, Found.Mends))
        onlyOffer(Found);
    }
    R.Offer = std::move(Found.First);
    if (!Found.Reason.empty())
      R.Notes.push_back({Loc, std::move(Found.Reason), Edits(), Note::Kind::Reason});
    for (Edits &Other : Found.Alternatives) {
      std::string Title = Other.Title;
      R.Notes.push_back({Loc, std::move(Title), std::move(Other), Note::Kind::Alternative});
    }
  }

  Session &Shared;
  ASTContext &Context;
  const SourceManager &SM;
  const std::vector<Finding> &All;
  const Showing &How;
  KnownUses Known;
};

} // namespace

void closure::prepare(Session &Shared, llvm::function_ref<bool(llvm::StringRef Check)> Enabled) {
  for (const RegisterCheck *Check : RegisterCheck::all())
    if (Check->When == RegisterCheck::Runs::ByName && Enabled(Check->Name))
      Shared.includeUnguarded();
}

std::vector<Report> closure::reportsOf(Session &Shared, ASTContext &Context, const Settings &Set,
                                       const Showing &How,
                                       llvm::function_ref<bool(llvm::StringRef)> Enabled) {
  const std::vector<Finding> &All = Shared.findings(Context, Set);
  Reporter Make(Shared, Context, All, How);
  std::vector<Report> Reports;
  for (const Finding &F : All)
    for (const RegisterCheck *Check : RegisterCheck::all())
      if (Check->Owns(F) && Enabled(Check->Name))
        Shared.guarded(
            [&] {
              if (std::optional<Report> R = Make.report(F, Check->Name))
                Reports.push_back(std::move(*R));
            },
            [&] {
              const SourceManager &SM = Context.getSourceManager();
              return "the report of the closure in line " +
                     std::to_string(SM.getExpansionLineNumber(F.Maker->getBeginLoc()));
            });
  return Reports;
}

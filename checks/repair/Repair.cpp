//===-- Repair.cpp - The edits that remove a defect -----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Repair.h"
#include "checks/repair/CaptureList.h"
#include "checks/repair/SharedCell.h"
#include "checks/repair/Sharing.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include <deque>
#include <map>

using namespace clang;
using namespace closure;

namespace {

const VarDecl *variableOf(const Defect &D) {
  return dyn_cast<VarDecl>(D.Site.Lambda->capture_begin()[D.Site.Index].getCapturedVar());
}

/// Plans one consistent set of edits, for one lambda or, where they share a cell, for several.
class Plan {
public:
  Plan(const std::vector<Finding> &All, const ASTContext &Context, bool PreferMove)
      : All(All), Context(Context), PreferMove(PreferMove) {}

  Repair make(const Finding &F) {
    Repair R;
    include(F);
    // A cell brings in the other lambdas that dangle with it.
    for (size_t I = 0; I != Group.size(); ++I)
      choose(*Group[I], I == 0);
    bool Any = write(R.First);
    for (const Finding *Member : Group)
      if (Any)
        R.Mends.push_back(Member->Lambda);
    if (!Left.empty())
      R.Reason = (Any ? "one capture is left as it is: " : "no repair is offered: ") + Left;
    else if (Any)
      R.Reason = Said;
    return R;
  }

private:
  void include(const Finding &F) {
    if (!llvm::is_contained(Group, &F))
      Group.push_back(&F);
  }

  void choose(const Finding &F, bool First) {
    CaptureList &List = Lists.try_emplace(F.Lambda, *F.Lambda, Context).first->second;
    for (const Defect &D : F.Defects) {
      Ownership Owned = ownershipOf(D, Context, PreferMove);
      if (Owned.K == Ownership::Kind::None) {
        std::string Why = Owned.Shared ? shareCell(D, Owned.Reason) : Owned.Reason;
        if (Why.empty())
          List.byValue(D.Site.Index, false);
        else if (First && Left.empty())
          Left = Why;
        continue;
      }
      if (Owned.Mutable)
        Mutable.insert(F.Lambda);
      if (Owned.K == Ownership::Kind::Move)
        Headers.insert("<utility>");
      List.byValue(D.Site.Index, Owned.K == Ownership::Kind::Move);
    }
  }

  /// Why the variable cannot be shared; empty if it is.
  std::string shareCell(const Defect &D, const std::string &Reason) {
    const VarDecl *V = variableOf(D);
    const auto *Owner = V ? dyn_cast<FunctionDecl>(V->getDeclContext()) : nullptr;
    if (!Owner)
      return Reason;
    for (const SharedCell &Known : Cells)
      if (&Known.variable() == V)
        return "";
    SharedCell Cell(*Owner, *V, Context);
    if (!Cell.obstacle().empty())
      return Reason + ", and cannot be shared on the heap: " + Cell.obstacle();
    Cells.push_back(std::move(Cell));
    Headers.insert("<memory>");
    if (Said.empty())
      Said = "the repair shares '" + V->getNameAsString() + "' on the heap, because " + Reason;
    for (const Finding &Other : All)
      for (const Defect &Same : Other.Defects)
        if (variableOf(Same) == V)
          include(Other);
    return "";
  }

  /// False if nothing can be edited.
  bool write(Edits &To) {
    for (const Finding *F : Group) {
      CaptureList &List = Lists.at(F->Lambda);
      if (List.unchanged())
        continue;
      std::optional<FixItHint> Edit =
          F->Lambda->getBeginLoc().isMacroID() ? std::nullopt : List.edit();
      if (!Edit) {
        To = Edits();
        Left = "the capture list comes from a macro";
        return false;
      }
      To.Hints.push_back(*Edit);
      if (Mutable.count(F->Lambda) && !F->Lambda->isMutable())
        To.Hints.push_back(List.makeMutable());
    }
    for (const SharedCell &Cell : Cells)
      To.Hints.insert(To.Hints.end(), Cell.uses().begin(), Cell.uses().end());
    std::vector<FixItHint> Declarations = declareCells(Cells, Context);
    To.Hints.insert(To.Hints.end(), Declarations.begin(), Declarations.end());
    if (overlap(To.Hints)) {
      To = Edits();
      Left = "the edits would overlap";
      return false;
    }
    To.Headers = Headers;
    return !To.Hints.empty();
  }

  bool overlap(const std::vector<FixItHint> &Hints) const {
    const SourceManager &SM = Context.getSourceManager();
    std::vector<std::pair<unsigned, unsigned>> Ranges;
    for (const FixItHint &Hint : Hints) {
      CharSourceRange Range = Lexer::makeFileCharRange(Hint.RemoveRange, SM, Context.getLangOpts());
      if (Range.isValid())
        Ranges.push_back({SM.getFileOffset(Range.getBegin()), SM.getFileOffset(Range.getEnd())});
    }
    llvm::sort(Ranges);
    for (size_t I = 1; I < Ranges.size(); ++I)
      if (Ranges[I].first < Ranges[I - 1].second)
        return true;
    return false;
  }

  const std::vector<Finding> &All;
  const ASTContext &Context;
  bool PreferMove;
  std::deque<const Finding *> Group;
  std::map<const LambdaExpr *, CaptureList> Lists;
  std::set<const LambdaExpr *> Mutable;
  std::vector<SharedCell> Cells;
  std::set<std::string> Headers;
  std::string Left, Said;
};

} // namespace

Repair closure::repairOf(const Finding &F, const std::vector<Finding> &All,
                         const ASTContext &Context, bool PreferMove) {
  if (F.Lambda->getBeginLoc().isMacroID()) {
    Repair R;
    R.Reason = "no repair is offered inside a macro";
    return R;
  }
  return Plan(All, Context, PreferMove).make(F);
}

//===-- LostState.cpp - One state for all who are meant to see it ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/LostState.h"
#include "checks/repair/Captured.h"
#include "checks/repair/KnownUses.h"
#include "checks/repair/ReferenceCapture.h"
#include "checks/repair/SharedCell.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include <deque>

using namespace clang;
using namespace closure;

namespace {

using How = Update::How;

bool isOfClosure(const Defect &D) { return D.Lost.K == How::Copied || D.Lost.K == How::Recopied; }

/// One consistent set of edits for the lambdas that have copies of the same variables.
class Sharing {
public:
  Sharing(const std::vector<Finding> &All, const ASTContext &Context, KnownUses &Known)
      : All(All), Context(Context), Known(Known) {}

  Repair make(const Finding &F) {
    Group.push_back(&F);
    for (size_t I = 0; I != Group.size() && Left.empty(); ++I)
      for (const Defect &D : Group[I]->Defects)
        choose(D);
    Repair R;
    if (Left.empty())
      write(R);
    if (!Left.empty()) {
      R = Repair();
      R.Reason = "no repair is offered: " + Left;
    }
    return R;
  }

private:
  void choose(const Defect &D) {
    const auto *V = dyn_cast<VarDecl>(D.Of.Variable);
    if (isOfClosure(D) || !V) {
      Left = "the closure is copied besides";
      return;
    }
    if (!Chosen.insert(V).second)
      return;
    bool Reference = true;
    for (const Finding *Other : over(*V)) {
      if (!llvm::is_contained(Group, Other))
        Group.push_back(Other);
      for (const Defect &Same : Other->Defects)
        if (Same.Of.Variable == V)
          Reference &= Same.Lost.ByReference;
    }
    if (Reference)
      Referred.insert(V);
    else
      shareCell(D, *V);
  }

  std::vector<const Finding *> over(const VarDecl &V) const {
    std::vector<const Finding *> Found;
    for (const Finding &F : All)
      if (F.family() == Family::Update &&
          llvm::any_of(F.Defects, [&](const Defect &D) { return D.Of.Variable == &V; }))
        Found.push_back(&F);
    return Found;
  }

  void shareCell(const Defect &D, const VarDecl &V) {
    std::string Name = "'" + V.getNameAsString() + "'";
    const FunctionDecl *Owner = functionAround(&V);
    if (variableOf(D.Site) != &V || !Owner || D.Lost.Concurrent) {
      Left = D.Lost.Concurrent
                 ? "the closure runs beside the function; share " + Name +
                       " by a 'std::atomic' or under a lock"
                 : "share " + Name + " by a 'std::shared_ptr', or hand the result back";
      return;
    }
    SharedCell Cell(*Owner, V, Context, Known, /*CopiesToo=*/true);
    if (!Cell.obstacle().empty())
      Left = "the closure may be called after " + Name +
             " is dead, and it cannot be shared on the heap: " + Cell.obstacle();
    else if (hasOtherCopies(*Owner, V))
      Left = "another closure has a copy of " + Name + " on purpose";
    else
      Cells.push_back(std::move(Cell));
  }

  /// Whether a closure that is none of the group has a copy: the cell would make it see changes.
  bool hasOtherCopies(const FunctionDecl &Owner, const VarDecl &V) {
    const UseIndex &Code = Known.of(Owner);
    for (const DeclRefExpr *Mention : Code.mentionsOf(&V, /*Copies=*/true))
      for (const Stmt *Up = Mention; Up; Up = Code.around(Up))
        if (const auto *Lambda = dyn_cast<LambdaExpr>(Up))
          for (const LambdaCapture &C : Lambda->captures())
            if (C.capturesVariable() && C.getCapturedVar() == &V &&
                C.getCaptureKind() == LCK_ByCopy &&
                llvm::none_of(Group, [&](const Finding *F) { return F->Lambda == Lambda; }))
              return true;
    return false;
  }

  void write(Repair &R) {
    for (const Finding *F : Group) {
      if (F->Lambda->getBeginLoc().isMacroID()) {
        Left = "a macro makes the lambda";
        return;
      }
      std::vector<unsigned> References, Mended;
      for (const Defect &D : F->Defects) {
        Mended.push_back(D.Site.Index);
        if (Referred.count(cast<VarDecl>(D.Of.Variable)))
          References.push_back(D.Site.Index);
      }
      std::vector<FixItHint> List = captureByReference(*F->Lambda, References, Context);
      if (List.empty() && !References.empty()) {
        Left = "the capture list cannot be edited";
        return;
      }
      add(R, List);
      add(R, dropMutable(*F->Lambda, Mended, Context, Known));
      R.Mends.push_back(F->Lambda);
    }
    NameList Names;
    for (const Defect &D : Group.front()->Defects)
      Names.add(nameOf(D.Site));
    R.First.Title = Cells.empty() ? "capture " + quotedList(Names.names()) + " by reference"
                                  : "share " + quotedList(Names.names()) + " on the heap";
    for (const SharedCell &Cell : Cells)
      add(R, Cell.uses());
    if (Cells.empty())
      return;
    add(R, declareCells(Cells, Context));
    R.First.Headers.insert("<memory>");
    R.Reason = "the repair shares '" + Cells.front().variable().getNameAsString() +
               "' on the heap, because the closure may be called after it is dead";
  }

  static void add(Repair &R, const std::vector<FixItHint> &More) {
    R.First.Hints.insert(R.First.Hints.end(), More.begin(), More.end());
  }

  const std::vector<Finding> &All;
  const ASTContext &Context;
  KnownUses &Known;
  std::deque<const Finding *> Group;
  std::set<const VarDecl *> Chosen, Referred;
  std::vector<SharedCell> Cells;
  std::string Left;
};

/// `std::ref(f)` instead of `f`; or `auto &g = f`.
Repair passItself(const Finding &F, const ASTContext &Context) {
  const Update &Lost = F.Defects.front().Lost;
  Repair R;
  const Expr *Given = Lost.Given;
  bool Named = Given && isa<DeclRefExpr>(Given) && !Given->getBeginLoc().isMacroID();
  if (!Named || !Lost.ByReference) {
    R.Reason = Lost.K == How::Recopied
                   ? "no repair is offered: give the closure a name, and pass it by 'std::ref'"
                   : "no repair is offered: let " + (Lost.By.empty() ? "it" : "'" + Lost.By + "'") +
                         " have '" + Lost.Of +
                         "' by reference, or keep its state in a variable outside";
    return R;
  }
  R.Mends.push_back(F.Lambda);
  R.First.Title =
      Lost.Into ? "make '" + Lost.Into->getNameAsString() + "' another name of '" + Lost.Of + "'"
                : "pass '" + Lost.Of + "' by 'std::ref'";
  if (Lost.Into) {
    R.First.Hints.push_back(FixItHint::CreateInsertion(Lost.Into->getLocation(), "&"));
    return R;
  }
  SourceLocation End = Lexer::getLocForEndOfToken(Given->getEndLoc(), 0, Context.getSourceManager(),
                                                  Context.getLangOpts());
  R.First.Hints.push_back(FixItHint::CreateInsertion(Given->getBeginLoc(), "std::ref("));
  R.First.Hints.push_back(FixItHint::CreateInsertion(End, ")"));
  R.First.Headers.insert("<functional>");
  return R;
}

} // namespace

Repair closure::shareState(const Finding &F, const std::vector<Finding> &All,
                           const ASTContext &Context, KnownUses &Known) {
  if (llvm::all_of(F.Defects, isOfClosure))
    return passItself(F, Context);
  return Sharing(All, Context, Known).make(F);
}

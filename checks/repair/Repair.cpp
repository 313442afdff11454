//===-- Repair.cpp - The edits that remove a defect -----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Repair.h"
#include "checks/repair/CaptureList.h"
#include "checks/repair/Captured.h"
#include "checks/repair/CopyInLoop.h"
#include "checks/repair/CopyMove.h"
#include "checks/repair/DeclarationOrder.h"
#include "checks/repair/Factory.h"
#include "checks/repair/FrameCapture.h"
#include "checks/repair/KnownUses.h"
#include "checks/repair/LostState.h"
#include "checks/repair/ObjectCapture.h"
#include "checks/repair/SharedCell.h"
#include "checks/repair/Sharing.h"
#include "checks/repair/StaticClosure.h"
#include "checks/repair/UnusedGuard.h"
#include "checks/repair/ViewCapture.h"
#include "checks/repair/WeakCapture.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include <deque>
#include <map>

using namespace clang;
using namespace closure;

namespace {

bool isStatic(const Defect &D) { return D.Why == Outlives::Static; }

/// Plans one consistent set of edits, for one lambda or, where they share a cell, for several.
class Plan {
public:
  Plan(const std::vector<Finding> &All, const ASTContext &Context, KnownUses &Known,
       Preferences Preferred)
      : All(All), Context(Context), Known(Known), Preferred(Preferred) {}

  /// The names of what the plan moves, owns behind a view, changes in the closure, or shares.
  std::vector<std::string> Moved, Owning, Changing, Shared;
  bool AllCopied = true;
  /// Of what is moved there is only one: with it goes what its end does, to another time.
  bool MovesUnique = false;

  Repair make(const Finding &F) {
    Repair R;
    if (madeAnew(F, R))
      return R;
    include(F);
    // A cell brings in the other lambdas that dangle with it.
    for (size_t I = 0; I != Group.size(); ++I)
      choose(*Group[I]);
    // What leaves one capture as it is would not silence the warning.
    bool Any = Left.empty() && write(R.First);
    for (const Finding *Member : Group)
      if (Any && !Unmended.count(Member))
        R.Mends.push_back(Member->Lambda);
    R.Reason = Left.empty() ? (Any ? Said : "") : "no repair is offered: " + Left;
    R.First.Title = title();
    R.OnlyCopies = AllCopied && !MovesUnique && Guarded.empty();
    return R;
  }

private:
  void include(const Finding &F) {
    if (Included.insert(&F).second)
      Group.push_back(&F);
  }

  /// What the edits do.
  std::string title() const {
    std::vector<std::string> Parts;
    auto Add = [&](llvm::StringRef Before, const std::vector<std::string> &Names,
                   llvm::StringRef After) {
      if (!Names.empty())
        Parts.push_back((Before + quotedList(Names) + After).str());
    };
    Add("copy ", Copied.names(), " into the closure");
    Add("move ", Moved, " into the closure");
    Add("copy what ", Owning, " refers to into the closure");
    Add("share ", Shared, " on the heap");
    Add("capture ", Objects, " in place of 'this'");
    if (!GuardedBy.empty())
      Parts.push_back(GuardedBy);
    return llvm::join(Parts, ", ");
  }

  /// A static closure over the locals of one call.
  bool madeAnew(const Finding &F, Repair &R) {
    const VarDecl *V = variableOf(F.Defects.front().Site);
    const FunctionDecl *Owner = functionAround(V);
    if (!Owner || !llvm::all_of(F.Defects, isStatic))
      return false;
    std::optional<FixItHint> Edit = dropStatic(*Owner, *F.Lambda, Context);
    if (!Edit)
      return false;
    R.First.Hints.push_back(*Edit);
    for (const Finding &Other : All) {
      if (!Other.Lambda)
        continue;
      auto Same = [&](const Defect &D) {
        const VarDecl *Captured = variableOf(D.Site);
        return isStatic(D) && D.Holder == F.Defects.front().Holder && Captured &&
               Captured->getDeclContext() == V->getDeclContext();
      };
      if (llvm::all_of(Other.Defects, Same))
        R.Mends.push_back(Other.Lambda);
    }
    R.First.Title = "make the closure anew for each call";
    R.Reason = "the repair makes the closure anew for each call";
    return true;
  }

  void choose(const Finding &F) {
    CaptureList &List = Lists.try_emplace(F.Lambda, *F.Lambda, Context).first->second;
    for (const Defect &D : F.Defects) {
      if (D.Site.isThis()) {
        AllCopied = false;
        if (!captureOf(D.Site).capturesThis()) {
          leave(F, diesWithDestructor(D)
                       ? "bind a copy of what the closure needs of the object instead"
                       : "bind a 'std::shared_ptr' to the object as well, or end the work in its "
                         "destructor");
          continue;
        }
        ObjectCapture Object(D, Context, Known);
        if (Object.entries().empty()) {
          guard(F, D, Object.reason());
        } else {
          List.object(D.Site.Index, Object.entries());
          Objects = {Object.entries()};
        }
        continue;
      }
      Ownership Owned = ownershipOf(D, Context, Preferred, Known);
      if (Owned.K == Ownership::Kind::None) {
        std::string Why = Owned.Shared ? shareCell(D, Owned.Reason) : Owned.Reason;
        AllCopied &= Why.empty();
        if (Why.empty())
          List.byValue(D.Site.Index);
        else
          leave(F, Why + waitFor(D));
        continue;
      }
      std::string Name = nameOf(D.Site);
      if (Owned.Mutable && Preferred.Cell && shareCell(D, "").empty()) {
        List.byValue(D.Site.Index);
        continue;
      }
      if (Owned.Mutable) {
        Mutable.insert(F.Lambda);
        Changing.push_back(Name);
      }
      switch (Owned.K) {
      case Ownership::Kind::Move:
        Headers.insert("<utility>");
        Moved.push_back(Name);
        if (const VarDecl *V = variableOf(D.Site))
          MovesUnique |= !canBeCopied(V->getType().getNonReferenceType());
        List.byValue(D.Site.Index, List.moved(D.Site.Index));
        break;
      case Ownership::Kind::Own:
        Headers.insert(Owned.Header);
        Owning.push_back(Name);
        List.byValue(D.Site.Index, Owned.Owner, Owned.Beside);
        break;
      default:
        Copied.add(Name);
        List.byValue(D.Site.Index);
      }
    }
  }

  /// The library can take the closure back with the object, or the user has to.
  void guard(const Finding &F, const Defect &D, const std::string &Reason) {
    GuardedCall Call = guardedCall(D, Context);
    Guarded.insert(Guarded.end(), Call.Made.Hints.begin(), Call.Made.Hints.end());
    llvm::StringRef Title = Call.Made.Title;
    Title.consume_back(" instead");
    GuardedBy = Title.str();
    if (Call.Made.Hints.empty())
      leave(F, Call.Advice.empty() ? Reason : Call.Advice);
  }

  /// A capture of `F` stays as it is; what a cell brings in may have others that do.
  void leave(const Finding &F, const std::string &Why) {
    Unmended.insert(&F);
    if (&F == Group.front() && Left.empty())
      Left = Why;
  }

  /// Where a handle is at hand, to wait for it is right as well.
  static std::string waitFor(const Defect &D) {
    bool Handle =
        D.Running && !D.Holder.empty() && D.Why != Outlives::Detached && D.Why != Outlives::Library;
    return Handle ? "; wait for '" + D.Holder + "' before '" + nameOf(D.Site) + "' dies" : "";
  }

  /// Why the variable cannot be shared; empty if it is.
  std::string shareCell(const Defect &D, const std::string &Reason) {
    const VarDecl *V = variableOf(D.Site);
    const FunctionDecl *Owner = functionAround(V);
    if (!Owner)
      return Reason;
    for (const SharedCell &Known : Cells)
      if (&Known.variable() == V)
        return "";
    SharedCell Cell(*Owner, *V, Context, Known);
    if (!Cell.obstacle().empty())
      return Reason + ", and cannot be shared on the heap: " + Cell.obstacle();
    Cells.push_back(std::move(Cell));
    Shared.push_back(V->getNameAsString());
    AllCopied = false;
    Headers.insert("<memory>");
    if (Said.empty())
      Said = "the repair shares '" + V->getNameAsString() + "' on the heap, because " + Reason;
    for (const Finding *Other : Known.findingsOver(V, All))
      if (Other->family() == Group.front()->family())
        include(*Other);
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
    To.Hints.insert(To.Hints.end(), Guarded.begin(), Guarded.end());
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
  KnownUses &Known;
  Preferences Preferred;
  std::deque<const Finding *> Group;
  std::set<const Finding *> Included; ///< The same; never walked.
  std::set<const Finding *> Unmended; ///< Of these, those with a capture that stays as it is.
  std::map<const LambdaExpr *, CaptureList> Lists;
  std::set<const LambdaExpr *> Mutable;
  std::vector<SharedCell> Cells;
  std::vector<FixItHint> Guarded; ///< The edits of calls that take the closure back.
  std::set<std::string> Headers;
  NameList Copied;
  std::vector<std::string> Objects;
  std::string Left, Said, GuardedBy;
};

/// Whether the closure rightly borrows something else: then a factory would have to borrow it, too.
bool borrowsMore(const Finding &F) {
  std::set<std::string> Found;
  for (const Defect &D : F.Defects)
    Found.insert(nameOf(D.Site));
  for (unsigned I = 0; I != F.Lambda->capture_size(); ++I)
    if (captureOf({F.Lambda, I}).getCaptureKind() == LCK_ByRef &&
        !Found.count(nameOf({F.Lambda, I})))
      return true;
  return false;
}

/// A copy instead of a move; a cell for the closure's own state; a factory.
void addAlternatives(const Finding &F, const std::vector<Finding> &All, const ASTContext &Context,
                     KnownUses &Known, Preferences Preferred, const Plan &First, Repair &R) {
  auto Offer = [&](Edits Other, const std::string &Title) {
    Other.Title = Title;
    if (!Other.Hints.empty())
      R.Alternatives.push_back(std::move(Other));
  };
  if (Preferred.Move && !First.Moved.empty()) {
    Plan Copying(All, Context, Known, {/*Move=*/false});
    Edits Copied = Copying.make(F).First;
    if (First.Moved != Copying.Moved)
      Offer(std::move(Copied), "copy " + quotedList(First.Moved) + " into the closure instead");
  }
  if (!First.Owning.empty()) {
    Plan View(All, Context, Known, {Preferred.Move, /*Cell=*/false, /*View=*/true});
    Offer(View.make(F).First, "copy only the view " + quotedList(First.Owning) + " instead");
  }
  for (const Defect &D : F.Defects)
    if (D.Site.isThis() && captureOf(D.Site).capturesThis() && F.Defects.size() == 1) {
      ObjectCapture Object(D, Context, Known);
      std::vector<Edits> Others{Object.weak()};
      if (!Object.entries().empty()) // else it is what the warning offers
        Others.push_back(guardedCall(D, Context).Made);
      for (Edits &Other : Others)
        Offer(Other, Other.Title);
    }
  if (!First.Changing.empty()) {
    Plan Cell(All, Context, Known, {Preferred.Move, /*Cell=*/true});
    Edits Shared = Cell.make(F).First;
    if (!Cell.Shared.empty())
      Offer(std::move(Shared), "share " + quotedList(Cell.Shared) + " on the heap instead");
  } else if (First.AllCopied && !F.isAbout(Defect::Kind::Dangling) && !borrowsMore(F)) {
    if (std::optional<Edits> Factory = makeFactory(F, Context, Known))
      R.Alternatives.push_back(std::move(*Factory));
  }
}

} // namespace

Repair closure::repairOf(const Finding &F, const std::vector<Finding> &All,
                         const ASTContext &Context, KnownUses &Known, bool PreferMove) {
  if (F.Lambda->getBeginLoc().isMacroID()) {
    Repair R;
    R.Reason = "no repair is offered inside a macro";
    return R;
  }
  if (F.family() == Family::Update)
    return shareState(F, All, Context, Known);
  if (F.family() == Family::View)
    return ownViews(F, All, Context, Known);
  if (F.family() == Family::Frame)
    return intoFrame(F, Context);
  if (F.family() == Family::Cycle)
    return captureWeakly(F, Context);
  if (F.isAbout(Defect::Kind::Emptied))
    return copyInLoop(F, Context);
  if (F.isAbout(Defect::Kind::Itself)) {
    Repair R;
    R.Reason = "no repair is offered: what is used afterwards has to be copied into a local of the "
               "body before the closure is destroyed";
    return R;
  }
  Plan First(All, Context, Known, {PreferMove});
  Repair R = First.make(F);
  if (!R.First.Hints.empty())
    addAlternatives(F, All, Context, Known, {PreferMove}, First, R);
  for (Edits &Other : alternativesBesides(F, Context, Known))
    R.Alternatives.push_back(std::move(Other));
  return R;
}

std::vector<Edits> closure::alternativesBesides(const Finding &F, const ASTContext &Context,
                                                KnownUses &Known) {
  std::vector<Edits> Found;
  if (std::optional<Edits> Swap = swapDeclarations(F, Context, Known))
    Found.push_back(std::move(*Swap));
  return Found;
}

//===-- ViewChanges.cpp - When owners change what views refer to ----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/ViewFacts.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

static bool isGlobal(const ValueDecl *V) {
  const auto *Variable = dyn_cast_or_null<VarDecl>(V);
  return Variable && Variable->hasGlobalStorage();
}

void ViewFacts::changes(const Stmt &S) {
  if (!isa<CallExpr, CXXConstructExpr, CXXDeleteExpr, ReturnStmt>(S))
    return;
  std::vector<OwnerChange> All = B.T.views().changesBy(S, &B.Body);
  if (isSwap(S, All))
    return swapped(All[0], All[1]);
  for (const OwnerChange &C : All) {
    if (C.Leaves && Swallowed.contains(&S))
      continue; // the call around it destroys that
    if (!callsBefore(S))
      dropWithin(C);
    Origin Into;
    Into.V = C.Leaves ? Receivers.lookup(&S) : nullptr;
    change(C, Into.V ? &Into : nullptr);
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(&S))
    reserves(*Call);
}

static bool isNamed(const CXXMemberCallExpr &Call, std::initializer_list<llvm::StringRef> Names) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  return Method && Method->getDeclName().isIdentifier() && Call.getNumArgs() &&
         llvm::is_contained(Names, Method->getName());
}

void ViewFacts::reserves(const CXXMemberCallExpr &Call) {
  if (!isNamed(Call, {"reserve"}))
    return;
  for (const Origin &Of : B.T.views().ofLvalue(Call.getImplicitObjectArgument(), &B.Body)) {
    Expr::EvalResult Known;
    Reserve R;
    if (Call.getArg(0)->EvaluateAsInt(Known, B.Context))
      R.Elements = Known.Val.getInt().getLimitedValue();
    Reserved[Of.container()] = R;
  }
}

/// Whether the call is one by which elements come in at that end of the container.
bool ViewFacts::pushes(const CallExpr &Call, const void *Container, bool First) const {
  const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
  return Method && pushesAt(*Method) == (First ? SequenceEnd::First : SequenceEnd::Last) &&
         llvm::any_of(B.T.views().ofLvalue(Method->getImplicitObjectArgument(), &B.Body),
                      [&](const Origin &Of) { return Of.container() == Container; });
}

/// A view of the first or of the last element is made.
void ViewFacts::seen(const Origin &Of, SourceLocation Made) {
  if (Of.Element && Made.isValid() &&
      (Of.Element == B.T.views().firstElement() || Of.Element == B.T.views().lastElement()))
    Seen[{Of.container(), Of.Element}] = Made;
}

/// Whether the element that goes may have come after the view of the one at that end was made: it
/// is pushed here, or by a function that is called in between, or the callee pops what it pushed.
bool ViewFacts::takesLater(const OwnerChange &C) const {
  if (!C.Ordered || !C.Element)
    return false;
  bool First = C.Element == B.T.views().firstElement();
  auto Then = Seen.find({C.Of.container(), C.Element});
  if ((C.Inside && C.Refills) || Then == Seen.end())
    return C.Inside && C.Refills;
  const SourceManager &SM = B.Context.getSourceManager();
  bool Elsewhere = !First && (!C.Of.Path.empty() || isGlobal(C.Of.V) ||
                              (C.Of.V && C.Of.V->getType()->isReferenceType()));
  return llvm::any_of(Calls, [&](const CallExpr *Call) {
    SourceLocation Loc = Call->getExprLoc();
    const FunctionDecl *Callee = Call->getDirectCallee();
    return SM.isBeforeInTranslationUnit(Then->second, Loc) &&
           SM.isBeforeInTranslationUnit(Loc, C.Loc) &&
           ((Elsewhere && Callee && !inSystemHeader(*Callee)) ||
            pushes(*Call, C.Of.container(), First));
  });
}

/// Whether room was reserved for what comes in, as far as anybody can count.
bool ViewFacts::hasRoom(const OwnerChange &C) {
  if (!C.Grows)
    return false;
  const ValueDecl *Shared = C.Of.Path.empty() && isGlobal(C.Of.V) ? C.Of.V : nullptr;
  if (!C.Of.Path.empty())
    Shared = C.Of.Path.back();
  if (Shared && B.T.views().isReserved(*Shared))
    return true;
  auto It = Reserved.find(C.Of.container());
  if (It == Reserved.end())
    return false;
  return !It->second.Elements || ++It->second.Grown <= *It->second.Elements;
}

/// Whether it is another element than those that change.
bool ViewFacts::isSpared(const OwnerChange &C, const Place &Of) const {
  const Views &All = B.T.views();
  if (C.From) {
    std::optional<uint64_t> Number = All.numberOf(Of.Element);
    return Number && *Number < *C.From;
  }
  if (!C.Element || C.Element == Of.Element)
    return false;
  // What goes over all elements goes over the first and the last as well.
  bool AtEnd = C.Element == B.T.views().firstElement() || C.Element == B.T.views().lastElement();
  return !(AtEnd && C.Ordered && !Of.Element);
}

/// Whether a function may call what its object holds before it destroys that.
bool ViewFacts::callsBefore(const Stmt &S) const {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const Contract *Does = Callee ? B.Known.contractOf(*Callee, {Call->getArgs(), Call->getNumArgs()},
                                                     Call->getImplicitObjectArgument())
                                : nullptr;
  return Does && Does->Source == Authority::Body && Does->UsesObject;
}

/// What is destroyed takes along the closures that it holds itself, before anybody can call them.
void ViewFacts::dropWithin(const OwnerChange &C) {
  bool All = C.Reach == Invalidates::All && !C.Element && !C.From && !C.Assigns && !C.Leaves;
  if (!All || C.Of.Part != ViewPart::Whole || C.Of.Path.empty() ||
      (C.Of.K != Origin::Kind::Object && C.Of.K != Origin::Kind::Variable))
    return;
  HolderId Owner = C.Of.K == Origin::Kind::Object ? B.N.thisObject() : B.N.variable(C.Of.V);
  for (const ValueDecl *Member : C.Of.Path)
    Owner = B.P.Holders.below(Owner, Member);
  B.emit(Fact::drop(Owner, C.Loc));
}

/// Whether the statement exchanges what two owners own, as a whole, and both are known.
bool ViewFacts::isSwap(const Stmt &S, llvm::ArrayRef<OwnerChange> All) const {
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && B.Known.isSwap(*Callee) && All.size() == 2 &&
         llvm::all_of(All, [](const OwnerChange &C) {
           return C.Leaves && C.Of.Part == ViewPart::Whole &&
                  (C.Of.K == Origin::Kind::Variable || C.Of.K == Origin::Kind::Object);
         });
}

/// The places on the heap that the owner owns.
std::vector<PlaceId> ViewFacts::ownedBy(const Origin &Owner) const {
  std::vector<PlaceId> Found;
  for (PlaceId Id : B.N.viewsOf(Owner.K == Origin::Kind::Object ? nullptr : Owner.V)) {
    const Place &Of = B.P[Id];
    if (Of.OnHeap && !Of.Behind && Of.Path.size() >= Owner.Path.size() &&
        std::equal(Owner.Path.begin(), Owner.Path.end(), Of.Path.begin()))
      Found.push_back(Id);
  }
  return Found;
}

/// What each of the two owned, the other one owns. That of the first waits in a place of its own
/// until that of the second has left.
void ViewFacts::swapped(const OwnerChange &One, const OwnerChange &Other) {
  std::vector<PlaceId> Ours = ownedBy(One.Of), Theirs = ownedBy(Other.Of);
  std::vector<PlaceId> Waiting;
  for (PlaceId Id : Ours) {
    Waiting.push_back(B.P.add(Place(B.P[Id])));
    Fact F = Fact::leave(Id, One.Loc);
    F.Into = Waiting.back();
    B.emit(std::move(F));
  }
  for (PlaceId Id : Theirs)
    leaves(Id, Other, &One.Of);
  for (PlaceId Id : Waiting)
    leaves(Id, One, &Other.Of);
}

void ViewFacts::leaves(PlaceId Id, const OwnerChange &C, const Origin *Into) {
  Fact F = Fact::leave(Id, C.Loc);
  if (Into) {
    const Place &Of = B.P[Id];
    Origin To = *Into;
    To.Path.insert(To.Path.end(), Of.Path.begin() + ptrdiff_t(C.Of.Path.size()), Of.Path.end());
    To.Part = Of.Part, To.OnHeap = true, To.Deep = Of.Deep, To.Element = Of.Element;
    To.Member = Of.Member;
    if (std::optional<PlaceId> There = B.N.view(To)) {
      F.Into = *There;
      F.Note = {Step::Kind::Moved, B.P[*There].Name, C.Loc};
    }
  }
  B.emit(std::move(F));
}

void ViewFacts::change(const OwnerChange &C, const Origin *Into) {
  if (hasRoom(C) || takesLater(C))
    return;
  const ValueDecl *Root = C.Of.K == Origin::Kind::Object ? nullptr : C.Of.V;
  if (C.Of.K != Origin::Kind::Object && !Root)
    return;
  for (PlaceId Id : std::vector<PlaceId>(B.N.viewsOf(Root))) {
    const Place &Of = B.P[Id];
    if (Of.Behind != (C.Of.K == Origin::Kind::Behind) || Of.Path.size() < C.Of.Path.size() ||
        !std::equal(C.Of.Path.begin(), C.Of.Path.end(), Of.Path.begin()))
      continue;
    // What is deleted is what the pointer leads to; else the owner itself changes.
    // A member of an element ends only what that member owns.
    bool OfMember = C.Of.Member && C.Of.Part != ViewPart::Whole;
    if (OfMember && !(Of.Deep && Of.Member == C.Of.Member))
      continue;
    bool Deleted = C.Ends && C.Of.Part != ViewPart::Whole && (OfMember || Of.Part == C.Of.Part);
    bool Replaced = C.Replaces && Of.Deep && Of.Path.size() == C.Of.Path.size();
    if (C.Of.Part != ViewPart::Whole && !Deleted && !Replaced)
      continue;
    if (isSpared(C, Of) || (C.Assigns && !Of.Deep))
      continue;
    if (C.Leaves) {
      if (Of.OnHeap)
        leaves(Id, C, Into);
      continue;
    }
    bool Deep = Of.Path.size() > C.Of.Path.size();
    // The one that it begins with is destroyed, with what it owns.
    bool Gone = C.From && Of.Element && B.T.views().numberOf(Of.Element) == C.From;
    bool Hit = Deleted || Gone || C.Reach == Invalidates::All ||
               (!Deep && Of.Part == ViewPart::Iterator) ||
               (!Deep && Of.Part == ViewPart::Element && C.Reach == Invalidates::References);
    if (!Hit || (Of.Part == ViewPart::Whole && !C.Ends))
      continue;
    Fact F = Fact::expire(Id, C.Ends ? End::Reset : End::Changed, C.Loc);
    F.Note.Name = C.By;
    F.Destroys = Gone || C.Reach == Invalidates::All;
    B.emit(std::move(F));
  }
}

//===-- ObjectFacts.cpp - The object that a closure calls this ------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/ObjectFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/TemporaryFacts.h"
#include "checks/engine/syntax/GivenMembers.h"
#include "checks/engine/syntax/Makers.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/OwnGuard.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool ObjectFacts::isProtectedBy(const Expr &Copied) const {
  const CXXMethodDecl *Method = methodAround(&B.Function);
  return guards(Copied, Copied.getType(), Method ? Method->getParent() : nullptr,
                B.T.ends().uses());
}

void ObjectFacts::borrowObject(const LambdaExpr &Lambda, unsigned Index, HolderId To) {
  const CXXMethodDecl *Method = methodAround(&B.Function);
  const CXXRecordDecl *Class = Method ? Method->getParent() : nullptr;
  // Who keeps the connection may end it by that.
  bool Handle =
      B.Body.keepsHandleOf(&Lambda) && !(Class && B.T.ends().forgetsHandle(Lambda, *Class));
  const ParmVarDecl *Leaves = Handle ? nullptr : errorLeftOn(Lambda);
  if (Handle || Leaves || guardsItself(Lambda, Class, B.T.ends().uses())) {
    Reason::Kind Why = Handle   ? Reason::Kind::Handle
                       : Leaves ? Reason::Kind::Test
                                : Reason::Kind::Weak;
    B.P.Safe.push_back({{&Lambda, Index}, {Why, Leaves, Handle}});
    return;
  }
  Loan L;
  L.Site = {&Lambda, Index};
  L.Site.BindsObject = !Lambda.capture_begin()[Index].capturesThis();
  L.Closure = Lambda.getLambdaClass();
  L.Of = B.N.object();
  L.Loop = B.Body.loopAround(&Lambda);
  B.emit(Fact::borrow(To, B.P.add(std::move(L)), Lambda.capture_begin()[Index].getLocation()));
}

/// The member of the object that the expression is, or lies in, or that alone owns it: it dies with
/// the object, and at its turn among the members.
static const FieldDecl *ownMember(const Expr *E) {
  const FieldDecl *Found = nullptr;
  for (E = stripped(E); const auto *Member = dyn_cast<MemberExpr>(E);
       E = stripped(Member->getBase()))
    Found = dyn_cast<FieldDecl>(Member->getMemberDecl());
  return isa<CXXThisExpr>(E) ? Found : nullptr;
}

std::optional<NamedPlace> ObjectFacts::ownPart(const Expr *Object) {
  if (isOwnPart(Object)) {
    const FieldDecl *Member = ownMember(Object);
    return NamedPlace{Member ? B.N.ownMember(Member) : B.N.object()};
  }
  const Expr *Smart = pointerBeforeArrow(Object);
  const FieldDecl *Owner = Smart && isOwnPart(Smart) ? ownMember(Smart) : nullptr;
  return Owner ? ownedByMember(*Owner) : std::nullopt;
}

/// What the member alone owns. What is moved away dies elsewhere.
std::optional<NamedPlace> ObjectFacts::ownedByMember(const FieldDecl &Owner) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Owner.getParent());
  if (!Class || !isSoleOwner(Owner.getType()) ||
      B.T.ends().uses().of(*Class).Moved.contains(&Owner))
    return std::nullopt;
  return NamedPlace{B.N.ownMember(&Owner)};
}

/// `member = std::make_unique<T>(…)`, in closures of the function left out.
static void findAssigned(const Stmt *S, llvm::DenseMap<const Expr *, const FieldDecl *> &To) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(S);
      Call && Call->getOperator() == OO_Equal && Call->getNumArgs() == 2) {
    const auto *Member = dyn_cast<MemberExpr>(stripped(Call->getArg(0)));
    const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    if (Field && isa<CXXThisExpr>(stripped(Member->getBase())) && isSoleOwner(Field->getType()) &&
        makerIn(Call->getArg(1)))
      To[makingOf(*Call->getArg(1))] = Field;
  }
  for (const Stmt *Child : S->children())
    findAssigned(Child, To);
}

/// What makes parts of the object, and of which: of a base, or of the object itself, none is named.
const llvm::DenseMap<const Expr *, const FieldDecl *> &ObjectFacts::parts() {
  if (Parts)
    return *Parts;
  Parts.emplace();
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&B.Function))
    for (const CXXCtorInitializer *Init : Constructor->inits()) {
      const FieldDecl *Member = Init->getAnyMember();
      if (!Member || Member->getType()->isRecordType())
        if (const Expr *Made = makingOf(*Init->getInit()))
          (*Parts)[Made] = Member;
    }
  if (methodAround(&B.Function))
    findAssigned(B.Function.getBody(), *Parts);
  return *Parts;
}

/// What the call makes as a part of the object, or as the object itself.
std::optional<NamedPlace> ObjectFacts::madePart(const Expr &Maker) {
  auto It = parts().find(&Maker);
  if (It == parts().end())
    return std::nullopt;
  const FieldDecl *Member = It->second;
  if (!Member)
    return NamedPlace{B.N.object()};
  bool ByValue = isa<CXXConstructExpr>(Maker) &&
                 B.Context.hasSameUnqualifiedType(Maker.getType(), Member->getType());
  return ByValue ? NamedPlace{B.N.ownMember(Member)} : ownedByMember(*Member);
}

std::optional<NamedPlace> ObjectFacts::wholeOf(const Expr &Container) {
  if (isOwnPart(&Container))
    return ownPart(&Container);
  std::optional<NamedPlace> Of = B.N.place(&Container);
  bool Known =
      Of && !Of->Element && B.P[Of->Of].endsHere() && !B.Body.isMoved(B.P[Of->Of].Variable);
  return Known ? Of : std::nullopt;
}

/// What a local pointer alone owns for as long as it lives, or until it is deleted: it is made
/// here, and nothing is done with the pointer but to use what it points at.
std::optional<NamedPlace> ObjectFacts::ownedBy(const ValueDecl *Owner) {
  const auto *V = dyn_cast_or_null<VarDecl>(Owner);
  if (!V || V->hasGlobalStorage() || B.N.isForeign(V) || !B.Body.isOnlyPointedThrough(V) ||
      !makerOf(*V) || (V->getType()->isPointerType() && !B.Body.isDeleted(V)))
    return std::nullopt;
  const CXXRecordDecl *Class = classBehind(V->getType());
  if (isSharingPointer(V->getType()) && Class && sharesItself(*Class, B.T.ends().uses()))
    return std::nullopt;
  return NamedPlace{B.N.owned(V)};
}

bool ObjectFacts::livesWithMain(const ValueDecl *V) const {
  const auto *Outermost = dyn_cast<CompoundStmt>(B.Function.getBody());
  return B.Function.isMain() && llvm::any_of(Outermost->body(), [&](const Stmt *S) {
           const auto *Declared = dyn_cast<DeclStmt>(S);
           return Declared && llvm::is_contained(Declared->decls(), V);
         });
}

/// Whether the life of the object ends where that of the place does, with the closures over it
/// still with others.
bool ObjectFacts::staysInSight(const NamedPlace &Of, const Transfer &Moved,
                               const CXXMethodDecl &By) {
  const Step *Unasked = unguardedStep(Moved.Inner);
  Guards Unused = Unasked ? Unasked->Unused : Guards();
  if (Of.Element)
    return false;
  auto TakesBack = [&](const CXXRecordDecl &Class) {
    std::optional<Reason> Why = B.T.ends().whyTaken(Class, Moved, By, Unused);
    if (Why)
      B.P.Safe.push_back({Moved.Site, *Why});
    return Why.has_value();
  };
  const CXXRecordDecl *Class = By.getParent();
  if (TakesBack(*Class))
    return false;
  const auto *V = dyn_cast_or_null<VarDecl>(B.P[Of.Of].Variable);
  if (!V)
    return true;
  const CXXRecordDecl *Whole = classBehind(V->getType());
  // What is returned in place does not die here.
  if ((Whole && Whole != Class->getCanonicalDecl() && TakesBack(*Whole)) || V->isNRVOVariable())
    return false;
  // What lies in a vector ends before that.
  bool Within = B.N.known(V) != Of.Of;
  return B.N.knownOwned(V) || Within || !livesWithMain(V);
}

std::optional<NamedPlace> ObjectFacts::objectOf(const Transfer &Moved, const CallSite &Site) {
  const CallEnd &E = Moved.From;
  const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee);
  if (!Method)
    return std::nullopt;
  if (E.K == CallEnd::Kind::This) {
    for (const DeclContext *In = Method->getParent(); In; In = In->getParent())
      if (In == static_cast<const DeclContext *>(&B.Function))
        return NamedPlace{B.N.object()};
    return std::nullopt;
  }
  if (Method->getParent()->isLambda())
    return std::nullopt;
  std::optional<NamedPlace> Of;
  if (!Site.Object && Made.first == Site.Call) {
    Of = Made.second;
  } else if (std::optional<NamedPlace> Part = Site.Object ? std::nullopt : madePart(*Site.Call)) {
    return Part;
  } else if (!Site.Object) {
    if (const VarDecl *Owner = B.Body.ownerOf(Site.Call))
      Of = ownedBy(Owner);
    else if (const VarDecl *V = isa<CallExpr>(Site.Call) ? nullptr : B.Body.variableOf(Site.Call))
      Of = B.N.placeOf(V);
    else if (const Expr *Temporary = Site.OnHeap ? nullptr : B.Body.temporaryOf(Site.Call))
      Of = B.N.place(Temporary);
  } else if (std::optional<NamedPlace> Part = ownPart(Site.Object)) {
    return Part;
  } else if (Site.Object->getType()->isPointerType()) {
    const Expr *Smart = pointerBeforeArrow(Site.Object);
    if (const auto *Owner = dyn_cast<DeclRefExpr>(Smart ? Smart : stripped(Site.Object)))
      Of = ownedBy(Owner->getDecl());
    else if (Smart && makerIn(Smart) &&
             !mayShareItself(*Method)) // `std::make_shared<T>()->start()`
      Of = B.N.place(cast<CXXOperatorCallExpr>(stripped(Site.Object))->getArg(0));
  } else {
    Of = B.N.place(Site.Object);
  }
  if (!Of || !staysInSight(*Of, Moved, *Method))
    return std::nullopt;
  if (const Place &Whole = B.P[Of->Of];
      ownsOnHeap(Moved.From.Variable) &&
      (Whole.K == Place::Kind::Temporary || B.Body.isMoved(Whole.Variable)))
    return std::nullopt;
  Temporaries.endWithStatement(Of->Of);
  return Of;
}

/// Whether the part belongs to something that a member refers to.
static bool isOutside(const Holder &Part) {
  return llvm::any_of(Part.Path, [](PathElement E) {
    return E && E != pendingPart() &&
           (E->getType()->isReferenceType() || E->getType()->isPointerType());
  });
}

/// The object lets go of what it holds. What its members refer to stays, and with it what that
/// holds.
void ObjectFacts::dropOwn(HolderId Whole, SourceLocation Loc,
                          llvm::function_ref<bool(const Holder &)> Stays) {
  if (Stays(B.P.Holders[Whole]))
    return;
  if (llvm::none_of(B.P.Holders.within(Whole),
                    [&](HolderId Part) { return Stays(B.P.Holders[Part]); }))
    return B.emit(Fact::drop(Whole, Loc));
  for (HolderId Part : std::vector(B.P.Holders[Whole].Children))
    dropOwn(Part, Loc, Stays);
}

/// Whether the end of a base or a member does anything to others: it comes after the body of the
/// destructor, and may take back what that left.
bool ObjectFacts::actsAfterBody(const CXXRecordDecl &Class) {
  return llvm::any_of(Class.bases(),
                      [&](const CXXBaseSpecifier &Base) {
                        const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
                        return Of && B.T.ends().doesAnything(*Of);
                      }) ||
         llvm::any_of(Class.fields(),
                      [&](const FieldDecl *Field) { return !endActsOf(*Field, B.T).empty(); });
}

void ObjectFacts::diesWithDestructor(SourceLocation Loc) {
  const auto *Destructor = dyn_cast<CXXDestructorDecl>(&B.Function);
  // The only object of its class dies with the program.
  if (!Destructor || isSingleton(*Destructor->getParent()) ||
      actsAfterBody(*Destructor->getParent()))
    return;
  auto Stays = [&](const Holder &Part) {
    return llvm::any_of(Part.Path, [&](PathElement E) {
      const auto *Member = dyn_cast_or_null<FieldDecl>(E == pendingPart() ? nullptr : E);
      return Member && refersToGiven(*Member, B.T.ends().uses());
    });
  };
  dropOwn(B.N.thisObject(), Loc, Stays);
  for (unsigned I = 0, Count = B.P.Places.size(); I != Count; ++I)
    if (B.P.Places[I].K == Place::Kind::Object && B.P.Places[I].Part == ViewPart::Whole)
      B.emit(Fact::expire(PlaceId(I), End::Function, Loc));
}

void ObjectFacts::deletesItself(const CXXDeleteExpr &Delete) {
  const CXXMethodDecl *Method = methodAround(&B.Function);
  // What its destructor does may take the closures back.
  if (!Method || B.T.ends().doesAnything(*Method->getParent()))
    return;
  dropOwn(B.N.thisObject(), Delete.getBeginLoc(), isOutside);
  B.emit(Fact::expire(B.N.object(), End::Reset, Delete.getBeginLoc()));
}

void ObjectFacts::resets(const Expr &Owner, SourceLocation Loc) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(&Owner)))
    if (std::optional<PlaceId> Of = B.N.knownOwned(Ref->getDecl()))
      B.emit(Fact::expire(*Of, End::Reset, Loc));
}

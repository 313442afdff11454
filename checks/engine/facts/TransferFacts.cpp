//===-- TransferFacts.cpp - What travels by one transfer of a contract ----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/TransferFacts.h"
#include "checks/engine/facts/AliasFacts.h"
#include "checks/engine/facts/BindingFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/ObjectFacts.h"
#include "checks/engine/facts/ViewFacts.h"
#include "checks/engine/syntax/GivenMembers.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Whether one of the arguments is `this` or `*this`.
static bool givesObject(Arguments Given) {
  return llvm::any_of(Given, [](const Expr *E) {
    const Expr *Bare = stripped(E);
    if (const auto *Deref = dyn_cast<UnaryOperator>(Bare); Deref && Deref->getOpcode() == UO_Deref)
      Bare = stripped(Deref->getSubExpr());
    return isa<CXXThisExpr>(Bare);
  });
}

void TransferFacts::transfer(const Transfer &Moved, const Contract &C, const CallSite &Site) {
  // A result that is another name for the object, or a part of it, has what went there.
  if (Moved.To.K == CallEnd::Kind::Result && (!B.canHold(Site.Call) || B.N.holder(Site.Call)))
    return;
  bool Starts = Moved.Starts || startsInside(Moved, C, Site);
  std::optional<HolderId> To = Ends.holder(Moved.To, Site);
  if (!To && C.Source == Authority::Model && Moved.To.K == CallEnd::Kind::Parameter)
    To = B.N.elsewhere(Site.Callee); // an executor, a handle: what it stands for is out of sight
  if (!To)
    return;
  bool OwnerKnown = true;
  Authority Source = Moved.Declared ? Authority::Attribute : C.Source;
  std::tie(To, OwnerKnown) = ownerOf(*To, Moved.To, Source, Site);
  if (std::optional<HolderId> Other = Moved.Or ? Ends.holder(*Moved.Or, Site) : std::nullopt) {
    auto [Second, Known] = ownerOf(*Other, *Moved.Or, Source, Site);
    if (endsBefore(Second, *To))
      To = Second, OwnerKnown = Known;
  }
  bool Kept = Moved.To.K != CallEnd::Kind::Result && Moved.To.K != CallEnd::Kind::Exception;
  bool Others = Source == Authority::Body || Source == Authority::Assumption ||
                (Source == Authority::Model && Starts);
  if (Kept && Site.Object && Others && B.P.Holders[*To].Why != Outlives::Detached)
    To = B.P.Holders.below(*To, pendingPart());
  else
    To = B.keeper(*To);
  if (Moved.Borrows)
    return borrowThrough(Moved, *To, Site);
  if (Moved.From.K == CallEnd::Kind::Parameter && C.Source != Authority::Body)
    bindArgument(Moved, C, *To, Starts, Site);
  Aliases.bound(Moved, Site);
  std::optional<HolderId> From = Ends.holder(Moved.From, Site);
  if (!From || *From == *To || (*From == B.P.Holders[*To].Parent && !Starts))
    return;
  std::vector<Step> Steps = stepsOf(Moved, C, *To, Site);
  Fact F = Fact::flow(*To, *From, false, Steps.front());
  F.Starts = Starts;
  F.LeavesObjects = !OwnerKnown || Moved.LeavesObjects || Aliases.isAdopted(*To) ||
                    isInDyingPart(Moved, C, Site) || (C.Guarded && givesObject(Site.Arguments));
  if (Moved.Held)
    F.Except = cast<CXXMethodDecl>(Site.Callee)->getParent();
  F.Inner.assign(Steps.begin() + 1, Steps.end());
  B.emit(std::move(F));
  // A smart pointer points at what the pointer points at that it is made of.
  if (C.isPlain() && !Site.Object && isa<CXXConstructorDecl>(Site.Callee) &&
      B.T.isPointerLike(Site.Call->getType()))
    B.P.Holders.inheritAliases(*To, *From);
}

/// Whether the code names a member of the object that may be its own: none that was given to it.
static bool namesOwn(const Stmt *S, ClassUses &Uses) {
  if (const auto *Member = dyn_cast_or_null<MemberExpr>(S))
    if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
        Field && isa<CXXThisExpr>(stripped(Member->getBase())))
      return !refersToGiven(*Field, Uses);
  return S && llvm::any_of(S->children(), [&](const Stmt *Child) { return namesOwn(Child, Uses); });
}

/// Whether a part of an object that dies may keep it, out of sight: it is called in the destructor.
bool TransferFacts::isInDyingPart(const Transfer &Moved, const Contract &C, const CallSite &Site) {
  if (!isa<CXXDestructorDecl>(B.Function) || C.Source != Authority::Assumption || !Site.Object ||
      Moved.To.K != CallEnd::Kind::Elsewhere)
    return false;
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Site.Object));
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return namesOwn(V ? V->getInit() : Site.Object, B.T.ends().uses());
}

/// The holder that what goes to `E` arrives at, and whether it is known who owns that.
std::pair<HolderId, bool> TransferFacts::ownerOf(HolderId To, const CallEnd &E, Authority Source,
                                                 const CallSite &Site) {
  if (Source != Authority::Body && E.K == CallEnd::Kind::Parameter)
    return pointeeOf(To, *Site.Arguments[E.Index], *Site.Callee);
  if (Source == Authority::Model && E.K == CallEnd::Kind::Object && pointedAt(To))
    return {B.N.elsewhere(Site.Callee), false};
  return {To, true};
}

/// Whether what is in `A` dies before what is in `B`, as far as anybody sees: temporaries first,
/// then locals against the order of their declarations, then the object, then what others own.
bool TransferFacts::endsBefore(HolderId One, HolderId Other) const {
  auto Rank = [&](HolderId Id) {
    const Holder &H = B.P.Holders[Id];
    const void *Key = H.R.K == Root::Kind::Variable ? H.R.Key : nullptr;
    const auto *V = dyn_cast_or_null<VarDecl>(static_cast<const ValueDecl *>(Key));
    if (H.Why == Outlives::None)
      return std::pair(H.R.K == Root::Kind::Expression ? 0u : 1u, V ? ~B.Body.order(V) : 0u);
    return std::pair(H.Why == Outlives::Object ? 2u : H.Why == Outlives::Library ? 4u : 3u, 0u);
  };
  return Rank(One) < Rank(Other);
}

/// What a model says of a pointer argument, it says of the object; and whether it is known who owns
/// that. Of what a local pointer points at it is not.
std::pair<HolderId, bool> TransferFacts::pointeeOf(HolderId Pointer, const Expr &Argument,
                                                   const FunctionDecl &Callee) {
  const Expr *Bare = stripped(&Argument);
  if (isAddress(Bare) || !Argument.getType()->isPointerType())
    return {Pointer, true};
  std::optional<NamedHolder> Named = B.N.pointee(Bare);
  const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
  HolderId Pointee = Named ? Named->Holder : B.N.dereference(Pointer);
  Outlives Why = B.P.Holders[Pointee].Why;
  if (Why == Outlives::None)
    return {B.N.elsewhere(&Callee), false};
  const auto *Made = dyn_cast<CallExpr>(Bare);
  bool OfItsOwn = Made && (Made->getNumArgs() || !Made->getDirectCallee() ||
                           makesAnew(*Made->getDirectCallee()));
  bool Taken = Ref && B.Body.isAdopted(Ref->getDecl());
  return {Pointee, Why != Outlives::Heap && !OfItsOwn && !Taken};
}

/// Whether it is, or lies in, what a local pointer points at: its owner is not known.
bool TransferFacts::pointedAt(HolderId Id) const {
  const Holder &H = B.P.Holders[Id];
  if (H.Why != Outlives::None || H.R.K != Root::Kind::Variable || H.Path.empty() || H.Path.front())
    return false;
  return static_cast<const ValueDecl *>(H.R.Key)->getType()->isPointerType();
}

/// A container, or a pointer, that makes a thread of what it gets: `threads.emplace_back(f)`,
/// `std::make_unique<std::thread>(f)`.
bool TransferFacts::startsInside(const Transfer &Moved, const Contract &C, const CallSite &Site) {
  const auto *Call = dyn_cast<CallExpr>(Site.Call);
  bool Puts = Site.Object && Moved.To.K == CallEnd::Kind::Object;
  bool Makes = Call && !Site.Object && Moved.To.K == CallEnd::Kind::Result && isMaker(*Call);
  if (!C.isPlain() || (!Puts && !Makes) || Moved.From.K != CallEnd::Kind::Parameter ||
      Moved.From.Index >= Site.Arguments.size())
    return false;
  QualType Given = Site.Arguments[Moved.From.Index]->getType().getNonReferenceType();
  QualType Of = Puts ? Site.Object->getType() : Call->getType();
  QualType Element = firstTypeArgument(Of->getAsCXXRecordDecl());
  const CXXRecordDecl *Record = Element.isNull() ? nullptr : Element->getAsCXXRecordDecl();
  return Record && !B.Context.hasSameUnqualifiedType(Element, Given) &&
         B.Known.startsWork(qualifiedName(*Record));
}

/// As a report names a function: a constructor by its class, an operator not at all.
static std::string spokenName(const FunctionDecl &Callee) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Callee))
    return Constructor->getParent()->getNameAsString();
  return Callee.getDeclName().isIdentifier() ? Callee.getNameAsString() : std::string();
}

/// A loan that the callee takes on behalf of its caller: of an argument, of the object.
void TransferFacts::borrowThrough(const Transfer &Moved, HolderId To, const CallSite &Site) {
  SourceLocation Loc = Site.Call->getExprLoc();
  if (Moved.View)
    return Viewed.through(Moved, To, Site);
  if (!Moved.Site.Lambda && Moved.From.K == CallEnd::Kind::Parameter) {
    std::optional<Loan> Bound =
        Moved.From.Index < Site.Arguments.size() ? Bindings.passed(Moved, Site) : std::nullopt;
    if (Bound) {
      LoanId Id = B.P.add(std::move(*Bound));
      B.emit(Fact::borrow(To, Moved.Starts ? Program::running(Id) : Id, Loc));
    }
    return;
  }
  bool Object = Moved.Site.isThis() && !Moved.Frame;
  std::optional<NamedPlace> Of =
      Object ? Objects.objectOf(Moved, Site) : Ends.place(Moved.From, Site);
  if (!Of || (B.P[Of->Of].Variable && B.Known.isVouchedFor(*B.P[Of->Of].Variable)))
    return;
  Loan L;
  L.Site = Moved.Site;
  L.Of = Of->Of;
  L.Frame = Moved.Frame;
  L.Element = Of->Element || Moved.Element;
  L.Writes = Moved.Writes;
  L.Signal = Moved.Signal;
  L.Throws = Moved.Throws;
  L.Inner = Moved.Inner;
  L.Call = Loc;
  if (Moved.From.K == CallEnd::Kind::Parameter && Moved.From.Index < Site.Callee->getNumParams())
    L.Inner.push_back({Step::Kind::Bound,
                       Site.Callee->getParamDecl(Moved.From.Index)->getNameAsString(),
                       Site.Arguments[Moved.From.Index]->getExprLoc()});
  if (Object && !spokenName(*Site.Callee).empty())
    L.Inner.push_back({Step::Kind::Called, spokenName(*Site.Callee), Loc});
  // What ends the coroutine ends it in all that hold it.
  LoanId Id;
  if (L.Frame) {
    LoanId &Known = Frames[{Site.Call, L.Site.maker(), L.Site.Index, L.Of}];
    Id = Known = Known ? Known : B.P.add(std::move(L));
  } else {
    Id = B.P.add(std::move(L));
  }
  B.emit(Fact::borrow(To, Moved.Starts ? Program::running(Id) : Id, Loc));
}

/// An argument becomes part of a closure: what it refers to is borrowed.
void TransferFacts::bindArgument(const Transfer &Moved, const Contract &C, HolderId To, bool Starts,
                                 const CallSite &Site) {
  if (Moved.To.K == CallEnd::Kind::Object && Site.Object && !B.canHold(Site.Object))
    return;
  if (C.Binds && !Starts)
    Bindings.share(Site, Moved.From.Index, To);
  bool Pointers = C.Binds || (Starts && !Moved.Starts); // a thread that a container makes
  std::optional<Loan> L = Bindings.argument(Site, Moved.From.Index, Pointers);
  if (!L && Pointers)
    Viewed.operand(Site, Moved.From.Index, To, Starts, stepsOf(Moved, C, To, Site));
  if (!L)
    return;
  for (Step &S : stepsOf(Moved, C, To, Site))
    if (S.K != Step::Kind::None)
      L->Inner.push_back(std::move(S));
  LoanId Id = B.P.add(std::move(*L));
  B.emit(Fact::borrow(To, Starts ? Program::running(Id) : Id, Site.Call->getExprLoc()));
}

/// Whether what is given as the guard lives as long as the program: `qApp`, a global. It takes
/// closures over the object back when it is too late.
static bool guardsOther(const Guards &Asked, Arguments Given) {
  return Asked && llvm::any_of(*Asked, [&](const Guard &G) {
           const Expr *E =
               G.Argument && *G.Argument < Given.size() ? stripped(Given[*G.Argument]) : nullptr;
           const auto *Call = dyn_cast_or_null<CallExpr>(E);
           const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
           const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
           return (Call && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call) &&
                   !Call->getNumArgs()) ||
                  (V && V->hasGlobalStorage());
         });
}

/// Whether nobody can take back what the call has got: it returns nothing, and was told of nothing
/// that others know as well.
static bool isIrrevocable(const CallSite &Site) {
  return !Site.Object && Site.Callee->getReturnType()->isVoidType() &&
         llvm::none_of(Site.Arguments, [](const Expr *E) {
           return E->getType()->isPointerType() && E->getType()->getPointeeType()->isRecordType();
         });
}

/// Whether one of the guards asks for objects of a class that this one is.
static bool isMadeFor(const std::vector<Guard> &Unused, const CXXRecordDecl &Class) {
  return llvm::any_of(
      Unused, [&](const Guard &G) { return !G.Of.empty() && isOrDerivesFrom(Class, G.Of); });
}

/// The step that the call is, then those inside the callee that a reader needs.
std::vector<Step> TransferFacts::stepsOf(const Transfer &Moved, const Contract &C, HolderId To,
                                         const CallSite &Site) {
  Step Note;
  Note.Loc = Site.Call->getExprLoc();
  Note.Name = spokenName(*Site.Callee);
  Note.Until = C.Until;
  Note.Where = C.Where;
  Note.About = C.About;
  const CXXMethodDecl *Method = methodAround(&B.Function);
  const CXXRecordDecl *Class = Method ? Method->getParent() : nullptr;
  auto Ask = [&](Step &S, const Guards &Unused, bool Irrevocable = false) {
    bool Open = Unused && !(Class && (Irrevocable ? B.T.ends().mayWait(*Class, Unused)
                                                  : B.T.ends().mayEndAnything(*Class, Unused)));
    S.Unused = Open ? Unused : nullptr;
    S.CouldAsk = Open && Class && isMadeFor(*Unused, *Class) && !isSingleton(*Class);
  };
  if (!C.Guarded)
    Ask(Note, C.Unused, isIrrevocable(Site));
  else if (guardsOther(C.Unused, Site.Arguments))
    Note.Unused = C.Unused;
  bool Returned = Moved.To.K == CallEnd::Kind::Result;
  switch (Moved.Declared ? Authority::Attribute : C.Source) {
  case Authority::Body:
  case Authority::Unknown:
    Note.K = Returned ? Step::Kind::Passed : Step::Kind::Kept;
    break;
  case Authority::Assumption:
    Note.K = Step::Kind::Assumed;
    break;
  case Authority::Attribute:
    Note.K = Returned ? Step::Kind::Passed : Step::Kind::Annotated;
    break;
  case Authority::Model:
    if (Moved.From.K == CallEnd::Kind::Object && Moved.To.K == CallEnd::Kind::Elsewhere)
      Note.K = Step::Kind::Detached;
    else if (Moved.Starts || Moved.To.K == CallEnd::Kind::Elsewhere ||
             !inStandardLibrary(*Site.Callee))
      Note.K = Returned && !Moved.Starts ? Step::Kind::Passed : Step::Kind::Modelled;
    [[fallthrough]];
  case Authority::Shape:
    if (Note.K == Step::Kind::None && !Returned && !B.P.Holders[To].Name.empty()) {
      Note.K = Step::Kind::Inserted;
      Note.Name = B.P.Holders[To].Name;
    }
    break;
  }
  if (Note.Name.empty())
    Note.K = Step::Kind::None;
  std::vector<Step> Steps{Note};
  auto IsAssumed = [](const Step &S) { return S.K == Step::Kind::Assumed; };
  if (C.Source == Authority::Body)
    for (const Step &S : Moved.Inner) {
      if (Steps.size() < MaxSteps)
        Steps.push_back(S);
      else if (S.K == Step::Kind::Assumed && !llvm::any_of(Steps, IsAssumed))
        Steps.back() = S; // a long way does not make it certain
      else
        continue;
      Ask(Steps.back(), S.Unused);
      // What happens in another unit has no place in this one.
      if (S.Loc.isInvalid())
        Steps.back().Loc = Note.Loc;
    }
  return Steps;
}

//===-- CallFacts.cpp - What calls do, by their contracts -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/FactBuilder.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

void FactBuilder::call(const CallExpr &Call) {
  CallSite Site;
  Site.Call = &Call;
  Site.Callee = Call.getDirectCallee();
  Site.Arguments.assign(Call.arg_begin(), Call.arg_end());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Site.Object = Member->getImplicitObjectArgument();
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (isa_and_nonnull<CXXMethodDecl>(Site.Callee) && !Site.Arguments.empty()) {
      Site.Object = Site.Arguments.front();
      Site.Arguments.erase(Site.Arguments.begin());
    }
    if (Operator->getOperator() == OO_Equal && Site.Arguments.size() == 1) {
      resets(*Site.Object, Operator->getOperatorLoc());
      return assignment(*Site.Object, *Site.Arguments.front(), Operator->getOperatorLoc());
    }
  } else if (!Site.Callee) {
    // Through a pointer or a value: it may call what it gets, and what it is.
    if (canHold(Call.getCallee()))
      emit(Fact::use(N.value(Call.getCallee()), Call.getExprLoc()));
  }
  if (Site.Callee && T.known().isSwap(*Site.Callee)) {
    if (Site.Object && Site.Arguments.size() == 1)
      return swap(*Site.Object, *Site.Arguments.front(), Call);
    if (!Site.Object && Site.Arguments.size() == 2)
      return swap(*Site.Arguments[0], *Site.Arguments[1], Call);
  }
  if (canHold(&Call))
    fresh(Call);
  static const Contract Unknown;
  const Contract *C = Site.Callee ? Known.contractOf(*Site.Callee, Site.Arguments) : nullptr;
  apply(C ? *C : Unknown, Site);
  constructOwned(Call);
  lendExact(Site);
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Site.Callee);
      Method && Site.Object && Method->getDeclName().isIdentifier() && Method->getName() == "reset")
    resets(*Site.Object, Call.getExprLoc());
}

/// A smart pointer lets go of what it owned.
void FactBuilder::resets(const Expr &Owner, SourceLocation Loc) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(&Owner)))
    if (std::optional<PlaceId> Of = N.knownOwned(Ref->getDecl()))
      emit(Fact::expire(*Of, End::Reset, Loc));
}

void FactBuilder::construct(const CXXConstructExpr &Construct) {
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  if (InheritedConstructor Inherited = Constructor->getInheritedConstructor())
    Constructor = Inherited.getConstructor();
  CallSite Site;
  Site.Call = &Construct;
  Site.Callee = Constructor;
  Site.Arguments.assign(Construct.arg_begin(), Construct.arg_end());
  if (!canHold(&Construct)) {
    if (Body.variableOf(&Construct) || Body.temporaryOf(&Construct))
      if (const Contract *C = Known.contractOf(*Constructor, Site.Arguments))
        lend(*C, Site);
    return;
  }
  HolderId To = fresh(Construct);
  if (Constructor->isCopyOrMoveConstructor() && Construct.getNumArgs()) {
    flow(To, Construct.getArg(0), false);
    return movedFrom(*Construct.getArg(0));
  }
  static const Contract Unknown;
  const Contract *C = Known.contractOf(*Constructor, Site.Arguments);
  apply(C ? *C : Unknown, Site);
}

/// Each of the two gets all that the other held.
void FactBuilder::swap(const Expr &A, const Expr &B, const Expr &Call) {
  if (!canHold(&A) || !canHold(&B))
    return;
  HolderId First = N.value(&A), Second = N.value(&B);
  P.Holders.forgetWithin(First), P.Holders.forgetWithin(Second);
  HolderId Between = P.Holders.root({Root::Kind::Expression, &Call, nullptr}, Outlives::None, "");
  Step Note;
  Note.Loc = Call.getExprLoc();
  emit(Fact::flow(Between, First, true, Note));
  Note.K = Step::Kind::Stored;
  Note.Name = P.Holders[First].Name;
  emit(Fact::flow(First, Second, true, Note));
  Note.Name = P.Holders[Second].Name;
  emit(Fact::flow(Second, Between, true, Note));
}

void FactBuilder::apply(const Contract &C, const CallSite &Site) {
  SourceLocation Loc = Site.Call->getExprLoc();
  if (C.UsesObject && Site.Object && canHold(Site.Object))
    emit(Fact::use(N.value(Site.Object), Loc));
  if (C.UsesArguments)
    for (const Expr *Argument : Site.Arguments)
      if (canHold(Argument))
        emit(Fact::use(N.value(Argument), Loc));
  // What leaves was there before; what comes in stays.
  auto Leaves = [](const Transfer &Moved) {
    return Moved.To.K == CallEnd::Kind::Result ||
           (Moved.To.K == CallEnd::Kind::Elsewhere && Moved.From.K == CallEnd::Kind::Object);
  };
  for (const Transfer &Moved : C.Transfers)
    if (Leaves(Moved))
      transfer(Moved, C, Site);
  for (const CallEnd &Dropped : C.Drops)
    if (std::optional<HolderId> H = end(Dropped, Site)) {
      emit(Fact::drop(*H, Loc));
      reassigned(Dropped, Site);
    }
  for (const CallEnd &Ended : C.Ends)
    if (std::optional<HolderId> H = end(Ended, Site))
      finish(*H, *Site.Call, C.Rethrows);
  for (const Transfer &Moved : C.Transfers)
    if (!Leaves(Moved))
      transfer(Moved, C, Site);
  finishInside(Site);
  bool Keeps = llvm::any_of(
      C.Transfers, [](const Transfer &Moved) { return Moved.To.K != CallEnd::Kind::Result; });
  if (C.Waits || !C.Ends.empty() || (!Keeps && waits(Site)))
    wait(C.Waits || C.Ends.empty() ? Awaited::Signal : Awaited::Handles);
}

/// Whether one of the arguments is `this` or `*this`.
static bool givesObject(Arguments Given) {
  return llvm::any_of(Given, [](const Expr *E) {
    const Expr *Bare = stripped(E);
    if (const auto *Deref = dyn_cast<UnaryOperator>(Bare); Deref && Deref->getOpcode() == UO_Deref)
      Bare = stripped(Deref->getSubExpr());
    return isa<CXXThisExpr>(Bare);
  });
}

void FactBuilder::transfer(const Transfer &Moved, const Contract &C, const CallSite &Site) {
  // A result that is another name for the object, or a part of it, has what went there.
  if (Moved.To.K == CallEnd::Kind::Result && (!canHold(Site.Call) || N.holder(Site.Call)))
    return;
  bool Starts = Moved.Starts || startsInside(Moved, C, Site);
  std::optional<HolderId> To = end(Moved.To, Site);
  if (!To && C.Source == Authority::Model && Moved.To.K == CallEnd::Kind::Parameter)
    To = N.elsewhere(Site.Callee); // an executor, a handle: what it stands for is out of sight
  if (!To)
    return;
  bool OwnerKnown = true;
  if (C.Source != Authority::Body && Moved.To.K == CallEnd::Kind::Parameter) {
    std::tie(To, OwnerKnown) = pointeeOf(*To, *Site.Arguments[Moved.To.Index], *Site.Callee);
  } else if (C.Source == Authority::Model && Moved.To.K == CallEnd::Kind::Object &&
             pointedAt(*To)) {
    To = N.elsewhere(Site.Callee);
    OwnerKnown = false;
  }
  bool Kept = Moved.To.K != CallEnd::Kind::Result && Moved.To.K != CallEnd::Kind::Exception;
  bool Others = C.Source == Authority::Body || C.Source == Authority::Assumption ||
                (C.Source == Authority::Model && Starts);
  if (Kept && Site.Object && Others && P.Holders[*To].Why != Outlives::Detached)
    To = P.Holders.below(*To, pendingPart());
  else
    To = keeper(*To);
  if (Moved.Borrows)
    return borrowThrough(Moved, *To, Site);
  bound(Moved, Site);
  std::optional<HolderId> From = end(Moved.From, Site);
  if (!From || *From == *To || (*From == P.Holders[*To].Parent && !Starts))
    return;
  std::vector<Step> Steps = stepsOf(Moved, C, *To, Site);
  Fact F = Fact::flow(*To, *From, false, Steps.front());
  F.Starts = Starts;
  F.LeavesObjects = !OwnerKnown || isAdopted(*To) || (C.Guarded && givesObject(Site.Arguments));
  if (Moved.Held)
    F.Except = cast<CXXMethodDecl>(Site.Callee)->getParent();
  F.Inner.assign(Steps.begin() + 1, Steps.end());
  emit(std::move(F));
}

/// What a model says of a pointer argument, it says of the object; and whether it is known who owns
/// that. Of what a local pointer points at it is not.
std::pair<HolderId, bool> FactBuilder::pointeeOf(HolderId Pointer, const Expr &Argument,
                                                 const FunctionDecl &Callee) {
  const Expr *Bare = stripped(&Argument);
  const auto *Address = dyn_cast<UnaryOperator>(Bare);
  bool Object = isa<CXXThisExpr>(Bare) || (Address && Address->getOpcode() == UO_AddrOf);
  if (Object || !Argument.getType()->isPointerType())
    return {Pointer, true};
  std::optional<NamedHolder> Named = N.pointee(Bare);
  const auto *Ref = dyn_cast<DeclRefExpr>(Bare);
  HolderId Pointee = Named ? Named->Holder : N.dereference(Pointer, Argument.getType());
  Outlives Why = P.Holders[Pointee].Why;
  if (Why == Outlives::None)
    return {N.elsewhere(&Callee), false};
  const auto *Made = dyn_cast<CallExpr>(Bare);
  bool OfItsOwn = Made && (Made->getNumArgs() || !Made->getDirectCallee() ||
                           makesAnew(*Made->getDirectCallee()));
  bool Taken = Ref && Body.isAdopted(Ref->getDecl());
  return {Pointee, Why != Outlives::Heap && !OfItsOwn && !Taken};
}

/// Whether it is, or lies in, what a local pointer points at: its owner is not known.
bool FactBuilder::pointedAt(HolderId Id) const {
  const Holder &H = P.Holders[Id];
  if (H.Why != Outlives::None || H.R.K != Root::Kind::Variable || H.Path.empty() || H.Path.front())
    return false;
  return static_cast<const ValueDecl *>(H.R.Key)->getType()->isPointerType();
}

/// A container that makes a thread of what it gets: `threads.emplace_back([&] { … })`.
bool FactBuilder::startsInside(const Transfer &Moved, const Contract &C, const CallSite &Site) {
  if (!C.isPlain() || !Site.Object || Moved.From.K != CallEnd::Kind::Parameter ||
      Moved.To.K != CallEnd::Kind::Object || Moved.From.Index >= Site.Arguments.size())
    return false;
  QualType Given = Site.Arguments[Moved.From.Index]->getType().getNonReferenceType();
  QualType Element = firstTypeArgument(Site.Object->getType()->getAsCXXRecordDecl());
  const CXXRecordDecl *Record = Element.isNull() ? nullptr : Element->getAsCXXRecordDecl();
  return Record && !Context.hasSameUnqualifiedType(Element, Given) &&
         Known.startsWork(qualifiedName(*Record));
}

/// As a report names a function: a constructor by its class, an operator not at all.
static std::string spokenName(const FunctionDecl &Callee) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Callee))
    return Constructor->getParent()->getNameAsString();
  return Callee.getDeclName().isIdentifier() ? Callee.getNameAsString() : std::string();
}

/// A loan that the callee takes on behalf of its caller: of an argument, of the object.
void FactBuilder::borrowThrough(const Transfer &Moved, HolderId To, const CallSite &Site) {
  SourceLocation Loc = Site.Call->getExprLoc();
  bool Object = Moved.Site.isThis();
  std::optional<NamedPlace> Of = Object ? objectOf(Moved, Site) : borrowed(Moved.From, Site);
  if (!Of || (P[Of->Of].Variable && Known.isVouchedFor(*P[Of->Of].Variable)))
    return;
  Loan L;
  L.Site = Moved.Site;
  L.Of = Of->Of;
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
  LoanId Id = P.add(std::move(L));
  emit(Fact::borrow(To, Moved.Starts ? Program::running(Id) : Id, Loc));
}

/// Whether one of the guards asks for objects of a class that this one is.
static bool isMadeFor(const std::vector<Guard> &Unused, const CXXRecordDecl &Class) {
  return llvm::any_of(
      Unused, [&](const Guard &G) { return !G.Of.empty() && isOrDerivesFrom(Class, G.Of); });
}

/// The step that the call is, then those inside the callee that a reader needs.
std::vector<Step> FactBuilder::stepsOf(const Transfer &Moved, const Contract &C, HolderId To,
                                       const CallSite &Site) {
  Step Note;
  Note.Loc = Site.Call->getExprLoc();
  Note.Name = spokenName(*Site.Callee);
  Note.Until = C.Until;
  Note.Where = C.Where;
  Note.About = C.About;
  const CXXMethodDecl *Method = methodAround(&Function);
  const CXXRecordDecl *Class = Method ? Method->getParent() : nullptr;
  auto Ask = [&](Step &S, const Guards &Unused) {
    bool Open = Unused && !(Class && T.takesBack(*Class, Unused));
    S.Unused = Open ? Unused : nullptr;
    S.CouldAsk = Open && Class && isMadeFor(*Unused, *Class) && !isSingleton(*Class);
  };
  Ask(Note, C.Unused);
  bool Returned = Moved.To.K == CallEnd::Kind::Result;
  switch (C.Source) {
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
    if (Note.K == Step::Kind::None && !Returned && !P.Holders[To].Name.empty()) {
      Note.K = Step::Kind::Inserted;
      Note.Name = P.Holders[To].Name;
    }
    break;
  }
  if (Note.Name.empty())
    Note.K = Step::Kind::None;
  std::vector<Step> Steps{Note};
  if (C.Source == Authority::Body)
    for (const Step &S : Moved.Inner)
      if (Steps.size() < MaxSteps) {
        Steps.push_back(S);
        Ask(Steps.back(), S.Unused);
        // What happens in another unit has no place in this one.
        if (S.Loc.isInvalid())
          Steps.back().Loc = Note.Loc;
      }
  return Steps;
}

std::optional<HolderId> FactBuilder::end(const CallEnd &E, const CallSite &Site) {
  auto Below = [&](HolderId Base, llvm::ArrayRef<PathElement> Path) {
    for (PathElement Element : Path)
      Base = P.Holders.below(Base, Element);
    return Base;
  };
  switch (E.K) {
  case CallEnd::Kind::Result:
    return N.value(Site.Call);
  case CallEnd::Kind::Exception:
    if (Body.hasTry())
      return std::nullopt; // which handler catches it is not known here
    return N.exception();
  case CallEnd::Kind::Elsewhere:
    return N.elsewhere(E.Function);
  case CallEnd::Kind::This:
    return Below(N.thisObject(), E.Path);
  case CallEnd::Kind::Variable:
    if (E.Why == Outlives::Global || E.Why == Outlives::Static)
      return Below(N.variable(E.Variable, nullptr, E.Why), E.Path);
    return Below(N.variable(E.Variable), E.Path);
  case CallEnd::Kind::Object: {
    if (!Site.Object)
      return Below(N.value(Site.Call), E.Path);
    HolderId Object = N.value(Site.Object);
    const Expr *Bare = stripped(Site.Object);
    if (Site.Object->getType()->isPointerType() && !isa<CXXThisExpr>(Bare)) {
      const auto *Address = dyn_cast<UnaryOperator>(Bare);
      if (!Address || Address->getOpcode() != UO_AddrOf)
        Object = N.dereference(Object, Site.Object->getType());
    }
    return Below(Object, E.Path);
  }
  case CallEnd::Kind::Parameter: {
    if (E.Index >= Site.Arguments.size())
      return std::nullopt;
    const Expr *Argument = Site.Arguments[E.Index];
    if (!E.KnownElsewhere && !canHold(Argument))
      return std::nullopt;
    HolderId Base = N.value(Argument);
    llvm::ArrayRef<PathElement> Path = E.Path;
    if (!Path.empty() && !Path.front()) {
      const auto *Address = dyn_cast<UnaryOperator>(stripped(Argument));
      bool Object =
          isa<CXXThisExpr>(stripped(Argument)) || (Address && Address->getOpcode() == UO_AddrOf);
      if (!Object)
        Base = N.dereference(Base, Argument->getType());
      Path = Path.drop_front();
    }
    return Below(Base, Path);
  }
  }
  return std::nullopt;
}

std::optional<NamedPlace> FactBuilder::borrowed(const CallEnd &E, const CallSite &Site) {
  std::optional<NamedPlace> Of;
  if (E.K == CallEnd::Kind::Variable)
    Of = N.placeOf(E.Variable);
  else if (E.K == CallEnd::Kind::Parameter && E.Index < Site.Arguments.size())
    Of = N.place(Site.Arguments[E.Index]);
  else if (E.K == CallEnd::Kind::Object && Site.Object && !Site.Object->getType()->isPointerType())
    Of = N.place(Site.Object);
  if (Of)
    endsWithStatement(Of->Of);
  return Of;
}

void FactBuilder::endsWithStatement(PlaceId Of) {
  if (P[Of].K != Place::Kind::Temporary)
    return;
  std::vector<PlaceId> &Ending = Temporaries[Body.fullExpression(P[Of].Temporary)];
  if (!llvm::is_contained(Ending, Of))
    Ending.push_back(Of);
}

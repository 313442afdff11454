//===-- BindingFacts.cpp - What is borrowed without a lambda --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/BindingFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/ObjectFacts.h"
#include "checks/engine/facts/TemporaryFacts.h"
#include "checks/engine/syntax/CallableViews.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Whether the closure can change what it refers to by a value of this type.
static bool canWrite(QualType T) {
  if (T->isReferenceType() || T->isPointerType())
    return !T->getPointeeType().isConstQualified();
  QualType Wrapped = firstTypeArgument(T->getAsCXXRecordDecl());
  return Wrapped.isNull() || !Wrapped.isConstQualified();
}

/// Whether a constructor makes a member or a base of this: what that refers to, the whole does, and
/// the place to say so is where the whole is made.
bool BindingFacts::isPart(const Expr &Made) const {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&B.Function);
  return Constructor && llvm::any_of(Constructor->inits(), [&](const CXXCtorInitializer *Init) {
           return stripped(Init->getInit()) == &Made;
         });
}

std::optional<NamedPlace> BindingFacts::referent(const Expr &Value, bool ByReference) {
  if (!ByReference)
    return B.N.behind(&Value);
  const Expr *Bare = stripped(&Value);
  if (isOwnPart(Bare))
    return NamedPlace{B.N.object()};
  if (const auto *Deref = dyn_cast<UnaryOperator>(Bare); Deref && Deref->getOpcode() == UO_Deref)
    return B.N.behind(Deref->getSubExpr());
  return B.N.place(&Value);
}

std::optional<Loan> BindingFacts::loan(CaptureSite At, std::optional<NamedPlace> Of,
                                       llvm::ArrayRef<const Expr *> Beside) {
  if (!Of)
    return std::nullopt;
  const Place &Borrowed = B.P[Of->Of];
  At.BindsObject = Borrowed.K == Place::Kind::Object;
  // Who keeps the connection may end it by that; what is bound beside the object may own it.
  if (At.BindsObject &&
      (B.Body.keepsHandleOf(At.maker()) ||
       llvm::any_of(Beside, [&](const Expr *Other) { return Objects.isProtectedBy(*Other); })))
    return std::nullopt;
  if (Borrowed.Variable && B.Known.isVouchedFor(*Borrowed.Variable))
    return std::nullopt;
  // A view of a closure, such as a `function_ref`: to pass one on only lends.
  const CXXRecordDecl *Temporary =
      Borrowed.Temporary ? Borrowed.Temporary->getType()->getAsCXXRecordDecl() : nullptr;
  if (Temporary && Temporary->hasDefinition() && hasCallOperator(*Temporary))
    return std::nullopt;
  Temporaries.endWithStatement(Of->Of);
  Loan L;
  L.Site = At;
  L.Of = Of->Of;
  L.Element = Of->Element;
  L.Loop = B.Body.loopAround(At.maker());
  L.Writes = canWrite(At.Bound->getType());
  // What is called is not followed: a signal may be the last that it gives.
  L.Signal = SignalUse::Before;
  return L;
}

std::optional<Loan> BindingFacts::argument(const CallSite &Site, unsigned Index, bool Pointers) {
  const Expr *Given = Index < Site.Arguments.size() ? Site.Arguments[Index] : nullptr;
  if (!Given)
    return std::nullopt;
  bool Wrapped = Given->getType()->isRecordType();
  bool Refers = isReferring(Given->getType()) || stripped(Given)->getType()->isArrayType();
  if (!Refers || (!Wrapped && !Pointers))
    return std::nullopt;
  return loan({nullptr, Index, Site.Call, Given}, B.N.behind(Given), Site.Arguments);
}

void BindingFacts::share(const CallSite &Site, unsigned Index, HolderId To) {
  const Expr *Given = Index < Site.Arguments.size() ? Site.Arguments[Index] : nullptr;
  if (!Given || !isCountingPointer(Given->getType()) || !B.canHold(Given))
    return;
  Loan L;
  L.K = Loan::Kind::Owner;
  L.Site = {nullptr, Index, Site.Call, Given};
  B.emit(Fact::borrow(To, B.P.add(std::move(L)), Given->getExprLoc()));
}

/// A closure without state may be called where it was: there is nothing to look at.
static bool isViewedClosure(const CXXRecordDecl *Class) {
  return Class && Class->hasDefinition() && !Class->isEmpty() && hasCallOperator(*Class);
}

void BindingFacts::viewed(const CXXConstructExpr &View) {
  const CXXConstructorDecl *Constructor = View.getConstructor();
  if (!View.getNumArgs() || Constructor->isCopyOrMoveConstructor() || !B.canHold(&View) ||
      !isViewedClosure(View.getArg(0)->getType()->getAsCXXRecordDecl()) ||
      !refersToCallable(View.getType(), B.T) ||
      (!inSystemHeader(*Constructor) && !storesAddress(*Constructor)))
    return;
  std::optional<NamedPlace> Of = B.N.place(View.getArg(0));
  if (!Of || B.P[Of->Of].K != Place::Kind::Temporary)
    return;
  Temporaries.endWithStatement(Of->Of);
  Loan L;
  L.Site = {nullptr, 0, &View, View.getArg(0)};
  L.Of = Of->Of;
  L.Loop = B.Body.loopAround(&View);
  L.Signal = SignalUse::Before;
  B.emit(Fact::borrow(B.N.value(&View), B.P.add(std::move(L)), View.getExprLoc()));
}

std::optional<Loan> BindingFacts::passed(const Transfer &Moved, const CallSite &Site) {
  unsigned Index = Moved.From.Index;
  const Expr *Given = Site.Arguments[Index];
  bool Here = !Moved.Site.Binder || Moved.From.Behind;
  std::optional<NamedPlace> Of = Moved.From.Behind ? B.N.behind(Given)
                                 : Here            ? referent(*Given, /*ByReference=*/true)
                                                   : B.N.place(Given);
  CaptureSite At = Moved.Site;
  if (Here)
    At = {nullptr, Index, isPart(*Site.Call) ? nullptr : Site.Call, Given};
  std::optional<Loan> L = loan(At, Of, Site.Arguments);
  if (!L)
    return std::nullopt;
  L->Element |= Moved.Element;
  L->Writes = Moved.Writes;
  L->Inner = Moved.Inner;
  if (Here)
    return L;
  L->Call = Site.Call->getExprLoc();
  if (Index < Site.Callee->getNumParams())
    L->Inner.push_back({Step::Kind::Bound, Site.Callee->getParamDecl(Index)->getNameAsString(),
                        Given->getExprLoc()});
  return L;
}

void BindingFacts::member(HolderId Whole, const FieldDecl &Member, const Expr &Value,
                          const Expr *Binder, unsigned Index) {
  bool ByReference = Member.getType()->isReferenceType();
  if (!ByReference && !isReferring(Member.getType()))
    return;
  std::optional<NamedPlace> Of = referent(Value, ByReference);
  // A part of the object that points at another part is no closure over it.
  if (Of && B.P[Of->Of].K == Place::Kind::Object && B.P.Holders[Whole].R.K == Root::Kind::This)
    return;
  std::optional<Loan> L = loan({nullptr, Index, Binder, &Value}, Of, {});
  if (!L)
    return;
  L->Writes = canWrite(Member.getType());
  B.emit(
      Fact::borrow(B.P.Holders.below(Whole, &Member), B.P.add(std::move(*L)), Value.getExprLoc()));
}

void BindingFacts::list(const Expr &Whole, llvm::ArrayRef<const Expr *> Parts) {
  const CXXRecordDecl *Record = Whole.getType()->getAsCXXRecordDecl();
  if (Record && Record->hasDefinition() && isFunctor(*Record))
    parts(B.N.value(&Whole), *Record, Whole, Parts);
}

/// The members that the list names, and those of members that are lists themselves.
void BindingFacts::parts(HolderId To, const CXXRecordDecl &Record, const Expr &Whole,
                         llvm::ArrayRef<const Expr *> Parts) {
  if (!Record.isAggregate() || Record.getNumBases())
    return;
  unsigned Index = 0;
  for (const FieldDecl *Field : Record.fields()) {
    if (Index == Parts.size())
      return;
    const Expr *Part = Parts[Index];
    const CXXRecordDecl *Inner = Field->getType()->getAsCXXRecordDecl();
    const auto *List = Part ? dyn_cast<InitListExpr>(stripped(Part)) : nullptr;
    if (List && Inner && Inner->hasDefinition() && !isFunctor(*Inner))
      parts(B.P.Holders.below(To, Field), *Inner, *List, List->inits());
    else if (Part)
      member(To, *Field, *Part, isPart(Whole) ? nullptr : &Whole, Index);
    ++Index;
  }
}

void BindingFacts::initializer(const CXXCtorInitializer &Init) {
  const FieldDecl *Field = Init.getMember();
  if (Field && isFunctor(*cast<CXXRecordDecl>(Field->getParent())))
    member(B.N.thisObject(), *Field, *Init.getInit(), nullptr, Field->getFieldIndex());
}

void BindingFacts::assignment(const Expr &Target, const Expr &Value) {
  const auto *Member = dyn_cast<MemberExpr>(stripped(&Target));
  const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  const auto *Class = Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  if (!Class || !isReferring(Field->getType()) || !isFunctor(*Class))
    return;
  std::optional<NamedHolder> Whole =
      Member->isArrow() ? B.N.pointee(Member->getBase()) : B.N.holder(Member->getBase());
  if (!Whole)
    return;
  bool Only = llvm::all_of(Class->fields(), [&](const FieldDecl *Other) {
    return Other == Field || !isReferring(Other->getType());
  });
  HolderId Old = Only ? Whole->Holder : B.P.Holders.below(Whole->Holder, Field);
  if (Whole->Exact)
    B.emit(Fact::drop(Old, Target.getExprLoc()));
  member(Whole->Holder, *Field, Value, nullptr, Field->getFieldIndex());
}

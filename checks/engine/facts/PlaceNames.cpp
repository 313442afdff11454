//===-- PlaceNames.cpp - Which place an expression lies in ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/Names.h"
#include "checks/engine/syntax/FirstObject.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Without parentheses and conversions of the lvalue, down to the temporary if there is one.
static const Expr *lvalueIn(const Expr *E) {
  for (;;) {
    if (const auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    else if (const auto *Whole = dyn_cast<FullExpr>(E))
      E = Whole->getSubExpr();
    else if (isa<ImplicitCastExpr, CXXStaticCastExpr>(E))
      E = cast<CastExpr>(E)->getSubExpr();
    else
      return E;
  }
}

/// `const T &` and `T &&` of something that is passed around as a value.
static bool bindsTemporaries(QualType Reference) {
  QualType Referred = Reference.getNonReferenceType();
  if (!Reference->isRValueReferenceType() && !Referred.isConstQualified())
    return false;
  const CXXRecordDecl *Record = Referred->getAsCXXRecordDecl();
  // Of a template that nothing has needed so far, what is written of it.
  if (const auto *Of = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Record);
      Of && !Of->hasDefinition())
    Record = Of->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  if (!Record || !Record->hasDefinition())
    return !Referred->isRecordType();
  bool Copied = Record->needsImplicitCopyConstructor()
                    ? !Record->defaultedCopyConstructorIsDeleted()
                    : llvm::any_of(Record->ctors(), [](const CXXConstructorDecl *C) {
                        return C->isCopyConstructor() && !C->isDeleted();
                      });
  return Copied && !Record->isPolymorphic();
}

PlaceId Names::storage(const ValueDecl *V) {
  const CXXMethodDecl *Closure = closureThatCopied(V);
  auto [It, New] = Storage.try_emplace({V, Closure}, PlaceId());
  if (!New)
    return It->second;
  Place Of;
  Of.Variable = V;
  Of.Closure = Closure;
  Of.Name = V->getNameAsString();
  Of.Loop = Body.loopOf(V);
  if (Closure)
    Of.K = Place::Kind::ClosureState;
  else if (isForeign(V))
    Of.K = Place::Kind::Enclosing;
  else if (isa<ParmVarDecl>(V))
    Of.K = V->getType()->isReferenceType() ? Place::Kind::Caller : Place::Kind::Parameter;
  Of.BindsTemporaries = Of.K == Place::Kind::Caller && bindsTemporaries(V->getType());
  if (const auto *Variable = dyn_cast<VarDecl>(V);
      Variable && Variable->isImplicit() && !isa<ParmVarDecl>(V) && !V->isInitCapture())
    Of.Name.clear(); // the hidden range of a range-for
  return It->second = P.add(std::move(Of));
}

std::optional<PlaceId> Names::known(const ValueDecl *V) const {
  auto It = Storage.find({V, nullptr});
  return It == Storage.end() ? std::nullopt : std::optional(It->second);
}

PlaceId Names::temporary(const Expr *E) {
  auto [It, New] = Temporaries.try_emplace(E, PlaceId());
  if (New) {
    Place Of;
    Of.K = Place::Kind::Temporary;
    Of.Temporary = E;
    It->second = P.add(std::move(Of));
  }
  return It->second;
}

PlaceId Names::object() {
  if (!Object) {
    Place Of;
    Of.K = Place::Kind::Object;
    Of.Name = "this";
    Object = P.add(std::move(Of));
  }
  return Object;
}

PlaceId Names::ownMember(const FieldDecl *Member) {
  auto [It, New] = OwnMembers.try_emplace(Member, PlaceId());
  if (New) {
    Place Of;
    Of.K = Place::Kind::Object;
    Of.Variable = Member;
    Of.Name = Member->getNameAsString();
    It->second = P.add(std::move(Of));
  }
  return It->second;
}

PlaceId Names::owned(const VarDecl *Owner) {
  auto [It, New] = Owned.try_emplace(Owner, PlaceId());
  if (New) {
    Place Of;
    Of.Variable = Owner;
    Of.Name = Owner->getNameAsString();
    Of.Loop = Body.loopOf(Owner);
    It->second = P.add(std::move(Of));
  }
  return It->second;
}

std::optional<PlaceId> Names::knownOwned(const ValueDecl *Owner) const {
  auto It = Owned.find(Owner);
  return It == Owned.end() ? std::nullopt : std::optional(It->second);
}

std::optional<NamedPlace> Names::placeOf(const ValueDecl *V) {
  if (const auto *Part = dyn_cast<BindingDecl>(V)) {
    // `std::tuple<int &>`: the part refers to something else.
    if (Part->getType().isNull() || Part->getType()->isReferenceType())
      return std::nullopt;
    const auto *Whole = dyn_cast<VarDecl>(Part->getDecomposedDecl());
    return Whole ? placeOf(Whole) : std::nullopt;
  }
  const auto *Variable = dyn_cast<VarDecl>(V);
  if (!Variable || Variable->hasGlobalStorage())
    return std::nullopt;
  if (!V->getType()->isReferenceType() || isa<ParmVarDecl>(V) || Body.isCaught(Variable))
    return NamedPlace{storage(V)};
  const Expr *Init = Variable->getInit();
  if (!Init)
    return std::nullopt;
  // The temporary lives as long as the reference that it is bound to.
  if (const auto *Extended = dyn_cast<MaterializeTemporaryExpr>(lvalueIn(Init));
      Extended && Extended->getExtendingDecl())
    return NamedPlace{storage(V)};
  return place(Init);
}

std::optional<NamedPlace> Names::element(const Expr *Container) {
  const Expr *E = stripped(Container);
  QualType Type = E->getType();
  if (!Type->isArrayType() && !T.isOwner(Type))
    return std::nullopt;
  std::optional<NamedPlace> Found = place(E);
  if (Found && !Type->isArrayType())
    Found->Element = true;
  // An element that outlives a move of its container is not worth a guess.
  if (Found && Found->Element && Body.isMoved(P[Found->Of].Variable))
    return std::nullopt;
  return Found;
}

std::optional<NamedPlace> Names::place(const Expr *E) {
  if (Depth > 16)
    return std::nullopt;
  ++Depth;
  std::optional<NamedPlace> Found;
  const Expr *Bare = lvalueIn(E);
  if (isa<MaterializeTemporaryExpr>(Bare)) {
    const auto *Temporary = cast<MaterializeTemporaryExpr>(Bare);
    if (const ValueDecl *Extending = Temporary->getExtendingDecl())
      Found = NamedPlace{storage(Extending)};
    else if (Body.fullExpression(Temporary))
      Found = NamedPlace{temporary(Temporary)};
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare)) {
    Found = placeOf(Ref->getDecl());
  } else if (const auto *Member = dyn_cast<MemberExpr>(Bare)) {
    if (isa<FieldDecl>(Member->getMemberDecl()) &&
        !Member->getMemberDecl()->getType()->isReferenceType() && !Member->isArrow())
      Found = place(Member->getBase());
  } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Bare)) {
    Found = element(Subscript->getBase());
  } else if (const auto *Deref = dyn_cast<UnaryOperator>(Bare);
             Deref && Deref->getOpcode() == UO_Deref) {
    // The hidden iterator of a range-for over an array.
    if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Deref->getSubExpr())))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && V->isImplicit() && V->getInit())
        Found = stripped(V->getInit())->getType()->isArrayType() ? element(V->getInit())
                                                                 : place(V->getInit());
  } else if (const auto *Call = dyn_cast<CallExpr>(Bare)) {
    Found = callPlace(Call);
  }
  --Depth;
  return Found;
}

std::optional<NamedPlace> Names::callPlace(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || (!Call->getNumArgs() && !isa<CXXMemberCallExpr>(Call)))
    return std::nullopt;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    if (Operator->getOperator() == OO_Subscript)
      return element(Operator->getArg(0));
    // The hidden iterator of a range-for: an element of what it walks.
    if (Operator->getOperator() == OO_Star)
      if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Operator->getArg(0))))
        if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && V->isImplicit() && V->getInit())
          return place(stripped(V->getInit()));
    return std::nullopt;
  }
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call)) {
    const Expr *Object = Method->getImplicitObjectArgument();
    if (const Expr *First = firstObject(Call); First != Call)
      return First->getType()->isPointerType() ? std::nullopt : place(First);
    if (Object->getType()->isPointerType() || isa<CXXConversionDecl>(Callee))
      return std::nullopt;
    return element(Object);
  }
  switch (T.known().accessOf(*Callee)) {
  case Access::Same:
    return place(Call->getArg(0));
  case Access::Part:
    return takesReference(*Call) ? std::nullopt : element(Call->getArg(0));
  case Access::Own:
  case Access::Elsewhere:
  case Access::None:
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<NamedPlace> Names::behind(const Expr *Value) {
  const Expr *E = stripped(Value);
  if (const Expr *Of = referredBy(E))
    return isOwnPart(Of) ? NamedPlace{object()} : place(Of);
  const Expr *Source = nullptr;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() == 1)
    Source = Construct->getArg(0);
  else if (const auto *Call = dyn_cast<CallExpr>(E);
           Call && Call->getNumArgs() && Call->getDirectCallee() &&
           T.known().accessOf(*Call->getDirectCallee()) == Access::Same)
    Source = Call->getArg(0);
  if (Source && isReferring(Source->getType()) && Depth < 16) {
    ++Depth;
    std::optional<NamedPlace> Found = behind(Source);
    --Depth;
    return Found;
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && isReferring(V->getType()) && !isForeign(V) ? behind(*V) : std::nullopt;
}

/// What a pointer parameter points at is the caller's; a local points at what it is made of, if it
/// stays with that.
std::optional<NamedPlace> Names::behind(const VarDecl &Pointer) {
  if (Body.isReassigned(&Pointer) || Pointer.hasGlobalStorage())
    return std::nullopt;
  if (!isa<ParmVarDecl>(Pointer)) {
    if (!Pointer.getInit() || Depth > 16)
      return std::nullopt;
    ++Depth;
    std::optional<NamedPlace> Found = behind(Pointer.getInit());
    --Depth;
    return Found;
  }
  auto [It, New] = Pointees.try_emplace(&Pointer, PlaceId());
  if (New) {
    Place Of;
    Of.K = Place::Kind::Caller;
    Of.Variable = &Pointer;
    Of.Behind = true;
    Of.Name = Pointer.getNameAsString();
    It->second = P.add(std::move(Of));
  }
  return NamedPlace{It->second};
}

//===-- Origins.cpp - What a view refers to, from an expression -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Finder.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Shape.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace closure;

/// A global lives on, but what it owns may end.
static bool isChangingGlobal(const VarDecl &V) {
  return V.getType()->isRecordType() && !V.getType().isConstQualified() && !V.isConstexpr();
}

/// The local or parameter itself, or what a reference was bound to.
Origins Finder::variable(const ValueDecl *D) {
  if (const auto *Part = dyn_cast<BindingDecl>(D)) {
    if (const VarDecl *Held = Part->getHoldingVar())
      return Held->getInit() ? lvalue(Held->getInit()) : Origins();
    return Part->getBinding() ? lvalue(Part->getBinding()) : Origins();
  }
  const auto *Variable = dyn_cast<VarDecl>(D);
  if (!Variable || (Variable->hasGlobalStorage() && !isChangingGlobal(*Variable)))
    return {};
  // What a handler catches ends with the handler, by reference as well.
  if (!Variable->getType()->isReferenceType() || isa<ParmVarDecl>(Variable) ||
      (Body ? Body->isCaught(Variable) : Variable->isExceptionVariable()))
    return {originOf(Origin::Kind::Variable, Variable)};
  const Expr *Init = Variable->getInit();
  return Init ? lvalue(Init) : Origins();
}

/// The value of a variable that is a view.
Origins Finder::loaded(const VarDecl *D) {
  if (D->hasGlobalStorage() || !V.refers(D->getType()))
    return {};
  if (D->getType()->isReferenceType() && !isa<ParmVarDecl>(D)) {
    const auto *Ref = D->getInit() ? dyn_cast<DeclRefExpr>(stripped(D->getInit())) : nullptr;
    const auto *Of = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Of || !V.gathers(D->getType()))
      return Of ? loaded(Of) : Origins();
  }
  if (isa<ParmVarDecl>(D) && V.pointsAtViews(D->getType()))
    return {};
  if (isa<ParmVarDecl>(D)) {
    // The array of a list that is passed dies with the call.
    const CXXRecordDecl *Record = D->getType()->getAsCXXRecordDecl();
    bool List = Record && Record->isInStdNamespace() && Record->getName() == "initializer_list";
    return {originOf(List ? Origin::Kind::Variable : Origin::Kind::Behind, D)};
  }
  bool Filled = Body && llvm::any_of(Body->givenTo(D),
                                     [&](const CallExpr *Call) { return V.fills(*Call, *D); });
  if (Body && (Filled || !Body->assigned(D).empty() || !Body->partsGiven(D).empty() ||
               V.gathers(D->getType()) || V.pointsAtViews(D->getType())))
    return {originOf(Origin::Kind::View, D)};
  const Expr *Init = D->getInit();
  if (!Init && Body)
    return {};
  // What a raw pointer was made to own ends by its name.
  if (makesRawOwner(Init) && D->getType()->isPointerType()) {
    Origin O = originOf(Origin::Kind::Variable, D);
    O.Part = ViewPart::Element, O.OnHeap = true;
    return {O};
  }
  Origins Found = Body ? value(Init) : V.everGiven(*D);
  // One that goes through a container leads to each element in turn.
  if (D->isImplicit() || (Body && Body->isReassigned(D)))
    for (Origin &O : Found)
      if (O.Element == V.firstElement() || O.Element == V.lastElement())
        O.Element = nullptr;
  return Found;
}

/// From here on it leads to one element or another.
void Finder::moves(Origins &Of) const {
  for (Origin &O : Of)
    if (O.Element == V.firstElement() || O.Element == V.lastElement())
      O.Element = &V;
}

/// What an iterator or a pointer points at.
Origins Finder::pointed(Origins Of) const {
  for (Origin &O : Of)
    if (O.Part == ViewPart::Iterator)
      O.Part = ViewPart::Element;
  return Of;
}

/// The member of `*this` that the expression names; or null.
static const FieldDecl *ownField(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(stripped(E));
  bool Own = Member && isa<CXXThisExpr>(stripped(Member->getBase()));
  return Own ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
}

/// `weak.lock()`: as far as this code knows, nobody else keeps the object.
static bool isLocked(const Expr &Owner) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(stripped(&Owner));
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->getDeclName().isIdentifier() && Method->getName() == "lock" &&
         qualifiedName(*Method->getParent()) == "std::weak_ptr";
}

Origins Finder::elements(const Expr *Owner, QualType Type, bool Iterator) {
  Owning How = owningOf(Type, T);
  if (How == Owning::Shared) {
    // Of several owners, each keeps it.
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Owner));
    const auto *Of = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const FieldDecl *Field = ownField(Owner);
    if (Field ? !V.isSoleShare(*Field)
        : Ref ? !Of || isa<ParmVarDecl>(Of) || !Of->hasLocalStorage() ||
                    (Body && !Body->isNeverShared(Of)) || !isMadeAnew(Of->getInit())
              : Owner->isLValue() || !(isMadeAnew(Owner) || isLocked(*Owner)))
      return {};
  }
  Origin Inner;
  Inner.Part = Iterator ? ViewPart::Iterator : ViewPart::Element;
  Inner.OnHeap = How != Owning::Inside;
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  // An array and its like have their elements for as long as they live themselves.
  if (How == Owning::Inside && Record &&
      (Record->getName() == "array" || Record->getName() == "pair" || Record->getName() == "tuple"))
    Inner.Part = ViewPart::Whole;
  Origins Found = Owner->getType()->isPointerType() ? pointed(value(Owner)) : lvalue(Owner);
  for (Origin &O : Found)
    O = Views::composed(O, Inner);
  return Found;
}

Origins Finder::field(const MemberExpr &Member) {
  const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
  if (!Field || Field->getType()->isReferenceType())
    return {};
  Origins Found = Member.isArrow() ? pointed(value(Member.getBase())) : lvalue(Member.getBase());
  for (Origin &O : Found)
    if (O.Part == ViewPart::Whole && O.K != Origin::Kind::View && O.Path.size() < 4)
      O.Path.push_back(Field);
    else if (O.Part != ViewPart::Whole && (!O.Member || O.Deep))
      O.Member = Field;
  return Found;
}

Origins Finder::lvalue(const Expr *E) {
  if (!E || Depth > 24)
    return {};
  llvm::SaveAndRestore<unsigned> In(Depth, Depth + 1);
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E)) {
    if (const ValueDecl *Extending = Temporary->getExtendingDecl())
      return {originOf(Origin::Kind::Variable, Extending)};
    Origin O = originOf(Origin::Kind::Temporary);
    O.Temporary = Temporary;
    return {O};
  }
  if (const auto *Paren = dyn_cast<ParenExpr>(E))
    return lvalue(Paren->getSubExpr());
  if (const auto *Whole = dyn_cast<FullExpr>(E))
    return lvalue(Whole->getSubExpr());
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
    return lvalue(Bound->getSubExpr());
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return Cast->getSubExpr()->isGLValue() || isa<ExplicitCastExpr>(Cast)
               ? lvalue(Cast->getSubExpr())
               : Origins();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return variable(Ref->getDecl());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return field(*Member);
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return pointed(value(Subscript->getBase()));
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref) {
      if (isa<CXXThisExpr>(Unary->getSubExpr()->IgnoreParenImpCasts()))
        return {originOf(Origin::Kind::Object)};
      return pointed(value(Unary->getSubExpr()));
    }
    return lvalue(Unary->getSubExpr());
  }
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E))
    return either(Choice->getTrueExpr(), Choice->getFalseExpr(), true);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->isAssignmentOp() ? lvalue(Binary->getLHS())
           : Binary->isCommaOp()    ? lvalue(Binary->getRHS())
                                    : Origins();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return call(*Call, /*ByReference=*/true);
  return {};
}

Origins Finder::value(const Expr *E) {
  if (!E || Depth > 24)
    return {};
  llvm::SaveAndRestore<unsigned> In(Depth, Depth + 1);
  if (isa<CXXThisExpr>(E))
    return {originOf(Origin::Kind::Object)};
  if (const auto *Paren = dyn_cast<ParenExpr>(E))
    return value(Paren->getSubExpr());
  if (const auto *Whole = dyn_cast<FullExpr>(E))
    return value(Whole->getSubExpr());
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    return value(Temporary->getSubExpr());
  if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(E))
    return value(Bound->getSubExpr());
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    if (Cast->getCastKind() == CK_ArrayToPointerDecay)
      return lvalue(Cast->getSubExpr());
    if (Cast->getCastKind() == CK_FunctionToPointerDecay || Cast->getCastKind() == CK_NullToPointer)
      return {};
    return value(Cast->getSubExpr());
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl()))
      return part(*Part);
    const auto *D = dyn_cast<VarDecl>(Ref->getDecl());
    return D ? loaded(D) : Origins();
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return stored(*Member);
  if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf)
      return pointed(lvalue(Unary->getSubExpr()));
    return Unary->isIncrementDecrementOp() ? value(Unary->getSubExpr()) : Origins();
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isCommaOp())
      return value(Binary->getRHS());
    if (Binary->isAssignmentOp())
      return value(Binary->getOpcode() == BO_Assign ? Binary->getRHS() : Binary->getLHS());
    for (const Expr *Side : {Binary->getLHS(), Binary->getRHS()})
      if (Binary->isAdditiveOp() && Side->getType()->isPointerType()) {
        Origins Found = value(Side);
        moves(Found);
        return Found;
      }
    return {};
  }
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(E))
    return either(Choice->getTrueExpr(), Choice->getFalseExpr(), false);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return construct(*Construct);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return list(*List);
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
    return lvalue(List->getSubExpr());
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return call(*Call, /*ByReference=*/false);
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(E))
    return value(Default->getExpr());
  return {}; // what a member or an element refers to, nobody knows
}

Origins Views::ofValue(const Expr *E, const Shape *Body) { return Finder(*this, Body).value(E); }
Origins Views::ofLvalue(const Expr *E, const Shape *Body) { return Finder(*this, Body).lvalue(E); }

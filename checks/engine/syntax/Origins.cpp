//===-- Origins.cpp - What a view refers to, from an expression -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Shape.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/TypeLoc.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace closure;

namespace {

/// Follows one expression.
class Finder {
public:
  Finder(Views &V, const Shape *Body) : V(V), T(V.types()), Body(Body) {}

  Origins value(const Expr *E);
  Origins lvalue(const Expr *E);

private:
  Origins variable(const ValueDecl *D);
  Origins loaded(const VarDecl *D);
  Origins field(const MemberExpr &Member);
  Origins stored(const MemberExpr &Member);
  Origins foundBy(const CXXMemberCallExpr &Call, QualType Part);
  Origins pointed(Origins Of) const;
  Origins elements(const Expr *Owner, QualType Type, bool Iterator);
  Origins construct(const CXXConstructExpr &Construct);
  Origins list(const InitListExpr &List);
  Origins call(const CallExpr &Call, bool ByReference);
  Origins ofOperand(const Expr *Operand);
  Origins member(const Expr *Object, const CallExpr &Call, const FunctionDecl &Callee,
                 Arguments Given, bool ByReference);
  Origins library(const CallExpr &Call, bool ByReference);
  Origins told(const FunctionDecl &Callee, const Expr *Object, Arguments Given, bool ByReference);
  Origins either(const Expr *A, const Expr *B, bool ByReference) {
    return joined(ByReference ? lvalue(A) : value(A), ByReference ? lvalue(B) : value(B));
  }
  /// Declared to be a view, in the code or by a model.
  bool isViewClass(const CXXRecordDecl &Record) const {
    return Record.hasAttr<PointerAttr>() || T.known().isView(qualifiedName(Record));
  }
  static Origins joined(Origins A, Origins B) {
    static constexpr size_t Most = 8;
    for (Origin &O : B)
      if (A.size() < Most)
        A.push_back(std::move(O));
    return A;
  }

  Views &V;
  Types &T;
  const Shape *Body;
  unsigned Depth = 0;
};

} // namespace

static Origin originOf(Origin::Kind K, const ValueDecl *V = nullptr) {
  Origin O;
  O.K = K, O.V = V;
  return O;
}

/// The local or parameter itself, or what a reference was bound to.
Origins Finder::variable(const ValueDecl *D) {
  if (const auto *Part = dyn_cast<BindingDecl>(D)) {
    if (const VarDecl *Held = Part->getHoldingVar())
      return Held->getInit() ? lvalue(Held->getInit()) : Origins();
    return Part->getBinding() ? lvalue(Part->getBinding()) : Origins();
  }
  const auto *Variable = dyn_cast<VarDecl>(D);
  if (!Variable || Variable->hasGlobalStorage())
    return {};
  if (!Variable->getType()->isReferenceType() || isa<ParmVarDecl>(Variable))
    return {originOf(Origin::Kind::Variable, Variable)};
  const Expr *Init = Variable->getInit();
  return Init ? lvalue(Init) : Origins();
}

/// The value of a variable that is a view.
Origins Finder::loaded(const VarDecl *D) {
  if (D->hasGlobalStorage() || !V.isView(D->getType()))
    return {};
  if (D->getType()->isReferenceType() && !isa<ParmVarDecl>(D)) {
    const auto *Ref = D->getInit() ? dyn_cast<DeclRefExpr>(stripped(D->getInit())) : nullptr;
    const auto *Of = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return Of ? loaded(Of) : Origins();
  }
  if (isa<ParmVarDecl>(D)) {
    // The array of a list that is passed dies with the call.
    const CXXRecordDecl *Record = D->getType()->getAsCXXRecordDecl();
    bool List = Record && Record->isInStdNamespace() && Record->getName() == "initializer_list";
    return {originOf(List ? Origin::Kind::Variable : Origin::Kind::Behind, D)};
  }
  if (Body && !Body->assigned(D).empty())
    return {originOf(Origin::Kind::View, D)};
  const Expr *Init = D->getInit();
  if (!Init)
    return {};
  // What a raw pointer was made to own ends by its name.
  if (isa<CXXNewExpr>(stripped(Init)) && D->getType()->isPointerType()) {
    Origin O = originOf(Origin::Kind::Variable, D);
    O.Part = ViewPart::Element, O.OnHeap = true;
    return {O};
  }
  return value(Init);
}

/// What an iterator or a pointer points at.
Origins Finder::pointed(Origins Of) const {
  for (Origin &O : Of)
    if (O.Part == ViewPart::Iterator)
      O.Part = ViewPart::Element;
  return Of;
}

Origins Finder::elements(const Expr *Owner, QualType Type, bool Iterator) {
  Owning How = owningOf(Type, T);
  if (How == Owning::Shared) {
    // Of several owners, each keeps it.
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Owner));
    const auto *Of = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Ref ? !Of || isa<ParmVarDecl>(Of) || !Of->hasLocalStorage() ||
                  (Body && !Body->isNeverShared(Of)) || !isMadeAnew(Of->getInit())
            : Owner->isLValue() || !isMadeAnew(Owner))
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
  return Found;
}

/// `auto [it, is] = set.insert(x)`: an iterator among what a method of an owner returns.
Origins Finder::foundBy(const CXXMemberCallExpr &Call, QualType Part) {
  const Expr *Object = Call.getImplicitObjectArgument();
  bool Inside = isIteratorType(Part) && Call.getMethodDecl() &&
                inStandardLibrary(*Call.getMethodDecl()) && !Object->getType()->isPointerType() &&
                owningOf(Object->getType(), T) == Owning::Heap;
  return Inside ? elements(Object, Object->getType(), /*Iterator=*/true) : Origins();
}

/// What a member of a local refers to, where the list that makes the local tells.
Origins Finder::stored(const MemberExpr &Member) {
  const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
  const auto *Ref = dyn_cast<DeclRefExpr>(Member.getBase()->IgnoreParenImpCasts());
  const auto *Whole = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Field || !Whole || Whole->hasGlobalStorage() || !Whole->getInit() ||
      !V.isView(Field->getType()) || (Body && !Body->assigned(Whole).empty()))
    return {};
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(stripped(Whole->getInit())))
    return foundBy(*Call, Field->getType());
  const auto *List = dyn_cast<InitListExpr>(stripped(Whole->getInit()));
  const CXXRecordDecl *Record = List ? List->getType()->getAsCXXRecordDecl() : nullptr;
  unsigned I = Field->getFieldIndex() + (Record ? Record->getNumBases() : 0);
  return Record && I < List->getNumInits() ? value(List->getInit(I)) : Origins();
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
    if (const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl())) {
      const auto *Whole = dyn_cast_or_null<VarDecl>(Part->getDecomposedDecl());
      const auto *Made = Whole && Whole->getInit()
                             ? dyn_cast<CXXMemberCallExpr>(stripped(Whole->getInit()))
                             : nullptr;
      return Made ? foundBy(*Made, Part->getType()) : Origins();
    }
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
      if (Binary->isAdditiveOp() && Side->getType()->isPointerType())
        return value(Side);
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

Origins Finder::list(const InitListExpr &List) {
  if (!V.isView(List.getType()))
    return {};
  if (List.getNumInits() == 1 && List.isTransparent())
    return value(List.getInit(0));
  Origins Found;
  const CXXRecordDecl *Record = List.getType()->getAsCXXRecordDecl();
  if (!Record)
    return List.getNumInits() == 1 ? value(List.getInit(0)) : Found;
  unsigned I = Record->getNumBases();
  for (const FieldDecl *Field : Record->fields()) {
    if (I >= List.getNumInits())
      break;
    const Expr *Init = List.getInit(I++);
    if (Field->getType()->isReferenceType())
      Found = joined(std::move(Found), lvalue(Init));
    else if (V.isView(Field->getType()))
      Found = joined(std::move(Found), value(Init));
  }
  return Found;
}

/// The operand of a construction or a call that makes a view of what it is given.
Origins Finder::ofOperand(const Expr *Operand) {
  QualType Type = Operand->getType();
  if (V.isView(Type))
    return value(Operand);
  Owning How = owningOf(Type, T);
  if (How != Owning::No && How != Owning::Shared)
    return elements(Operand, Type, /*Iterator=*/false);
  return Type->isArrayType() ? lvalue(Operand) : Origins();
}

Origins Finder::construct(const CXXConstructExpr &Construct) {
  const CXXConstructorDecl &Callee = *Construct.getConstructor();
  if (!Construct.getNumArgs() || !V.isView(Construct.getType()))
    return {};
  if (Callee.isCopyOrMoveConstructor())
    return value(Construct.getArg(0));
  Arguments Given{Construct.getArgs(), Construct.getNumArgs()};
  Origins Found;
  if (!inSystemHeader(Callee)) // an attribute is above what the body shows
    if (Found = told(Callee, nullptr, Given, false); !Found.empty())
      return Found;
  if (inSystemHeader(Callee) || isViewClass(*Callee.getParent())) {
    bool Wrapper = Callee.getParent()->getName() == "reference_wrapper";
    for (const Expr *Argument : Given)
      Found = joined(std::move(Found), Wrapper ? lvalue(Argument) : ofOperand(Argument));
    return Found;
  }
  // What the members of a class of the user's are made of.
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition))
    return Found;
  for (const CXXCtorInitializer *Init : cast<CXXConstructorDecl>(Definition)->inits()) {
    const FieldDecl *Field = Init->getMember();
    if (!Field || (!Field->getType()->isReferenceType() && !V.isView(Field->getType())))
      continue;
    for (const Origin &Inner : Field->getType()->isReferenceType() ? V.ofLvalue(Init->getInit())
                                                                   : V.ofValue(Init->getInit()))
      Found = joined(std::move(Found), V.inCall(Inner, nullptr, Given, Body));
  }
  return Found;
}

/// `[[clang::lifetimebound]]` after the parameters of a method.
static bool objectIsBound(const FunctionDecl &F) {
  const TypeSourceInfo *Info = F.getTypeSourceInfo();
  if (!Info)
    return false;
  AttributedTypeLoc Attributed;
  for (TypeLoc L = Info->getTypeLoc(); (Attributed = L.getAsAdjusted<AttributedTypeLoc>());
       L = Attributed.getModifiedLoc())
    if (Attributed.getAttrAs<LifetimeBoundAttr>())
      return true;
  return false;
}

/// What the declaration, a model or the body says of the result.
Origins Finder::told(const FunctionDecl &Callee, const Expr *Object, Arguments Given,
                     bool ByReference) {
  Origins Found;
  auto Bind = [&](const Expr *Operand, bool IsView) {
    Origin Inside;
    Inside.Part = ViewPart::Owned, Inside.OnHeap = true;
    bool Pointer = Operand->getType()->isPointerType();
    Origins Of = IsView || Pointer ? value(Operand) : lvalue(Operand);
    for (Origin &O : Of) {
      if (!IsView && !ByReference)
        O = Views::composed(O, Inside);
      Found.push_back(std::move(O));
    }
  };
  ViewOf Told = T.known().viewOf(Callee);
  if (Object && (Told.Object || objectIsBound(Callee)))
    Bind(Object, V.isView(Object->getType()) && !Object->getType()->isPointerType());
  for (unsigned I = 0; I != Callee.getNumParams() && I != Given.size(); ++I)
    if (Told.Parameter == I || llvm::any_of(Callee.redecls(), [&](const FunctionDecl *D) {
          return D->getParamDecl(I)->hasAttr<LifetimeBoundAttr>();
        }))
      Bind(Given[I], V.isView(Callee.getParamDecl(I)->getType()));
  if (Found.empty())
    for (const Origin &Inner : V.returnedBy(Callee))
      Found = joined(std::move(Found), V.inCall(Inner, Object, Given, Body));
  return Found;
}

Origins Finder::member(const Expr *Object, const CallExpr &Call, const FunctionDecl &Callee,
                       Arguments Given, bool ByReference) {
  // Of the class itself, not of a base.
  while (const auto *Cast = dyn_cast<ImplicitCastExpr>(Object))
    if (Cast->getCastKind() == CK_DerivedToBase || Cast->getCastKind() == CK_UncheckedDerivedToBase)
      Object = Cast->getSubExpr();
    else
      break;
  QualType Type = Object->getType();
  bool Arrow = Type->isPointerType();
  if (Arrow)
    Type = Type->getPointeeType();
  if (Owning How = owningOf(Type, T); How != Owning::No) {
    // What is appended to is itself returned.
    const CXXRecordDecl *Returned = Call.getType()->getAsCXXRecordDecl();
    if (ByReference && Returned && Type->getAsCXXRecordDecl() == Returned)
      return Arrow ? pointed(value(Object)) : lvalue(Object);
    if (T.known().givesUp(cast<CXXMethodDecl>(Callee)))
      return {};
    Origins Found = elements(Object, Type, isIteratorType(Call.getType()));
    const void *Key = Given.size() == 1 ? V.keyOf(*Given[0]) : nullptr;
    for (Origin &O : Found)
      if (!O.Element)
        O.Element = Key ? Key : &Call;
    return Found;
  }
  if (!Arrow && V.isView(Type)) {
    if (inSystemHeader(Callee) || isViewClass(*cast<CXXMethodDecl>(Callee).getParent()))
      return ByReference ? pointed(value(Object)) : value(Object);
  }
  return told(Callee, Object, Given, ByReference);
}

/// A function of the standard library that is no method.
Origins Finder::library(const CallExpr &Call, bool ByReference) {
  QualType Result = Call.getType().getCanonicalType().getUnqualifiedType();
  Origins Found;
  Origins Alike;
  for (const Expr *Argument : Call.arguments()) {
    QualType Type = Argument->getType().getCanonicalType().getUnqualifiedType();
    Origins Of;
    if (V.isView(Type))
      Of = value(Argument);
    else if (ByReference && Type == Result)
      Of = lvalue(Argument);
    else if (Owning How = owningOf(Type, T); How != Owning::No && How != Owning::Shared)
      Of = elements(Argument, Type, isIteratorType(Result));
    else if (Type->isArrayType())
      Of = lvalue(Argument);
    if (Type == Result)
      Alike = joined(std::move(Alike), Of);
    Found = joined(std::move(Found), std::move(Of));
  }
  return Alike.empty() ? Found : Alike;
}

Origins Finder::call(const CallExpr &Call, bool ByReference) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || (!ByReference && !V.isView(Call.getType())))
    return {};
  Arguments Given{Call.getArgs(), Call.getNumArgs()};
  bool Loaded = !ByReference && Call.isGLValue();
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call); Method && !Loaded)
    return member(Method->getImplicitObjectArgument(), Call, *Callee, Given, ByReference);
  if (isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee) && !Given.empty() && !Loaded) {
    const auto &Operator = cast<CXXOperatorCallExpr>(Call);
    if (Operator.getOperator() == OO_Call)
      return told(*Callee, Given[0], Given.drop_front(), ByReference);
    return member(Given[0], Call, *Callee, Given.drop_front(), ByReference);
  }
  // `std::move(x)` is `x`; `std::addressof(x)` and `std::ref(x)` refer to it.
  if (T.known().accessOf(*Callee) == Access::Same && !Given.empty())
    return ByReference || !Call.isGLValue() ? lvalue(Given[0]) : value(Given[0]);
  if (Loaded)
    return {}; // what is stored there, nobody knows
  return inStandardLibrary(*Callee) ? library(Call, ByReference)
                                    : told(*Callee, nullptr, Given, ByReference);
}

Origins Views::ofValue(const Expr *E, const Shape *Body) { return Finder(*this, Body).value(E); }
Origins Views::ofLvalue(const Expr *E, const Shape *Body) { return Finder(*this, Body).lvalue(E); }

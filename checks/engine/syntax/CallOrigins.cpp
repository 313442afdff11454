//===-- CallOrigins.cpp - What a view refers to, from a call --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Finder.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/TypeLoc.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace closure;

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
  if (!Construct.getNumArgs() || !V.refers(Construct.getType()))
    return {};
  if (V.pointsAtViews(Construct.getType()))
    return pointee(Construct);
  if (V.gathers(Construct.getType()))
    return gathered(Construct);
  if (Callee.isCopyOrMoveConstructor())
    return value(Construct.getArg(0));
  Arguments Given{Construct.getArgs(), Construct.getNumArgs()};
  if (isBundle(*Callee.getParent()))
    return bundled(*Callee.getParent(), Given);
  Origins Found;
  if (!inSystemHeader(Callee)) // an attribute is above what the body shows
    if (Found = told(Callee, nullptr, Given, false); !Found.empty())
      return Found;
  if (inSystemHeader(Callee) || isViewClass(*Callee.getParent())) {
    // These hold the object itself, and ask it anew.
    bool Wrapper = Callee.getParent()->getName() == "reference_wrapper" ||
                   Callee.getParent()->getName() == "ref_view";
    for (const Expr *Argument : Given)
      Found = joined(std::move(Found), Wrapper ? lvalue(Argument) : ofOperand(Argument));
    return Found;
  }
  return constructed(Callee, Given);
}

/// What the members of a class of the user's are made of.
Origins Finder::constructed(const CXXConstructorDecl &Callee, Arguments Given) {
  // What becomes a view only inside refers to the argument.
  auto InCall = [&](const Origin &Inner) {
    const auto *P = dyn_cast_or_null<ParmVarDecl>(Inner.V);
    unsigned I = P ? P->getFunctionScopeIndex() : 0;
    bool Owner = P && Inner.K == Origin::Kind::Behind && Inner.Path.empty() && I < Given.size() &&
                 !V.refers(Given[I]->getType());
    return Owner ? ofOperand(Given[I]) : V.inCall(Inner, nullptr, Given, Body);
  };
  Origins Found;
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition))
    return Found;
  for (const CXXCtorInitializer *Init : cast<CXXConstructorDecl>(Definition)->inits()) {
    const FieldDecl *Field = Init->getMember();
    if (!Field || (!Field->getType()->isReferenceType() && !V.refers(Field->getType())))
      continue;
    for (const Origin &Inner : Field->getType()->isReferenceType() ? V.ofLvalue(Init->getInit())
                                                                   : V.ofValue(Init->getInit()))
      Found = joined(std::move(Found), InCall(Inner));
  }
  for (const PutViews &Put : V.filledBy(Callee))
    for (const Origin &Inner : Put.Of)
      if (!Put.Into)
        Found = joined(std::move(Found), InCall(Inner));
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

/// Which element the method gives: that of its key, the first or the last of a sequence, or one
/// that has no other name. Null for all of them.
const void *Finder::elementBy(const CallExpr &Call, const FunctionDecl &Callee, QualType Owner,
                              Arguments Given) {
  if (Given.size() == 1)
    if (const void *Key = V.keyOf(*Given[0]))
      return Key;
  const CXXRecordDecl *Class = Owner->getAsCXXRecordDecl();
  if (!Class || !Class->isInStdNamespace() || !Callee.getDeclName().isIdentifier() ||
      !llvm::is_contained(std::initializer_list<llvm::StringRef>{"vector", "deque", "stack",
                                                                 "queue", "list", "forward_list"},
                          Class->getName()))
    return &Call;
  return llvm::StringSwitch<const void *>(Callee.getName())
      .Case("front", V.firstElement())
      .Case("begin", V.firstElement())
      .Case("cbegin", V.firstElement())
      .Case("back", V.lastElement())
      .Case("top", V.lastElement())
      .Case("rbegin", V.lastElement())
      .Case("crbegin", V.lastElement())
      .Case("data", nullptr)
      .Default(&Call);
}

/// Whether the function is given something to get memory from: what it returns may lie there.
static bool getsMemory(const FunctionDecl &Callee) {
  return llvm::any_of(Callee.parameters(), [](const ParmVarDecl *P) {
    const CXXRecordDecl *Class = P->getType().getNonReferenceType()->getAsCXXRecordDecl();
    return Class && P->getType()->isReferenceType() &&
           !P->getType().getNonReferenceType().isConstQualified() &&
           Class->getDeclName().isIdentifier() &&
           (Class->getName().contains_insensitive("alloc") ||
            Class->getName().contains_insensitive("arena") ||
            Class->getName().contains_insensitive("pool"));
  });
}

/// `std::prev(items.end())`, `items.end() - 1`: the last element.
static bool isBeforeEnd(const Expr &End, Arguments Steps) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(stripped(&End));
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(stripped(&End));
      Copy && Copy->getNumArgs() == 1)
    Call = dyn_cast<CXXMemberCallExpr>(stripped(Copy->getArg(0)));
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  const auto *One = Steps.empty() ? nullptr : dyn_cast<IntegerLiteral>(stripped(Steps[0]));
  return Method && Method->getDeclName().isIdentifier() &&
         (Method->getName() == "end" || Method->getName() == "cend") &&
         (Steps.empty() || isa<CXXDefaultArgExpr>(Steps[0]) || (One && One->getValue() == 1));
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
    if (Call.isPRValue() && isElementOf(Call.getType(), Type))
      return {}; // what is stored there, nobody knows
    Origins Found = elements(Object, Type, isIteratorType(Call.getType()));
    const void *Key = elementBy(Call, Callee, Type, Given);
    for (Origin &O : Found)
      if (!O.Element)
        O.Element = Key;
    return Found;
  }
  if (!Arrow && V.isView(Type)) {
    if (!V.returnedBy(Callee).empty())
      return told(Callee, Object, Given, ByReference);
    if (getsMemory(Callee))
      return {};
    if (isa<CXXOperatorCallExpr>(Call) && !Given.empty()) {
      Origins Found = ByReference ? pointed(value(Object)) : value(Object);
      moves(Found);
      if (cast<CXXOperatorCallExpr>(Call).getOperator() == OO_Minus && isBeforeEnd(*Object, Given))
        for (Origin &O : Found)
          O.Element = V.lastElement();
      return Found;
    }
    if (inSystemHeader(Callee) || isViewClass(*cast<CXXMethodDecl>(Callee).getParent()))
      return ByReference ? pointed(value(Object)) : value(Object);
  }
  return told(Callee, Object, Given, ByReference);
}

/// Whether the second pointer, of what the first one gave, leads into what that points at:
/// `std::get_if<T>(&variant)`.
static bool isInside(QualType Owner, QualType Part) {
  const CXXRecordDecl *Class = Owner->getPointeeType()->getAsCXXRecordDecl();
  return Class && Class->isInStdNamespace() && Class->getDeclName().isIdentifier() &&
         (Class->getName() == "variant" || Class->getName() == "any") &&
         bareType(Part->getPointeeType()) != bareType(Owner->getPointeeType());
}

/// A function of the standard library that is no method.
Origins Finder::library(const CallExpr &Call, bool ByReference) {
  QualType Result = Call.getType().getCanonicalType().getUnqualifiedType();
  ResultSources Sources(*Call.getDirectCallee());
  const CXXRecordDecl *Made = ByReference ? nullptr : Result->getAsCXXRecordDecl();
  if (Made && isBundle(*Made))
    return bundled(*Made, {Call.getArgs(), Call.getNumArgs()});
  std::optional<Called> Callable = calledBy(Call);
  if (Callable && !Sources.areKnown())
    return through(Call, *Callable);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  bool Lazy = Operator && Operator->getOperator() == OO_Pipe;
  Origins Found;
  Origins Alike;
  for (unsigned I = 0; I != Call.getNumArgs(); ++I) {
    const Expr *Argument = Call.getArg(I);
    if (!Sources.mayBe(I))
      continue;
    QualType Type = Argument->getType().getCanonicalType().getUnqualifiedType();
    Origins Of;
    if (Type->isPointerType() && Result->isPointerType() && isInside(Type, Result))
      Of = elements(Argument, Type->getPointeeType(), /*Iterator=*/false);
    else if (V.isView(Type))
      Of = value(Argument);
    else if ((ByReference && Type == Result) || (Lazy && Argument->isLValue()))
      Of = lvalue(Argument); // a range that is made of a container asks that anew
    else if (Owning How = owningOf(Type, T); How != Owning::No && How != Owning::Shared)
      Of = elements(Argument, Type, isIteratorType(Result));
    else if (Type->isArrayType())
      Of = lvalue(Argument);
    if (Type == Result)
      Alike = joined(std::move(Alike), Of);
    Found = joined(std::move(Found), std::move(Of));
  }
  Origins All = Alike.empty() ? std::move(Found) : std::move(Alike);
  moves(All);
  Arguments Given{Call.getArgs(), Call.getNumArgs()};
  const FunctionDecl &Callee = *Call.getDirectCallee();
  bool Back = Operator ? Operator->getOperator() == OO_Minus
                       : Callee.getDeclName().isIdentifier() && Callee.getName() == "prev";
  if (Back && isBeforeEnd(*Given[0], Given.drop_front()))
    for (Origin &O : All)
      O.Element = V.lastElement();
  return All;
}

/// What a function that the library calls returns of what it is given.
Origins Finder::through(const CallExpr &Call, const Called &Callable) {
  Arguments Given = Arguments{Call.getArgs(), Call.getNumArgs()}.drop_front();
  Origins Found;
  for (const FunctionDecl *F : Callable.Functions)
    for (const Origin &Inner : V.returnedBy(*F)) {
      Origins Outer;
      const auto *P = dyn_cast_or_null<ParmVarDecl>(Inner.V);
      if (Inner.K == Origin::Kind::Object) {
        const Expr *Object = !Callable.OnObject ? Call.getArg(0)
                             : Given.empty()    ? nullptr
                                                : Given[0];
        if (Object)
          Outer = Object->getType()->isPointerType() ? value(Object) : lvalue(Object);
      } else if (P) {
        Arguments Rest = Callable.OnObject && !Given.empty() ? Given.drop_front() : Given;
        unsigned I = P->getFunctionScopeIndex();
        bool Each = Rest.size() == F->getNumParams();
        for (unsigned J = 0; J != Rest.size(); ++J)
          if (!Each || J == I)
            Outer = joined(std::move(Outer), given(Rest[J], *P, Inner.K == Origin::Kind::Behind));
      }
      for (Origin &O : Outer)
        O = Views::composed(O, Inner);
      Found = joined(std::move(Found), std::move(Outer));
    }
  return Found;
}

/// What the parameter is, or refers to, of a function that gets the argument, or what that owns.
Origins Finder::given(const Expr *Argument, const ParmVarDecl &Parameter, bool Behind) {
  QualType Type = Argument->getType();
  if (Behind)
    return V.isView(Type) ? value(Argument) : Origins();
  bool Itself = Type.getCanonicalType().getUnqualifiedType() ==
                Parameter.getType().getCanonicalType().getNonReferenceType().getUnqualifiedType();
  Owning How = owningOf(Type, T);
  return Itself || How == Owning::No || How == Owning::Shared
             ? lvalue(Argument)
             : elements(Argument, Type, /*Iterator=*/false);
}

/// `std::ranges::find`, `std::views::filter`
static bool isRangeFunction(const FunctionDecl &Callee) {
  return llvm::StringRef(qualifiedName(Callee)).starts_with("std::ranges::");
}

/// What is found in a range, or made of it, by the first argument.
Origins Finder::ofRange(const Expr &Range, QualType Result) {
  QualType Type = Range.getType();
  if (V.isView(Type))
    return value(&Range);
  Owning How = owningOf(Type, T);
  if (How == Owning::No || How == Owning::Shared || !Range.isLValue())
    return {};
  bool Iterator = isIteratorType(Result);
  if (!Iterator && isElementOf(Type, Result))
    return {}; // it has a copy
  Origins Found =
      Iterator || Result->isPointerType() ? elements(&Range, Type, Iterator) : lvalue(&Range);
  moves(Found);
  return Found;
}

Origins Finder::call(const CallExpr &Call, bool ByReference) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || (!ByReference && !V.refers(Call.getType())))
    return {};
  Arguments Given{Call.getArgs(), Call.getNumArgs()};
  if (!ByReference && isMaker(Call))
    return madeBehind(Call);
  if (Origins Part = ByReference ? Origins() : taken(Call); !Part.empty())
    return Part;
  if (ByReference && takesReference(Call))
    return partOf(Call.getArg(0), *partTakenBy(Call));
  bool Loaded = !ByReference && Call.isGLValue();
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call); Method && !Loaded)
    return member(Method->getImplicitObjectArgument(), Call, *Callee, Given, ByReference);
  if (isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee) && !Given.empty() && !Loaded) {
    const auto &Operator = cast<CXXOperatorCallExpr>(Call);
    if (Operator.getOperator() == OO_Call && isRangeFunction(*Callee))
      return Given.size() > 1 ? ofRange(*Given[1], Call.getType()) : Origins();
    if (Operator.getOperator() == OO_Call)
      return told(*Callee, Given[0], Given.drop_front(), ByReference);
    return member(Given[0], Call, *Callee, Given.drop_front(), ByReference);
  }
  // `std::move(x)` is `x`; `std::addressof(x)` and `std::ref(x)` refer to it.
  if (T.known().accessOf(*Callee) == Access::Same && !Given.empty())
    return ByReference || !Call.isGLValue() ? lvalue(Given[0]) : value(Given[0]);
  if (Loaded)
    return readFrom(Call); // else nobody knows what is stored there
  return inStandardLibrary(*Callee) ? library(Call, ByReference)
                                    : told(*Callee, nullptr, Given, ByReference);
}

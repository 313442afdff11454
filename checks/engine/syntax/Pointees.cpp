//===-- Pointees.cpp - Views that smart pointers point at -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Finder.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Whether the class is nothing but data: what an object with methods of its own does with what it
/// refers to, and until when, is its own affair.
static bool isData(const CXXRecordDecl &Class) {
  return !Class.getNumBases() && !Class.isPolymorphic() &&
         llvm::all_of(Class.methods(), [](const CXXMethodDecl *Method) {
           return !Method->isUserProvided() || isa<CXXConstructorDecl>(Method) ||
                  Method->isOverloadedOperator();
         });
}

bool Views::pointsAtViews(QualType Type) {
  const CXXRecordDecl *Pointer =
      Type.isNull() ? nullptr : Type.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Pointer || !Pointer->hasDefinition() || !inSystemHeader(*Pointer))
    return false;
  auto [It, New] = Pointing.try_emplace(Pointer, false);
  if (!New)
    return It->second;
  Owning How = owningOf(Type, T);
  QualType Of = firstTypeArgument(Pointer);
  const CXXRecordDecl *Class = Of.isNull() ? nullptr : Of->getAsCXXRecordDecl();
  bool Is = (How == Owning::Sole || How == Owning::Shared) && Class && !inSystemHeader(*Class) &&
            recordIsView(*Class) && isData(*Class->getDefinition());
  return Pointing[Pointer] = Is;
}

bool Views::isPointeeSeen(const VarDecl &Pointer) {
  const Expr *Init = Pointer.getInit();
  const auto *Empty = Init ? dyn_cast<CXXConstructExpr>(stripped(Init)) : nullptr;
  return !isa<ParmVarDecl>(Pointer) &&
         (!Init || (Empty && !Empty->getNumArgs()) || makerIn(Init) || !ofValue(Init).empty());
}

/// Whether the expression is the member of `*this`, and no copy of it.
static bool isMember(const Expr *E, const FieldDecl &Member) {
  const auto *Named = E ? dyn_cast<MemberExpr>(E->IgnoreParenImpCasts()) : nullptr;
  return Named && Named->getMemberDecl() == &Member;
}

/// Whether the code gives the member, a shared pointer, to others, or takes it from them.
static bool sharesMember(const Stmt *S, const FieldDecl &Member) {
  auto Any = [&](Arguments All) {
    return llvm::any_of(All, [&](const Expr *E) { return sharesMember(E, Member); });
  };
  if (!S)
    return false;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S); Lambda)
    if (sharesMember(Lambda->getBody(), Member))
      return true;
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(S);
      Method && isMember(Method->getImplicitObjectArgument(), Member)) {
    const CXXMethodDecl *Callee = Method->getMethodDecl();
    bool Looks = Callee && (!Callee->getDeclName().isIdentifier() || Callee->getName() == "get" ||
                            Callee->getName() == "use_count" || Callee->getName() == "reset");
    return !Looks || Any({Method->getArgs(), Method->getNumArgs()});
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
      Operator && isMember(Operator->getArg(0), Member)) {
    OverloadedOperatorKind K = Operator->getOperator();
    Arguments Rest = Arguments{Operator->getArgs(), Operator->getNumArgs()}.drop_front();
    bool Looks = K == OO_Arrow || K == OO_Star || K == OO_EqualEqual || K == OO_ExclaimEqual ||
                 (K == OO_Equal && isMadeAnew(Rest[0]));
    return !Looks || Any(Rest);
  }
  if (const auto *Named = dyn_cast<MemberExpr>(S); Named && Named->getMemberDecl() == &Member)
    return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return sharesMember(Child, Member); });
}

bool Views::isSoleShare(const FieldDecl &Member) {
  auto [It, New] = SoleShares.try_emplace(&Member, false);
  const auto *Class = dyn_cast<CXXRecordDecl>(Member.getParent());
  if (!New || !Class || Member.getAccess() != AS_private || !T.ends().uses().of(*Class).Whole ||
      (Member.getInClassInitializer() && !isMadeAnew(Member.getInClassInitializer())))
    return It->second;
  bool Shares = llvm::any_of(Class->methods(), [&](const CXXMethodDecl *Method) {
    const FunctionDecl *Definition = nullptr;
    if (Method->isImplicit() || !Method->hasBody(Definition))
      return false;
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition);
    return sharesMember(Definition->getBody(), Member) ||
           (Constructor && llvm::any_of(Constructor->inits(), [&](const CXXCtorInitializer *Init) {
              const Expr *Value = Init->getInit();
              if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Value))
                Value = Default->getExpr();
              return Init->getMember() == &Member ? !isMadeAnew(Value)
                                                  : sharesMember(Value, Member);
            }));
  });
  return SoleShares[&Member] = !Shares;
}

/// What the members of the object refer to that a call, `std::make_shared`, or `new` makes.
Origins Finder::madeBehind(const Expr &Maker) {
  if (const auto *New = dyn_cast<CXXNewExpr>(&Maker))
    return New->isArray() || !New->getInitializer() ? Origins() : value(New->getInitializer());
  const auto &Call = cast<CallExpr>(Maker);
  const CXXRecordDecl *Class = madeBy(Call);
  Arguments Given{Call.getArgs(), Call.getNumArgs()};
  if (!Class || !Class->hasDefinition() || Given.empty())
    return {};
  Class = Class->getDefinition();
  if (const CXXConstructorDecl *By = constructorBehind(Call))
    return constructed(*By, Given);
  const CXXRecordDecl *Same = Given[0]->getType()->getAsCXXRecordDecl();
  if (Same && Same->getDefinition() == Class) // a copy
    return value(Given[0]);
  Origins Found;
  unsigned I = 0;
  for (const FieldDecl *Field : Class->fields()) {
    if (!Class->isAggregate() || I == Given.size())
      break;
    const Expr *Part = Given[I++];
    if (Field->getType()->isReferenceType())
      Found = joined(std::move(Found), lvalue(Part));
    else if (V.refers(Field->getType()))
      Found = joined(std::move(Found), assignedValue(Part));
  }
  return Found;
}

/// What a smart pointer is made of: what `new` made, or another one.
Origins Finder::pointee(const CXXConstructExpr &Construct) {
  if (!Construct.getNumArgs())
    return {};
  const Expr *Made = makerIn(&Construct);
  return Made ? madeBehind(*Made) : value(Construct.getArg(0));
}

/// `job->name = text`, where the local `job` points at what a closure may have.
std::optional<PutViews> Finder::assignedBehind(const Expr *Target, const Expr *Value) {
  const Expr *E = stripped(Target);
  if (!isa<MemberExpr>(E) || !V.refers(E->getType()))
    return std::nullopt;
  while (const auto *Member = dyn_cast<MemberExpr>(E))
    E = stripped(Member->getBase());
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
  if (!Call || (Call->getOperator() != OO_Arrow && Call->getOperator() != OO_Star))
    return std::nullopt;
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Call->getArg(0)));
  const auto *Pointer = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Pointer || !Pointer->hasLocalStorage() || isa<ParmVarDecl>(Pointer) ||
      !V.pointsAtViews(Pointer->getType()))
    return std::nullopt;
  bool SameClass = Target->getType().getCanonicalType().getUnqualifiedType() ==
                   Value->getType().getCanonicalType().getUnqualifiedType();
  Origins Of = SameClass ? this->value(Value) : assignedValue(Value);
  llvm::erase_if(Of, [&](const Origin &O) { return O.V == Pointer; });
  return PutViews{Pointer, false, std::move(Of)};
}

//===-- Identity.cpp - Who knows an object by its address -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/repair/Keepers.h"
#include "checks/repair/ObjectParts.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// The lambda around a mention of `this`, whose object it is not a copy of; or null.
static const LambdaExpr *borrowerAround(const Expr *This, const UseIndex &Code) {
  for (const Stmt *Up = This; Up; Up = Code.around(Up))
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Up))
      return llvm::any_of(Lambda->captures(),
                          [](const LambdaCapture &C) { return C.getCaptureKind() == LCK_This; })
                 ? Lambda
                 : nullptr;
  return nullptr;
}

bool Keepers::givesObjectAway(const CXXMethodDecl &Method, ReadCode Of) {
  const FunctionDecl *Definition = nullptr;
  if (inSystemHeader(Method) || !Method.hasBody(Definition))
    return false;
  auto [It, New] = GivenAway.try_emplace(Definition, false);
  if (!New) // recursion gives away no more
    return It->second;
  const UseIndex &Code = Of(*Definition);
  bool Born = isa<CXXConstructorDecl>(Definition);
  auto Ask = [&](const FunctionDecl &Callee, unsigned Index, Form F, const Expr &Argument,
                 const Expr &Call) { return keptBy(Callee, Index, F, Argument, Call, Of); };
  bool Gives = llvm::any_of(Code.mentionsOfObject(), [&](const Expr *This) {
    if (const LambdaExpr *Lambda = borrowerAround(This, Code);
        Lambda && (Born || changesObject(*Lambda)))
      return true;
    if (const CXXMethodDecl *Called = calledOn(This, Code))
      return givesObjectAway(*Called, Of);
    Kept K;
    auto See = [&](const TrailEnd &Where) { fold(Where, *Definition, K); };
    Trail(Code, *Definition, /*Whole=*/true, Ask, See).follow(This, Form::Reference);
    // A function that is given a member most often fills it in.
    bool Whole = !memberOf(This, Code);
    return K.Object || K.Beyond || (K.Unseen && Whole) || !K.Parameters.empty() ||
           (Born && K.Returned);
  });
  return GivenAway[Definition] = Gives;
}

/// Whether the author says what a copy does.
static bool saysHowCopied(const CXXRecordDecl &Class) {
  return llvm::any_of(Class.ctors(), [](const CXXConstructorDecl *Constructor) {
    return Constructor->isCopyConstructor() && Constructor->isUserProvided();
  });
}

bool Keepers::isKnownByAddress(QualType Type, ReadCode Of) {
  const CXXRecordDecl *Class =
      QualType(Type.getNonReferenceType()->getBaseElementTypeUnsafe(), 0)->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || Class->isLambda())
    return false;
  Class = Class->getDefinition();
  auto [It, New] = KnownByAddress.try_emplace(Class, false);
  if (!New)
    return It->second;
  bool Is = false;
  if (inSystemHeader(*Class)) {
    // A container copies its elements; a pointer does not copy what it points at.
    const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    Is = Made && !pointsAway(*Class) &&
         llvm::any_of(Made->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
           return A.getKind() == TemplateArgument::Type && isKnownByAddress(A.getAsType(), Of);
         });
  } else if (!saysHowCopied(*Class)) {
    auto Gives = [&](const CXXConstructorDecl *Constructor) {
      return !Constructor->isCopyOrMoveConstructor() && givesObjectAway(*Constructor, Of);
    };
    Is = llvm::any_of(Class->ctors(), Gives) ||
         llvm::any_of(Class->fields(),
                      [&](const FieldDecl *F) { return isKnownByAddress(F->getType(), Of); }) ||
         llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &Base) {
           return isKnownByAddress(Base.getType(), Of);
         });
  }
  return KnownByAddress[Class] = Is;
}

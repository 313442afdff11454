//===-- Makers.cpp - By which constructor objects are made ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Makers.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// How well an argument goes with a parameter: 0 if not at all, 3 if it is of the very type.
static unsigned fit(const Expr &Argument, QualType Parameter, const ASTContext &Context) {
  QualType From = Argument.getType().getCanonicalType();
  QualType To = Parameter.getCanonicalType().getNonReferenceType();
  bool Writable = Parameter->isLValueReferenceType() && !To.isConstQualified();
  if (Context.hasSameUnqualifiedType(From, To)) {
    bool Named = Argument.isLValue();
    return (Writable && !Named) || (Parameter->isRValueReferenceType() && Named) ? 0 : 3;
  }
  if (Writable && !From->isRecordType())
    return 0;
  QualType Base = To, Derived = From;
  if (To->isPointerType() && (From->isPointerType() || From->isArrayType())) {
    Base = To->getPointeeType();
    Derived =
        From->isPointerType() ? From->getPointeeType() : QualType(Context.getBaseElementType(From));
    if (Base->isVoidType() || Context.hasSameUnqualifiedType(Base, Derived))
      return 2;
  }
  const CXXRecordDecl *Of = Derived->getAsCXXRecordDecl(), *In = Base->getAsCXXRecordDecl();
  if (Of && In && Of->hasDefinition() && In->hasDefinition() && Of->isDerivedFrom(In))
    return 2;
  if (From->isArithmeticType() || From->isUnscopedEnumerationType())
    return To->isArithmeticType() ? 2 : To->isRecordType() ? 1 : 0;
  // By a conversion that some class knows.
  return (To->isRecordType() && !Writable) || (From->isRecordType() && !Of->isLambda()) ||
                 (To->isPointerType() && From->isNullPtrType())
             ? 1
             : 0;
}

/// The sum over all arguments; 0 if one does not go at all.
static unsigned fitOfAll(llvm::ArrayRef<const Expr *> Given,
                         const CXXConstructorDecl &Constructor) {
  unsigned Sum = 1;
  for (unsigned I = 0; I != Given.size(); ++I) {
    unsigned One =
        fit(*Given[I], Constructor.getParamDecl(I)->getType(), Constructor.getASTContext());
    if (!One)
      return 0;
    Sum += One;
  }
  return Sum;
}

/// The constructors of the class that take so many arguments, templates by their instances.
static std::vector<const CXXConstructorDecl *> constructorsFor(const CXXRecordDecl &Class,
                                                               unsigned Arguments) {
  std::vector<const CXXConstructorDecl *> Found;
  auto Add = [&](const Decl *D) {
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(D);
    if (Constructor && !Constructor->isCopyOrMoveConstructor() && !Constructor->isDeleted() &&
        !Constructor->isInheritingConstructor() && Arguments <= Constructor->getNumParams() &&
        Arguments >= Constructor->getMinRequiredArguments())
      Found.push_back(Constructor);
  };
  for (const Decl *D : Class.decls()) {
    if (const auto *Using = dyn_cast<ConstructorUsingShadowDecl>(D))
      D = Using->getTargetDecl();
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      for (const FunctionDecl *Instance : Template->specializations())
        Add(Instance);
    else
      Add(D);
  }
  return Found;
}

const CXXConstructorDecl *closure::constructorFor(const CXXRecordDecl &Class,
                                                  llvm::ArrayRef<const Expr *> Given) {
  std::vector<const CXXConstructorDecl *> All = constructorsFor(Class, Given.size());
  if (All.size() == 1)
    return All.front();
  const CXXConstructorDecl *Best = nullptr;
  unsigned Most = 0;
  for (const CXXConstructorDecl *One : All) {
    unsigned Fit = fitOfAll(Given, *One);
    if (Fit == Most)
      Best = nullptr; // it could be either
    else if (Fit > Most)
      Best = One, Most = Fit;
  }
  return Best;
}

const Expr *closure::makingOf(const Expr &Value) {
  const auto *Default = dyn_cast<CXXDefaultInitExpr>(&Value);
  const Expr *Given = Default ? Default->getExpr() : &Value;
  if (const Expr *Maker = makerIn(Given)) {
    const auto *New = dyn_cast<CXXNewExpr>(Maker);
    return New ? New->getConstructExpr() : Maker;
  }
  return constructionIn(Given);
}

const CXXConstructorDecl *closure::constructorIn(const Expr &Value) {
  const Expr *Made = makingOf(Value);
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Made))
    return constructorBehind(*Call);
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Made);
  return Construct ? Construct->getConstructor() : nullptr;
}

bool closure::ownsOnHeap(const ValueDecl *Owner) {
  const CXXRecordDecl *Record = Owner ? Owner->getType()->getAsCXXRecordDecl() : nullptr;
  return Record && qualifiedName(*Record) == "std::unique_ptr";
}

//===-- Results.cpp - Where the result of a call comes from ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Results.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool closure::isElementOf(QualType Result, QualType Owner) {
  const auto *Record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      Owner.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl());
  return Record && !Result->isReferenceType() &&
         llvm::any_of(Record->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
           return A.getKind() == TemplateArgument::Type &&
                  bareType(A.getAsType()) == bareType(Result);
         });
}

/// Whether the type is made of the parameter of the template.
static bool isMadeOf(QualType Type, QualType Parameter) {
  Type = bareType(Type);
  if (Type == Parameter)
    return true;
  if (Type->isPointerType())
    return isMadeOf(Type->getPointeeType(), Parameter);
  if (const auto *Pack = Type->getAs<PackExpansionType>())
    return isMadeOf(Pack->getPattern(), Parameter);
  const auto *Special = Type->getAs<TemplateSpecializationType>();
  return Special && llvm::any_of(Special->template_arguments(), [&](const TemplateArgument &A) {
           return A.getKind() == TemplateArgument::Type && isMadeOf(A.getAsType(), Parameter);
         });
}

ResultSources::ResultSources(const FunctionDecl &Callee) {
  const FunctionTemplateDecl *Template = Callee.getPrimaryTemplate();
  if (!Template)
    return;
  Pattern = Template->getTemplatedDecl();
  Result = bareType(Pattern->getReturnType());
  if (!Result->isTemplateTypeParmType())
    return;
  bool Named = llvm::any_of(Pattern->parameters(),
                            [&](const ParmVarDecl *P) { return isMadeOf(P->getType(), Result); });
  // What the caller asks for by name is a value of its own.
  Known = Named || !Pattern->getReturnType()->isReferenceType();
}

bool ResultSources::mayBe(unsigned Argument) const {
  if (!Known)
    return true;
  unsigned I = std::min(Argument, std::max(1u, Pattern->getNumParams()) - 1);
  return I < Pattern->getNumParams() && isMadeOf(Pattern->getParamDecl(I)->getType(), Result);
}

static void addOperators(const CXXRecordDecl &Class, std::vector<const FunctionDecl *> &Found,
                         unsigned Depth = 0) {
  const CXXRecordDecl *Of = Class.getDefinition();
  if (!Of || Depth > 4)
    return;
  for (const Decl *D : Of->decls()) {
    const auto *Named = dyn_cast<NamedDecl>(D);
    if (!Named || Named->getDeclName().getCXXOverloadedOperator() != OO_Call)
      continue;
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      for (const FunctionDecl *Instance : Template->specializations())
        Found.push_back(Instance);
    else if (const auto *Method = dyn_cast<CXXMethodDecl>(D))
      Found.push_back(Method);
  }
  for (const CXXBaseSpecifier &Base : Of->bases())
    if (const CXXRecordDecl *Part = Base.getType()->getAsCXXRecordDecl())
      addOperators(*Part, Found, Depth + 1);
}

std::optional<Called> closure::calledBy(const CallExpr &Call) {
  if (!Call.getNumArgs())
    return std::nullopt;
  const Expr *First = stripped(Call.getArg(0));
  QualType Type = First->getType().getCanonicalType().getNonReferenceType();
  Called Found;
  if (const CXXRecordDecl *Class = Type->getAsCXXRecordDecl()) {
    if (!hasCallOperator(*Class))
      return std::nullopt;
    addOperators(*Class, Found.Functions);
    return Found;
  }
  Found.OnObject = Type->isMemberPointerType();
  if (!Found.OnObject && !Type->isFunctionType() && !Type->isFunctionPointerType())
    return std::nullopt;
  if (const auto *Address = dyn_cast<UnaryOperator>(First))
    First = stripped(Address->getSubExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(First))
    if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
      Found.Functions.push_back(Function);
  return Found;
}

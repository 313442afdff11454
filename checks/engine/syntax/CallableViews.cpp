//===-- CallableViews.cpp - Classes that only refer to a callable ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/CallableViews.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/terms/Contract.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// `&callable`, cast to whatever: a parameter of the function.
static bool isAddressOfParameter(const Expr *E, const FunctionDecl &F) {
  for (;;) {
    E = E->IgnoreUnlessSpelledInSource()->IgnoreParenCasts();
    if (const auto *List = dyn_cast<InitListExpr>(E); List && List->getNumInits() == 1)
      E = List->getInit(0);
    else if (const auto *Paren = dyn_cast<ParenListExpr>(E); Paren && Paren->getNumExprs() == 1)
      E = Paren->getExpr(0);
    else
      break;
  }
  const Expr *Of = nullptr;
  if (const auto *Address = dyn_cast<UnaryOperator>(E);
      Address && Address->getOpcode() == UO_AddrOf)
    Of = Address->getSubExpr();
  if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->getNumArgs() == 1) {
    const auto *Named = dyn_cast<OverloadExpr>(Call->getCallee()->IgnoreParenImpCasts());
    const FunctionDecl *Callee = Call->getDirectCallee();
    DeclarationName Name = Named    ? Named->getName()
                           : Callee ? Callee->getDeclName()
                                    : DeclarationName();
    if (Name.isIdentifier() && !Name.isEmpty() && Name.getAsIdentifierInfo()->isStr("addressof"))
      Of = Call->getArg(0);
  }
  const auto *Ref = Of ? dyn_cast<DeclRefExpr>(Of->IgnoreParenImpCasts()) : nullptr;
  const auto *Parameter = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
  return Parameter && Parameter->getDeclContext() == &F && Parameter->getType()->isReferenceType();
}

bool closure::storesAddress(const FunctionDecl &F) {
  const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
  const FunctionDecl *Definition = nullptr;
  if (!(Pattern ? *Pattern : F).hasBody(Definition))
    return false;
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition);
  if (Constructor && llvm::any_of(Constructor->inits(), [&](const CXXCtorInitializer *Init) {
        return isAddressOfParameter(Init->getInit(), *Definition);
      }))
    return true;
  const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody());
  return Body && llvm::any_of(Body->body(), [&](const Stmt *S) {
           const auto *Assign = dyn_cast<BinaryOperator>(S);
           return Assign && Assign->getOpcode() == BO_Assign &&
                  isAddressOfParameter(Assign->getRHS(), *Definition);
         });
}

bool Types::isView(QualType T) {
  const CXXRecordDecl *Record = T.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || inSystemHeader(*Record))
    return false;
  QualType Wrapped = firstTypeArgument(Record);
  if (!hasCallOperator(*Record) && (Wrapped.isNull() || !Wrapped->isFunctionProtoType()))
    return false;
  return llvm::any_of(Record->getDefinition()->decls(), [](const Decl *D) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    if (Template && Template->getInstantiatedFromMemberTemplate())
      Template = Template->getInstantiatedFromMemberTemplate();
    const auto *F = Template ? Template->getTemplatedDecl() : dyn_cast<FunctionDecl>(D);
    return F && isa<CXXConstructorDecl>(F) && storesAddress(*F);
  });
}

bool closure::refersToCallable(QualType Type, Types &T) {
  const CXXRecordDecl *Record = Type.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl();
  return Record && (Types::isView(Type) || (inSystemHeader(*Record) && hasCallOperator(*Record) &&
                                            T.known().isView(qualifiedName(*Record))));
}

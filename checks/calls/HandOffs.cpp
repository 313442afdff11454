//===-- HandOffs.cpp - What a call is given to have ------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/HandOffs.h"
#include "checks/calls/ModelContract.h"
#include "checks/calls/NameWords.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool closure::mentionsHolder(const Stmt *Code, Types &T) {
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Code)) {
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()); V && V->hasGlobalStorage())
      return T.canHold(V->getType());
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()); F && givesOut(*F))
      return T.canHold(F->getReturnType()->getPointeeType());
  }
  return Code && llvm::any_of(Code->children(),
                              [&](const Stmt *Child) { return mentionsHolder(Child, T); });
}

bool closure::hidesCallee(const FunctionDecl &Callee, Arguments Given, const ModelSet &Models) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  return Method && Callee.getOverloadedOperator() == OO_Call && inStandardLibrary(Callee) &&
         !Given.empty() && Models.isHolder(qualifiedName(*Method->getParent()));
}

/// Whether the name says that the function calls what it gets, or takes something back.
static bool callsByName(const FunctionDecl &Callee, const ModelSet &Models) {
  return llvm::any_of(wordsOf(Callee), [&](const std::string &W) {
    return Models.isCallWord(W) || Models.isDoneWord(W);
  });
}

std::optional<unsigned> closure::freshArgument(const FunctionDecl &Callee, Arguments Given,
                                               const ModelSet &Models, Types &T) {
  auto IsTask = [&](const ParmVarDecl *P) {
    QualType Type = P->getType();
    const CXXRecordDecl *Class = Type->getPointeeCXXRecordDecl();
    return Type->isPointerType() && Class && Class->hasDefinition() && Class->isPolymorphic() &&
           T.canHold(Type);
  };
  if (llvm::count_if(Callee.parameters(), IsTask) != 1)
    return std::nullopt;
  unsigned I = llvm::find_if(Callee.parameters(), IsTask) - Callee.param_begin();
  if (I >= Given.size() || !isa<CXXNewExpr>(stripped(Given[I])) ||
      !Callee.getDeclName().isIdentifier() ||
      (!keepsByName(Callee, Models) && callsByName(Callee, Models)))
    return std::nullopt;
  return I;
}

Contract closure::keepingArgument(const FunctionDecl &Callee, unsigned Index, Types &T) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  bool InObject = Method && !Method->isStatic() && T.canHoldClass(*Method->getParent());
  CallEnd To = callEnd(InObject ? CallEnd::Kind::Object : CallEnd::Kind::Elsewhere);
  if (!InObject)
    To.Function = &Callee;
  Contract C;
  C.Source = Authority::Assumption;
  C.Transfers.push_back(fromParameter(Index, To));
  return C;
}

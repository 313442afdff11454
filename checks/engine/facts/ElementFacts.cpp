//===-- ElementFacts.cpp - Objects that are made in a container -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/ElementFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/ObjectFacts.h"
#include "checks/engine/facts/TransferFacts.h"
#include "checks/engine/syntax/ClassUse.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// The constructor that takes so many arguments, if there is only one.
static const CXXConstructorDecl *constructorFor(const CXXRecordDecl &Class, unsigned Arguments) {
  const CXXConstructorDecl *Only = nullptr;
  for (const CXXConstructorDecl *Constructor : Class.ctors()) {
    if (Constructor->isCopyOrMoveConstructor() || Constructor->isDeleted() ||
        Arguments > Constructor->getNumParams() ||
        Arguments < Constructor->getMinRequiredArguments())
      continue;
    if (Only)
      return nullptr;
    Only = Constructor;
  }
  return Only;
}

/// The containers that are told to have room before they are filled.
static void findReserved(const Stmt *S, std::set<const Decl *> &Found) {
  if (!S)
    return;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
    if (const CXXMethodDecl *Method = Call->getMethodDecl();
        Method && Method->getDeclName().isIdentifier() && Method->getName() == "reserve")
      Found.insert(mentionedIn(Call->getImplicitObjectArgument()).Of);
  for (const Stmt *Child : S->children())
    findReserved(Child, Found);
}

bool ElementFacts::isReserved(const Decl *Container) {
  if (!Reserved)
    findReserved(B.Function.getBody(), Reserved.emplace());
  return Reserved->count(Container);
}

void ElementFacts::lend(const CallExpr &Call, const CXXConstructorDecl &Made, NamedPlace Of) {
  CallSite Site;
  Site.Call = &Call;
  Site.Callee = &Made;
  Site.Arguments.assign(Call.arg_begin(), Call.arg_end());
  const Contract *C = B.Known.contractOf(Made, Site.Arguments);
  if (!C)
    return;
  Objects.madeAt(&Call, Of);
  for (const Transfer &Moved : C->Transfers)
    if (Moved.Borrows && Moved.Site.isThis() && Moved.From.K == CallEnd::Kind::Object &&
        Moved.To.K != CallEnd::Kind::Object)
      Transfers.transfer(Moved, *C, Site);
}

void ElementFacts::call(const CallExpr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !inStandardLibrary(*Method) || !Method->getDeclName().isIdentifier() ||
      (Method->getName() != "emplace_back" && Method->getName() != "emplace_front"))
    return;
  const Expr *Container = Member->getImplicitObjectArgument();
  QualType Element = firstTypeArgument(Container->getType()->getAsCXXRecordDecl());
  const CXXRecordDecl *Class = Element.isNull() ? nullptr : Element->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || inSystemHeader(*Class))
    return;
  const CXXConstructorDecl *Made = constructorFor(*Class->getDefinition(), Call.getNumArgs());
  if (!Made || !B.Known.lendsObject(*Made))
    return;
  const Decl *Of = mentionedIn(Container).Of;
  if (std::optional<NamedPlace> Whole = Objects.wholeOf(*Container))
    lend(Call, *Made, *Whole);
  if (!isa_and_nonnull<VarDecl, FieldDecl>(Of) || isReserved(Of) ||
      Container->getType()->getAsCXXRecordDecl()->getName() != "vector")
    return;
  auto [It, New] = Elements.try_emplace(Of, PlaceId());
  if (New) {
    Place In;
    In.Variable = cast<ValueDecl>(Of);
    It->second = B.P.add(std::move(In));
  }
  B.emit(Fact::expire(It->second, End::Growth, Call.getExprLoc()));
  lend(Call, *Made, {It->second});
}

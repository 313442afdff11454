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
#include "checks/engine/syntax/Makers.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

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

/// The container of which the expression names an element: `all[i]`, `all.back()`, `*it`, and the
/// variable of a `for` over it.
static const Expr *containerOf(const Expr *Element) {
  for (unsigned I = 0; Element && I != 16; ++I) {
    const Expr *E = stripped(Element);
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      const CXXMethodDecl *Method = Call->getMethodDecl();
      return Method && inStandardLibrary(*Method) ? Call->getImplicitObjectArgument() : nullptr;
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      if (Operator->getOperator() == OO_Subscript)
        return Operator->getArg(0);
      Element = Operator->getOperator() == OO_Star ? Operator->getArg(0) : nullptr;
    } else if (const auto *Deref = dyn_cast<UnaryOperator>(E)) {
      Element = Deref->getOpcode() == UO_Deref ? Deref->getSubExpr() : nullptr;
    } else {
      const auto *Ref = dyn_cast<DeclRefExpr>(E);
      const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      bool Leads = V && V->hasLocalStorage() && !isa<ParmVarDecl>(V) &&
                   (V->getType()->isReferenceType() || V->isImplicit());
      Element = Leads ? V->getInit() : nullptr;
    }
  }
  return nullptr;
}

/// What holds the elements of a range: the hidden reference of a `for` is another name of it.
static const Decl *nameOf(const Expr *Container) {
  const Decl *Of = mentionedIn(Container).Of;
  const auto *V = dyn_cast_or_null<VarDecl>(Of);
  return V && V->isImplicit() && V->getInit() ? mentionedIn(V->getInit()).Of : Of;
}

/// The vector in which the object of the call lies, if the call leaves a closure over that with
/// others.
static const Expr *lentFrom(const CXXMemberCallExpr &Call, Contracts &Known) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method || inSystemHeader(*Method) || !Known.lendsObject(*Method))
    return nullptr;
  const Expr *Container = containerOf(Call.getImplicitObjectArgument());
  QualType Element = Container ? firstTypeArgument(vectorOf(Container->getType())) : QualType();
  const CXXRecordDecl *Class = Element.isNull() ? nullptr : Element->getAsCXXRecordDecl();
  return Class && areOneKind(*Class, *Method->getParent()) ? Container : nullptr;
}

/// The vectors with elements on which the code calls what leaves a closure over them elsewhere.
void ElementFacts::findLent(const Stmt *S, std::set<const Decl *> &Found) {
  if (!S)
    return;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
    if (const Expr *Container = lentFrom(*Call, B.Known))
      Found.insert(nameOf(Container));
  for (const Stmt *Child : S->children())
    findLent(Child, Found);
}

bool ElementFacts::isLent(const Decl *Container) {
  if (!Lent)
    findLent(B.Function.getBody(), Lent.emplace());
  return Lent->count(Container);
}

/// What lies in the vector until it grows; nothing where it has the room.
std::optional<NamedPlace> ElementFacts::elementsOf(const Expr &Container) {
  const Decl *Of = nameOf(&Container);
  if (!isa_and_nonnull<VarDecl, FieldDecl>(Of) || isReserved(Of) || !vectorOf(Container.getType()))
    return std::nullopt;
  auto [It, New] = Elements.try_emplace(Of, PlaceId());
  if (New) {
    Place In;
    In.Variable = cast<ValueDecl>(Of);
    It->second = B.P.add(std::move(In));
  }
  return NamedPlace{It->second};
}

/// The closures over its object that the function leaves with others are over what lies there; in a
/// vector, what that owns on the heap stays where it is.
void ElementFacts::lend(const CallExpr &Call, const CXXMethodDecl &By, NamedPlace Of,
                        bool InVector) {
  CallSite Site;
  Site.Call = &Call;
  Site.Callee = &By;
  Site.Arguments.assign(Call.arg_begin(), Call.arg_end());
  const Contract *C = B.Known.contractOf(By, Site.Arguments);
  if (!C)
    return;
  Objects.madeAt(&Call, Of);
  for (const Transfer &Moved : C->Transfers)
    if (Moved.Borrows && Moved.Site.isThis() && Moved.From.K == CallEnd::Kind::Object &&
        Moved.To.K != CallEnd::Kind::Object && !(InVector && ownsOnHeap(Moved.From.Variable)))
      Transfers.transfer(Moved, *C, Site);
}

void ElementFacts::call(const CallExpr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !Method->getDeclName().isIdentifier())
    return;
  const Expr *Object = Member->getImplicitObjectArgument();
  if (!inStandardLibrary(*Method)) {
    const Expr *Container = lentFrom(*Member, B.Known);
    if (std::optional<NamedPlace> Of = Container ? elementsOf(*Container) : std::nullopt)
      lend(Call, *Method, *Of, /*InVector=*/true);
    return;
  }
  if (!makesRoom(*Method))
    return;
  const CXXConstructorDecl *Made = makes(*Method, *Object, {Call.getArgs(), Call.getNumArgs()});
  std::optional<NamedPlace> Whole = Made ? Objects.wholeOf(*Object) : std::nullopt;
  if (Whole)
    lend(Call, *Made, *Whole, /*InVector=*/false);
  if (!Made && !(vectorOf(Object->getType()) && isLent(nameOf(Object))))
    return;
  std::optional<NamedPlace> Of = elementsOf(*Object);
  if (!Of)
    return;
  B.emit(Fact::expire(Of->Of, End::Growth, Call.getExprLoc()));
  if (Made)
    lend(Call, *Made, *Of, /*InVector=*/true);
}

/// The constructor by which an element is made in place, if that leaves a closure with others.
const CXXConstructorDecl *ElementFacts::makes(const CXXMethodDecl &Method, const Expr &Container,
                                              Arguments Given) {
  if (Method.getName() != "emplace_back" && Method.getName() != "emplace_front")
    return nullptr;
  QualType Element = firstTypeArgument(Container.getType()->getAsCXXRecordDecl());
  const CXXRecordDecl *Class = Element.isNull() ? nullptr : Element->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || inSystemHeader(*Class))
    return nullptr;
  const CXXConstructorDecl *Made = constructorFor(*Class->getDefinition(), Given);
  return Made && B.Known.lendsObject(*Made) ? Made : nullptr;
}

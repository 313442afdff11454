//===-- ObjectFacts.cpp - The object that a closure calls this ------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A closure over `this` borrows the object. A member function says in its contract where
// it leaves such a closure; where the object is a local, a temporary or in the hands of a
// local `unique_ptr`, its life is known. Everything else is the caller's, and quiet.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/facts/FactBuilder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Whether the closure keeps the object alive, or looks whether it is: it owns a smart pointer to
/// the class, or a weak one to anything.
static bool protectsItself(const LambdaExpr &Lambda, const CXXRecordDecl *Class) {
  return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &C) {
    const CXXRecordDecl *Pointer = C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy
                                       ? C.getCapturedVar()->getType()->getAsCXXRecordDecl()
                                       : nullptr;
    QualType Pointee = firstTypeArgument(Pointer);
    if (Pointee.isNull())
      return false;
    const CXXRecordDecl *To = Pointee->getAsCXXRecordDecl();
    if (Pointer->getName().contains_insensitive("weak"))
      return true;
    if (!To || !Class || !To->hasDefinition() || !Class->hasDefinition())
      return false;
    return To->getCanonicalDecl() == Class->getCanonicalDecl() || To->isDerivedFrom(Class) ||
           Class->isDerivedFrom(To);
  });
}

void FactBuilder::borrowObject(const LambdaExpr &Lambda, unsigned Index, HolderId To) {
  const CXXMethodDecl *Method = methodAround(&Function);
  // Who keeps the connection may end it by that.
  if (Body.keepsHandleOf(&Lambda) || protectsItself(Lambda, Method ? Method->getParent() : nullptr))
    return;
  Loan L;
  L.Site = {&Lambda, Index};
  L.Closure = Lambda.getLambdaClass();
  L.Of = N.object();
  L.Loop = Body.loopAround(&Lambda);
  emit(Fact::borrow(To, P.add(std::move(L)), Lambda.capture_begin()[Index].getLocation()));
}

/// Whether the expression is `*this`, or a part of it.
static bool isOwnPart(const Expr *E) {
  for (;;) {
    E = stripped(E);
    if (const auto *Deref = dyn_cast<UnaryOperator>(E); Deref && Deref->getOpcode() == UO_Deref)
      E = Deref->getSubExpr();
    else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (!Field || Field->getType()->isReferenceType() ||
          (Member->isArrow() && !isa<CXXThisExpr>(stripped(Member->getBase()))))
        return false;
      E = Member->getBase();
    } else {
      return isa<CXXThisExpr>(E);
    }
  }
}

/// The call of `std::make_unique` or `std::make_shared` that initialises the variable, or null.
static const CallExpr *makerOf(const VarDecl &Owner) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(Owner.getInit() ? constructionIn(Owner.getInit()) : nullptr);
  const FunctionDecl *Maker = Call ? Call->getDirectCallee() : nullptr;
  if (!Maker)
    return nullptr;
  std::string Name = qualifiedName(*Maker);
  return Name == "std::make_unique" || Name == "std::make_shared" ? Call : nullptr;
}

/// The class of what `std::make_unique<T>` makes.
static const CXXRecordDecl *madeBy(const CallExpr &Call) {
  const TemplateArgumentList *Given = Call.getDirectCallee()->getTemplateSpecializationArgs();
  QualType Made = Given ? firstTypeArgument(*Given) : QualType();
  return Made.isNull() ? nullptr : Made->getAsCXXRecordDecl();
}

/// What a local smart pointer alone owns for as long as it lives: it is made here, and nothing
/// is done with the pointer but to use what it points at.
std::optional<NamedPlace> FactBuilder::ownedBy(const ValueDecl *Owner) {
  const auto *V = dyn_cast_or_null<VarDecl>(Owner);
  if (!V || V->hasGlobalStorage() || N.isForeign(V) || !Body.isOnlyPointedThrough(V) ||
      !makerOf(*V))
    return std::nullopt;
  return NamedPlace{N.owned(V)};
}

/// What lives as long as `main` lives as long as the program, in all but name.
bool FactBuilder::livesWithMain(const ValueDecl *V) const {
  const auto *Outermost = dyn_cast<CompoundStmt>(Function.getBody());
  return Function.isMain() && llvm::any_of(Outermost->body(), [&](const Stmt *S) {
           const auto *Declared = dyn_cast<DeclStmt>(S);
           return Declared && llvm::is_contained(Declared->decls(), V);
         });
}

/// Whether the life of the object ends where that of the place does, with the closures over it
/// still with others.
bool FactBuilder::staysInSight(const NamedPlace &Of, const CXXRecordDecl &Class,
                               const Guards &Unused) {
  const Place &At = P[Of.Of];
  if (Of.Element || T.takesBack(Class, Unused))
    return false;
  const auto *V = dyn_cast_or_null<VarDecl>(At.Variable);
  if (!V)
    return true;
  const CXXRecordDecl *Whole = V->getType().getNonReferenceType()->getAsCXXRecordDecl();
  // What is returned in place does not die here.
  if ((Whole && T.takesBack(*Whole, Unused)) || V->isNRVOVariable())
    return false;
  return N.knownOwned(V) || !livesWithMain(V);
}

/// The object of the call, where its life is known; of a closure, the object that it captured,
/// where that is the one of this function.
std::optional<NamedPlace> FactBuilder::objectOf(const Transfer &Moved, const CallSite &Site) {
  const CallEnd &E = Moved.From;
  const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee);
  if (!Method)
    return std::nullopt;
  if (E.K == CallEnd::Kind::This) {
    for (const DeclContext *In = Method->getParent(); In; In = In->getParent())
      if (In == static_cast<const DeclContext *>(&Function))
        return NamedPlace{N.object()};
    return std::nullopt;
  }
  if (Method->getParent()->isLambda())
    return std::nullopt;
  std::optional<NamedPlace> Of;
  if (!Site.Object) {
    if (const VarDecl *V = Body.variableOf(Site.Call))
      Of = isa<CallExpr>(Site.Call) ? ownedBy(V) : N.placeOf(V);
    else if (const Expr *Temporary = Body.temporaryOf(Site.Call))
      Of = N.place(Temporary);
  } else if (isOwnPart(Site.Object)) {
    return NamedPlace{N.object()};
  } else if (Site.Object->getType()->isPointerType()) {
    const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(stripped(Site.Object));
    const auto *Owner = Arrow && Arrow->getOperator() == OO_Arrow
                            ? dyn_cast<DeclRefExpr>(stripped(Arrow->getArg(0)))
                            : nullptr;
    if (Owner)
      Of = ownedBy(Owner->getDecl());
  } else {
    Of = N.place(Site.Object);
  }
  const Step *Unasked = unguardedStep(Moved.Inner);
  if (!Of || !staysInSight(*Of, *Method->getParent(), Unasked ? Unasked->Unused : Guards()))
    return std::nullopt;
  endsWithStatement(Of->Of);
  return Of;
}

/// Which overrider runs is known where the class of the object is.
void FactBuilder::lendExact(const CallSite &Site) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Site.Callee);
  if (!Method || !Method->isVirtual() || !Site.Object)
    return;
  const CXXRecordDecl *Class = nullptr;
  const Expr *Object = stripped(Site.Object);
  if (const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(Object);
      Arrow && Arrow->getOperator() == OO_Arrow) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Arrow->getArg(0)));
    const auto *Owner = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (const CallExpr *Made = Owner ? makerOf(*Owner) : nullptr)
      Class = madeBy(*Made);
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(Object)) {
    Class = Ref->getDecl()->getType()->getAsCXXRecordDecl();
  }
  if (Class && Class->getCanonicalDecl() == Method->getParent()->getCanonicalDecl())
    if (const Contract *C = Known.contractOfExact(*Method))
      lend(*C, Site);
}

/// What the callee leaves of the object with others, and nothing else.
void FactBuilder::lend(const Contract &C, const CallSite &Site) {
  for (const Transfer &Moved : C.Transfers)
    if (Moved.Borrows && Moved.Site.isThis() && Moved.From.K == CallEnd::Kind::Object)
      transfer(Moved, C, Site);
}

/// `auto owner = std::make_unique<T>(…)` runs a constructor of `T`. Which one is not in the
/// tree; the number of arguments tells, if only one takes so many.
void FactBuilder::constructOwned(const CallExpr &Call) {
  const VarDecl *Owner = Body.variableOf(&Call);
  if (!Owner || makerOf(*Owner) != &Call)
    return;
  const CXXRecordDecl *Class = madeBy(Call);
  if (!Class || !Class->hasDefinition())
    return;
  const CXXConstructorDecl *Only = nullptr;
  for (const CXXConstructorDecl *Constructor : Class->ctors()) {
    if (Constructor->isCopyOrMoveConstructor() || Constructor->isDeleted() ||
        Call.getNumArgs() > Constructor->getNumParams() ||
        Call.getNumArgs() < Constructor->getMinRequiredArguments())
      continue;
    if (Only)
      return;
    Only = Constructor;
  }
  if (!Only)
    return;
  CallSite Site;
  Site.Call = &Call;
  Site.Callee = Only;
  Site.Arguments.assign(Call.arg_begin(), Call.arg_end());
  if (const Contract *C = Known.contractOf(*Only, Site.Arguments))
    lend(*C, Site);
}

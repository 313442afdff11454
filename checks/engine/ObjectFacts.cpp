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

#include "checks/engine/FactBuilder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool CaptureSite::isThis() const { return Lambda && Lambda->capture_begin()[Index].capturesThis(); }

void FactBuilder::borrowObject(const LambdaExpr &Lambda, unsigned Index, HolderId To) {
  // Who keeps the connection may end it by that.
  if (Body.keepsHandleOf(&Lambda))
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

/// What a local `unique_ptr` owns for as long as it lives.
std::optional<NamedPlace> FactBuilder::ownedBy(const ValueDecl *Owner) {
  const auto *V = dyn_cast_or_null<VarDecl>(Owner);
  const CXXRecordDecl *Record = V ? V->getType()->getAsCXXRecordDecl() : nullptr;
  if (!Record || qualifiedName(*Record) != "std::unique_ptr" || Body.isMoved(V))
    return std::nullopt;
  return N.placeOf(V);
}

/// Whether the life of the object ends where that of the place does, with the closures over it
/// still with others.
bool FactBuilder::staysInSight(const NamedPlace &Of, const CXXRecordDecl &Class) {
  const Place &At = P[Of.Of];
  if (Of.Element || T.takesBack(Class))
    return false;
  const auto *V = dyn_cast_or_null<VarDecl>(At.Variable);
  if (!V)
    return true;
  const CXXRecordDecl *Whole = V->getType().getNonReferenceType()->getAsCXXRecordDecl();
  // What is returned in place does not die here.
  if ((Whole && T.takesBack(*Whole)) || V->isNRVOVariable())
    return false;
  // What lives as long as `main` lives as long as the program, in all but name.
  const auto *Outermost = dyn_cast<CompoundStmt>(Function.getBody());
  return !Function.isMain() || llvm::none_of(Outermost->body(), [&](const Stmt *S) {
    const auto *Declared = dyn_cast<DeclStmt>(S);
    return Declared && llvm::is_contained(Declared->decls(), V);
  });
}

/// The object of the call, where its life is known.
std::optional<NamedPlace> FactBuilder::objectOf(const CallSite &Site) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee);
  if (!Method)
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
  if (!Of || !staysInSight(*Of, *Method->getParent()))
    return std::nullopt;
  endsWithStatement(Of->Of);
  return Of;
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
  const FunctionDecl *Maker = Call.getDirectCallee();
  if (!Maker || !Body.variableOf(&Call) || qualifiedName(*Maker) != "std::make_unique")
    return;
  const TemplateArgumentList *Given = Maker->getTemplateSpecializationArgs();
  const CXXRecordDecl *Class =
      Given && Given->size() && Given->get(0).getKind() == TemplateArgument::Type
          ? Given->get(0).getAsType()->getAsCXXRecordDecl()
          : nullptr;
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

//===-- AssignmentFacts.cpp - What initialisation, assignment, return and throw hand on -===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/AssignmentFacts.h"
#include "checks/engine/facts/AliasFacts.h"
#include "checks/engine/facts/BindingFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/SelfFacts.h"
#include "checks/engine/facts/TemporaryFacts.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

bool closure::isEmptyValue(const Expr &Value) {
  const Expr *E = stripped(&Value);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (Construct->getNumArgs() == 0)
      return true;
    return Construct->getNumArgs() == 1 &&
           !Construct->getConstructor()->isCopyOrMoveConstructor() &&
           isEmptyValue(*Construct->getArg(0));
  }
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return llvm::all_of(List->inits(), [](const Expr *Init) { return isEmptyValue(*Init); });
  return isa<CXXNullPtrLiteralExpr, GNUNullExpr, CXXScalarValueInitExpr, ImplicitValueInitExpr>(E);
}

void AssignmentFacts::declaration(const DeclStmt &S) {
  for (const Decl *D : S.decls()) {
    const auto *V = dyn_cast<VarDecl>(D);
    if (!V)
      continue;
    const Expr *Init = V->getInit();
    if (Init && !B.T.canHold(V->getType())) {
      if (const Expr *Carried = B.carried(Init, V->getType()); Carried && !V->isImplicit())
        B.emit(Fact::flow(B.N.variable(V), B.N.value(Carried), true,
                          {Step::Kind::Stored, V->getNameAsString(), Carried->getExprLoc()}));
    } else if (Init) {
      // A reference to what has a name is that name; a reference to a value holds the value.
      bool Alias = (V->getType()->isReferenceType() || V->isImplicit()) && B.N.holder(Init);
      if (!Alias) {
        B.flow(B.N.variable(V), Init, true, V->isImplicit() ? Step::Kind::None : Step::Kind::Stored,
               V->getName());
        B.P.Holders.inheritAliases(B.N.variable(V), B.N.value(Init));
      }
    }
    Temporaries.complete(V, V->getEndLoc());
  }
}

/// `*reinterpret_cast<Base **>(&bytes) = …`: whose bytes they are.
std::optional<NamedHolder> AssignmentFacts::bytesBehind(const Expr *Target) {
  const Expr *E = stripped(Target);
  for (unsigned Steps = 0; Steps != 8; ++Steps) {
    const auto *Unary = dyn_cast<UnaryOperator>(E);
    const auto *Call = dyn_cast<CallExpr>(E);
    if (Unary && (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf))
      E = stripped(Unary->getSubExpr());
    else if (Call && Call->getNumArgs() == 1 && !isa<CXXMemberCallExpr>(Call))
      E = stripped(Call->getArg(0));
    else
      break;
  }
  if (E == stripped(Target) || !Types::isUntyped(E->getType()))
    return std::nullopt;
  std::optional<NamedHolder> Bytes = B.N.holder(E);
  if (Bytes)
    Bytes->Exact = false;
  return Bytes;
}

void AssignmentFacts::assignment(const Expr &Target, const Expr &Value, SourceLocation Loc) {
  Bindings.assignment(Target, Value);
  const Expr *Carried = B.carried(&Value, Target.getType());
  if (!B.canHold(&Target) && !Carried)
    return;
  std::optional<NamedHolder> To = B.N.holder(&Target);
  if (!To)
    To = bytesBehind(&Target);
  if (!To)
    return;
  Selves.assigned(Target, *To, Loc);
  Aliases.renames(Target, To->Holder, Value);
  // Which element an empty value goes to is not known: it may be the one in question.
  if (isEmptyValue(Value)) {
    B.emit(Fact::drop(To->Holder, Loc));
    return;
  }
  if (!Carried) {
    // A function pointer or a closure without captures takes the place of the old one.
    if (To->Exact && Target.getType()->isRecordType())
      B.emit(Fact::drop(To->Holder, Loc));
    return;
  }
  HolderId From = B.N.value(Carried);
  if (From == To->Holder)
    return;
  if (To->Exact && !llvm::is_contained(B.P.Holders.within(To->Holder), From))
    B.emit(Fact::drop(To->Holder, Loc)); // with all its members
  B.emit(Fact::flow(B.keeper(To->Holder), From, To->Exact,
                    {Step::Kind::Stored, B.P.Holders[To->Holder].Name, Loc}));
  if (Target.getType()->isRecordType())
    B.P.Holders.inheritAliases(To->Holder, From);
  movedFrom(Value);
}

void AssignmentFacts::referred(const CallSite &Site) {
  std::optional<NamedHolder> To = B.canHold(Site.Object) ? B.N.holder(Site.Object) : std::nullopt;
  std::optional<Loan> L = To ? Bindings.argument(Site, 0, /*Pointers=*/false) : std::nullopt;
  if (!L)
    return;
  SourceLocation Loc = Site.Call->getExprLoc();
  L->Inner.push_back({Step::Kind::Stored, B.P.Holders[To->Holder].Name, Loc});
  B.emit(Fact::borrow(B.keeper(To->Holder), B.P.add(std::move(*L)), Loc));
}

void AssignmentFacts::movedFrom(const Expr &Source) {
  const Expr *E = Source.IgnoreParenImpCasts();
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call || !isMove(*Call))
    return;
  std::optional<NamedHolder> From = B.N.holder(Call->getArg(0));
  if (From)
    Selves.movedAway(From->Holder);
  if (From && From->Exact)
    B.emit(Fact::drop(From->Holder, Source.getExprLoc()));
}

void AssignmentFacts::returned(const ReturnStmt &S) {
  const Expr *Value = S.getRetValue();
  if (!Value || !B.T.canHold(B.Function.getReturnType()))
    return;
  if (B.canHold(Value))
    B.emit(Fact::flow(B.N.result(), B.N.value(Value), false,
                      {Step::Kind::Returned, "", S.getReturnLoc()}));
}

void AssignmentFacts::thrown(const CXXThrowExpr &Throw) {
  const Expr *Value = Throw.getSubExpr();
  if (!Value || !B.canHold(Value))
    return;
  HolderId To = B.N.exception();
  if (const CXXCatchStmt *Handler = B.Body.handlerOf(Throw)) {
    if (!Handler->getExceptionDecl())
      return;
    To = B.N.variable(Handler->getExceptionDecl());
  }
  B.emit(Fact::flow(To, B.N.value(Value), true, {Step::Kind::Thrown, "", Throw.getThrowLoc()}));
}

void AssignmentFacts::initializer(const CXXCtorInitializer &Init) {
  const Expr *Value = Init.getInit();
  Bindings.initializer(Init);
  HolderId To = B.N.thisObject();
  if (const FieldDecl *Field = Init.getAnyMember()) {
    const Expr *Carried = B.carried(Value, Field->getType());
    if (!Carried)
      return Temporaries.complete(&Init, Init.getSourceLocation());
    To = B.P.Holders.below(To, Field);
    B.emit(Fact::flow(To, B.N.value(Carried), true,
                      {Step::Kind::Stored, Field->getNameAsString(), Carried->getExprLoc()}));
    B.P.Holders.inheritAliases(To, B.N.value(Value));
    if (!isEmptyValue(*Value))
      Aliases.refers(B.N.thisObject(), Field, *Value);
  } else {
    B.flow(To, Value, false);
  }
  Temporaries.complete(&Init, Init.getSourceLocation());
}

void AssignmentFacts::parts(const Expr &Whole, llvm::ArrayRef<const Expr *> Parts) {
  if (!B.canHold(&Whole))
    return;
  HolderId To = B.fresh(Whole);
  Bindings.list(Whole, Parts);
  const CXXRecordDecl *Record = Whole.getType()->getAsCXXRecordDecl();
  std::vector<const FieldDecl *> Fields;
  if (Record && Record->hasDefinition() && isa<InitListExpr>(Whole) && Record->isAggregate() &&
      !Record->getNumBases())
    Fields.assign(Record->field_begin(), Record->field_end());
  for (size_t I = 0; I != Parts.size(); ++I) {
    if (!Parts[I])
      continue;
    const Expr *Part =
        B.carried(Parts[I], I < Fields.size() ? Fields[I]->getType() : Parts[I]->getType());
    if (Part)
      B.flow(To, Part, false);
    if (isa<CXXNewExpr>(Whole))
      B.P.Holders.inheritAliases(B.P.Holders.below(To, nullptr), B.N.value(Parts[I]));
    if (I < Fields.size())
      Aliases.refers(To, Fields[I], *Parts[I]);
  }
}

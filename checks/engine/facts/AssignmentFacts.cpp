//===-- AssignmentFacts.cpp - What initialisation, assignment, return and throw hand on -===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/FactBuilder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

/// `nullptr`, `{}` and `T()`: what is assigned holds nothing.
static bool isEmptyValue(const Expr &Value) {
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

void FactBuilder::declaration(const DeclStmt &S) {
  for (const Decl *D : S.decls()) {
    const auto *V = dyn_cast<VarDecl>(D);
    if (!V)
      continue;
    const Expr *Init = V->getInit();
    if (Init && T.canHold(V->getType())) {
      // A reference to what has a name is that name; a reference to a value holds the value.
      bool Alias = (V->getType()->isReferenceType() || V->isImplicit()) && N.holder(Init);
      if (!Alias) {
        flow(N.variable(V), Init, true, V->isImplicit() ? Step::Kind::None : Step::Kind::Stored,
             V->getName());
        P.Holders.inheritAliases(N.variable(V), N.value(Init));
      }
    }
    fullExpression(V, V->getEndLoc());
  }
}

void FactBuilder::assignment(const Expr &Target, const Expr &Value, SourceLocation Loc) {
  if (!canHold(&Target))
    return;
  std::optional<NamedHolder> To = N.holder(&Target);
  if (!To)
    return;
  renames(Target, To->Holder, Value);
  // Which element an empty value goes to is not known: it may be the one in question.
  if (isEmptyValue(Value)) {
    emit(Fact::drop(To->Holder, Loc));
    return;
  }
  if (!canHold(&Value)) {
    // A function pointer or a closure without captures takes the place of the old one.
    if (To->Exact && Target.getType()->isRecordType())
      emit(Fact::drop(To->Holder, Loc));
    return;
  }
  HolderId From = N.value(&Value);
  if (From == To->Holder)
    return;
  if (To->Exact && !llvm::is_contained(P.Holders.within(To->Holder), From))
    emit(Fact::drop(To->Holder, Loc)); // with all its members
  emit(Fact::flow(keeper(To->Holder), From, To->Exact,
                  {Step::Kind::Stored, P.Holders[To->Holder].Name, Loc}));
  movedFrom(Value);
}

/// `std::move(x)` as a whole leaves nothing behind in `x`.
void FactBuilder::movedFrom(const Expr &Source) {
  const Expr *E = Source.IgnoreParenImpCasts();
  const auto *Call = dyn_cast<CallExpr>(E);
  if (!Call || !Call->isCallToStdMove())
    return;
  std::optional<NamedHolder> From = N.holder(Call->getArg(0));
  if (From && From->Exact)
    emit(Fact::drop(From->Holder, Source.getExprLoc()));
}

void FactBuilder::returned(const ReturnStmt &S) {
  const Expr *Value = S.getRetValue();
  if (!Value || !T.canHold(Function.getReturnType()))
    return;
  if (canHold(Value))
    emit(Fact::flow(N.result(), N.value(Value), false,
                    {Step::Kind::Returned, "", S.getReturnLoc()}));
}

void FactBuilder::thrown(const CXXThrowExpr &Throw) {
  const Expr *Value = Throw.getSubExpr();
  if (!Value || !canHold(Value))
    return;
  HolderId To = N.exception();
  if (const CXXCatchStmt *Handler = Body.handlerOf(Throw)) {
    if (!Handler->getExceptionDecl())
      return;
    To = N.variable(Handler->getExceptionDecl());
  }
  emit(Fact::flow(To, N.value(Value), true, {Step::Kind::Thrown, "", Throw.getThrowLoc()}));
}

void FactBuilder::initializer(const CXXCtorInitializer &Init) {
  const Expr *Value = Init.getInit();
  HolderId To = N.thisObject();
  if (const FieldDecl *Field = Init.getAnyMember()) {
    if (!T.canHold(Field->getType()))
      return fullExpression(&Init, Init.getSourceLocation());
    To = P.Holders.below(To, Field);
    flow(To, Value, true, Step::Kind::Stored, Field->getName());
    if (!isEmptyValue(*Value))
      refers(N.thisObject(), Field, *Value);
  } else {
    flow(To, Value, false);
  }
  fullExpression(&Init, Init.getSourceLocation());
}

void FactBuilder::parts(const Expr &Whole, llvm::ArrayRef<const Expr *> Parts) {
  if (!canHold(&Whole))
    return;
  HolderId To = fresh(Whole);
  const CXXRecordDecl *Record = Whole.getType()->getAsCXXRecordDecl();
  std::vector<const FieldDecl *> Fields;
  if (Record && Record->hasDefinition() && isa<InitListExpr>(Whole) && Record->isAggregate() &&
      !Record->getNumBases())
    Fields.assign(Record->field_begin(), Record->field_end());
  for (size_t I = 0; I != Parts.size(); ++I) {
    if (!Parts[I])
      continue;
    flow(To, Parts[I], false);
    if (I < Fields.size())
      refers(To, Fields[I], *Parts[I]);
  }
}

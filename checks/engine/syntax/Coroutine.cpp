//===-- Coroutine.cpp - How a coroutine starts and ends -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Coroutine.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <optional>

using namespace clang;
using namespace closure;

const CoroutineBodyStmt *closure::coroutineBody(const FunctionDecl &F) {
  return F.doesThisDeclarationHaveABody() ? dyn_cast_or_null<CoroutineBodyStmt>(F.getBody())
                                          : nullptr;
}

const Stmt *closure::writtenBody(const FunctionDecl &F) {
  if (!F.doesThisDeclarationHaveABody())
    return nullptr;
  const CoroutineBodyStmt *Whole = coroutineBody(F);
  return Whole ? Whole->getBody() : F.getBody();
}

/// The value that a body of one statement returns, if it is known.
static std::optional<bool> returned(const FunctionDecl &F) {
  const FunctionDecl *Definition = nullptr;
  const auto *Body =
      F.hasBody(Definition) ? dyn_cast_or_null<CompoundStmt>(Definition->getBody()) : nullptr;
  const auto *Return =
      Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  const Expr *Value = Return ? Return->getRetValue() : nullptr;
  const auto *Literal =
      Value ? dyn_cast<CXXBoolLiteralExpr>(Value->IgnoreParenImpCasts()) : nullptr;
  return Literal ? std::optional(Literal->getValue()) : std::nullopt;
}

/// Whether what is awaited is always, or never, ready; the body of a system header may be skipped.
static std::optional<bool> isReady(const CXXRecordDecl &Awaiter, unsigned Depth = 0) {
  const CXXRecordDecl *Class = Awaiter.getDefinition();
  if (!Class || Depth == 4)
    return std::nullopt;
  if (Class->isInStdNamespace() && Class->getIdentifier()) {
    if (Class->getName() == "suspend_never")
      return true;
    if (Class->getName() == "suspend_always")
      return false;
  }
  for (const CXXMethodDecl *Method : Class->methods())
    if (Method->getDeclName().isIdentifier() && Method->getName() == "await_ready")
      return returned(*Method);
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl())
      if (std::optional<bool> Ready = isReady(*Of, Depth + 1))
        return Ready;
  return std::nullopt;
}

static std::optional<bool> isReady(const Stmt *Awaiting) {
  const auto *E = dyn_cast_or_null<Expr>(Awaiting);
  const auto *Await = E ? dyn_cast<CoroutineSuspendExpr>(E->IgnoreImplicit()) : nullptr;
  const Expr *Awaiter = Await ? Await->getCommonExpr() : nullptr;
  const CXXRecordDecl *Class =
      Awaiter ? Awaiter->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
  return Class ? isReady(*Class) : std::nullopt;
}

bool closure::startsAtOnce(const CoroutineBodyStmt &Body) {
  return isReady(Body.getInitSuspendStmt()).value_or(false);
}

bool closure::freesItself(const CoroutineBodyStmt &Body) {
  return isReady(Body.getFinalSuspendStmt()).value_or(false);
}

bool closure::suspends(const CoroutineSuspendExpr &E) { return !isReady(&E).value_or(false); }

bool closure::isOfAwaiting(const FunctionDecl &F) {
  if (!F.getDeclName().isIdentifier())
    return false;
  llvm::StringRef Name = F.getName();
  return Name == "await_ready" || Name == "await_suspend" || Name == "await_resume" ||
         Name == "await_transform";
}

const ParmVarDecl *closure::explicitObject(const FunctionDecl &Operator) {
  return Operator.getNumParams() && Operator.getParamDecl(0)->isExplicitObjectParameter()
             ? Operator.getParamDecl(0)
             : nullptr;
}

/// Whether the class, or a base, has a type of this name.
static bool declares(const CXXRecordDecl &Class, const IdentifierInfo &Name) {
  const CXXRecordDecl *Of = Class.getDefinition();
  return Of && (!Of->lookup(&Name).empty() ||
                llvm::any_of(Of->bases(), [&](const CXXBaseSpecifier &Base) {
                  const CXXRecordDecl *Record = Base.getType()->getAsCXXRecordDecl();
                  return Record && declares(*Record, Name);
                }));
}

/// The classes that a coroutine of the unit returns, by what the compiler asked of the traits.
static llvm::DenseSet<const CXXRecordDecl *> returnedByCoroutines(const ASTContext &Context) {
  llvm::DenseSet<const CXXRecordDecl *> Found;
  for (const NamedDecl *D : declarationsOf("std::coroutine_traits", Context))
    if (const auto *Traits = dyn_cast<ClassTemplateDecl>(D))
      for (const ClassTemplateSpecializationDecl *Of : Traits->specializations())
        if (QualType Back = firstTypeArgument(Of);
            !Back.isNull() && declares(*Of, Context.Idents.get("promise_type")))
          if (const CXXRecordDecl *Record = Back.getNonReferenceType()->getAsCXXRecordDecl())
            Found.insert(Record->getCanonicalDecl());
  return Found;
}

bool Types::isCoroutine(QualType T) {
  const CXXRecordDecl *Record =
      T.isNull() ? nullptr : T.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl();
  return Record && isCoroutineClass(*Record);
}

bool Types::isCoroutineClass(const CXXRecordDecl &Record) {
  if (!Context.getLangOpts().Coroutines)
    return false;
  if (!Returned)
    Returned = returnedByCoroutines(Context);
  return Returned->contains(Record.getCanonicalDecl()) ||
         declares(Record, Context.Idents.get("promise_type"));
}

void Types::remember(const LambdaExpr &Lambda) { Lambdas[Lambda.getLambdaClass()] = &Lambda; }

//===-- Throws.cpp - What calls can throw ---------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Throws.h"
#include "checks/engine/syntax/Shape.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

/// Members of containers that throw more than the lack of memory.
static bool checksItsArguments(const FunctionDecl &Callee) {
  llvm::StringRef Name = Callee.getDeclName().isIdentifier() ? Callee.getName() : "";
  return Name == "at" || Name == "value" || Name == "substr";
}

/// `std::make_unique` of something whose constructor can throw.
static bool makesObject(const FunctionDecl &Callee) {
  const TemplateArgumentList *Given = Callee.getTemplateSpecializationArgs();
  QualType Made = Given ? firstTypeArgument(*Given) : QualType();
  const CXXRecordDecl *Class = Made.isNull() ? nullptr : Made->getAsCXXRecordDecl();
  return Class && !Class->isInStdNamespace();
}

/// Whether a model says that the function takes work in, and not that it throws what that threw: a
/// library that has room for the work runs it later.
static bool takesWork(const CallExpr &Call, const FunctionDecl &Callee, const Types &T) {
  const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
  const Contract *Does =
      T.known().contractOf(Callee, {Call.getArgs(), Call.getNumArgs()},
                           Method ? Method->getImplicitObjectArgument() : nullptr);
  return Does && Does->Source == Authority::Model && !Does->Rethrows &&
         llvm::any_of(Does->Transfers, [](const Transfer &Moved) { return Moved.Starts; });
}

bool closure::throwsNothing(const CallExpr &Call, const Types &T) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (Callee && !inStandardLibrary(*Callee) && takesWork(Call, *Callee, T))
    return true;
  if (!Callee || !inSystemHeader(*Callee))
    return false;
  if (Callee->isExternC())
    return true;
  if (!inStandardLibrary(*Callee))
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee))
    return !checksItsArguments(*Callee) &&
           (T.known().isOwner(qualifiedName(*Method->getParent())) ||
            Method->getParent()->getName().starts_with("basic_"));
  static constexpr llvm::StringLiteral Makers[] = {"make_unique", "make_shared"};
  if (Callee->getDeclName().isIdentifier() && llvm::is_contained(Makers, Callee->getName()))
    return !makesObject(*Callee);
  // Strings and output.
  return Callee->getOverloadedOperator() == OO_Plus ||
         Callee->getOverloadedOperator() == OO_LessLess ||
         (Callee->getDeclName().isIdentifier() && Callee->getName() == "to_string");
}

static const CXXRecordDecl *caughtClass(const CXXCatchStmt &Handler) {
  QualType Caught = Handler.getCaughtType();
  return Caught.isNull() ? nullptr : Caught.getNonReferenceType()->getAsCXXRecordDecl();
}

static bool catchesAllOf(const CXXCatchStmt &Handler) {
  const CXXRecordDecl *Class = caughtClass(Handler);
  return !Handler.getExceptionDecl() || (Class && qualifiedName(*Class) == "std::exception");
}

/// Whether the code, or a function that it calls, throws visibly what the handler catches.
static bool throwsFor(const CXXCatchStmt &Handler, const Stmt *S, unsigned Depth) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Throw = dyn_cast<CXXThrowExpr>(S); Throw && Throw->getSubExpr() && Depth)
    return Shape::catches(Handler, Throw->getSubExpr()->getType());
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && Depth < 3) {
    const FunctionDecl *Callee = Call->getDirectCallee(), *Definition = nullptr;
    if (Callee && Callee->hasBody(Definition) && !inSystemHeader(*Callee) &&
        throwsFor(Handler, Definition->getBody(), Depth + 1))
      return true;
  }
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return throwsFor(Handler, Child, Depth); });
}

bool closure::isReachedByCalls(const CXXTryStmt &Try, const CXXCatchStmt &Handler) {
  for (unsigned I = 0; Try.getHandler(I) != &Handler; ++I)
    if (catchesAllOf(*Try.getHandler(I)))
      return false;
  if (catchesAllOf(Handler))
    return true;
  const CXXRecordDecl *Class = caughtClass(Handler);
  if (Class && isOrDerivesFrom(*Class, "std::exception") &&
      !isOrDerivesFrom(*Class, "std::bad_alloc"))
    return true;
  return throwsFor(Handler, Try.getTryBlock(), 0);
}

bool closure::catchesMost(const CXXTryStmt &Try) {
  for (unsigned I = 0; I != Try.getNumHandlers(); ++I)
    if (catchesAllOf(*Try.getHandler(I)))
      return true;
  return false;
}

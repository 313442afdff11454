//===-- FirstObject.cpp - On what a row of calls is made ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/FirstObject.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

static bool givesItself(const CXXMethodDecl &Method, unsigned Depth);

/// Whether all that the code returns is the object of the method.
static bool returnsObject(const Stmt *S, unsigned Depth, bool &Any) {
  if (!S || isa<LambdaExpr>(S))
    return true;
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    const Expr *E = Return->getRetValue() ? stripped(Return->getRetValue()) : nullptr;
    while (const auto *Deref = dyn_cast_or_null<UnaryOperator>(E))
      E = Deref->getOpcode() == UO_Deref ? stripped(Deref->getSubExpr()) : nullptr;
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E);
    if (const CXXMethodDecl *Next = Call && Depth ? Call->getMethodDecl() : nullptr;
        Next && Next->hasBody() && givesItself(*Next, Depth - 1))
      E = stripped(Call->getImplicitObjectArgument());
    Any = true;
    return E && isa<CXXThisExpr>(E);
  }
  return llvm::all_of(S->children(),
                      [&](const Stmt *Child) { return returnsObject(Child, Depth, Any); });
}

static bool givesItself(const CXXMethodDecl &Method, unsigned Depth) {
  QualType Given = Method.getReturnType();
  const CXXRecordDecl *Class =
      Given->isLValueReferenceType() || Given->isPointerType() || Given->isRValueReferenceType()
          ? Given->getPointeeType()->getAsCXXRecordDecl()
          : nullptr;
  if (!Class || Method.isStatic() || !areOneKind(*Class, *Method.getParent()) ||
      inSystemHeader(Method))
    return false;
  const FunctionDecl *Definition = nullptr;
  if (!Method.hasBody(Definition))
    return Given->isLValueReferenceType() && Method.getNumParams() && !Method.isConst() &&
           !Method.isOverloadedOperator();
  bool Any = false;
  return returnsObject(Definition->getBody(), Depth, Any) && Any;
}

bool closure::returnsItself(const CXXMethodDecl &Method) { return givesItself(Method, 4); }

const Expr *closure::firstObject(const Expr *Object) {
  while (const auto *Call =
             dyn_cast_or_null<CXXMemberCallExpr>(Object ? stripped(Object) : nullptr)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method || !returnsItself(*Method))
      break;
    Object = Call->getImplicitObjectArgument();
  }
  return Object;
}

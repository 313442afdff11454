//===-- Expressions.cpp - What stands behind an expression ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

const Expr *closure::stripped(const Expr *E) {
  while (E) {
    const Expr *Inner = E->IgnoreParenImpCasts();
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = Temporary->getSubExpr();
    else if (const auto *Bound = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Bound->getSubExpr();
    else if (const auto *Whole = dyn_cast<FullExpr>(Inner))
      Inner = Whole->getSubExpr();
    else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Inner))
      Inner = Cast->getSubExpr();
    else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Inner))
      Inner = Default->getExpr();
    else if (const auto *Comma = dyn_cast<BinaryOperator>(Inner); Comma && Comma->isCommaOp())
      Inner = Comma->getRHS();
    if (Inner == E)
      return E;
    E = Inner;
  }
  return E;
}

const CXXRecordDecl *closure::classOfObject(const Expr *Object) {
  if (!Object)
    return nullptr;
  QualType Type = Object->IgnoreParenImpCasts()->getType().getNonReferenceType();
  return Type->isPointerType() ? Type->getPointeeCXXRecordDecl() : Type->getAsCXXRecordDecl();
}

bool closure::isMove(const FunctionDecl &Callee) {
  if (Callee.getNumParams() != 1 || isa<CXXMethodDecl>(Callee) ||
      !Callee.getDeclName().isIdentifier())
    return false;
  if (Callee.isInStdNamespace()) // `std::forward` has the same signature
    return Callee.getName() == "move";
  QualType Given = Callee.getParamDecl(0)->getType();
  QualType Back = Callee.getReturnType();
  return Given->isReferenceType() && Back->isRValueReferenceType() &&
         Given->getPointeeType().getCanonicalType() == Back->getPointeeType().getCanonicalType();
}

bool closure::isMove(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && isMove(*Callee);
}

bool closure::isAddress(const Expr *Pointer) {
  const Expr *Bare = stripped(Pointer);
  const auto *Address = dyn_cast<UnaryOperator>(Bare);
  return isa<CXXThisExpr>(Bare) || (Address && Address->getOpcode() == UO_AddrOf);
}

const Expr *closure::pointerBeforeArrow(const Expr *Pointer) {
  const auto *Arrow = dyn_cast<CXXOperatorCallExpr>(stripped(Pointer));
  return Arrow && Arrow->getOperator() == OO_Arrow ? stripped(Arrow->getArg(0)) : nullptr;
}

const Expr *closure::constructionIn(const Expr *E) {
  while (E) {
    E = E->IgnoreImplicit()->IgnoreParenCasts()->IgnoreImplicit();
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
      if (!Construct->isElidable() || !Construct->getNumArgs())
        return E;
      E = Construct->getArg(0);
    } else {
      return isa<CallExpr>(E) ? E : nullptr;
    }
  }
  return nullptr;
}

const ValueDecl *closure::namedIn(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref ? Ref->getDecl() : nullptr;
}

bool closure::mentions(const Stmt *Code, const ValueDecl &What) {
  if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(Code); Ref && Ref->getDecl() == &What)
    return true;
  return Code &&
         llvm::any_of(Code->children(), [&](const Stmt *Child) { return mentions(Child, What); });
}

bool closure::isLoop(const Stmt *S) {
  return isa_and_nonnull<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S);
}

const LambdaExpr *closure::lambdaIn(const Expr *Value) {
  const Expr *E = stripped(Value);
  while (const auto *Wrapper = dyn_cast_or_null<CXXConstructExpr>(E))
    E = Wrapper->getNumArgs() ? stripped(Wrapper->getArg(0)) : nullptr;
  return dyn_cast_or_null<LambdaExpr>(E);
}

static bool isWrapper(QualType T) {
  const CXXRecordDecl *Record = T.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl();
  return Record && Record->getDeclName().isIdentifier() && Record->getName() == "reference_wrapper";
}

bool closure::isReferring(QualType T) {
  T = T.getCanonicalType().getNonReferenceType();
  return (T->isPointerType() && !T->getPointeeType()->isFunctionType()) || isWrapper(T);
}

const Expr *closure::referredBy(const Expr *Value) {
  const Expr *E = stripped(Value);
  if (isa<CXXThisExpr>(E))
    return E;
  if (E->getType()->isArrayType())
    return E;
  if (const auto *Address = dyn_cast<UnaryOperator>(E))
    return Address->getOpcode() == UO_AddrOf && E->getType()->isPointerType()
               ? stripped(Address->getSubExpr())
               : nullptr;
  const auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || Call->getNumArgs() != 1 || !Callee->getDeclName().isIdentifier() ||
      isReferring(Call->getArg(0)->getType()))
    return nullptr;
  return isWrapper(Call->getType()) || Callee->getName() == "addressof" ? stripped(Call->getArg(0))
                                                                        : nullptr;
}

bool closure::isOwnPart(const Expr *E) {
  for (;;) {
    E = stripped(E);
    if (const auto *Deref = dyn_cast<UnaryOperator>(E); Deref && Deref->getOpcode() == UO_Deref) {
      E = stripped(Deref->getSubExpr());
      // What a pointer among the members points at is another object.
      if (!isa<CXXThisExpr>(E) && !E->getType()->isArrayType())
        return false;
    } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
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

bool closure::areOneKind(const CXXRecordDecl &A, const CXXRecordDecl &B) {
  if (A.getCanonicalDecl() == B.getCanonicalDecl())
    return true;
  return A.hasDefinition() && B.hasDefinition() && (A.isDerivedFrom(&B) || B.isDerivedFrom(&A));
}

bool closure::anyCall(const Stmt *S, llvm::function_ref<bool(const FunctionDecl &)> Is) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee(); Callee && Is(*Callee))
      return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return anyCall(Child, Is); });
}

//===-- InPlace.cpp - What is called where it is stored -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/InPlace.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// `std::move(f)`, `std::get<0>(t)`: by reference, its first argument or a part of it.
static bool handsOnFirst(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && inStandardLibrary(*Callee) && Call.getNumArgs() && Call.isGLValue();
}

/// What stands behind a local that is another name: a reference, an iterator, a binding.
static const Expr *boundTo(const ValueDecl &V) {
  const auto *Part = dyn_cast<BindingDecl>(&V);
  const auto *Variable = dyn_cast<VarDecl>(Part ? Part->getDecomposedDecl() : &V);
  if (!Variable || isa<ParmVarDecl>(Variable) || !Variable->hasLocalStorage())
    return nullptr;
  QualType Type = Variable->getType();
  const CXXRecordDecl *Record = Type.getCanonicalType()->getAsCXXRecordDecl();
  bool Iterator = Record && Record->getName().contains("iterator");
  return Type->isReferenceType() || Variable->isImplicit() || Iterator ? Variable->getInit()
                                                                       : nullptr;
}

const ValueDecl *closure::storageOf(const Expr *E) {
  for (unsigned Steps = 0; E && Steps != 32; ++Steps) {
    E = stripped(E);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
      const Expr *Bound = boundTo(*Ref->getDecl());
      if (!Bound)
        return Ref->getDecl();
      E = Bound;
    } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      // `second` of an element stands for the container.
      if (!inSystemHeader(*Member->getMemberDecl()))
        return Member->getMemberDecl();
      E = Member->getBase();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      OverloadedOperatorKind K = Operator->getOperator();
      E = K == OO_Star || K == OO_Arrow || K == OO_Subscript ? Operator->getArg(0) : nullptr;
    } else if (const auto *Method = dyn_cast<CXXMemberCallExpr>(E)) {
      const CXXMethodDecl *Callee = Method->getMethodDecl();
      E = Callee && inSystemHeader(*Callee) ? Method->getImplicitObjectArgument() : nullptr;
    } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
      E = handsOnFirst(*Call) ? Call->getArg(0) : nullptr;
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Subscript->getBase();
    } else {
      return nullptr;
    }
  }
  return nullptr;
}

const ValueDecl *closure::calledInPlace(const CallExpr &Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getOperator() == OO_Call ? storageOf(Operator->getArg(0)) : nullptr;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee)) {
    const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call); // `f.operator()()`
    return Member && Method->getOverloadedOperator() == OO_Call
               ? storageOf(Member->getImplicitObjectArgument())
               : nullptr;
  }
  bool Invokes = Callee && inStandardLibrary(*Callee) && Call.getNumArgs() &&
                 Callee->getDeclName().isIdentifier() && Callee->getName() == "invoke";
  return Invokes ? storageOf(Call.getArg(0)) : nullptr;
}

/// `std::exchange(f, …)`
static bool takesOut(const CallExpr &Call, const ValueDecl &V) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && inStandardLibrary(*Callee) && Call.getNumArgs() &&
         Callee->getDeclName().isIdentifier() && Callee->getName() == "exchange" &&
         storageOf(Call.getArg(0)) == &V;
}

/// `auto copy = f;`
static bool copies(const DeclStmt &Declaration, const ValueDecl &V) {
  return llvm::any_of(Declaration.decls(), [&](const Decl *D) {
    const auto *Copy = dyn_cast<VarDecl>(D);
    if (!Copy || !Copy->getInit() || Copy->getType()->isReferenceType() || Copy->isImplicit())
      return false;
    const auto *Made = dyn_cast<CXXConstructExpr>(stripped(Copy->getInit()));
    return Made && Made->getNumArgs() && Made->getArg(0)->isGLValue() &&
           storageOf(Made->getArg(0)) == &V;
  });
}

Called closure::howCalled(const Stmt *Code, const ValueDecl &V, const Stmt *Except) {
  if (!Code || Code == Except)
    return Called::Unknown;
  const auto *Call = dyn_cast<CallExpr>(Code);
  if (Call && calledInPlace(*Call) == &V)
    return Called::InPlace;
  const auto *Declaration = dyn_cast<DeclStmt>(Code);
  Called Found = (Call && takesOut(*Call, V)) || (Declaration && copies(*Declaration, V))
                     ? Called::AsCopy
                     : Called::Unknown;
  for (const Stmt *Child : Code->children()) {
    Called Inside = howCalled(Child, V, Except);
    if (Inside == Called::InPlace)
      return Inside;
    if (Inside != Called::Unknown)
      Found = Inside;
  }
  return Found;
}

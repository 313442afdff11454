//===-- HandedClosure.cpp - What a function does with its closure ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/updates/HandedClosure.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "checks/updates/OwnCopy.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

std::string closure::nameOfCallee(const CallExpr &Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
      Operator && Operator->getOperator() == OO_Call)
    if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Operator->getArg(0))))
      return qualifiedName(*Ref->getDecl());
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee ? Callee->isInStdNamespace() ? qualifiedName(*Callee) : nameInClass(*Callee) : "";
}

/// Algorithms that give their predicate to another one, by value, and then go on with their own.
static bool copiesPredicate(llvm::StringRef Name) {
  return Name == "std::remove_if" || Name == "std::stable_partition" || Name == "std::unique" ||
         Name == "std::ranges::remove_if" || Name == "std::ranges::unique";
}

static bool dropsResults(llvm::StringRef Name) {
  return Name == "std::for_each" || Name == "std::for_each_n" || Name == "std::ranges::for_each" ||
         Name == "std::ranges::for_each_n";
}

/// The parameter that the argument initialises, of a function whose body is in sight.
static const ParmVarDecl *parameterOf(const CallExpr &Call, const Expr &Given) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const FunctionDecl *Definition = nullptr;
  if (!Callee || inSystemHeader(*Callee) || !Callee->hasBody(Definition))
    return nullptr;
  unsigned Index = 0;
  while (Index != Call.getNumArgs() && Call.getArg(Index) != &Given)
    ++Index;
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (isa<CXXOperatorCallExpr>(Call) && Method && !Method->isStatic() && Index-- == 0)
    return nullptr;
  return Index < Definition->getNumParams() ? Definition->getParamDecl(Index) : nullptr;
}

/// The value as it is handed on: `f`, `std::move(f)`, `std::forward<F>(f)`, and copies of these.
static const Stmt *handedOn(const DeclRefExpr &Mention, const UseIndex &Code) {
  const Stmt *E = &Mention;
  for (const Stmt *Up = Code.around(E); Up; Up = Code.around(E)) {
    const auto *Make = dyn_cast<CXXConstructExpr>(Up);
    const auto *Cast = dyn_cast<CallExpr>(Up);
    if (!(Make && Make->getConstructor()->isCopyOrMoveConstructor()) && !(Cast && isMove(*Cast)) &&
        !(Cast && Cast->getBuiltinCallee() && Cast->getNumArgs() == 1 && Cast->isGLValue()) &&
        !isa<ParenExpr, ImplicitCastExpr, FullExpr, CXXBindTemporaryExpr, MaterializeTemporaryExpr>(
            Up))
      break;
    E = Up;
  }
  return E;
}

static HandedClosure handedTo(const CallExpr &Call, const Expr &Given, unsigned Depth) {
  HandedClosure Known;
  std::string Name = nameOfCallee(Call);
  if (copiesPredicate(Name)) {
    Known.Recopies = Name;
    Known.Recopied = Call.getExprLoc();
  }
  Known.Dropped = dropsResults(Name);
  static constexpr unsigned Deepest = 4;
  const ParmVarDecl *P = Depth < Deepest ? parameterOf(Call, Given) : nullptr;
  if (!P)
    return Known;
  const UseIndex Code(
      llvm::ArrayRef<const Stmt *>(cast<FunctionDecl>(P->getDeclContext())->getBody()));
  std::vector<const DeclRefExpr *> Mentions = Code.mentionsOf(P, /*Copies=*/true);
  Known.Dropped = !Mentions.empty();
  for (const DeclRefExpr *Mention : Mentions) {
    const Stmt *E = handedOn(*Mention, Code);
    const auto *Next = dyn_cast_or_null<CallExpr>(Code.around(E));
    const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Next);
    bool Called = Operator && Operator->getOperator() == OO_Call && Operator->getArg(0) == E;
    HandedClosure Further =
        Next && !Called ? handedTo(*Next, *cast<Expr>(E), Depth + 1) : HandedClosure();
    Known.Dropped &= (Called || Further.Dropped) && isDiscarded(Next, Code);
    if (Known.Recopies.empty() && !Further.Recopies.empty()) {
      Known.Recopies = Further.Recopies;
      Known.Recopied = Further.Recopied;
    }
  }
  return Known;
}

HandedClosure closure::handedTo(const CallExpr &Call, const Expr &Given) {
  return ::handedTo(Call, Given, 0);
}

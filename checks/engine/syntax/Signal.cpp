//===-- Signal.cpp - What work does after it says that it is done ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Signal.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

namespace {

/// The object that a method or an operator of `std::atomic` changes: `++started`, `done = true`.
static const ValueDecl *atomicChangedBy(const CallExpr &Call) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
  if (!Method || Method->isConst() || !inStandardLibrary(*Method) ||
      !Method->getParent()->getName().contains("atomic"))
    return nullptr;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return namedIn(Member ? Member->getImplicitObjectArgument() : Call.getArg(0));
}

/// Whether a loop in the code looks at the variable until it has changed: `while (started < n) …`.
static bool isAwaitedByLoop(const Stmt *S, const ValueDecl &V) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  const auto *While = dyn_cast<WhileStmt>(S);
  const auto *Do = dyn_cast<DoStmt>(S);
  const Expr *Condition = While ? While->getCond() : Do ? Do->getCond() : nullptr;
  return (Condition && mentions(Condition, V)) ||
         llvm::any_of(S->children(), [&](const Stmt *Child) { return isAwaitedByLoop(Child, V); });
}

/// Numbers what matters in the order of the source.
class SourceOrder {
public:
  SourceOrder(const LambdaExpr &Lambda, Contracts &Known)
      : Around(dyn_cast<FunctionDecl>(Lambda.getLambdaClass()->getDeclContext())), Known(Known) {}

  void walk(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      for (const LambdaCapture &C : Lambda->captures())
        if (C.capturesVariable())
          Mentions[C.getCapturedVar()] = ++Count;
      return;
    }
    // A lock may die as soon as it is given up.
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && isUnlock(*Call) && Signal)
      return;
    unsigned Before = Signal;
    for (const Stmt *Child : S->children())
      walk(Child);
    // Who waits for the same lock goes on only when it is released.
    if (Signal != Before && isa<CompoundStmt>(S) && llvm::any_of(S->children(), locks))
      Signal = ++Count;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      Mentions[Ref->getDecl()] = ++Count;
    const auto *Call = dyn_cast<CallExpr>(S);
    if (const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr) {
      if (Known.isSignal(*Callee) || tellsLoop(*Call))
        Signal = ++Count;
      else if (const ValueDecl *Object = objectOf(*Call); Object && Known.givesSignal(*Callee))
        OwnSignals[Object] = ++Count;
    }
  }

  /// Whether the function around waits in a loop for what the call changes.
  bool tellsLoop(const CallExpr &Call) const {
    const ValueDecl *Changed = Around ? atomicChangedBy(Call) : nullptr;
    return Changed && isAwaitedByLoop(Around->getBody(), *Changed);
  }

  /// The variable of which the call is a method.
  static const ValueDecl *objectOf(const CallExpr &Call) {
    const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
    const auto *Ref =
        Method ? dyn_cast<DeclRefExpr>(Method->getImplicitObjectArgument()->IgnoreParenImpCasts())
               : nullptr;
    return Ref ? Ref->getDecl() : nullptr;
  }

  static bool isUnlock(const CXXMemberCallExpr &Call) {
    const CXXMethodDecl *Method = Call.getMethodDecl();
    return Method && inStandardLibrary(*Method) && Method->getDeclName().isIdentifier() &&
           Method->getName() == "unlock";
  }

  static bool locks(const Stmt *S) {
    const auto *Declaration = dyn_cast_or_null<DeclStmt>(S);
    return Declaration && llvm::any_of(Declaration->decls(), [](const Decl *D) {
             const auto *V = dyn_cast<VarDecl>(D);
             const CXXRecordDecl *Record = V ? V->getType()->getAsCXXRecordDecl() : nullptr;
             return Record && Record->getName().contains("lock");
           });
  }

  unsigned Count = 0, Signal = 0;
  llvm::DenseMap<const ValueDecl *, unsigned> Mentions; ///< The last of each variable.
  llvm::DenseMap<const ValueDecl *, unsigned> OwnSignals;

private:
  const FunctionDecl *Around; ///< In which the lambda is made, or null.
  Contracts &Known;
};

} // namespace

SignalOrder::SignalOrder(const LambdaExpr &Lambda, Contracts &Known) {
  SourceOrder Order(Lambda, Known);
  Order.walk(Lambda.getBody());
  LastSignal = Order.Signal;
  LastMention = std::move(Order.Mentions);
  OwnSignal = std::move(Order.OwnSignals);
}

SignalUse SignalOrder::of(const ValueDecl &V) const {
  if (!LastSignal && !OwnSignal.count(&V))
    return SignalUse::None;
  unsigned Last = std::max(LastSignal, OwnSignal.lookup(&V));
  return LastMention.lookup(&V) > Last ? SignalUse::After : SignalUse::Before;
}

static bool throws(const Stmt *S, unsigned Depth) {
  if (!S || isa<LambdaExpr, CXXTryStmt>(S))
    return false;
  if (isa<CXXThrowExpr>(S))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && Depth)
    if (const FunctionDecl *Callee = Call->getDirectCallee()) {
      const FunctionDecl *Definition = nullptr;
      if (Callee->hasBody(Definition) && !inSystemHeader(*Definition) &&
          throws(Definition->getBody(), Depth - 1))
        return true;
    }
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return throws(Child, Depth); });
}

bool closure::throwsVisibly(const LambdaExpr &Lambda) { return throws(Lambda.getBody(), 2); }

//===-- Signal.cpp - What work does after it says that it is done ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Signal.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

namespace {

/// Numbers what matters in the order of the source.
class SourceOrder {
public:
  explicit SourceOrder(Contracts &Known) : Known(Known) {}

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
      if (Known.isSignal(*Callee))
        Signal = ++Count;
      else if (const ValueDecl *Object = objectOf(*Call); Object && Known.givesSignal(*Callee))
        OwnSignals[Object] = ++Count;
    }
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
  Contracts &Known;
};

} // namespace

SignalOrder::SignalOrder(const LambdaExpr &Lambda, Contracts &Known) {
  SourceOrder Order(Known);
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

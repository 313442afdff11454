//===-- Frame.cpp - Coroutines that go on, in words -----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/message/Frame.h"
#include "checks/repair/Captured.h"
#include "checks/repair/Edits.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

using namespace clang;
using namespace closure;

/// A coroutine that goes on when the closure, or what it was passed by reference, is gone.
std::string closure::frameText(const Finding &F) {
  const Defect &Lead = F.Defects.front();
  std::string Names = quotedList(captureNames(F));
  bool Goes = Lead.Why == Outlives::Detached;
  bool Range = llvm::StringRef(Lead.Holder).starts_with("__range"); // which nobody wrote
  std::string Keeper = Goes    ? "the coroutine goes on"
                       : Range ? "the range of the loop"
                               : keeperText(Lead);
  std::string Keeps = Goes               ? " after "
                      : Lead.isAssumed() ? " may keep the coroutine after "
                                         : " keeps the coroutine after ";
  if (F.Lambda)
    return "lambda captures " + Names + ", but " + Keeper + Keeps + "the closure dies";
  bool Temporary = captureNames(F).front().empty();
  const auto *Call = dyn_cast<CallExpr>(Lead.Site.Binder);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  bool Object = Callee && Lead.Site.Index >= Callee->getNumParams();
  std::string Bound = Object ? " is the object of '" + Callee->getNameAsString() + "', a coroutine"
                      : Callee ? " is bound to '" +
                                     Callee->getParamDecl(Lead.Site.Index)->getNameAsString() +
                                     "', a reference parameter of a coroutine"
                               : " is bound to a reference parameter of a coroutine";
  return (Temporary ? "a temporary" : "'" + nameOf(Lead.Site) + "'") + Bound + ", but " + Keeper +
         Keeps + (Temporary ? "it" : "'" + nameOf(Lead.Site) + "'") + " dies";
}

std::string closure::frameEnd(const Defect &D) {
  std::string Subject = D.Of.Name.empty() ? "the closure" : "the closure '" + D.Of.Name + "'";
  switch (D.How) {
  case End::Iteration:
    return Subject + " dies here, at the end of each iteration";
  case End::Scope:
    return Subject + " dies here, at the end of the scope";
  case End::FullExpression:
    return Subject + " dies here, at the end of the full-expression";
  case End::Reset:
    return "the closure in '" + D.Of.Name + "' dies here";
  case End::Called:
    return ""; // a step of the path says it
  default:
    return Subject + " dies here, at the end of the function";
  }
}

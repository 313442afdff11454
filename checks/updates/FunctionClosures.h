//===-- FunctionClosures.h - Where a function uses its closures -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the questions about the closures of one function have in common.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_UPDATES_FUNCTIONCLOSURES_H
#define CLOSURE_UPDATES_FUNCTIONCLOSURES_H

#include "checks/engine/terms/Finding.h"
#include "checks/updates/Afterwards.h"
#include "checks/updates/Candidates.h"
#include "checks/updates/OwnCopy.h"
#include <set>

namespace closure {

struct FunctionClosures {
  FunctionClosures(clang::ASTContext &Context, const clang::FunctionDecl &Function,
                   std::vector<Candidate> All);

  clang::ASTContext &Context;
  const clang::FunctionDecl &Function;
  const UseIndex Code;
  const Afterwards After;
  const std::vector<Candidate> All;

  /// How the closure uses its copy.
  const OwnCopies::Use &useOf(const Candidate &Copy);

  /// Whether the code of the function speaks of the variable itself, and the closure gets its copy
  /// from that, not from a copy that a closure around it has.
  bool isVisible(const Candidate &Copy) const;

  /// The variable that the expression, a closure, initialises; null if it is none.
  const clang::VarDecl *holderOf(const clang::Stmt *Closure) const;
  /// Where the closure is handed on or called: its own call, or each one of its variable.
  std::vector<const clang::Stmt *> usesOf(const clang::LambdaExpr &Lambda) const;
  /// The call of what the expression names; null if it is not called.
  const clang::CallExpr *callOf(const clang::Expr &Named) const;
  /// The calls of the variable; empty if anything else is done with it.
  std::vector<const clang::CallExpr *> callsOf(const clang::VarDecl &Holder) const;
  /// Whether its variable is only called, and never for its result.
  bool isOnlyCalled(const clang::LambdaExpr &Lambda) const;
  bool isOnlyCalled(const clang::VarDecl &Holder) const;
  /// Whether the function changes the variable, what the lambda `Except` does with it left out.
  bool isChanged(const clang::VarDecl &V, const clang::LambdaExpr *Except) const;
  /// Whether the element of the graph mentions the variable, itself or by a capture.
  static bool mentions(const clang::Stmt &S, const clang::ValueDecl &V);
  /// What two closures that are handed out together share: a statement, or an object.
  std::set<const void *> bundlesOf(const clang::LambdaExpr &Lambda) const;

  bool isInLoop(const clang::Stmt *S) const;
  /// Whether one loop runs both, again and again.
  bool haveCommonLoop(const clang::Stmt *S, const clang::Stmt *Other) const;

private:
  std::map<const clang::LambdaExpr *, OwnCopies> Copies;
};

/// The closure is copied, and the state of the original is read afterwards as if it had changed; or
/// what it is given to calls several copies of it.
void addCopiedClosures(FunctionClosures &In, std::vector<Defect> &Found);

} // namespace closure

#endif // CLOSURE_UPDATES_FUNCTIONCLOSURES_H

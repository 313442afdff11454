//===-- SpentCalls.h - What tests leave with what they set up ----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_SPENTCALLS_H
#define CLOSURE_SPENTCALLS_H

#include "checks/calls/CallKnowledge.h"
#include "checks/engine/terms/Finding.h"

namespace closure {

class LastCalls;

/// Closures that are kept for what a test does next, as the actions of a mock are. What they refer
/// to may die while they are held, if nobody is left who calls them.
class SpentCalls {
public:
  /// `Defined`: every function that has its body in the unit. All must outlive this.
  SpentCalls(llvm::ArrayRef<const clang::FunctionDecl *> Defined, const CallKnowledge &Known,
             const LastCalls &Calls, const clang::SourceManager &SM)
      : Defined(Defined), Known(Known), Calls(Calls), SM(SM) {}

  /// Whether what `In` leaves behind is used up by then, as a model says of the call that keeps it.
  bool isSpent(const Defect &D, const clang::FunctionDecl &In) const;

private:
  const clang::CXXMemberCallExpr *spending(const Defect &D) const;
  bool isFollowed(const clang::CXXMemberCallExpr &Keeping, const Defect &D,
                  const clang::FunctionDecl &In) const;

  llvm::ArrayRef<const clang::FunctionDecl *> Defined;
  const CallKnowledge &Known;
  const LastCalls &Calls;
  const clang::SourceManager &SM;
};

} // namespace closure

#endif // CLOSURE_SPENTCALLS_H

//===-- Releases.h - What code lets go of what it holds ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One walk over the functions of a unit, for the first cycle that asks: which members and variables
// are emptied, moved out of, exchanged or handed to others that may do so. It does not matter
// when: what can be broken by somebody is not reported.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CYCLES_RELEASES_H
#define CLOSURE_CYCLES_RELEASES_H

#include "checks/cycles/ObjectNames.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class CXXRecordDecl;
class FieldDecl;
class LambdaExpr;
} // namespace clang

namespace closure {

class CallKnowledge;

class Releases {
public:
  /// All must outlive this.
  Releases(llvm::ArrayRef<const clang::FunctionDecl *> Defined, CallKnowledge &Known,
           ObjectNames &Names)
      : Defined(Defined), Known(Known), Names(Names) {}

  /// Whether something lets go of what the member of some object holds. What only the end of a
  /// class does for which `Never` holds is not reached.
  using Unreached = llvm::function_ref<bool(const clang::CXXRecordDecl &)>;
  bool ofMember(const clang::ValueDecl &Member, Unreached Never);
  /// Whether something lets go of what is in the object, which is known by a variable alone.
  bool ofObject(const ObjectName &Object, clang::QualType Pointer);
  /// Whether the body of the lambda lets go of its own copy.
  bool ofCapture(const clang::LambdaExpr &Lambda, const clang::VarDecl &Copy);
  /// Whether the code in sight uses what the member holds.
  bool isRead(const clang::ValueDecl &Member);

private:
  void collect();
  void statement(const clang::Stmt *S);
  void assignment(const clang::Expr &To, const clang::Expr &Value);
  void call(const clang::CallExpr &Call);
  void method(const clang::CXXMemberCallExpr &Call);
  void arguments(const clang::FunctionDecl &Callee, llvm::ArrayRef<const clang::Expr *> Given,
                 unsigned Skip);
  void release(const clang::Expr &Target);
  bool empties(const clang::ValueDecl &Member);

  struct Release {
    const clang::ValueDecl *Of;
    std::optional<ObjectName> Object;
    const clang::Expr *Target;
    const clang::FunctionDecl *By;
  };
  /// A call that is given an empty callable.
  struct Emptying {
    const clang::FunctionDecl *Callee;
    unsigned Index;
    Emptying(const clang::FunctionDecl *Callee, unsigned Index) : Callee(Callee), Index(Index) {}
  };
  llvm::ArrayRef<const clang::FunctionDecl *> Defined;
  CallKnowledge &Known;
  ObjectNames &Names;
  bool Collected = false;
  const clang::FunctionDecl *Current = nullptr;
  std::vector<Release> All;
  std::vector<Emptying> EmptyCalls;
  llvm::DenseSet<const clang::Expr *> Targets; ///< Of assignments: no reads.
  llvm::DenseSet<const clang::ValueDecl *> Read;
};

} // namespace closure

#endif // CLOSURE_CYCLES_RELEASES_H

//===-- OwnCopy.h - What a closure does with its own copy -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A closure that changes its copy of a variable has a state of its own. If nothing but the copy
// itself ever comes to know the value, then the copy is there in vain: the variable was meant.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_UPDATES_OWNCOPY_H
#define CLOSURE_UPDATES_OWNCOPY_H

#include "checks/engine/syntax/Usage.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace closure {

/// The copies of one lambda, as its body uses them.
class OwnCopies {
public:
  explicit OwnCopies(const clang::LambdaExpr &Lambda);

  struct Use {
    /// Where the copy is first changed; invalid if it never is.
    clang::SourceLocation Changed;
    /// Something else comes to know its value, or may: it is passed, or decides what is done.
    bool Passed = false;
    /// It is returned, so that whoever calls the closure may look at it.
    bool Returned = false;
    /// The body names it.
    bool Named = false;
    /// Whatever changes it gives it an empty value: zero, null, no elements.
    bool OnlyEmptied = true;
    bool isSeen() const { return Passed || Returned; }
    /// Changed, and for nobody.
    bool isBlind() const { return Changed.isValid() && !isSeen(); }
  };
  /// `V` is the captured variable, or the one that an init-capture declares.
  const Use &of(const clang::ValueDecl &V);

private:
  void classify(const clang::DeclRefExpr &Mention, Use &To);
  const clang::Stmt *whole(const clang::Stmt *E) const;
  const clang::Expr *changeOf(const clang::Stmt *E) const;
  void change(const clang::Expr &Whole, Use &To);
  void read(const clang::Stmt *Value, Use &To);
  bool staysInside(const clang::Stmt *Read, bool &Returned);
  bool isOwnStatement(const clang::Stmt *S) const;
  bool feeds(const clang::Expr *Target, const clang::Expr &Whole);
  bool guardsOnlyCopies(const clang::IfStmt &If);
  bool onlyChangesCopies(const clang::Stmt *S);
  const clang::ValueDecl *copyIn(const clang::Expr *E) const;
  bool isEmptied(const clang::DeclRefExpr &Mention) const;
  bool isOnlySet(const clang::DeclRefExpr &Mention) const;

  const clang::ASTContext &Context;
  const UseIndex Code;
  llvm::DenseSet<const clang::ValueDecl *> Copies;
  llvm::DenseMap<const clang::ValueDecl *, Use> Known;
};

/// Whether nobody asks for the value of the expression, which belongs to the code.
bool isDiscarded(const clang::Stmt *Value, const UseIndex &Code);

/// Whether a copy of such an object is another object through and through, so that what is done to
/// it is done to nothing else: a number, a string, a container, an aggregate of these.
bool isValue(clang::QualType Type);

} // namespace closure

#endif // CLOSURE_UPDATES_OWNCOPY_H

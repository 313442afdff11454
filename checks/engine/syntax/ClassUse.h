//===-- ClassUse.h - What the members of a class are given ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One walk over the visible functions of a class, for questions that no single function answers:
// what was this member made from or given, and which members stand beside a closure over `this`.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_CLASSUSE_H
#define CLOSURE_ENGINE_SYNTAX_CLASSUSE_H

#include "checks/engine/syntax/Types.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <map>
#include <vector>

namespace clang {
class Expr;
class FieldDecl;
class LambdaExpr;
class Stmt;
} // namespace clang

namespace closure {

/// What an expression is about: a variable, a member, the class of `this`, and the class of the
/// object that it is or points at.
struct Mentioned {
  const clang::Decl *Of = nullptr;
  const clang::CXXRecordDecl *Class = nullptr;
};
Mentioned mentionedIn(const clang::Expr *E);

/// The class that the type is, refers to, points at or owns.
const clang::CXXRecordDecl *classBehind(clang::QualType T);

struct ClassUse {
  /// By member, what its constructor, its methods and assignments to it were given.
  llvm::DenseMap<const clang::Decl *, std::vector<Mentioned>> Given;
  /// By lambda, the members in the full-expression that it is a part of.
  llvm::DenseMap<const clang::LambdaExpr *, std::vector<const clang::Decl *>> Beside;
  /// The member that keeps what the full-expression around the lambda gives: `id = on([this] {…})`.
  llvm::DenseMap<const clang::LambdaExpr *, const clang::FieldDecl *> KeptIn;
  /// The members that are mentioned elsewhere than where they keep something.
  llvm::DenseSet<const clang::Decl *> Used;
  /// Whether all functions that the class declares are seen, and nobody else sees its private
  /// members.
  bool Whole = true;
  /// Whether a function hands out pointers that share the object: `shared_from_this()`.
  bool SharesItself = false;
  /// The members that a function moves away.
  llvm::DenseSet<const clang::Decl *> Moved;
};

/// The uses of classes, each read once.
class ClassUses {
public:
  const ClassUse &of(const clang::CXXRecordDecl &Class);

private:
  std::map<const clang::CXXRecordDecl *, ClassUse> All;
};

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_CLASSUSE_H

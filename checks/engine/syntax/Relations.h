//===-- Relations.h - Which objects have to do with each other --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A wait, a destructor that nobody sees, a function named `clear`: whether it ends a closure
// depends on whether it has to do with what holds the closure. Objects of one function are related
// if one was given to the other, if they were passed to one call, or if one was made from the
// other; functions, if they belong to one namespace or class. One walk over the body gathers that,
// whatever the order.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_RELATIONS_H
#define CLOSURE_ENGINE_SYNTAX_RELATIONS_H

#include "checks/engine/syntax/Types.h"
#include "llvm/ADT/DenseMap.h"

namespace closure {

struct Root;
struct Holder;

class Relations {
public:
  Relations(const clang::FunctionDecl &Function, Types &T);

  /// What an expression or a call is about: a variable, a member of `this`, a function; null where
  /// that is not known. Only ever compared.
  using Subject = const clang::Decl *;
  static Subject of(const clang::Expr *E);
  static Subject of(const Holder &H);

  /// Whether what is done to `A` may end what `B` holds: they are related, or not known not to be.
  bool mayReach(Subject A, Subject B) const;
  /// Whether they are known to be related.
  bool areRelated(Subject A, Subject B) const;
  /// Whether `Object` was given, by its constructor, a method or an assignment, something that is
  /// related to `B`; not that it is itself captured or handed on.
  bool wasGiven(Subject Object, Subject B) const;

private:
  void walk(const clang::Stmt *S);
  void unite(Subject A, Subject B);
  void give(Subject To, Subject Given);
  void give(Subject To, const clang::Expr *Made);
  bool matters(const clang::Expr *E);
  void add(std::vector<Subject> &To, const clang::Expr *E);
  void addCaptures(std::vector<Subject> &To, const clang::LambdaExpr &Lambda);
  void addGlobals(std::vector<Subject> &To, const clang::Stmt *S);
  std::vector<Subject> subjectsOf(const clang::Expr *Call);
  Subject top(Subject S) const;
  bool isOwnObject(Subject S) const;
  static clang::QualType typeOf(Subject S);

  Types &T;
  mutable llvm::DenseMap<Subject, Subject> Parents; ///< A union-find; a look shortens the ways.
  llvm::DenseMap<Subject, std::vector<Subject>> Given;
};

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_RELATIONS_H

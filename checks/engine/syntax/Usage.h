//===-- Usage.h - How a piece of code uses a variable -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_USAGE_H
#define CLOSURE_ENGINE_SYNTAX_USAGE_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <optional>
#include <vector>

namespace clang {
class ASTContext;
class DeclRefExpr;
class DeclStmt;
class Expr;
class LambdaExpr;
class LambdaCapture;
class ReturnStmt;
class Stmt;
class ValueDecl;
class VarDecl;
} // namespace clang

namespace closure {

struct Usage {
  /// Every mention of the variable, in the order of the source.
  std::vector<const clang::DeclRefExpr *> Mentions;
  /// Whether the code may change the variable, or hands out a way to.
  bool Changes = false;
};

/// How a piece of code uses each of its variables, bodies of lambdas included, from one walk over
/// it. A nested lambda that copies a variable only reads it.
class UseIndex {
public:
  explicit UseIndex(llvm::ArrayRef<const clang::Stmt *> Code);
  /// Of the body of a lambda; of a generic one, of the bodies with which it is called.
  static UseIndex inside(const clang::LambdaExpr &Lambda);

  /// The uses of `V` in the part `Within`, or in all of the code; what lies in `Except` is left
  /// out. Both, if given, belong to the code. What is done with the value of `Within` is not asked.
  Usage of(const clang::ValueDecl *V, const clang::Stmt *Within = nullptr,
           const clang::Stmt *Except = nullptr) const;
  /// Whether `Is` holds of a mention of `V` outside of `Except`; those farther back are asked
  /// first.
  bool anyMention(const clang::ValueDecl *V, const clang::Stmt *Except,
                  llvm::function_ref<bool(const clang::DeclRefExpr *)> Is) const;
  /// Every mention of `V`, with or without those in a lambda that has a copy of it.
  std::vector<const clang::DeclRefExpr *> mentionsOf(const clang::ValueDecl *V, bool Copies) const;
  /// The expressions that are no part of another and change `V`, in the order of the source.
  llvm::ArrayRef<const clang::Expr *> changing(const clang::ValueDecl *V) const;
  /// Whether the code changes the object that it calls `this`, or hands it out.
  bool changesObject() const;
  /// Every mention of `this`, spelled or implied, in the order of the source.
  std::vector<const clang::Expr *> mentionsOfObject() const;
  /// Whether the code changes what the expression names, or hands out a way to.
  bool isChanged(const clang::Expr *Part) const;

  /// The statement or expression around, without wrappers left out; null at the top of the code.
  const clang::Stmt *around(const clang::Stmt *S) const { return At.lookup(S).Parent; }
  /// Whether `Inner` is `Outer` or lies in it.
  bool inside(const clang::Stmt *Inner, const clang::Stmt *Outer) const;
  /// The lambdas that capture `V` by reference, in the order of the source; and of these, those
  /// that change it.
  llvm::ArrayRef<const clang::LambdaExpr *> borrowersOf(const clang::ValueDecl *V) const;
  llvm::ArrayRef<const clang::LambdaExpr *> changersOf(const clang::ValueDecl *V) const;
  /// The labels, in the order of the source.
  llvm::ArrayRef<const clang::Stmt *> labels() const { return Labels; }

  /// Whether a declaration in the code, such as `using namespace`, changes what names mean.
  bool hasUsing() const { return Using; }

  struct Declared {
    const clang::DeclStmt *Statement = nullptr;
    const clang::Stmt *Before = nullptr; ///< The statement before it, in the same block.
  };
  /// Where the code declares the variable, if it does.
  Declared declarationOf(const clang::VarDecl *V) const { return Declarations.lookup(V); }

private:
  struct Mention {
    const clang::Stmt *Ref;
    unsigned Number;
    bool Copied; ///< It stands in a lambda that has a copy.
    /// Whether the variable is changed there; found out when it is first asked for.
    mutable std::optional<bool> Changes;
  };
  struct Position {
    const clang::Stmt *Parent = nullptr;
    unsigned Begin = 0, End = 0; ///< Numbers of nodes, in the order of the walk.
  };
  class Walk;
  class Change;
  llvm::ArrayRef<Mention> mentions(const clang::ValueDecl *V, const clang::Stmt *Within) const;
  bool changes(const clang::ValueDecl *V, const Mention &M, const clang::Stmt *Within) const;

  llvm::DenseMap<const clang::Stmt *, Position> At;
  /// By variable; those of `this` by null.
  llvm::DenseMap<const clang::ValueDecl *, std::vector<Mention>> Mentions;
  llvm::DenseMap<const clang::ValueDecl *, std::vector<const clang::LambdaExpr *>> Borrowers;
  llvm::DenseMap<const clang::VarDecl *, Declared> Declarations;
  std::vector<const clang::Stmt *> Labels;
  bool Using = false;
  /// What has been asked for.
  mutable std::map<const clang::ValueDecl *, std::vector<const clang::Expr *>> Changing;
  mutable std::map<const clang::ValueDecl *, std::vector<const clang::LambdaExpr *>> Changers;
};

/// For a single question; else make the index once.
Usage usageOf(const clang::Stmt *S, const clang::ValueDecl *V, const clang::Stmt *Except = nullptr);

/// Whether the body of a lambda may change the object that it calls `this`, or hands it out.
bool changesObject(const clang::LambdaExpr &Lambda);

/// The variable that the statement returns by its name alone, through implicit conversions and
/// moves; or null.
const clang::DeclRefExpr *returnedName(const clang::ReturnStmt &Return);

/// Whether the capture declares a variable of its own: `x = …`. A plain capture of an
/// init-capture of an enclosing lambda does not.
bool isOwnInitCapture(const clang::LambdaExpr &Lambda, const clang::LambdaCapture &Capture);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_USAGE_H

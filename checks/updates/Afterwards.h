//===-- Afterwards.h - What a function does after a point -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang's graph of one function, asked what comes after an expression. Made only for functions
// that hold a closure with a state of its own.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_UPDATES_AFTERWARDS_H
#define CLOSURE_UPDATES_AFTERWARDS_H

#include "checks/engine/syntax/Usage.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>

namespace clang {
class CFG;
class FunctionDecl;
} // namespace clang

namespace closure {

class Afterwards {
public:
  /// `Code` is that of the function's body.
  Afterwards(clang::ASTContext &Context, const clang::FunctionDecl &Function, const UseIndex &Code);
  ~Afterwards();

  enum class Meets {
    Nothing, ///< The search goes on.
    Found,
    End, ///< Nothing that is found beyond this counts.
  };
  using See = llvm::function_ref<Meets(const clang::Stmt &S)>;

  /// The nearest of what is found after `From` was evaluated, on any way; null if there is none.
  const clang::Stmt *firstAfter(const clang::Stmt *From, See Look) const;

  /// Where the value of `V` is read after `From`, before it gets another one. What the lambda
  /// `Except` does with it is left out.
  const clang::Stmt *readAfter(const clang::Stmt *From, const clang::ValueDecl &V,
                               const clang::LambdaExpr &Except) const;
  /// Whether the expression, or the lambda, changes `V`.
  bool changes(const clang::Stmt &S, const clang::ValueDecl &V) const;

  /// The call around the value, by which it is called or handed on; the whole expression if there
  /// is none.
  const clang::Stmt *callAround(const clang::Stmt *Value) const;
  /// The outermost lambda around the expression; the expression itself where there is none.
  const clang::Stmt *outermost(const clang::Stmt *S) const;

private:
  Meets meets(const clang::Stmt &S, const clang::ValueDecl &V,
              const clang::LambdaExpr &Except) const;
  Meets meetsLambda(const clang::LambdaExpr &Lambda, const clang::ValueDecl &V) const;
  Meets meetsBody(const clang::LambdaExpr &Lambda, const clang::ValueDecl &V) const;

  const UseIndex &Code;
  std::unique_ptr<clang::CFG> Graph;
  llvm::DenseMap<const clang::Stmt *, std::pair<unsigned, unsigned>> At;
};

} // namespace closure

#endif // CLOSURE_UPDATES_AFTERWARDS_H

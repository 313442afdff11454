//===-- PointerUses.h - What code does with a pointer -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_POINTERUSES_H
#define CLOSURE_REPAIR_POINTERUSES_H

#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class DeclRefExpr;
class Expr;
class Stmt;
class ValueDecl;
} // namespace clang

namespace closure {

class UseIndex;

/// What the code does with a pointer, an iterator or a reference that it has.
class PointerUses {
public:
  PointerUses(const UseIndex &Code, const clang::ValueDecl &V) : Code(Code), V(V) {}

  /// It is only ever looked through: `*p`, `p->f`.
  bool onlyThrough() const;
  /// What it points at is only read.
  bool onlyReads() const;
  /// The same of a reference.
  bool onlyReadsItself() const;

private:
  bool all(llvm::function_ref<bool(const clang::DeclRefExpr *)> Is) const;
  const clang::Stmt *above(const clang::Stmt *S) const;
  const clang::Expr *throughOf(const clang::Expr *M) const;
  bool reads(const clang::Expr *E) const;

  const UseIndex &Code;
  const clang::ValueDecl &V;
};

} // namespace closure

#endif // CLOSURE_REPAIR_POINTERUSES_H

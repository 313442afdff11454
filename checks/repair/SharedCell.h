//===-- SharedCell.h - A variable that all its closures own -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// State that one closure changes and others see cannot be copied without being split. It
// moves to the heap instead: `auto x = std::make_shared<T>(…)`, and each use becomes `*x`.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_SHAREDCELL_H
#define CLOSURE_REPAIR_SHAREDCELL_H

#include "clang/Basic/Diagnostic.h"
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CompoundStmt;
class DeclStmt;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace closure {

class KnownUses;

class SharedCell {
public:
  /// `Owner` is the function, or the call operator of the lambda, that declares `V`. With
  /// `CopiesToo`, closures that have a copy of it are to share it as well.
  SharedCell(const clang::FunctionDecl &Owner, const clang::VarDecl &V,
             const clang::ASTContext &Context, KnownUses &Known, bool CopiesToo = false);

  /// Why the variable cannot become a cell, as a clause; empty if it can.
  const std::string &obstacle() const { return Obstacle; }
  const clang::VarDecl &variable() const { return V; }
  const clang::DeclStmt *declaration() const { return Declaration; }

  /// The edits of the uses; those of the declaration are made once for its statement.
  const std::vector<clang::FixItHint> &uses() const { return Uses; }
  /// `auto x = std::make_shared<T>(…)`, without the semicolon.
  std::string declared() const;

private:
  void locate(const clang::FunctionDecl &Owner, KnownUses &Known);
  std::string whyNot() const;
  std::string typeText() const;
  bool isMovedIntoPlace() const;
  std::string arguments(const std::string &Type) const;

  const clang::VarDecl &V;
  const clang::ASTContext &Context;
  const clang::DeclStmt *Declaration = nullptr;
  const clang::CompoundStmt *Scope = nullptr;
  std::string Obstacle;
  std::vector<clang::FixItHint> Uses;
};

/// The edit of each statement that declares one of the cells; another variable that the
/// statement declares keeps its declaration.
std::vector<clang::FixItHint> declareCells(const std::vector<SharedCell> &Cells,
                                           const clang::ASTContext &Context);

} // namespace closure

#endif // CLOSURE_REPAIR_SHAREDCELL_H

//===-- Mentions.h - Every place where a local variable is named --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A repair that changes the type of a variable has to find every use of it. What the AST
// knows is held against the tokens of the source: a name that the AST cannot account for,
// in a macro, a discarded branch or a `decltype`, forbids the repair.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_MENTIONS_H
#define CLOSURE_REPAIR_MENTIONS_H

#include "clang/Basic/Diagnostic.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CompoundStmt;
class VarDecl;
} // namespace clang

namespace closure {

class BodyNames;

class Mentions {
public:
  /// `Scope` is the block that declares `V`, in the body with these names. A lambda with a copy is
  /// in the way, unless `CopiesToo`.
  Mentions(const clang::CompoundStmt &Scope, const clang::VarDecl &V, const BodyNames &Names,
           const clang::ASTContext &Context, bool CopiesToo = false);

  /// Why not every use can be rewritten, without a subject; empty if all can.
  const std::string &obstacle() const { return Obstacle; }

  /// The edits that make each use one of what `V` points at: `*x`, `x->`, `(*x)[`.
  std::vector<clang::FixItHint> dereferenced() const;

private:
  void collect(const clang::CompoundStmt &Scope, const BodyNames &Names);
  void account(const clang::CompoundStmt &Scope, const BodyNames &Names);

  struct Use {
    clang::SourceLocation Loc;
    bool InMacro = false;
    bool MovesOut = false; ///< Returned, and cannot be copied.
    clang::tok::TokenKind Before = clang::tok::unknown, After = clang::tok::unknown;
    clang::SourceLocation Next; ///< The token that follows.
  };
  clang::FixItHint edit(const Use &U) const;

  const clang::VarDecl &V;
  const clang::ASTContext &Context;
  std::map<unsigned, Use> Uses; ///< By offset in the file.
  std::set<unsigned> Captured;  ///< The offsets of names in capture lists.
  std::string Obstacle;
};

} // namespace closure

#endif // CLOSURE_REPAIR_MENTIONS_H

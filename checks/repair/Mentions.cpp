//===-- Mentions.cpp - Every place where a local variable is named --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Mentions.h"
#include "checks/repair/BodyNames.h"
#include "checks/repair/CopyMove.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

Mentions::Mentions(const CompoundStmt &Scope, const VarDecl &V, const BodyNames &Names,
                   const ASTContext &Context, bool CopiesToo)
    : V(V), Context(Context) {
  collect(Scope, Names);
  if (Obstacle.empty() && Names.knownOf(&V).Copied && !CopiesToo)
    Obstacle = "another lambda has a copy of it";
  if (Obstacle.empty())
    account(Scope, Names);
}

void Mentions::collect(const CompoundStmt &Scope, const BodyNames &Names) {
  const SourceManager &SM = Context.getSourceManager();
  const BodyNames::Known &Found = Names.knownOf(&V);
  Obstacle = Found.Obstacle;
  FileID File = SM.getFileID(Scope.getLBracLoc());
  bool Copied = canBeCopied(V.getType());
  for (SourceLocation Loc : Found.Uses) {
    Use U;
    U.InMacro = Loc.isMacroID();
    // The argument of a macro stands in the file; what stands in its body does not.
    U.Loc = U.InMacro ? SM.getSpellingLoc(Loc) : Loc;
    if ((U.InMacro && !SM.isMacroArgExpansion(Loc)) || SM.getFileID(U.Loc) != File) {
      Obstacle = "a macro names it";
      return;
    }
    U.MovesOut = !Copied && llvm::is_contained(Found.Returned, Loc);
    Uses.insert({SM.getFileOffset(U.Loc), U});
  }
  // The entry of a list names the variable; it is no use.
  for (SourceLocation Loc : Found.Captured) {
    Captured.insert(SM.getFileOffset(SM.getSpellingLoc(Loc)));
    Uses.erase(SM.getFileOffset(SM.getSpellingLoc(Loc)));
  }
}

void Mentions::account(const CompoundStmt &Scope, const BodyNames &Names) {
  const SourceManager &SM = Context.getSourceManager();
  unsigned Begin = SM.getFileOffset(V.getLocation()), End = SM.getFileOffset(Scope.getRBracLoc());
  unsigned Accounted = 0;
  for (const BodyNames::Identifier &Name : Names.spelled(V.getName())) {
    if (Name.Offset <= Begin || Name.Offset >= End)
      continue;
    if (auto It = Uses.find(Name.Offset); It != Uses.end() && !Name.InDirective) {
      It->second.Before = Name.Before;
      It->second.After = Name.After;
      It->second.Next = Name.Next;
      ++Accounted;
    } else if (!Captured.count(Name.Offset) && Name.Before != tok::period &&
               Name.Before != tok::arrow && Name.Before != tok::coloncolon) {
      Obstacle = "the name is used for something else, or in code that is not compiled";
    }
  }
  if (Accounted != Uses.size() && Obstacle.empty())
    Obstacle = "a use of it has no place in the source";
}

FixItHint Mentions::edit(const Use &U) const {
  auto Whole = CharSourceRange::getTokenRange(U.Loc, U.Loc);
  std::string Name = V.getNameAsString();
  switch (U.After) {
  case tok::period:
    return FixItHint::CreateReplacement(CharSourceRange::getTokenRange(U.Next, U.Next), "->");
  case tok::l_square:
  case tok::l_paren:
  case tok::plusplus:
  case tok::minusminus:
  case tok::arrow:
  case tok::arrowstar:
  case tok::periodstar:
    return FixItHint::CreateReplacement(Whole, "(*" + Name + ")");
  default:
    break;
  }
  if (U.MovesOut)
    return FixItHint::CreateReplacement(Whole, "std::move(*" + Name + ")");
  // After a slash, a star would begin a comment.
  if (U.InMacro || U.Before == tok::slash)
    return FixItHint::CreateReplacement(Whole, "(*" + Name + ")");
  return FixItHint::CreateReplacement(Whole, "*" + Name);
}

std::vector<FixItHint> Mentions::dereferenced() const {
  std::vector<FixItHint> Edits;
  for (const auto &[Offset, U] : Uses)
    Edits.push_back(edit(U));
  return Edits;
}

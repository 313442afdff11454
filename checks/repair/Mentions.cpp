//===-- Mentions.cpp - Every place where a local variable is named --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Mentions.h"
#include "checks/engine/Usage.h"
#include "checks/repair/CopyMove.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

namespace {

class Collector : public RecursiveASTVisitor<Collector> {
public:
  explicit Collector(const VarDecl &V) : V(V) {}
  std::vector<SourceLocation> Uses, Returned, Captured;
  std::string Obstacle;

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (Ref->getDecl() == &V)
      Uses.push_back(Ref->getLocation());
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    for (const LambdaCapture &C : Lambda->captures()) {
      if (!C.capturesVariable() || C.getCapturedVar() != &V)
        continue;
      if (C.getCaptureKind() == LCK_ByCopy)
        Obstacle = "another lambda has a copy of it";
      if (C.isExplicit())
        Captured.push_back(C.getLocation());
    }
    return true;
  }
  /// What is moved to another owner is no longer there for the closures.
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || !Callee->isInStdNamespace() || !Callee->getIdentifier() ||
        Callee->getName() != "move" || Call->getNumArgs() != 1)
      return true;
    const auto *Ref = dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenImpCasts());
    if (Ref && Ref->getDecl() == &V && !Ref->refersToEnclosingVariableOrCapture())
      Obstacle = "it is moved away";
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *Return) {
    const DeclRefExpr *Ref = returnedName(*Return);
    if (Ref && Ref->getDecl() == &V)
      Returned.push_back(Ref->getLocation());
    return true;
  }
  bool VisitDecltypeTypeLoc(DecltypeTypeLoc Loc) {
    if (names(Loc.getUnderlyingExpr()))
      Obstacle = "a decltype asks for its type";
    return true;
  }

private:
  bool names(const Stmt *S) const {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S);
    return (Ref && Ref->getDecl() == &V) ||
           (S && llvm::any_of(S->children(), [&](const Stmt *Child) { return names(Child); }));
  }
  const VarDecl &V;
};

} // namespace

Mentions::Mentions(const CompoundStmt &Scope, const VarDecl &V, const ASTContext &Context)
    : V(V), Context(Context) {
  collect(Scope);
  if (Obstacle.empty())
    account(Scope);
}

void Mentions::collect(const CompoundStmt &Scope) {
  const SourceManager &SM = Context.getSourceManager();
  Collector Found(V);
  Found.TraverseStmt(const_cast<CompoundStmt *>(&Scope));
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

void Mentions::account(const CompoundStmt &Scope) {
  const SourceManager &SM = Context.getSourceManager();
  FileID File = SM.getFileID(Scope.getLBracLoc());
  unsigned End = SM.getFileOffset(Scope.getRBracLoc());
  llvm::StringRef Text = SM.getBufferData(File);
  Lexer Tokens(SM.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
               Text.begin() + SM.getFileOffset(V.getLocation()), Text.end());
  tok::TokenKind Before = tok::unknown;
  Token T;
  Use *Last = nullptr;
  unsigned Accounted = 0;
  bool Directive = false;
  while (!Tokens.LexFromRawLexer(T) && SM.getFileOffset(T.getLocation()) < End) {
    if (Last)
      Last->After = T.getKind(), Last->Next = T.getLocation();
    Last = nullptr;
    unsigned At = SM.getFileOffset(T.getLocation());
    if (T.isAtStartOfLine())
      Directive = T.is(tok::hash);
    if (T.is(tok::raw_identifier) && T.getRawIdentifier() == V.getName()) {
      if (auto It = Uses.find(At); It != Uses.end() && !Directive) {
        Last = &It->second;
        Last->Before = Before;
        ++Accounted;
      } else if (At != SM.getFileOffset(V.getLocation()) && !Captured.count(At) &&
                 Before != tok::period && Before != tok::arrow && Before != tok::coloncolon) {
        Obstacle = "the name is used for something else, or in code that is not compiled";
      }
    }
    Before = T.getKind();
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

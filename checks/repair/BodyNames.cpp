//===-- BodyNames.cpp - Where a function names its variables --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#define CLOSURE_SYNTAX_VISITOR
#include "checks/Compat.h"
#include "checks/repair/BodyNames.h"
#include "checks/engine/syntax/Usage.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include <set>

using namespace clang;
using namespace closure;

bool closure::mentionsWord(llvm::StringRef Text, llvm::StringRef Word) {
  auto Part = [](char C) { return isalnum(static_cast<unsigned char>(C)) || C == '_'; };
  for (size_t At = Text.find(Word); At != llvm::StringRef::npos; At = Text.find(Word, At + 1))
    if ((!At || !Part(Text[At - 1])) &&
        (At + Word.size() == Text.size() || !Part(Text[At + Word.size()])))
      return true;
  return false;
}

namespace {

class Collector : public SyntaxVisitor<Collector> {
public:
  using Table = llvm::DenseMap<const ValueDecl *, BodyNames::Known>;
  explicit Collector(Table &Found) : Found(Found) {}

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    Found[Ref->getDecl()].Uses.push_back(Ref->getLocation());
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    for (const LambdaCapture &C : Lambda->captures()) {
      if (!C.capturesVariable())
        continue;
      BodyNames::Known &Of = Found[C.getCapturedVar()];
      Of.Copied |= C.getCaptureKind() == LCK_ByCopy;
      if (C.isExplicit())
        Of.Captured.push_back(C.getLocation());
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
    if (Ref && !Ref->refersToEnclosingVariableOrCapture())
      Found[Ref->getDecl()].Obstacle = "it is moved away";
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *Return) {
    if (const DeclRefExpr *Ref = returnedName(*Return))
      Found[Ref->getDecl()].Returned.push_back(Ref->getLocation());
    return true;
  }
  bool VisitDecltypeTypeLoc(DecltypeTypeLoc Loc) {
    forbid(Loc.getUnderlyingExpr());
    return true;
  }

private:
  void forbid(const Stmt *S) {
    if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S))
      Found[Ref->getDecl()].Obstacle = "a decltype asks for its type";
    else if (S)
      for (const Stmt *Child : S->children())
        forbid(Child);
  }
  Table &Found;
};

} // namespace

BodyNames::BodyNames(const FunctionDecl &Function, const ASTContext &Context) {
  Collector(ByVariable).TraverseStmt(Function.getBody());
  lex(Function, Context);
}

void BodyNames::lex(const FunctionDecl &Function, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceRange Body = Function.getBody()->getSourceRange();
  FileID File = SM.getFileID(Body.getBegin());
  if (!Body.getBegin().isFileID() || !SM.isInFileID(Body.getEnd(), File))
    return;
  unsigned End = SM.getFileOffset(Body.getEnd());
  llvm::StringRef Text = SM.getBufferData(File);
  Lexer Tokens(SM.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
               Text.begin() + SM.getFileOffset(Body.getBegin()), Text.end());
  Token T;
  tok::TokenKind Before = tok::unknown;
  llvm::StringRef Last; // the spelling of the token before, if it is an identifier
  bool Directive = false;
  while (!Tokens.LexFromRawLexer(T) && SM.getFileOffset(T.getLocation()) < End) {
    if (!Last.empty()) {
      Identifier &Previous = BySpelling[Last].back();
      Previous.After = T.getKind(), Previous.Next = T.getLocation();
    }
    if (T.isAtStartOfLine())
      Directive = T.is(tok::hash);
    Last = T.is(tok::raw_identifier) ? T.getRawIdentifier() : llvm::StringRef();
    if (!Last.empty())
      BySpelling[Last].push_back(
          {SM.getFileOffset(T.getLocation()), Directive, Before, tok::unknown, SourceLocation()});
    Before = T.getKind();
  }
}

const BodyNames::Known &BodyNames::knownOf(const ValueDecl *V) const {
  static const Known Nothing;
  auto It = ByVariable.find(V);
  return It == ByVariable.end() ? Nothing : It->second;
}

llvm::ArrayRef<BodyNames::Identifier> BodyNames::spelled(llvm::StringRef Name) const {
  auto It = BySpelling.find(Name);
  if (It == BySpelling.end())
    return {};
  return It->second;
}

llvm::ArrayRef<unsigned> BodyNames::unseen(const ValueDecl &V, const SourceManager &SM) const {
  auto [It, New] = Unseen.try_emplace(&V);
  if (!New || !V.getIdentifier())
    return It->second;
  std::set<unsigned> Known;
  for (const std::vector<SourceLocation> *Places : {&knownOf(&V).Uses, &knownOf(&V).Captured})
    for (SourceLocation Loc : *Places)
      Known.insert(SM.getFileOffset(SM.getSpellingLoc(Loc)));
  for (const Identifier &Token : spelled(V.getName()))
    if (!Known.count(Token.Offset) && Token.Before != tok::period && Token.Before != tok::arrow &&
        Token.Before != tok::coloncolon)
      It->second.push_back(Token.Offset);
  return It->second;
}

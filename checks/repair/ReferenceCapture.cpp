//===-- ReferenceCapture.cpp - A copy becomes a reference -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/ReferenceCapture.h"
#include "checks/repair/Captured.h"
#include "checks/repair/KnownUses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

/// Calls `See(Token)` for each token of the file from `Begin` up to `End`, until it says no.
template <class Fn>
static void eachToken(SourceLocation Begin, SourceLocation End, const ASTContext &Context, Fn See) {
  const SourceManager &SM = Context.getSourceManager();
  FileID File = SM.getFileID(Begin);
  if (Begin.isMacroID() || End.isMacroID() || SM.getFileID(End) != File)
    return;
  llvm::StringRef Text = SM.getBufferData(File);
  Lexer Raw(SM.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
            Text.begin() + SM.getFileOffset(Begin), Text.end());
  Token T;
  while (!Raw.LexFromRawLexer(T) && SM.isBeforeInTranslationUnit(T.getLocation(), End))
    if (!See(T))
      return;
}

/// `[&, x]`: a reference is what the default makes of it, so the entry goes, with its comma.
static std::vector<FixItHint> dropEntry(const LambdaExpr &Lambda, SourceLocation Name,
                                        const ASTContext &Context) {
  SourceLocation Comma;
  eachToken(Lambda.getIntroducerRange().getBegin(), Name, Context, [&](const Token &T) {
    if (T.is(tok::comma))
      Comma = T.getLocation();
    return true;
  });
  if (Comma.isInvalid())
    return {};
  return {FixItHint::CreateRemoval(CharSourceRange::getTokenRange(Comma, Name))};
}

std::vector<FixItHint> closure::captureByReference(const LambdaExpr &Lambda,
                                                   llvm::ArrayRef<unsigned> Indices,
                                                   const ASTContext &Context) {
  std::vector<FixItHint> Edits;
  std::string Added;
  for (unsigned Index : Indices) {
    const LambdaCapture &C = captureOf({&Lambda, Index});
    std::string Name = C.getCapturedVar()->getNameAsString();
    if (isPack({&Lambda, Index}))
      return {};
    if (C.isImplicit()) {
      Added += ", &" + Name;
      continue;
    }
    SourceLocation Loc = C.getLocation();
    if (Loc.isInvalid() || Loc.isMacroID())
      return {};
    bool Plain = !isOwnInitCapture(Lambda, C);
    std::vector<FixItHint> One = Plain && Lambda.getCaptureDefault() == LCD_ByRef
                                     ? dropEntry(Lambda, Loc, Context)
                                     : std::vector<FixItHint>{FixItHint::CreateInsertion(Loc, "&")};
    if (One.empty())
      return {};
    Edits.insert(Edits.end(), One.begin(), One.end());
  }
  SourceLocation Default = Lambda.getCaptureDefaultLoc();
  if (!Added.empty() && (Default.isInvalid() || Default.isMacroID()))
    return {};
  if (!Added.empty())
    Edits.push_back(FixItHint::CreateInsertion(Default.getLocWithOffset(1), Added));
  return Edits;
}

std::vector<FixItHint> closure::dropMutable(const LambdaExpr &Lambda,
                                            llvm::ArrayRef<unsigned> Indices,
                                            const ASTContext &Context, KnownUses &Known) {
  if (!Lambda.isMutable() || Lambda.isGenericLambda() || isInstantiated(*Lambda.getCallOperator()))
    return {};
  for (unsigned I = 0; I != Lambda.capture_size(); ++I) {
    const LambdaCapture &C = captureOf({&Lambda, I});
    if (!C.capturesVariable()) {
      if (C.getCaptureKind() == LCK_StarThis)
        return {};
      continue;
    }
    if (C.getCaptureKind() == LCK_ByCopy && !llvm::is_contained(Indices, I) &&
        Known.inside(Lambda).of(C.getCapturedVar()).Changes)
      return {};
  }
  SourceLocation Word, Before, Open;
  bool Last = false;
  SourceLocation From = Lambda.getIntroducerRange().getEnd();
  if (Lambda.hasExplicitParameters())
    for (const ParmVarDecl *P : Lambda.getCallOperator()->parameters())
      From = P->getEndLoc();
  SourceLocation Body = Lambda.getBody()->getBeginLoc();
  eachToken(From, Body, Context, [&](const Token &T) {
    if (Word.isValid())
      return Last = false;
    if (T.is(tok::raw_identifier) && T.getRawIdentifier() == "mutable") {
      Word = T.getLocation();
      Last = true;
    } else if (T.is(tok::l_paren)) {
      Open = Before;
    }
    if (Word.isInvalid())
      Before = T.getEndLoc();
    return true;
  });
  if (Word.isInvalid() || Before.isInvalid())
    return {};
  // Parentheses with nothing in them were only there for the word. The space before goes with it.
  if (Last && Open.isValid() && Lambda.getCallOperator()->parameters().empty())
    Before = Open;
  SourceLocation End = Word.getLocWithOffset(llvm::StringRef("mutable").size());
  return {FixItHint::CreateRemoval(CharSourceRange::getCharRange(Before, End))};
}

//===-- CaptureList.cpp - Edits of a capture list -------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/CaptureList.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/repair/Captured.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"
#include <algorithm>
#include <set>

using namespace clang;
using namespace closure;

std::string CaptureList::moved(unsigned Index) const {
  return "std::move(" + nameOf({&Lambda, Index}) + ")";
}

std::string CaptureList::spelled(unsigned Index, const std::string &Init) const {
  const LambdaCapture &C = captureOf({&Lambda, Index});
  std::string Name = C.getCapturedVar()->getNameAsString();
  if (!Init.empty())
    return Name + " = " + Init;
  // Until C++20 a structured binding is no variable that could be captured.
  if (isa<BindingDecl>(C.getCapturedVar()) && !Context.getLangOpts().CPlusPlus20)
    return Name + " = " + Name;
  auto With = Companions.find(Index);
  return With == Companions.end() || With->second.empty() ? Name : Name + ", " + With->second;
}

void CaptureList::byValue(unsigned Index, std::string Init, const std::string &Beside) {
  Changes[Index] = std::move(Init);
  bool Known = llvm::any_of(Companions, [&](const auto &Other) { return Other.second == Beside; });
  Companions.try_emplace(Index, Known ? "" : Beside);
}

/// Another instantiation may capture other names than this one.
bool CaptureList::inTemplate() const {
  return Lambda.isGenericLambda() || isInstantiated(*Lambda.getCallOperator());
}

/// Whether the text of the body names a local that the closure does not capture: in a branch or a
/// macro that another build compiles, which then needs the default.
bool CaptureList::namesMore() const {
  const SourceManager &SM = Context.getSourceManager();
  std::set<llvm::StringRef> Own;
  for (const Decl *D : Lambda.getCallOperator()->decls())
    if (const auto *V = dyn_cast<VarDecl>(D); V && V->getIdentifier())
      Own.insert(V->getName());
  for (const LambdaCapture &C : Lambda.captures())
    if (C.capturesVariable() && C.getCapturedVar()->getIdentifier())
      Own.insert(C.getCapturedVar()->getName());
  SourceRange Body = Lambda.getBody()->getSourceRange();
  FileID File = SM.getFileID(Body.getBegin());
  if (Body.getBegin().isMacroID() || !SM.isInFileID(Body.getEnd(), File))
    return false;
  llvm::StringRef Text = SM.getBufferData(File);
  Lexer Raw(SM.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
            Text.begin() + SM.getFileOffset(Body.getBegin()), Text.end());
  unsigned End = SM.getFileOffset(Body.getEnd());
  llvm::DenseSet<llvm::StringRef> Foreign;
  tok::TokenKind Before = tok::unknown;
  Token T;
  while (!Raw.LexFromRawLexer(T) && SM.getFileOffset(T.getLocation()) < End) {
    if (T.is(tok::raw_identifier) && Before != tok::period && Before != tok::arrow &&
        Before != tok::coloncolon && !Own.count(T.getRawIdentifier()))
      Foreign.insert(T.getRawIdentifier());
    Before = T.getKind();
  }
  if (Foreign.empty())
    return false;
  auto Declares = [&](const Decl *D) {
    const auto *V = dyn_cast<VarDecl>(D);
    return V && V->getIdentifier() && Foreign.contains(V->getName());
  };
  for (const DeclContext *In = Lambda.getLambdaClass()->getDeclContext(); In; In = In->getParent())
    if (In->isFunctionOrMethod() && llvm::any_of(In->decls(), Declares))
      return true;
  return false;
}

std::string CaptureList::implicitCaptures() const {
  bool Keeps = keepsDefault();
  std::string Text = Keeps ? "&" : "";
  std::set<std::string> Seen;
  for (unsigned I = 0; I != Lambda.capture_size(); ++I) {
    const LambdaCapture &C = captureOf({&Lambda, I});
    auto Change = Changes.find(I);
    if (C.isExplicit() || (Keeps && Change == Changes.end()))
      continue;
    std::string Entry;
    std::string Dots = C.capturesVariable() && isPack({&Lambda, I}) ? "..." : "";
    if (C.capturesThis())
      Entry = Change == Changes.end() ? "this" : Change->second;
    else if (C.capturesVariable())
      Entry = Change == Changes.end() ? "&" + C.getCapturedVar()->getNameAsString() + Dots
                                      : spelled(I, Change->second) + Dots;
    if (Entry.empty() || !Seen.insert(Entry).second)
      continue;
    Text += (Text.empty() ? "" : ", ") + Entry;
  }
  return Text;
}

std::optional<CaptureList::Piece> CaptureList::pieceOfDefault() const {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Loc = Lambda.getCaptureDefaultLoc();
  if (Loc.isInvalid() || Loc.isMacroID())
    return std::nullopt;
  unsigned Begin = SM.getFileOffset(Loc);
  return Piece{Begin, Begin + 1, implicitCaptures()};
}

std::optional<CaptureList::Piece> CaptureList::pieceOfObject(unsigned Index,
                                                             const std::string &Entries) const {
  const SourceManager &SM = Context.getSourceManager();
  const LambdaCapture &C = captureOf({&Lambda, Index});
  SourceLocation Loc = C.isExplicit() ? C.getLocation() : Lambda.getCaptureDefaultLoc();
  if (Loc.isInvalid() || Loc.isMacroID())
    return std::nullopt;
  unsigned Begin = SM.getFileOffset(Loc);
  if (C.isExplicit())
    return llvm::StringRef(Entries).starts_with("this,")
               ? Piece{Begin + 4, Begin + 4, Entries.substr(4)}
               : Piece{Begin, Begin + 4, Entries};
  return Piece{Begin + 1, Begin + 1, ", " + Entries};
}

CaptureList::Marks CaptureList::marksBefore(unsigned Offset) const {
  if (!Known) {
    Known.emplace();
    const SourceManager &SM = Context.getSourceManager();
    SourceRange List = Lambda.getIntroducerRange();
    FileID File = SM.getFileID(List.getBegin());
    unsigned End = SM.getFileOffset(List.getEnd());
    llvm::StringRef Text = SM.getBufferData(File);
    Lexer Raw(SM.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
              Text.begin() + SM.getFileOffset(List.getBegin()) + 1, Text.end());
    Token T;
    while (!Raw.LexFromRawLexer(T) && SM.getFileOffset(T.getLocation()) < End) {
      if (T.is(tok::amp))
        Known->Ampersands.push_back(SM.getFileOffset(T.getLocation()));
      else if (T.is(tok::comma))
        Known->Commas.push_back(SM.getFileOffset(T.getLocation()));
    }
  }
  auto Last = [&](const std::vector<unsigned> &All) {
    auto After = llvm::lower_bound(All, Offset);
    return After == All.begin() ? std::nullopt : std::optional(*std::prev(After));
  };
  return {Last(Known->Ampersands), Last(Known->Commas)};
}

std::optional<CaptureList::Piece> CaptureList::pieceOf(unsigned Index,
                                                       const std::string &Init) const {
  const SourceManager &SM = Context.getSourceManager();
  const LambdaCapture &C = captureOf({&Lambda, Index});
  SourceLocation Name = C.getLocation();
  if (Name.isInvalid() || Name.isMacroID())
    return std::nullopt;
  unsigned At = SM.getFileOffset(Name);
  Marks Before = marksBefore(At);
  if (!Before.Ampersand)
    return std::nullopt;
  unsigned Ampersand = *Before.Ampersand;
  unsigned End = At + Lexer::MeasureTokenLength(Name, SM, Context.getLangOpts());
  if (isOwnInitCapture(Lambda, C))
    return Piece{Ampersand, Ampersand + 1, ""};
  // `[=, x]` repeats the default: the entry goes, with the comma before it.
  if (Lambda.getCaptureDefault() == LCD_ByCopy && Init.empty()) {
    if (!Before.Comma)
      return std::nullopt;
    // A pack goes with its dots.
    llvm::StringRef Rest = SM.getBufferData(SM.getFileID(Name)).drop_front(End);
    return Piece{*Before.Comma, End + (Rest.starts_with("...") ? 3u : 0u), ""};
  }
  std::string Text = spelled(Index, Init);
  // A comment after the ampersand stays.
  llvm::StringRef Buffer = SM.getBufferData(SM.getFileID(Name));
  if (Text == C.getCapturedVar()->getName()) {
    unsigned Kept = Ampersand + 1;
    while (Kept < At && isWhitespace(Buffer[Kept]))
      ++Kept;
    if (Kept != At)
      return Piece{Ampersand, Kept, ""};
  }
  return Piece{Ampersand, End, Text};
}

std::optional<FixItHint> CaptureList::edit() const {
  const SourceManager &SM = Context.getSourceManager();
  std::vector<Piece> Pieces;
  std::set<unsigned> Begun;
  bool Default = false;
  bool Others = llvm::any_of(Changes, [&](const auto &Change) {
    const LambdaCapture &C = captureOf({&Lambda, Change.first});
    return C.isImplicit() && !C.capturesThis();
  });
  for (const auto &[Index, Init] : Changes) {
    const LambdaCapture &C = captureOf({&Lambda, Index});
    if (C.capturesThis() && (C.isExplicit() || !Others)) {
      std::optional<Piece> P = pieceOfObject(Index, Init);
      if (!P)
        return std::nullopt;
      Pieces.push_back(*P);
      continue;
    }
    if (C.isImplicit()) {
      Default = true;
      continue;
    }
    std::optional<Piece> P = pieceOf(Index, Init);
    if (!P)
      return std::nullopt;
    // A pack expands to several captures of one spelling.
    if (Begun.insert(P->Begin).second)
      Pieces.push_back(*P);
  }
  if (Default) {
    std::optional<Piece> P = pieceOfDefault();
    if (!P)
      return std::nullopt;
    Pieces.push_back(*P);
  }
  std::sort(Pieces.begin(), Pieces.end(),
            [](const Piece &A, const Piece &B) { return A.Begin < B.Begin; });
  FileID File = SM.getFileID(Lambda.getIntroducerRange().getBegin());
  llvm::StringRef Source = SM.getBufferData(File);
  std::string Text;
  unsigned At = Pieces.front().Begin;
  for (const Piece &P : Pieces) {
    Text += Source.slice(At, P.Begin).str() + P.Text;
    At = P.End;
  }
  return FixItHint::CreateReplacement(
      CharSourceRange::getCharRange(SM.getComposedLoc(File, Pieces.front().Begin),
                                    SM.getComposedLoc(File, At)),
      Text);
}

FixItHint CaptureList::makeMutable() const {
  const SourceManager &SM = Context.getSourceManager();
  if (Lambda.hasExplicitParameters())
    if (const TypeSourceInfo *Info = Lambda.getCallOperator()->getTypeSourceInfo())
      if (auto Type = Info->getTypeLoc().getAsAdjusted<FunctionTypeLoc>())
        return FixItHint::CreateInsertion(Type.getRParenLoc().getLocWithOffset(1), " mutable");
  return FixItHint::CreateInsertion(Lexer::getLocForEndOfToken(Lambda.getIntroducerRange().getEnd(),
                                                               0, SM, Context.getLangOpts()),
                                    "() mutable");
}

bool CaptureList::canBeMutable() const {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation From = Lambda.getIntroducerRange().getEnd();
  bool Parameters = Lambda.hasExplicitParameters();
  if (Parameters) {
    const TypeSourceInfo *Info = Lambda.getCallOperator()->getTypeSourceInfo();
    auto Type = Info ? Info->getTypeLoc().getAsAdjusted<FunctionTypeLoc>() : FunctionTypeLoc();
    if (!Type || Type.getRParenLoc().isMacroID())
      return false;
    From = Type.getRParenLoc();
  }
  llvm::StringRef Between = Lexer::getSourceText(
      CharSourceRange::getCharRange(From.getLocWithOffset(1), Lambda.getBody()->getBeginLoc()), SM,
      Context.getLangOpts());
  Between = Between.trim();
  // After parameters, attributes in brackets follow the word; those of GNU, and what a macro
  // stands for, come before it.
  if (!Parameters || Between.empty())
    return Between.empty();
  return Between.starts_with("->") || Between.starts_with("[[") ||
         Between.starts_with("noexcept") || Between.starts_with("requires") ||
         Between.starts_with("//") || Between.starts_with("/*");
}

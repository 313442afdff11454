//===-- ClosureTokens.cpp - Whether a text may make a closure -------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/shortcuts/ClosureTokens.h"
#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/TokenKinds.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroInfo.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace closure;

/// A keyword that no operand is, and that no declaration ends in.
static bool standsBeforeOperand(llvm::StringRef Word) {
  return llvm::StringSwitch<bool>(Word)
      .Case("return", true)
      .Case("co_return", true)
      .Case("co_await", true)
      .Case("co_yield", true)
      .Case("throw", true)
      .Case("case", true)
      .Case("else", true)
      .Case("do", true)
      .Case("new", true)
      .Case("and", true)
      .Case("or", true)
      .Case("not", true)
      .Default(false);
}

namespace {

class LambdaTokens {
public:
  explicit LambdaTokens(llvm::ArrayRef<PlainToken> Tokens) : Tokens(Tokens) {}

  bool any() const {
    for (size_t I = 0; I < Tokens.size(); ++I) {
      if (!is(I, tok::l_square))
        continue;
      if (is(I + 1, tok::l_square))
        ++I; // an attribute
      else if (beginsLambda(I))
        return true;
    }
    return false;
  }

private:
  bool is(size_t I, tok::TokenKind Kind) const {
    return I < Tokens.size() && Tokens[I].Kind == Kind;
  }
  /// Where a macro ends, another may go on.
  bool isOver(size_t I) const {
    return I >= Tokens.size() || (Tokens[I].Kind == tok::hash && Tokens[I].BeginsLine);
  }
  /// The number of the token behind what is opened at `I`.
  size_t behind(size_t I) const {
    for (size_t Depth = 0; I < Tokens.size(); ++I) {
      if (Tokens[I].Kind == tok::l_square || Tokens[I].Kind == tok::l_paren ||
          Tokens[I].Kind == tok::l_brace)
        ++Depth;
      else if ((Tokens[I].Kind == tok::r_square || Tokens[I].Kind == tok::r_paren ||
                Tokens[I].Kind == tok::r_brace) &&
               --Depth == 0)
        return I + 1;
    }
    return Tokens.size();
  }

  /// Whether an operand ends before `I`, so that `[` selects of it.
  bool followsOperand(size_t I) const {
    if (I == 0)
      return false;
    const PlainToken &Last = Tokens[I - 1];
    return Last.Kind == tok::r_paren || Last.Kind == tok::r_square ||
           (Last.Kind == tok::raw_identifier && !standsBeforeOperand(Last.Text));
  }

  bool beginsLambda(size_t I) const {
    bool Named = I > 0 && (Tokens[I - 1].Text == "operator" || Tokens[I - 1].Text == "delete");
    if (isOver(I + 1))
      return true; // the rest is in another macro
    if (Named || !mayBeCapture(I + 1))
      return false;
    // A macro may stand before a lambda, but an index is seldom written like this.
    bool Alone = !followsOperand(I) || isCapture(I + 1);
    size_t Next = behind(I);
    if (isOver(Next))
      return Alone;
    switch (Tokens[Next].Kind) {
    case tok::l_brace:
      return true;
    case tok::l_paren: {
      // What a lambda takes stands before its body, what an element is called with does not.
      size_t After = behind(Next);
      return is(After, tok::l_brace) || is(After, tok::l_square) || isSpecifier(After) ||
             (Alone && (isOver(After) || is(After, tok::arrow) || is(After, tok::raw_identifier)));
    }
    case tok::less:
    case tok::arrow:
    case tok::raw_identifier:
      return Alone;
    case tok::l_square:
      return is(Next + 1, tok::l_square);
    default:
      return false;
    }
  }
  bool isSpecifier(size_t I) const {
    return I < Tokens.size() && llvm::StringSwitch<bool>(Tokens[I].Text)
                                    .Case("mutable", true)
                                    .Case("noexcept", true)
                                    .Case("constexpr", true)
                                    .Case("consteval", true)
                                    .Case("static", true)
                                    .Case("requires", true)
                                    .Default(false);
  }
  bool mayBeCapture(size_t I) const {
    return isCapture(I) || is(I, tok::raw_identifier) || is(I, tok::ellipsis);
  }
  bool isCapture(size_t I) const {
    return is(I, tok::amp) || is(I, tok::equal) || is(I, tok::star) ||
           (I < Tokens.size() && Tokens[I].Text == "this");
  }

  llvm::ArrayRef<PlainToken> Tokens;
};

/// Looks for the names of what makes closures.
class MakerNames {
public:
  MakerNames(llvm::ArrayRef<PlainToken> Tokens, const ClosureMakers &Others)
      : Tokens(Tokens), Others(Others) {}

  bool any() const {
    for (size_t I = 0; I < Tokens.size(); ++I) {
      if (Tokens[I].Text.empty())
        continue;
      if (Others.Macros.contains(Tokens[I].Text))
        return true;
      auto It = Others.Functions.find(Tokens[I].Text);
      if (It != Others.Functions.end() && isMeant(I, It->second))
        return true;
    }
    return false;
  }

private:
  tok::TokenKind kind(size_t I) const { return I < Tokens.size() ? Tokens[I].Kind : tok::eof; }

  /// Whether the name may stand for the function of one of these scopes, and not for a member, or
  /// what somebody declares.
  bool isMeant(size_t I, const llvm::StringSet<> &Scopes) const {
    switch (I ? kind(I - 1) : tok::eof) {
    case tok::coloncolon:
      return I > 1 && (Scopes.contains(Tokens[I - 2].Text) || isAlias(Tokens[I - 2].Text));
    case tok::period:
    case tok::arrow:
      return false;
    case tok::raw_identifier:
      if (!standsBeforeOperand(Tokens[I - 1].Text))
        return false;
      break;
    default:
      break;
    }
    return kind(I + 1) != tok::semi && kind(I + 1) != tok::equal && kind(I + 1) != tok::r_paren;
  }
  /// `namespace a = std;`
  bool isAlias(llvm::StringRef Name) const {
    for (size_t I = 2; I < Tokens.size(); ++I)
      if (Tokens[I].Kind == tok::equal && Tokens[I - 1].Text == Name && !Name.empty() &&
          Tokens[I - 2].Text == "namespace")
        return true;
    return false;
  }

  llvm::ArrayRef<PlainToken> Tokens;
  const ClosureMakers &Others;
};

/// Takes out the rest of the lines that name files or are for the compiler.
class OnlyCode {
public:
  /// Whether the token is code.
  bool admits(const Token &Next, llvm::StringRef Text) {
    if (Next.isAtStartOfLine())
      Skips = false, AfterHash = Next.is(tok::hash);
    else if (std::exchange(AfterHash, false))
      Skips = Text == "include" || Text == "include_next" || Text == "import" || Text == "pragma" ||
              Text == "error" || Text == "warning";
    return !Skips;
  }

private:
  bool AfterHash = false, Skips = false;
};

} // namespace

std::vector<PlainToken> closure::tokensOf(llvm::StringRef Text, const LangOptions &Language) {
  std::vector<PlainToken> Tokens;
  Lexer Raw(SourceLocation(), Language, Text.begin(), Text.begin(), Text.end());
  OnlyCode Code;
  for (Token Next; !Raw.LexFromRawLexer(Next);) {
    llvm::StringRef Word =
        Next.is(tok::raw_identifier) ? Next.getRawIdentifier() : llvm::StringRef();
    if (Code.admits(Next, Word))
      Tokens.push_back({Next.getKind(), Next.isAtStartOfLine(), Word});
  }
  return Tokens;
}

std::vector<PlainToken> closure::tokensOf(const MacroInfo &Macro) {
  std::vector<PlainToken> Tokens;
  for (const Token &Next : Macro.tokens()) {
    const IdentifierInfo *Word = Next.isAnnotation() ? nullptr : Next.getIdentifierInfo();
    Tokens.push_back({Word ? tok::raw_identifier : Next.getKind(), false,
                      Word ? Word->getName() : llvm::StringRef()});
  }
  return Tokens;
}

bool closure::mayMakeClosure(llvm::ArrayRef<PlainToken> Tokens, const ClosureMakers &Others) {
  return LambdaTokens(Tokens).any() || MakerNames(Tokens, Others).any();
}

//===-- Macros.cpp - What macros stand for --------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Macros.h"
#include "clang/Lex/LiteralSupport.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;
using namespace closure;

/// Of one that stands for another macro, what that stands for.
static std::optional<unsigned> valueOf(Preprocessor &PP, llvm::StringRef Name, unsigned Depth) {
  const MacroInfo *Macro = PP.getMacroInfo(PP.getIdentifierInfo(Name));
  if (!Macro)
    return std::nullopt;
  if (Macro->getNumTokens() != 1 || Macro->isFunctionLike())
    return 0;
  const Token &Only = Macro->getReplacementToken(0);
  if (const IdentifierInfo *Other = Only.getIdentifierInfo())
    return Depth ? valueOf(PP, Other->getName(), Depth - 1).value_or(0) : 0;
  if (Only.isNot(tok::numeric_constant))
    return 0;
  llvm::SmallString<16> Buffer;
  llvm::APInt Value(32, 0);
  NumericLiteralParser Number(PP.getSpelling(Only, Buffer), Only.getLocation(),
                              PP.getSourceManager(), PP.getLangOpts(), PP.getTargetInfo(),
                              PP.getDiagnostics());
  if (Number.hadError || !Number.isIntegerLiteral() || Number.GetIntegerValue(Value))
    return 0;
  return unsigned(Value.getZExtValue());
}

MacroValues closure::macrosOf(Preprocessor &PP) {
  return [&PP](llvm::StringRef Name) { return valueOf(PP, Name, 4); };
}

//===-- ClosureTokens.h - Whether a text may make a closure -----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before anything is parsed: tokens cannot tell for certain, so whatever may be a lambda that
// captures counts as one.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_SHORTCUTS_CLOSURETOKENS_H
#define CLOSURE_PROJECT_SHORTCUTS_CLOSURETOKENS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <vector>

namespace clang {
class LangOptions;
class MacroInfo;
namespace tok {
enum TokenKind : unsigned short;
}
} // namespace clang

namespace closure {

/// A token without its place. Keywords are identifiers, as for the raw lexer.
struct PlainToken {
  clang::tok::TokenKind Kind;
  bool BeginsLine;
  llvm::StringRef Text; ///< Of an identifier; empty for all others.
};

/// The tokens of a text, without those of `#include` and `#pragma`. They refer to the text.
std::vector<PlainToken> tokensOf(llvm::StringRef Text, const clang::LangOptions &Language);
/// Those of what a macro stands for.
std::vector<PlainToken> tokensOf(const clang::MacroInfo &Macro);

/// What makes a closure beside lambdas.
struct ClosureMakers {
  /// Macros, from wherever they are.
  llvm::StringSet<> Macros;
  /// Functions and classes by the last part of their names, with the last parts of their scopes:
  /// `bind` with `std` and `boost`.
  llvm::StringMap<llvm::StringSet<>> Functions;
};

/// Whether there may be a lambda with a capture among the tokens, or what else makes a closure.
bool mayMakeClosure(llvm::ArrayRef<PlainToken> Tokens, const ClosureMakers &Others);

} // namespace closure

#endif // CLOSURE_PROJECT_SHORTCUTS_CLOSURETOKENS_H

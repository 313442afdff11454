//===-- BodyNames.h - Where a function names its variables ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For all variables at once, because a function with many findings is asked about each of them:
// what the AST knows, and the tokens of the source to hold it against.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_BODYNAMES_H
#define CLOSURE_REPAIR_BODYNAMES_H

#include "clang/Basic/SourceLocation.h"
#include "clang/Basic/TokenKinds.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class FunctionDecl;
class SourceManager;
class ValueDecl;
} // namespace clang

namespace closure {

/// Whether the text has the word, and not only as a part of a longer one.
bool mentionsWord(llvm::StringRef Text, llvm::StringRef Word);

class BodyNames {
public:
  BodyNames(const clang::FunctionDecl &Function, const clang::ASTContext &Context);

  struct Known {
    /// Every mention; those that a `return` returns; the names in capture lists.
    std::vector<clang::SourceLocation> Uses, Returned, Captured;
    /// Why the variable cannot become something else, without a subject; empty if it can.
    std::string Obstacle;
    /// A lambda has a copy of it.
    bool Copied = false;
  };
  /// What the AST tells of the variable.
  const Known &knownOf(const clang::ValueDecl *V) const;

  /// An identifier as a token of the body, with the tokens around it.
  struct Identifier {
    unsigned Offset = 0; ///< In the file.
    bool InDirective = false;
    clang::tok::TokenKind Before = clang::tok::unknown, After = clang::tok::unknown;
    clang::SourceLocation Next; ///< Of the token after.
  };
  /// All identifiers of this spelling, in order, macros and code that is left out included.
  llvm::ArrayRef<Identifier> spelled(llvm::StringRef Name) const;

  /// The offsets of the tokens that name the variable where the AST knows of no mention: in code
  /// that is not compiled, or in a macro that stands for nothing. In order.
  llvm::ArrayRef<unsigned> unseen(const clang::ValueDecl &V, const clang::SourceManager &SM) const;

private:
  void lex(const clang::FunctionDecl &Function, const clang::ASTContext &Context);

  llvm::DenseMap<const clang::ValueDecl *, Known> ByVariable;
  llvm::StringMap<std::vector<Identifier>> BySpelling;
  mutable llvm::DenseMap<const clang::ValueDecl *, std::vector<unsigned>> Unseen;
};

} // namespace closure

#endif // CLOSURE_REPAIR_BODYNAMES_H

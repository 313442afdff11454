//===-- CaptureList.h - Edits of a capture list -----------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// All changes of one list become one edit, which keeps the rest of the list, with its
// comments, as it was spelled.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_CAPTURELIST_H
#define CLOSURE_REPAIR_CAPTURELIST_H

#include "clang/Basic/Diagnostic.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class LambdaExpr;
} // namespace clang

namespace closure {

class CaptureList {
public:
  CaptureList(const clang::LambdaExpr &Lambda, const clang::ASTContext &Context)
      : Lambda(Lambda), Context(Context) {}

  /// The capture of this index is to be by value: a copy, or `x = Init`; and `Beside`, another
  /// variable, with it.
  void byValue(unsigned Index, std::string Init = "", const std::string &Beside = "");
  /// The capture of this index, `this`, becomes these entries; one that a default brings is added
  /// to it.
  void object(unsigned Index, std::string Entries) { Changes[Index] = std::move(Entries); }
  /// What makes `Index` a move: `std::move(x)`.
  std::string moved(unsigned Index) const;

  bool unchanged() const { return Changes.empty(); }

  /// The one edit of the list; nothing if a macro spells it.
  std::optional<clang::FixItHint> edit() const;
  /// Makes the lambda `mutable`.
  clang::FixItHint makeMutable() const;
  /// Whether it can be: nothing stands where the word and its parentheses would go.
  bool canBeMutable() const;

private:
  struct Piece {
    unsigned Begin, End; ///< Offsets in the file.
    std::string Text;
  };
  std::string spelled(unsigned Index, const std::string &Init) const;
  std::string implicitCaptures() const;
  std::optional<Piece> pieceOf(unsigned Index, const std::string &Init) const;
  std::optional<Piece> pieceOfDefault() const;
  std::optional<Piece> pieceOfObject(unsigned Index, const std::string &Entries) const;
  bool inTemplate() const;
  bool namesMore() const;
  bool keepsDefault() const { return inTemplate() || namesMore(); }
  /// The last `&` and the last comma of the list before an offset, by token.
  struct Marks {
    std::optional<unsigned> Ampersand, Comma;
  };
  Marks marksBefore(unsigned Offset) const;

  const clang::LambdaExpr &Lambda;
  const clang::ASTContext &Context;
  /// The offsets of all these tokens of the list, in order; read when they are first asked for.
  struct Tokens {
    std::vector<unsigned> Ampersands, Commas;
  };
  mutable std::optional<Tokens> Known;
  std::map<unsigned, std::string> Changes, Companions;
};

} // namespace closure

#endif // CLOSURE_REPAIR_CAPTURELIST_H

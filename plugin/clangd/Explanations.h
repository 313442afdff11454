//===-- Explanations.h - What is known of the lambdas of open files -- -*- C++ -*--===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The checks see the syntax tree when it is built; a hover comes later, with the protocol. What
// is kept in between is plain text by file, of the state that was built last.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CLANGD_EXPLANATIONS_H
#define CLOSURE_CLANGD_EXPLANATIONS_H

#include "llvm/ADT/StringRef.h"
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace closure {

/// Positions as the protocol has them: from 0, columns in units of UTF-16.
struct Position {
  unsigned Line = 0, Column = 0;
  friend bool operator<(Position A, Position B) {
    return A.Line != B.Line ? A.Line < B.Line : A.Column < B.Column;
  }
};

/// What stands in the hover of one lambda's introducer.
struct HoverText {
  Position Begin, End; ///< The last character belongs to it.
  std::string Text;
};

/// What is known of the lambdas of open files. Safe to use from several threads.
class Explanations {
public:
  static Explanations &ofServer();
  void set(llvm::StringRef File, std::vector<HoverText> Texts);
  void forget(llvm::StringRef File);
  /// The texts for this position, each lambda's apart; empty if it is in no introducer.
  std::string at(llvm::StringRef File, Position At);

private:
  std::mutex Guard;
  std::map<std::string, std::vector<HoverText>, std::less<>> Known;
};

} // namespace closure

#endif // CLOSURE_CLANGD_EXPLANATIONS_H

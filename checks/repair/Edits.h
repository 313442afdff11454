//===-- Edits.h - Edits that belong together ----------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_EDITS_H
#define CLOSURE_REPAIR_EDITS_H

#include "clang/AST/Type.h"
#include "clang/Basic/Diagnostic.h"
#include <set>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
} // namespace clang

namespace closure {

/// Edits that belong together and do not overlap.
struct Edits {
  std::vector<clang::FixItHint> Hints;
  /// What they use, in angle brackets: `<utility>`.
  std::set<std::string> Headers;
  /// What they do, for those that are offered on a note.
  std::string Title;
};

/// Names, each once, in the order of their first mention.
class NameList {
public:
  void add(const std::string &Name) {
    if (Seen.insert(Name).second)
      Names.push_back(Name);
  }
  const std::vector<std::string> &names() const { return Names; }

private:
  std::vector<std::string> Names;
  std::set<std::string> Seen;
};

/// `'a'`, `'a' and 'b'`, `'a', 'b' and 'c'`.
std::string quotedList(const std::vector<std::string> &Names);

/// The text of the tokens of `Range`, as it stands in the file.
std::string sourceText(clang::SourceRange Range, const clang::ASTContext &Context);

/// The white space at the beginning of the line of `Loc`.
std::string indentation(clang::SourceLocation Loc, const clang::ASTContext &Context);

/// The type as it can be written anywhere in the file; empty if it has no such name.
/// `Local` allows for names that only the function knows.
std::string typeName(clang::QualType Type, const clang::ASTContext &Context, bool Local);

} // namespace closure

#endif // CLOSURE_REPAIR_EDITS_H

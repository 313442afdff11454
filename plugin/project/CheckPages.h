//===-- CheckPages.h - The documentation of the checks ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The pages of docs/checks are built into the program, so that it needs nothing beside it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_CHECKPAGES_H
#define CLOSURE_PROJECT_CHECKPAGES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace closure {

struct CheckPage {
  llvm::StringLiteral Check;
  /// Markdown.
  llvm::StringLiteral Text;
};
llvm::ArrayRef<CheckPage> checkPages();

/// The page of a check; empty if there is none.
llvm::StringRef pageOf(llvm::StringRef Check);
/// The text below one of its headings.
llvm::StringRef sectionOf(llvm::StringRef Page, llvm::StringRef Heading);
/// What stands in place of `[words](target)`; nothing where the code only looks like a link.
using LinkText =
    llvm::function_ref<std::optional<std::string>(llvm::StringRef Words, llvm::StringRef Target)>;
std::string withEachLink(llvm::StringRef Text, LinkText Link);
/// The page with links that work elsewhere: to where the pages are published, or none.
std::string withLinks(llvm::StringRef Page);
/// Without what only Markdown understands.
std::string plain(llvm::StringRef Markdown);

} // namespace closure

#endif // CLOSURE_PROJECT_CHECKPAGES_H

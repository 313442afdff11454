//===-- PrintPage.cpp - The page of a check, in a terminal ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/explain/PrintPage.h"
#include "plugin/project/CheckPages.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace closure;

/// `[words](target)` by its words, where the target is a page: code has brackets as well.
static std::string withoutLinks(llvm::StringRef Prose) {
  return withEachLink(Prose, [](llvm::StringRef Words, llvm::StringRef Target) {
    bool Page = Target.contains(".md") || Target.contains("://");
    return Page ? std::optional(Words.str()) : std::nullopt;
  });
}

static void printHeading(llvm::StringRef Words, llvm::raw_ostream &Out, bool Colour) {
  if (Colour)
    Out.changeColor(llvm::raw_ostream::SAVEDCOLOR, /*Bold=*/true);
  Out << Words;
  if (Colour)
    Out.resetColor();
  else
    Out << "\n" << std::string(Words.size(), '-');
  Out << "\n";
}

/// A link may go on in the next line, so all prose between two blocks of code is one text.
static void printProse(std::string &Prose, llvm::raw_ostream &Out, bool Colour) {
  const std::string Text = withoutLinks(Prose);
  Prose.clear();
  for (llvm::StringRef Rest = Text; !Rest.empty();) {
    auto [Line, After] = Rest.split('\n');
    Rest = After;
    llvm::StringRef Words = Line.ltrim('#');
    if (Words.size() != Line.size() && Words.starts_with(" "))
      printHeading(Words.trim(), Out, Colour);
    else
      Out << Line << "\n";
  }
}

void closure::printPage(llvm::StringRef Page, llvm::raw_ostream &Out, bool Colour) {
  bool Code = false;
  std::string Prose;
  for (llvm::StringRef Line : llvm::split(Page.rtrim(), '\n')) {
    if (Line.starts_with("```")) {
      printProse(Prose, Out, Colour);
      Code = !Code;
    } else if (Code) {
      Out << (Line.empty() ? "" : "    ") << Line << "\n";
    } else {
      Prose += (Line + "\n").str();
    }
  }
  printProse(Prose, Out, Colour);
}

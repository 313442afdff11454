//===-- CheckPages.cpp - The documentation of the checks ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/CheckPages.h"
#include "plugin/common/HelpPages.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <algorithm>

using namespace closure;

llvm::StringRef closure::pageOf(llvm::StringRef Check) {
  for (const CheckPage &Page : checkPages())
    if (Page.Check == Check)
      return Page.Text;
  return "";
}

llvm::StringRef closure::sectionOf(llvm::StringRef Page, llvm::StringRef Heading) {
  llvm::StringRef Behind = Page.split(("## " + Heading + "\n").str()).second;
  return Behind.take_front(Behind.find("\n## ")).trim();
}

std::string closure::withEachLink(llvm::StringRef Text, LinkText Link) {
  std::string Made;
  for (;;) {
    size_t Mid = Text.find("](");
    if (Mid == llvm::StringRef::npos)
      return Made + Text.str();
    size_t Open = Text.rfind('[', Mid), End = Text.find(')', Mid);
    std::optional<std::string> As;
    if (Open != llvm::StringRef::npos && End != llvm::StringRef::npos)
      As = Link(Text.slice(Open + 1, Mid), Text.slice(Mid + 2, End));
    Made += As ? Text.take_front(Open).str() + *As : Text.take_front(Mid + 2).str();
    Text = Text.drop_front(As ? End + 1 : Mid + 2);
  }
}

std::string closure::withLinks(llvm::StringRef Page) {
  return withEachLink(Page, [](llvm::StringRef Words, llvm::StringRef Target) {
    std::string Base = Target.contains("://") ? "" : publishedPages().str() + "/";
    return Base == "/" ? Words.str() : ("[" + Words + "](" + Base + Target + ")").str();
  });
}

std::string closure::plain(llvm::StringRef Markdown) {
  std::string Text =
      withEachLink(Markdown, [](llvm::StringRef Words, llvm::StringRef) { return Words.str(); });
  llvm::erase_if(Text, [](char C) { return C == '*' || C == '`'; });
  std::replace(Text.begin(), Text.end(), '\n', ' ');
  return Text;
}

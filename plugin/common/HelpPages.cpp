//===-- HelpPages.cpp - Where the pages of the checks lie -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/common/HelpPages.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace closure;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

std::string closure::uriOf(llvm::StringRef Path) {
  std::string Made;
  for (unsigned char C : Path)
    if (llvm::isAlnum(C) || llvm::StringRef("-._~/!$&'()*+,;=:@").contains(C))
      Made += static_cast<char>(C);
    else
      Made +=
          ("%" + llvm::Twine(llvm::hexdigit(C >> 4)) + llvm::Twine(llvm::hexdigit(C & 15))).str();
  return Made;
}

llvm::StringRef closure::publishedPages() { return CLOSURE_HELP_URL; }

std::string closure::helpFolder() {
  if (!publishedPages().empty())
    return publishedPages().str();
  static int Anchor = 0;
  // The program of a package is reached by a link; its docs lie where it does.
  std::string Self = fs::getMainExecutable("", &Anchor);
  llvm::SmallString<256> Folder(path::parent_path(path::parent_path(Self)));
  path::append(Folder, "share", "doc", "closure-lint");
  path::append(Folder, "docs", "checks");
  return fs::is_directory(Folder) ? "file://" + uriOf(Folder) : "";
}

std::string closure::helpUrl(llvm::StringRef Check) {
  std::string Folder = helpFolder();
  return Folder.empty() ? "" : Folder + "/" + Check.str() + ".md";
}

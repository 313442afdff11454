//===-- Main.cpp - closure-clangd -----------------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The vendor's clangd with the checks linked in: its own main function, its own options.
//
//===----------------------------------------------------------------------===//

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace clang::clangd {
int clangdMain(int Count, char *Words[]);
} // namespace clang::clangd

static bool asks(llvm::ArrayRef<char *> Words, llvm::StringRef Option) {
  for (llvm::StringRef Word : Words)
    if (Word.ltrim('-').split('=').first == Option)
      return true;
  return false;
}

int main(int Count, char *Words[]) {
  std::vector<char *> All(Words, Words + Count);
  // clangd prints its version and exits.
  if (asks(All, "version"))
    std::atexit([] { std::puts("With closure-lint " CLOSURE_VERSION); });
  // clangd looks for the compiler's own headers beside itself; they are where the vendor's are.
  std::string Resources = "--resource-dir=" CLOSURE_RESOURCE_DIR;
  if (!asks(All, "resource-dir")) {
    if (llvm::sys::fs::is_directory(CLOSURE_RESOURCE_DIR))
      All.insert(All.begin() + 1, Resources.data());
    else
      llvm::errs() << "closure-clangd: " CLOSURE_RESOURCE_DIR
                      " is missing; install clang, or pass --resource-dir\n";
  }
  return clang::clangd::clangdMain(static_cast<int>(All.size()), All.data());
}

//===-- Defaults.cpp - closure-clangd runs our checks unasked -------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clangd leaves out checks of which it does not know how fast they are, and of which no
// configuration speaks. Ours are fast, and who starts closure-clangd asks for them. The
// linker leads clangd's own questions here (--wrap); a configuration still has the last word.
//
//===----------------------------------------------------------------------===//

#include "checks/Compat.h"
#include "clang-tidy/ClangTidyOptions.h"
#include <optional>

using namespace clang;
using closure::ClangdTidyProvider;

extern "C" {
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wreturn-type-c-linkage"
std::optional<bool> __real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(llvm::StringRef);
std::optional<bool>
__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(llvm::StringRef Check) {
  if (Check.starts_with("closure-"))
    return true;
  return __real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE(Check);
}

ClangdTidyProvider __real__ZN5clang6clangd20provideDefaultChecksEv();
ClangdTidyProvider __wrap__ZN5clang6clangd20provideDefaultChecksEv() {
  static const ClangdTidyProvider Vendor = __real__ZN5clang6clangd20provideDefaultChecksEv();
  static const auto WithOurs = [](tidy::ClangTidyOptions &Options, llvm::StringRef File) {
    bool Unset = !Options.Checks || Options.Checks->empty();
    Vendor(Options, File);
    if (Unset && Options.Checks)
      *Options.Checks += ",closure-*";
  };
  return WithOurs;
}
#pragma clang diagnostic pop
}

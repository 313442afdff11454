//===-- ScannedTexts.cpp - What is known of texts that units share --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/shortcuts/ScannedTexts.h"
#include "plugin/project/shortcuts/ClosureTokens.h"
#include "clang/Basic/LangOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"

using namespace closure;
namespace scan = clang::dependency_directives_scan;

TextKey closure::keyOf(llvm::StringRef Text) {
  llvm::XXH128_hash_t Hash = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Text));
  return {Hash.high64, Hash.low64};
}

ScannedTexts &ScannedTexts::shared() {
  static ScannedTexts One;
  return One;
}

static std::unique_ptr<ScannedText> scanned(llvm::StringRef Text) {
  auto Made = std::make_unique<ScannedText>();
  Made->Broken = clang::scanSourceForDependencyDirectives(Text, Made->Tokens, Made->Directives);
  Made->NamesModules = llvm::any_of(Made->Directives, [](const scan::Directive &Each) {
    return Each.Kind == scan::pp_import || Each.Kind == scan::decl_at_import ||
           Each.Kind == scan::cxx_module_decl || Each.Kind == scan::cxx_import_decl ||
           Each.Kind == scan::cxx_export_module_decl || Each.Kind == scan::cxx_export_import_decl;
  });
  return Made;
}

const ScannedText &ScannedTexts::of(llvm::StringRef Text) {
  TextKey Key = keyOf(Text);
  {
    std::lock_guard<std::mutex> Locked(Guard);
    if (auto It = Texts.find(Key); It != Texts.end())
      return *It->second;
  }
  std::unique_ptr<ScannedText> Made = scanned(Text);
  std::lock_guard<std::mutex> Locked(Guard);
  return *Texts.try_emplace(Key, std::move(Made)).first->second;
}

bool ScannedTexts::mayMakeClosure(llvm::StringRef Text, const clang::LangOptions &Language,
                                  const ClosureMakers &Others, TextKey MakersKey) {
  std::pair<TextKey, TextKey> Key(keyOf(Text), MakersKey);
  {
    std::lock_guard<std::mutex> Locked(Guard);
    if (auto It = Makes.find(Key); It != Makes.end())
      return It->second;
  }
  bool May = closure::mayMakeClosure(tokensOf(Text, Language), Others);
  std::lock_guard<std::mutex> Locked(Guard);
  return Makes[Key] = May;
}

//===-- ScannedTexts.h - What is known of texts that units share --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_SHORTCUTS_SCANNEDTEXTS_H
#define CLOSURE_PROJECT_SHORTCUTS_SCANNEDTEXTS_H

#include "clang/Lex/DependencyDirectivesScanner.h"
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace clang {
class LangOptions;
}

namespace closure {

/// The directives of one text. They count in its bytes, wherever it is read.
struct ScannedText {
  llvm::SmallVector<clang::dependency_directives_scan::Token, 0> Tokens;
  llvm::SmallVector<clang::dependency_directives_scan::Directive, 0> Directives;
  bool Broken = false;       ///< The scanner did not understand it.
  bool NamesModules = false; ///< It is, or asks for, a module.
};

struct ClosureMakers;

/// A text, by its hash.
using TextKey = std::pair<uint64_t, uint64_t>;
TextKey keyOf(llvm::StringRef Text);

/// One for the process: headers are the same in most units. Known by their content, so that a file
/// that changes while the program runs is read again.
class ScannedTexts {
public:
  static ScannedTexts &shared();

  /// Valid as long as the process.
  const ScannedText &of(llvm::StringRef Text);
  /// Whether the text may make a closure. `MakersKey` tells `Others` from those of other units.
  bool mayMakeClosure(llvm::StringRef Text, const clang::LangOptions &Language,
                      const ClosureMakers &Others, TextKey MakersKey);

private:
  std::mutex Guard;
  std::map<TextKey, std::unique_ptr<ScannedText>> Texts;
  /// By the text and by what makes closures.
  std::map<std::pair<TextKey, TextKey>, bool> Makes;
};

} // namespace closure

#endif // CLOSURE_PROJECT_SHORTCUTS_SCANNEDTEXTS_H

//===-- ConfigurationFile.h - What a .clang-tidy file says of us -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_CONFIGURATIONFILE_H
#define CLOSURE_PROJECT_CONFIGURATIONFILE_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace closure {

/// The `.clang-tidy` files that count for a source file.
struct ConfigurationFiles {
  /// What is wrong with them, with place and remedy.
  std::vector<std::string> Faults;
  /// Whether one of them cannot be read at all, so that clang-tidy's reader must not see it.
  bool Broken = false;
};

/// Also the names and values that clang-tidy's reader takes for someone else's: those of our
/// options that are misspelt.
ConfigurationFiles configurationsAbove(llvm::StringRef File);

} // namespace closure

#endif // CLOSURE_PROJECT_CONFIGURATIONFILE_H

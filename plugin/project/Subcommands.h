//===-- Subcommands.h - The words before all options ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_SUBCOMMANDS_H
#define CLOSURE_PROJECT_SUBCOMMANDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace closure {

/// What `closure-lint NAME …` does in place of a lint.
struct Subcommand {
  llvm::StringLiteral Name;
  /// Gets all words of the command line, and returns the exit status.
  int (*Run)(int Count, const char **Words);
  /// How it is called and what for, for `--help`.
  llvm::StringLiteral Usage;
};

/// In the order in which `--help` tells of them. All that offers their names asks here.
llvm::ArrayRef<Subcommand> subcommands();

std::vector<llvm::StringRef> subcommandNames();

} // namespace closure

#endif // CLOSURE_PROJECT_SUBCOMMANDS_H

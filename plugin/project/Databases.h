//===-- Databases.h - The compilation database of a file --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_DATABASES_H
#define CLOSURE_PROJECT_DATABASES_H

#include "clang/Tooling/CompilationDatabase.h"
#include <map>
#include <memory>
#include <string>

namespace closure {

/// A compilation database, or why it is none.
struct Database {
  std::unique_ptr<clang::tooling::CompilationDatabase> Commands;
  std::string Fault;
};

/// The one in this file, with the files that the word `@FILE` of a command names. The parser of
/// LLVM recurses, here and in its own look-up.
Database readDatabase(llvm::StringRef File);

/// Those that lie above files, each read once.
class Databases {
public:
  /// As clangd finds it: in the nearest folder above the file that has a `compile_commands.json`,
  /// itself or in its folder `build`, or else a `compile_flags.txt`. It answers for each file, from
  /// what it knows of others where need be. Empty where there is none.
  const Database &nearestTo(llvm::StringRef File);

private:
  /// \returns null where the folder has none.
  const Database *in(llvm::StringRef Folder);

  std::map<std::string, Database> Known;
};

} // namespace closure

#endif // CLOSURE_PROJECT_DATABASES_H

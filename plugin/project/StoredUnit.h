//===-- StoredUnit.h - What is kept of a unit from run to run - -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_STOREDUNIT_H
#define CLOSURE_PROJECT_STOREDUNIT_H

#include "plugin/project/Unit.h"

namespace closure {

/// The result of a unit, and all that it depends on, each by a hash.
struct StoredUnit {
  /// Of the program, the options and the commands.
  std::string Key;
  /// The files that were read, by absolute path.
  std::map<std::string, std::string> Files;
  /// What other units answered, by USR.
  std::map<std::string, std::string> Answers;
  /// Of the summary file that was written with it.
  std::string Summary;
  /// The functions that it tells of, by USR.
  std::set<std::string> Tells;
  UnitResult Result;
};

/// As text, in one line; nothing where it cannot be told in JSON, as in sources that are not UTF-8.
/// Paths below the folder `Here` are written so that they can be read elsewhere.
std::optional<std::string> textOf(const StoredUnit &Unit, llvm::StringRef Here = "");
/// What `textOf` made; nothing for any other text.
std::optional<StoredUnit> storedUnit(llvm::StringRef Text, llvm::StringRef Here = "");

} // namespace closure

#endif // CLOSURE_PROJECT_STOREDUNIT_H

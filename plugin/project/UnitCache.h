//===-- UnitCache.h - Results and summaries that outlive a run - -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two files for each unit: its summary, which every front door can read, and its result
// with all that it depends on, for the next run. As with any compiler cache, a file that
// newly hides another on the include path goes unnoticed.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_UNITCACHE_H
#define CLOSURE_PROJECT_UNITCACHE_H

#include "plugin/project/StoredUnit.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace closure {

/// The hash of what decides the result of the unit, but for what stands in files and in the
/// environment, and for the folder in which it is compiled. Paths below `Here` count from there.
std::string settingsOf(const Job &Asked, const LintOptions &Options, llvm::StringRef Here,
                       llvm::function_ref<std::string(const std::string &File)> HashOf);

class UnitCache {
public:
  /// Makes the folder if it is not there.
  UnitCache(std::string Folder, const LintOptions &Options);

  /// Why the folder cannot be used, or what could not be kept; empty if all is well.
  const std::string &fault() const { return Fault; }

  /// Takes out what belongs to units of which `Gone` is true.
  void prune(llvm::function_ref<bool(const std::string &Unit)> Gone);
  /// Takes out what belongs to the unit.
  void forget(const Job &Asked);

  /// All summaries as they are now. What is wrong with one is said once.
  std::shared_ptr<const SummaryIndex> summaries();

  /// What an earlier run left of the unit, whatever has changed since. A damaged file is as good
  /// as none, and is named.
  std::optional<StoredUnit> find(const Job &Asked) const;
  /// Whether its files, commands and options are the same; what other units answered may have
  /// changed.
  bool isCurrent(const Job &Asked, const StoredUnit &Unit);
  /// Keeps the result. Written by a temporary file and a rename, so that others see all or
  /// nothing.
  StoredUnit keep(const Job &Asked, UnitResult Result, const SummaryIndex &Others);

  /// Whether other units answer now as they did.
  static bool isUpToDate(const StoredUnit &Unit, const SummaryIndex &Others);

private:
  std::string path(llvm::StringRef File, llvm::StringRef Extension) const;
  /// The hash of all but files that decides the result, made once for each file.
  const std::string &keyOf(const Job &Asked);
  /// The hash of the file's content, asked for once; `-` if it cannot be read.
  const std::string &hashOf(const std::string &File);

  const std::string Folder;
  const LintOptions &Options;
  std::string Fault;
  std::map<std::string, std::string> Hashes, Keys;
  std::set<std::string> Said;
};

} // namespace closure

#endif // CLOSURE_PROJECT_UNITCACHE_H

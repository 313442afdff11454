//===-- Repairs.h - Repairs what was found, round by round ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Repairs that overlap cannot be applied at once: the units are linted again, with the files as
// they will be. Only then is anything written, or printed as a patch.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_REPAIRS_H
#define CLOSURE_PROJECT_REPAIRS_H

#include "plugin/project/Findings.h"

namespace closure {

/// What became of the repairs, of a run or of one file.
struct RepairCounts {
  unsigned Applied = 0;
  /// Warnings that the repair of another takes care of.
  unsigned Along = 0;
  /// Those that still overlap with others, or whose turn has not come.
  unsigned Left = 0;
  /// Those of files that are not touched.
  unsigned Refused = 0;
  /// Warnings that have none.
  unsigned Without = 0;
  /// Those of them for which an alternative is offered.
  unsigned WithOthers = 0;
};

struct Repairs : RepairCounts {
  /// By the file of the warning, its real path.
  std::map<std::string, RepairCounts> ByFile;
};

/// Repairs the warnings of `All`, or prints the patch; what cannot be done is added to its
/// failures.
Repairs repair(Findings &All, const std::vector<Job> &Jobs, const ProgramOptions &Options);

/// For the last line: `2 repaired, 1 has no safe repair`.
std::string inWords(const RepairCounts &Made, bool DryRun);
/// File by file: how much is repaired, how much is left, and why.
void writeTable(const Repairs &Made, const Findings &All, bool DryRun, llvm::raw_ostream &Out);

} // namespace closure

#endif // CLOSURE_PROJECT_REPAIRS_H

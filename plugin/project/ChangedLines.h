//===-- ChangedLines.h - The lines that have changed since a commit --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_CHANGEDLINES_H
#define CLOSURE_PROJECT_CHANGEDLINES_H

#include "plugin/project/Findings.h"

namespace closure {

/// The lines of the files below `Root` that differ from the commit `Base`, as git knows them; files
/// that it does not know have changed wholly.
class ChangedLines {
public:
  ChangedLines(const std::string &Root, const std::string &Base);

  /// Why nothing can be compared; empty if it can.
  const std::string &fault() const { return Fault; }

  /// Keeps of `All` what stands on, or is caused by, such a line: a line of the lambda, or a step
  /// of its path.
  void keepIn(Findings &All) const;

private:
  bool touches(const std::string &File, unsigned First, unsigned Last) const;
  bool git(const std::string &Root, std::vector<llvm::StringRef> Words, std::string &Output);
  void readDiff(llvm::StringRef Diff);

  std::string Fault;
  /// By path relative to the root.
  std::map<std::string, std::vector<std::pair<unsigned, unsigned>>> Ranges;
  std::set<std::string> Whole;
};

} // namespace closure

#endif // CLOSURE_PROJECT_CHANGEDLINES_H

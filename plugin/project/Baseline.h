//===-- Baseline.h - The findings that are known already --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_BASELINE_H
#define CLOSURE_PROJECT_BASELINE_H

#include "plugin/project/Findings.h"
#include <functional>

namespace closure {

/// Whether the unit would tell of the check in a file that it reads.
using CouldReport =
    std::function<bool(const std::string &Unit, const std::string &Source, llvm::StringRef Check)>;

/// The findings that a file names, by fingerprint.
class Baseline {
public:
  /// Reads the file.
  explicit Baseline(std::string File);

  /// What is wrong with the file, which then names none; empty if it can be used.
  const std::string &fault() const { return Fault; }

  /// Takes out of `All` what the file names.
  void subtractFrom(Findings &All) const;

  /// Adds to `All.Unused` the rows that no finding has: those of files that are gone, and those
  /// that a unit could have reported. Asks for the findings before any is taken out.
  void listUnused(Findings &All, const CouldReport &Could) const;

private:
  struct Row {
    std::string Check, File, Text;
  };
  std::string read();
  static bool isStale(const Row &R, const Findings &All, const CouldReport &Could);

  const std::string File;
  std::string Fault;
  std::string Text;                 ///< Of the file.
  std::map<std::string, Row> Known; ///< By fingerprint.
};

/// Writes the findings as a baseline; a person can read it, and review its changes.
bool writeBaseline(const Findings &All, const std::string &File, std::string &Fault);

} // namespace closure

#endif // CLOSURE_PROJECT_BASELINE_H

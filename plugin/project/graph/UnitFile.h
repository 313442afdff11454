//===-- UnitFile.h - What is known of one unit, as a file -------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The files that go along the edges of a build graph: of each unit what it tells others, what it
// asked them and what it was answered, and its findings; and of a program, or a library, what all
// its units tell. Both are the same wherever they are made.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_GRAPH_UNITFILE_H
#define CLOSURE_PROJECT_GRAPH_UNITFILE_H

#include "plugin/project/StoredUnit.h"

namespace closure {

/// The working directory with its last `/`, from which paths in the files count.
std::string workingFolder();

struct UnitFile {
  StoredUnit Unit;
  /// What it tells others, as a summary file.
  std::string Summary;
};

/// As text; nothing where sources are not UTF-8. Paths below `Here` count from there.
std::optional<std::string> textOf(const UnitFile &File, llvm::StringRef Here);

/// Reads what `textOf` made, and counts its paths from the folder `Here`.
/// \returns what is wrong with the file, with the remedy; empty if nothing is.
std::string readUnitFile(const std::string &Path, llvm::StringRef Here, UnitFile &To);

/// Puts together what units and programs tell. What cannot be read is left out, and named in
/// `Faults`.
class Linker {
public:
  void addUnit(const std::string &Path, llvm::StringRef Summary);
  void addIndex(const std::string &Path);
  /// When all is added.
  std::shared_ptr<const SummaryIndex> link();
  /// All of it as a summary file, after `link`.
  std::string text() const;

  std::vector<std::string> Faults;

private:
  std::shared_ptr<const SummaryIndex> Index;
  /// By their hash, so that the order in which they were added makes no difference: where each is
  /// from, and its text.
  std::map<std::string, std::pair<std::string, std::string>> Texts;
};

/// Whether the file holds this text now; it is written only if it did not, so that what depends on
/// it is not made again. What cannot be written is named in `Fault`.
bool putText(const std::string &File, llvm::StringRef Text, std::string &Fault);

} // namespace closure

#endif // CLOSURE_PROJECT_GRAPH_UNITFILE_H

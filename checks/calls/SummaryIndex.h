//===-- SummaryIndex.h - The contracts that other units wrote - -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A summary file carries what the functions of one translation unit do with closures, for
// the units that see only their declarations. It is lines of JSON: a first line with the
// version of the format and the unit, one line for each function, which begins with its
// USR (Clang's name for an entity across units), and a last line with their number and a
// hash of what stands before it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_SUMMARYINDEX_H
#define CLOSURE_CALLS_SUMMARYINDEX_H

#include "checks/calls/Soundness.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace closure {

/// The lines of one unit by USR, each without its line end.
using SummaryLines = std::map<std::string, std::string>;

/// The line of a function that one unit, compiled in two ways, defines differently.
std::string disagreement(llvm::StringRef USR);

/// The text of a summary file.
std::string summaryFile(llvm::StringRef Unit, const SummaryLines &Lines);

/// All summary files of a folder. Does not change once it is loaded, so many threads can ask.
class SummaryIndex {
public:
  static constexpr llvm::StringLiteral Extension = ".closure-summary";

  /// Reads the files of `Folder` whose names end in `Extension`, in any order to the same
  /// effect; or `Folder` itself, where that is a file, as the index of a program. A folder that
  /// cannot be read, and each file that is damaged, foreign or of another version, is left out and
  /// named in `Errors`.
  static std::shared_ptr<const SummaryIndex>
  load(llvm::vfs::FileSystem &Files, llvm::StringRef Folder, std::vector<std::string> &Errors);

  /// The line of the function; empty if no unit, or no two units alike, know it: programs of
  /// one project may each have a function of the name.
  llvm::StringRef find(llvm::StringRef USR) const { return Lines.lookup(USR); }

private:
  /// \returns what is wrong with the file; empty if nothing is.
  std::string add(std::unique_ptr<llvm::MemoryBuffer> File);

  std::vector<std::unique_ptr<llvm::MemoryBuffer>> Texts;
  llvm::StringMap<llvm::StringRef> Lines;
};

} // namespace closure

#endif // CLOSURE_CALLS_SUMMARYINDEX_H

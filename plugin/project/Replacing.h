//===-- Replacing.h - Files get a new content, or stay whole ----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The new content is written beside the file, and the two change places in one step. What has
// come out is looked at before it is thrown away: if it is not what was expected, because somebody
// has saved the file just then, it goes back. The file's owner, mode and extended attributes are
// given to what takes its place, or nothing is done.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_REPLACING_H
#define CLOSURE_PROJECT_REPLACING_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace closure {

/// What a file shall hold instead of what it holds.
struct Replaced {
  std::string File; ///< A real path.
  std::string Blob; ///< The name of the content that is expected there.
  std::string Text;
};

/// What cannot be done, in words that follow the name of the file.
struct Refusal {
  std::string File;
  std::string Why;
};

/// The words for a file whose content is not what was linted.
llvm::StringRef changedMeanwhile();

/// Why the file cannot be replaced, as far as it is known beforehand; empty if it can.
std::string whyNotReplaced(const std::string &File);

/// Replaces all of the files or none, each under a lock that other runs respect.
std::optional<Refusal> replaceTogether(llvm::ArrayRef<Replaced> Files);

/// Takes out of the folder what runs that were killed have left there, and completes what they
/// were about to give back. \returns what is left for the user to look at, a sentence each.
std::vector<std::string> clearLeftovers(const std::string &Folder);

} // namespace closure

#endif // CLOSURE_PROJECT_REPLACING_H

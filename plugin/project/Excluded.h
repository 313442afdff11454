//===-- Excluded.h - Files that are left out --------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_EXCLUDED_H
#define CLOSURE_PROJECT_EXCLUDED_H

#include "plugin/common/ProjectFile.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <string>
#include <vector>

namespace closure {

/// By the words of `--exclude`, and by the file of the project that a file belongs to. Not for
/// several threads.
class Excluded {
public:
  /// Adds patterns. \returns what is wrong with the first that is none.
  std::string add(llvm::ArrayRef<std::string> Patterns);

  /// From now on the projects' own files do not count.
  void forgetProjects() { AsksProjects = false; }

  /// What leaves the file out, empty if nothing does. It is `--exclude` if one of its patterns
  /// matches the path of the file or of a folder above it, as seen from here, from the project's
  /// root or from `/`, or the name of one of them; else the path of the project's own file.
  std::string leftOutBy(const std::string &File) const;

  /// The words that are about nothing below `Root`, or in the folder of the project's file that has
  /// them; a sentence for each. Files are looked for as far as patience goes.
  std::vector<std::string> idleWords(const std::string &Root) const;

  /// The file of the project that the file belongs to.
  const ProjectFile &projectOf(const std::string &File) const;

private:
  bool contains(const std::string &File) const;

  std::vector<std::string> Words; ///< Of `--exclude`.
  PathPatterns Patterns;
  std::string Root;
  bool AsksProjects = true;
  mutable std::map<std::string, ProjectFile, std::less<>> Projects; ///< By folder.
};

} // namespace closure

#endif // CLOSURE_PROJECT_EXCLUDED_H

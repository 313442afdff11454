//===-- Includes.h - Inserts the includes of a repair -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_COMMON_INCLUDES_H
#define CLOSURE_COMMON_INCLUDES_H

#include "checks/repair/Edits.h"
#include "clang-tidy/utils/IncludeInserter.h"
#include <map>
#include <optional>

namespace closure {

/// Completes the edits of a repair by the includes that they need, in the style and at the
/// place that clang-tidy's inserter chooses.
class Includes {
public:
  using Style = clang::tidy::utils::IncludeSorter::IncludeStyle;

  /// `Apart`: each repair may be applied without the others, so each brings its includes.
  Includes(Style S, bool Apart) : Inserter(S, Apart) {}

  /// Must be called before the file is preprocessed.
  void watch(clang::Preprocessor &PP);

  /// All hints of `E`, the includes last.
  std::vector<clang::FixItHint> complete(const Edits &E, clang::FileID File);

  Style style() const { return Inserter.getStyle(); }

private:
  clang::tidy::utils::IncludeInserter Inserter;
  const clang::SourceManager *Sources = nullptr;
  /// The inserter names each include only once.
  std::map<std::pair<clang::FileID, std::string>, std::optional<clang::FixItHint>> Known;
};

} // namespace closure

#endif // CLOSURE_COMMON_INCLUDES_H

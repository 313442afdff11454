//===-- News.h - Which findings are new -------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_NEWS_H
#define CLOSURE_PROJECT_NEWS_H

#include "plugin/project/Baseline.h"
#include "plugin/project/ChangedLines.h"
#include "plugin/project/Options.h"
#include <optional>

namespace closure {

/// What the baseline and the commit that the options name tell of findings. Both are read once,
/// before anything is linted.
class News {
public:
  /// Paths are meant from `Root`.
  News(const ProgramOptions &Options, const std::string &Root);

  /// Why the baseline or the commit cannot be used, and so does not count.
  std::vector<std::string> faults() const;
  const std::optional<Baseline> &baseline() const { return Known; }

  /// Takes out what is known, or stands on no line that has changed.
  void narrow(Findings &All) const;

private:
  std::optional<Baseline> Known;
  std::optional<ChangedLines> Changed;
};

} // namespace closure

#endif // CLOSURE_PROJECT_NEWS_H

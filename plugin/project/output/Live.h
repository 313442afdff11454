//===-- Live.h - Findings as they are found ---------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_PROJECT_OUTPUT_LIVE_H
#define CLOSURE_PROJECT_OUTPUT_LIVE_H

#include "plugin/project/Findings.h"
#include "plugin/project/News.h"
#include <set>

namespace closure {

/// Text that people read while the run goes on: unit by unit, and what stands in a header with the
/// first unit that reports it.
class LiveText {
public:
  /// `Wanted` has to outlive it.
  LiveText(const News &Wanted, std::string Root, bool Colour)
      : Wanted(Wanted), Root(std::move(Root)), Colour(Colour) {}

  /// What is new in the result of the next unit.
  std::string next(const UnitResult &Result);

  /// What no unit has shown of `All`, and what has turned out otherwise.
  std::string rest(const Findings &All);

private:
  using Key = std::tuple<std::string, unsigned, unsigned, std::string, std::string>;
  static Key keyOf(const Warning &W) {
    return {realPath(W.At.File), W.At.Line, W.At.Column, W.Check, W.Text};
  }
  static Key keyOf(const Remark &R) {
    return {realPath(R.At.File), R.At.Line, R.At.Column, "", R.Text};
  }
  std::string textOf(const Findings &Found) const;

  const News &Wanted;
  const std::string Root;
  const bool Colour;
  std::set<Key> Shown;
  std::set<Key> Offered; ///< Those of them that were shown with a repair.
};

} // namespace closure

#endif // CLOSURE_PROJECT_OUTPUT_LIVE_H

//===-- Silence.h - Why a capture is no defect ----------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SOLUTION_SILENCE_H
#define CLOSURE_ENGINE_SOLUTION_SILENCE_H

#include "checks/engine/solution/Solver.h"
#include "checks/engine/terms/Finding.h"
#include <string>

namespace clang {
class SourceManager;
} // namespace clang

namespace closure {

/// How one holder came to have one loan no more, or not to matter, and what made that so.
struct Silence {
  enum class Kind {
    Unborrowed, ///< The capture borrows nothing from the start.
    Called,     ///< A call may call it, and keeps nothing.
    Dropped,    ///< The holder lets go of it, or gets something else.
    Finished,   ///< Its work is over.
    Waited,     ///< The function waits for it.
    Uncalled,   ///< The place ends, and nobody calls the holder from there on.
    DiesWith,   ///< The holder is a part of what ends.
    Unowned,    ///< What takes the closure has an owner that is not known, perhaps the object.
    Left,       ///< It goes to the caller, who knows how long the place lives.
  };
  Kind K = Kind::Uncalled;
  CaptureSite Site;
  /// The variable that is captured, for people; empty for `this`.
  std::string Name;
  /// None for `Unborrowed`.
  HolderId Holder;
  Reason Because;
  clang::SourceLocation Loc;
  /// The fact that made it so; without a meaning for `Unborrowed` and `Left`.
  Point At;
};

/// For each capture without a defect, in the order of the program, all that ended its loans.
/// Costs a walk over the facts for each loan: for people who ask, not for each function.
std::vector<Silence> silences(const Solution &S, llvm::ArrayRef<Defect> Found);

/// One line, as in `quiet 'x'@3:12: finished in t, model of join`.
std::string silenceText(const Program &P, const Silence &Of, const clang::SourceManager *SM);
std::string reasonText(const Reason &R);

} // namespace closure

#endif // CLOSURE_ENGINE_SOLUTION_SILENCE_H

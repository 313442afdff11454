//===-- Life.h - What becomes of one capture --------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For people who ask about one lambda: who held the closure, who could call it, when that was
// over, and when what it borrows dies. Plain data, which outlives the solution that it is read
// off.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_LIFE_H
#define CLOSURE_ENGINE_TERMS_LIFE_H

#include "checks/engine/terms/Finding.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace closure {

/// What holds the closure, or held it.
struct Keeper {
  Root::Kind K = Root::Kind::Expression;
  Outlives Why = Outlives::None;
  /// As a report names it; empty for an expression and for detached work.
  std::string Name;
};

struct LifeEvent {
  enum class Kind {
    Kept,       ///< It comes to `By`, by the step `Note`.
    Started,    ///< From here on it runs by itself.
    Unborrowed, ///< The capture borrows nothing from the start.
    Called,     ///< A call may call what `By` holds, and keeps nothing.
    Dropped,    ///< `By` lets go of it, or gets something else.
    Closed,     ///< `By`, a local variable or a parameter, dies, and what it holds with it.
    Finished,   ///< The work behind `By` is over.
    Waited,     ///< The function waits for it.
    Uncalled,   ///< The place ends, and nobody calls `By` from there on.
    DiesWith,   ///< `By` is a part of what ends.
    Unowned,    ///< What takes it has an owner that is not known, perhaps the object.
    Left,       ///< It goes to the caller, who knows how long the place lives.
    Ends,       ///< The place ends.
  };
  Kind K = Kind::Kept;
  Keeper By;
  Step Note = {};
  End How = End::Scope;
  Reason Because = {};
  clang::SourceLocation Loc = {};
  /// Its rank in the order of the program.
  uint64_t When = 0;
};

struct Life {
  CaptureSite Site;
  /// What it borrows; none if it borrows nothing.
  std::optional<Place> Of;
  /// It is a copy that refers to a part of `Of`.
  bool View = false;
  /// Its copy has a share in what it points at.
  bool Shares = false;
  /// In the order of the program.
  std::vector<LifeEvent> Events;
  /// What the function alone says is wrong; others may know better.
  std::optional<Defect> Wrong;
};

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_LIFE_H

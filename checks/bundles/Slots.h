//===-- Slots.h - Where a function puts its closures ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_BUNDLES_SLOTS_H
#define CLOSURE_BUNDLES_SLOTS_H

#include "checks/engine/syntax/Usage.h"
#include "checks/engine/terms/Holder.h"
#include <optional>
#include <string>

namespace clang {
class FunctionDecl;
class ReturnStmt;
class ValueDecl;
class VarDecl;
} // namespace clang

namespace closure {

/// An object that can hold several closures, by what it is reached from: what a statement returns,
/// the object of a method, or a variable.
struct Whole {
  const clang::ReturnStmt *Return = nullptr;
  bool OfThis = false;
  const clang::VarDecl *Variable = nullptr;
  std::vector<const clang::ValueDecl *> Members;

  bool isNone() const { return !Return && !OfThis && !Variable; }
  friend bool operator==(const Whole &A, const Whole &B) {
    return A.Return == B.Return && A.OfThis == B.OfThis && A.Variable == B.Variable &&
           A.Members == B.Members;
  }
};

/// A part of such an object.
struct Slot {
  Whole Of;
  std::string Name; ///< Of the field, or of the key, if it has one.
  /// There is no such object, but a variable that is another name of the closure.
  const clang::VarDecl *Alias = nullptr;
};

/// Who keeps what the slots are parts of.
struct Keeper {
  Outlives Why = Outlives::None;
  std::string Name;
  clang::SourceLocation Returned;
};

class Slots {
public:
  explicit Slots(const clang::FunctionDecl &Function);

  const UseIndex &code() const { return Code; }

  /// Where the value, a closure or one of its names, goes; a slot of nothing if it goes nowhere, is
  /// called, or is handed to somebody. `Gathered`: it is a collection already.
  Slot slotOf(const clang::Stmt *Value, bool Gathered = false) const;

  /// Who keeps the object; none for a local that the function only passes on.
  std::optional<Keeper> keeperOf(const Whole &Of, unsigned Depth = 0) const;

private:
  std::optional<Keeper> keeperOf(const clang::VarDecl &V, unsigned Depth) const;

  const UseIndex Code;
};

} // namespace closure

#endif // CLOSURE_BUNDLES_SLOTS_H

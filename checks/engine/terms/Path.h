//===-- Path.h - The steps by which a closure travels -----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A report shows them in this order as notes. The engine keeps places and names;
// the wording is elsewhere.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_PATH_H
#define CLOSURE_ENGINE_TERMS_PATH_H

#include "checks/engine/terms/Guard.h"
#include "clang/Basic/SourceLocation.h"
#include <string>
#include <vector>

namespace closure {

struct Step {
  enum class Kind {
    None,      ///< Nothing that a reader would call a step: a cast, an operand.
    Stored,    ///< Initialises or is assigned to the holder `Name`.
    Inserted,  ///< Becomes one more element of the holder `Name`.
    Viewed,    ///< A pointer, an iterator or a view of `Name` is made.
    Moved,     ///< What the view refers to goes to another owner, `Name`.
    Captured,  ///< The closure becomes part of another closure.
    Passed,    ///< Goes to the function `Name`, which hands it back.
    Kept,      ///< Goes to the function `Name`, which keeps it.
    Modelled,  ///< Goes to the function `Name`; that it is kept, and until when, a model says.
    Queued,    ///< Goes to the function `Name`, which drops it when it was called.
    Assumed,   ///< Goes to the function `Name`, which is assumed to keep it.
    Annotated, ///< Goes to the function `Name`, whose declaration says that it is kept.
    Detached,  ///< The work goes on without a handle.
    Called,    ///< The function `Name` is called on the object, or makes it.
    Bound,     ///< A call binds the place to the reference parameter `Name`.
    Returned,
    Thrown,
    Leaving, ///< A wait for one of several closures throws while the others still run.
  };
  Kind K = Kind::None;
  std::string Name;
  clang::SourceLocation Loc;
  /// For `Modelled`, what ends the work, in words: `join`.
  std::string Until = {};
  /// For `Passed` and `Kept`, the file whose body shows it, where that is in another unit.
  std::string Where = {};
  /// For `Assumed`, the function's name across units.
  std::string About = {};
  /// For a call in a method of an object that the library could take the closure back with: how.
  /// Null where it could not.
  Guards Unused = {};
  /// The class of the object is one that the library asks for it.
  bool CouldAsk = false;
};

/// The step at which the library could have been asked to take the closure back; null if there is
/// none.
inline const Step *unguardedStep(const std::vector<Step> &Path) {
  for (const Step &S : Path)
    if (S.Unused)
      return &S;
  return nullptr;
}

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_PATH_H

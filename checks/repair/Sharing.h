//===-- Sharing.h - Whether a captured variable can become the closure's own --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_SHARING_H
#define CLOSURE_REPAIR_SHARING_H

#include "checks/engine/terms/Finding.h"
#include <string>

namespace clang {
class ASTContext;
} // namespace clang

namespace closure {

class KnownUses;

/// What is taken where more than one way is right.
struct Preferences {
  bool Move = true;  ///< Move what is expensive to copy and not used again.
  bool Cell = false; ///< Share what the closure changes, instead of giving it a copy.
  bool View = false; ///< Copy a view, instead of what it refers to.
};

/// How one defective capture becomes right.
struct Ownership {
  enum class Kind {
    None,
    Copy,
    Move,
    Own, ///< By value, as an object that owns what the view refers to.
  };
  Kind K = Kind::None;
  /// For `Own`, what makes it from the view, such as `std::string(x)`, and what that needs.
  std::string Owner, Header;
  /// For `Own`, instead, the variable to capture as well.
  std::string Beside;
  /// The body changes its copy, so the lambda has to be `mutable`.
  bool Mutable = false;
  /// For `None`: a copy would part what belongs together, but it could be shared.
  bool Shared = false;
  /// For `None`, why; a clause without a subject-specific start: "'x' is shared with …".
  std::string Reason;
};

Ownership ownershipOf(const Defect &D, const clang::ASTContext &Context, Preferences Preferred,
                      KnownUses &Known);

} // namespace closure

#endif // CLOSURE_REPAIR_SHARING_H

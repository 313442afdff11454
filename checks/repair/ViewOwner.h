//===-- ViewOwner.h - What owns what a view refers to --------- -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_VIEWOWNER_H
#define CLOSURE_REPAIR_VIEWOWNER_H

#include "clang/AST/Type.h"
#include <string>

namespace clang {
class LambdaExpr;
class ValueDecl;
} // namespace clang

namespace closure {

class KnownUses;

/// An object that a closure can own in place of a view.
struct ViewOwner {
  /// What makes it from the view: `std::string(text)`; empty if the closure uses the view in
  /// ways that the owner does not allow.
  std::string Init;
  std::string Header;
  /// The variable that the closure captures as well, and by that keeps alive what the view refers
  /// to; then nothing is made.
  std::string Beside = {};
};

/// The owner for the view `V` that `Lambda` captures: a string for a view of characters or a
/// parameter `const char *`, a vector for a span of constant elements, the local shared pointer
/// behind a plain one.
ViewOwner viewOwner(const clang::LambdaExpr &Lambda, const clang::ValueDecl &V, KnownUses &Known);

/// The first argument of the template as it is spelled, if it is a type; else no type.
clang::QualType spelledElement(clang::QualType Of);

} // namespace closure

#endif // CLOSURE_REPAIR_VIEWOWNER_H

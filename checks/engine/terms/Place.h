//===-- Place.h - Storage that can die --------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A place is what a loan is of. Two names of one storage are one place.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_PLACE_H
#define CLOSURE_ENGINE_TERMS_PLACE_H

#include "checks/engine/terms/Ids.h"
#include "clang/Basic/SourceLocation.h"
#include <string>
#include <vector>

namespace clang {
class CXXMethodDecl;
class Expr;
class Stmt;
class ValueDecl;
} // namespace clang

namespace closure {

/// Which part of what a place names a view refers to; each dies where those before it do, too.
enum class ViewPart {
  Whole,    ///< The storage itself, or a member of it.
  Iterator, ///< An element, by an iterator of the container.
  Element,  ///< An element, by its address; what a smart pointer points at.
  Owned,    ///< What an element owns itself: a container may move its elements about.
};

struct Place {
  enum class Kind {
    Local,        ///< A local variable, or a temporary whose life it extends.
    Parameter,    ///< A parameter passed by value.
    Temporary,    ///< A temporary that dies with its full-expression.
    Caller,       ///< What a reference parameter is bound to, or a pointer points at.
    Enclosing,    ///< A variable of an enclosing function, seen from a lambda's body.
    ClosureState, ///< A by-copy capture: it lives in the closure object.
    Object,       ///< `*this`, or a part of it.
  };
  Kind K = Kind::Local;
  /// The variable whose storage it is; null for a temporary and for `*this`.
  const clang::ValueDecl *Variable = nullptr;
  /// For `ClosureState`, the call operator of the closure that owns the copy.
  const clang::CXXMethodDecl *Closure = nullptr;
  /// For `Temporary`, the expression that makes it.
  const clang::Expr *Temporary = nullptr;
  /// As a report names it; empty for a temporary.
  std::string Name;
  /// What `Variable`, a pointer, points at.
  bool Behind = false;
  /// It is a part of a global, which ends only by what is done to that.
  bool Lasts = false;
  /// For `Caller`, the reference can be bound to a temporary, of a type that is a value.
  bool BindsTemporaries = false;
  /// For what a view refers to: the members on the way to the owner, which part of that, and
  /// whether it lies on the heap, so that it goes along when its owner is moved.
  std::vector<const clang::ValueDecl *> Path = {};
  ViewPart Part = ViewPart::Whole;
  bool OnHeap = false;
  /// It is no element, but what an element owns itself, wherever that lies.
  bool Deep = false;
  /// The member of the element by which it is owned; null for the element itself.
  const clang::ValueDecl *Member = nullptr;
  /// Which element it is, as far as that is known: the same for the same one.
  const void *Element = nullptr;
  /// The innermost loop that makes a new one in each iteration, or null.
  const clang::Stmt *Loop = nullptr;

  /// Whether it ends within the function that is analysed.
  bool endsHere() const {
    return !Lasts && (K == Kind::Local || K == Kind::Parameter || K == Kind::Temporary);
  }
};

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_PLACE_H

//===-- Account.h - Whether a body shows all that it does with a parameter --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The engine follows a closure as far as it can, and takes what it loses for dropped. Where the
// word of a body is held against that of a model, this is not enough: each use has to be one that
// is known to be followed. It is called, tested, kept in a variable or member that has a name, or
// given to a function of which the same can be said. Whatever else is done, the body does not tell.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_ACCOUNT_H
#define CLOSURE_CALLS_ACCOUNT_H

#include "checks/engine/terms/Contract.h"
#include "llvm/ADT/DenseSet.h"

namespace closure {

class Types;

class Account {
public:
  Account(Contracts &Known, Types &T) : Known(Known), T(T) {}

  /// Whether the definition uses its parameter number `Index`, and shows what for.
  bool isGiven(const clang::FunctionDecl &Definition, unsigned Index);

private:
  friend class Uses;
  /// A body that hands closures on through more than these is a library's, which its model knows
  /// better.
  static constexpr unsigned MaxDepth = 4;
  /// The same for a function that is given the closure in turn, which need not use it.
  bool isGivenInside(const clang::FunctionDecl &Callee, unsigned Index);
  /// Whether what the contract says of the argument is all that there is to say.
  bool isToldOf(const clang::FunctionDecl &Callee, const Contract &C, unsigned Index);
  /// Whether a call on the object, which may hold the closure by then, is one of a body that is
  /// seen.
  bool isSeenThrough(const clang::FunctionDecl &Callee);

  Contracts &Known;
  Types &T;
  unsigned Depth = 0;
  llvm::DenseSet<const clang::FunctionDecl *> Entered;
};

} // namespace closure

#endif // CLOSURE_CALLS_ACCOUNT_H

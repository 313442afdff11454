//===-- Annotations.h - Contracts from attributes in the code ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The attributes of Clang, those of `closure/annotations.h`, which are spelled as
// `[[clang::annotate("closure::kept")]]`, and other texts of `annotate` to which a model gives a
// meaning. They speak of single parameters and come first.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CALLS_ANNOTATIONS_H
#define CLOSURE_CALLS_ANNOTATIONS_H

#include "checks/calls/Model.h"
#include "checks/engine/terms/Contract.h"
#include "llvm/ADT/DenseMap.h"

namespace closure {

class Types;

class Annotations {
public:
  Annotations(const ModelSet &Models, Types &T) : Models(Models), T(T) {}

  /// Whether a parameter of the function carries such an attribute, in any of its declarations.
  bool isAnnotated(const clang::FunctionDecl &Callee) { return !claimsOf(Callee).empty(); }

  /// `Base` with what the parameters that carry attributes say of themselves.
  Contract annotated(Contract Base, const clang::FunctionDecl &Callee);

  /// Whether calling this member function ends what a `CLOSURE_CALLED_UNTIL` of its class lets run.
  bool endsAnnotatedWork(const clang::FunctionDecl &Callee) const;

  /// Whether the author vouches that the variable outlives every closure over it.
  bool isVouchedFor(const clang::ValueDecl &Variable) const;

private:
  struct Claim {
    enum class Kind { Called, Returned, Kept, KeptBy, CalledUntil } K;
    std::string Of;
  };
  using Claims = std::vector<Claim>;

  void add(Claims &To, const clang::Decl &D) const;
  void addInherited(std::vector<Claims> &To, const clang::FunctionDecl &Callee) const;
  /// By parameter; empty if no parameter carries any.
  const std::vector<Claims> &claimsOf(const clang::FunctionDecl &Callee);

  const ModelSet &Models;
  Types &T;
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<Claims>> Known;
};

} // namespace closure

#endif // CLOSURE_CALLS_ANNOTATIONS_H

//===-- OwnerActs.h - What functions do to what owns objects ----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_OWNERACTS_H
#define CLOSURE_OWNERACTS_H

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseSet.h"
#include <vector>

namespace clang {
class CXXRecordDecl;
class Decl;
class FunctionDecl;
} // namespace clang

namespace closure {

class CallKnowledge;

/// What a function does to what one variable or member owns, in the order of the source.
struct Act {
  enum class Kind {
    Calls,    ///< It calls `Callee` on an object of it.
    Makes,    ///< It makes an object in it, by the constructor `Callee`.
    Other,    ///< It calls something else that may end the closures, or run them.
    Ends,     ///< It lets go of an object of it.
    Drops,    ///< It gives it another value, or takes something out of it.
    Grows,    ///< It adds an object to it, for which those in it may move.
    Reserves, ///< It makes room for objects that are to come.
  };
  Kind K = Kind::Other;
  /// Null where it is not known; for what ends, the object itself.
  const clang::Decl *Owner = nullptr;
  const clang::FunctionDecl *Callee = nullptr;
  const clang::CXXRecordDecl *Class = nullptr; ///< Of the object, or of what is called.
  clang::SourceLocation Loc;
  const clang::Stmt *Loop = nullptr; ///< The innermost loop around it.
  /// What the arguments of a call, or of a constructor, are, or are a part of; null where that is
  /// not known.
  std::vector<const clang::Decl *> Given = {};
};

/// What one function does to owners.
struct OwnerActs {
  std::vector<Act> Acts;
  /// The functions of the program that it calls, by the lambdas in it as well.
  llvm::DenseSet<const clang::FunctionDecl *> Called;
};
OwnerActs ownerActsOf(const clang::FunctionDecl &F, CallKnowledge &Known);

} // namespace closure

#endif // CLOSURE_OWNERACTS_H

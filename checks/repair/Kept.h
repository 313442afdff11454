//===-- Kept.h - What a call keeps of what it is given ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Where a reference to a variable goes that a function is given, as far as its declaration
// tells. Bodies that are visible are the business of `Keepers`.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_KEPT_H
#define CLOSURE_REPAIR_KEPT_H

#include "clang/AST/Type.h"
#include <set>
#include <vector>

namespace clang {
class CXXRecordDecl;
class FunctionDecl;
} // namespace clang

namespace closure {

/// How an expression has to do with a variable.
enum class Form {
  Place,     ///< It is the variable, or a part of it.
  Reference, ///< It refers to it: an address, an iterator, an object that holds one.
};

/// Who has a reference after a call that was given it.
struct Kept {
  bool Returned = false;         ///< The result, or the object that is constructed.
  bool Object = false;           ///< The object of the method.
  bool Beyond = false;           ///< Something else that outlives the call.
  bool Unseen = false;           ///< Perhaps somebody: the body is not visible.
  std::set<unsigned> Parameters; ///< What these refer to.
};

/// Whether nothing can be changed by way of this type: a pointer, a reference, an iterator or a
/// view of constants.
bool isReadOnly(clang::QualType Type);

/// Whether an object of this class of the standard library can hold a pointer or a reference that
/// it is given.
bool canKeep(clang::QualType Type);

/// Whether the object is a pointer of some class: what it gives access to is no part of it.
bool pointsAway(const clang::CXXRecordDecl &Record);

/// What a function keeps of which no body is read; `Index` is that of the parameter.
Kept keptUnread(const clang::FunctionDecl &Callee, unsigned Index, Form F);

/// The classes whose constructors a function of the standard library calls with what it is given,
/// such as `std::make_unique`; none for most.
std::vector<const clang::CXXRecordDecl *> constructedBy(const clang::FunctionDecl &Callee);

} // namespace closure

#endif // CLOSURE_REPAIR_KEPT_H

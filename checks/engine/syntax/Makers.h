//===-- Makers.h - By which constructor objects are made --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_ENGINE_SYNTAX_MAKERS_H
#define CLOSURE_ENGINE_SYNTAX_MAKERS_H

#include "llvm/ADT/ArrayRef.h"

namespace clang {
class CXXConstructorDecl;
class CXXRecordDecl;
class Expr;
class ValueDecl;
} // namespace clang

namespace closure {

/// The constructor that an object of the class is made by, if it is given this, as far as the
/// arguments tell; or null.
const clang::CXXConstructorDecl *constructorFor(const clang::CXXRecordDecl &Class,
                                                llvm::ArrayRef<const clang::Expr *> Given);

/// What makes the value, or what the pointer that is the value owns: a construction, or a call of
/// `std::make_unique`; or null.
const clang::Expr *makingOf(const clang::Expr &Value);

/// The constructor of the program's that is run there; or null.
const clang::CXXConstructorDecl *constructorIn(const clang::Expr &Value);

/// Whether what the variable or member, which may be null, owns stays where it is when the whole
/// moves.
bool ownsOnHeap(const clang::ValueDecl *Owner);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_MAKERS_H

//===-- OwnGuard.h - What a closure looks at before it touches this -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_OWNGUARD_H
#define CLOSURE_ENGINE_SYNTAX_OWNGUARD_H

namespace clang {
class CXXRecordDecl;
class Expr;
class LambdaExpr;
class ParmVarDecl;
class QualType;
} // namespace clang

namespace closure {

class ClassUses;

/// Whether a closure that owns a copy of the value, of the type `As`, keeps an object of `Class`
/// alive, or can tell whether it is: by a smart pointer to the object itself, or by a weak one to a
/// member that dies with it. What others own as well, or what the object hands on, lives as long as
/// it likes.
bool guards(const clang::Expr &Copied, clang::QualType As, const clang::CXXRecordDecl *Class,
            ClassUses &Uses);

/// Whether the closure, which captures `this`, an object of `Class`, captures such a guard.
bool guardsItself(const clang::LambdaExpr &Lambda, const clang::CXXRecordDecl *Class,
                  ClassUses &Uses);

/// The error that the closure, a handler, gets, and on which it leaves before it touches `this`:
/// `if (ec) return;`; null if it does not. What cancels such a handler calls it with an error.
const clang::ParmVarDecl *errorLeftOn(const clang::LambdaExpr &Lambda);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_OWNGUARD_H

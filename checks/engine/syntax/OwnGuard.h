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
class LambdaExpr;
} // namespace clang

namespace closure {

class ClassUses;

/// Whether the closure, which captures `this`, an object of `Class`, keeps the object alive, or
/// owns a weak pointer that tells whether it is: one to the object itself, or to a member that dies
/// with it. What others own as well, or what the object hands on, lives as long as it likes.
bool guardsItself(const clang::LambdaExpr &Lambda, const clang::CXXRecordDecl *Class,
                  ClassUses &Uses);

/// Whether the closure is a handler that gets an error, and leaves on it before it touches `this`:
/// `if (ec) return;`. What cancels such a handler calls it with an error.
bool leavesOnError(const clang::LambdaExpr &Lambda);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_OWNGUARD_H

//===-- AfterMain.h - What may run when main is left ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_AFTERMAIN_H
#define CLOSURE_ENGINE_SYNTAX_AFTERMAIN_H

namespace clang {
class ASTContext;
class ValueDecl;
} // namespace clang

namespace closure {

class Types;

/// Whether nothing runs in the global, or in what the function gives access to, and its destructor
/// calls nothing that it holds.
bool onlyKeeps(const clang::ValueDecl &Global, Types &T);

/// Whether anything in the unit may run when `main` is left: what `atexit` was given, another
/// thread. Looks at all of its code.
bool leavesWorkBehind(const clang::ASTContext &Context, Types &T);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_AFTERMAIN_H

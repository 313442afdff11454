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

/// Whether anybody may call what the global, or what the function gives access to, holds when
/// `main` is left: a destructor, what `atexit` was given, another thread.
bool mayBeCalledAfterMain(const clang::ValueDecl &Global, const clang::ASTContext &Context,
                          Types &T);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_AFTERMAIN_H

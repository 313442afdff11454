//===-- Cache.h - A state that only remembers -------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_UPDATES_CACHE_H
#define CLOSURE_UPDATES_CACHE_H

namespace clang {
class LambdaExpr;
class VarDecl;
} // namespace clang

namespace closure {

/// Whether the closure would give the same answers if it forgot what it has put into `Own`: what it
/// puts there is worked out without looking at it, what it returns is what it found or put there,
/// and whether it found something decides about nothing but the work. A copy then costs time, and
/// loses nothing.
bool isCache(const clang::LambdaExpr &Lambda, const clang::VarDecl &Own);

} // namespace closure

#endif // CLOSURE_UPDATES_CACHE_H

//===-- LaterUses.h - What a body uses from a point on ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_LATERUSES_H
#define CLOSURE_ENGINE_FACTS_LATERUSES_H

#include "llvm/ADT/DenseMap.h"
#include <vector>

namespace clang {
class CXXRecordDecl;
class ValueDecl;
} // namespace clang

namespace closure {

struct Program;

/// The numbers of the captures of a closure, by the variable; that of `this` by null.
llvm::DenseMap<const clang::ValueDecl *, unsigned>
captureNumbers(const clang::CXXRecordDecl &Closure);

/// The blocks on the ways that begin where `Block` ends, each once; it is one of them itself where
/// a loop leads back to it.
std::vector<unsigned> blocksAfter(const Program &P, unsigned Block);

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_LATERUSES_H

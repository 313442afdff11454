//===-- Blocks.h - How control reaches a block ------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_BLOCKS_H
#define CLOSURE_ENGINE_SYNTAX_BLOCKS_H

namespace clang {
class CFGBlock;
} // namespace clang

namespace closure {

/// The only block from which this one is entered, or null.
const clang::CFGBlock *onlyPredecessor(const clang::CFGBlock &B);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_BLOCKS_H

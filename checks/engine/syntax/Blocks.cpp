//===-- Blocks.cpp - How control reaches a block --------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Blocks.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace closure;

const CFGBlock *closure::onlyPredecessor(const CFGBlock &B) {
  const CFGBlock *Only = nullptr;
  for (const CFGBlock::AdjacentBlock &Edge : B.preds())
    if (const CFGBlock *Before = Edge.getReachableBlock()) {
      if (Only)
        return nullptr;
      Only = Before;
    }
  return Only;
}

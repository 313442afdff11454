//===-- LaterUses.cpp - What a body uses from a point on ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/LaterUses.h"
#include "checks/engine/terms/Program.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;
using namespace closure;

llvm::DenseMap<const ValueDecl *, unsigned> closure::captureNumbers(const CXXRecordDecl &Closure) {
  llvm::DenseMap<const ValueDecl *, unsigned> Numbers;
  unsigned Index = 0;
  for (const LambdaCapture &C : Closure.captures()) {
    if (C.capturesVariable())
      Numbers[C.getCapturedVar()] = Index;
    else if (C.capturesThis())
      Numbers[nullptr] = Index;
    ++Index;
  }
  return Numbers;
}

std::vector<unsigned> closure::blocksAfter(const Program &P, unsigned Block) {
  std::vector<unsigned> Found;
  llvm::DenseSet<unsigned> Seen;
  auto Add = [&](unsigned From) {
    for (unsigned Next : P.Blocks[From].Successors)
      if (Seen.insert(Next).second)
        Found.push_back(Next);
  };
  Add(Block);
  for (size_t I = 0; I != Found.size(); ++I)
    Add(Found[I]);
  return Found;
}

//===-- EntryFacts.cpp - What is held when the function is entered --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/EntryFacts.h"
#include "clang/AST/Decl.h"

using namespace clang;
using namespace closure;

void EntryFacts::add(HolderId To, Loan L) {
  Seeds.push_back(Fact::borrow(To, B.P.add(std::move(L)), {}));
}

void EntryFacts::seedArguments() {
  for (unsigned I = 0; I != B.Function.getNumParams(); ++I)
    if (QualType Given = B.Function.getParamDecl(I)->getType();
        B.T.canHold(Given) || Types::isUntyped(Given)) {
      Loan L;
      L.K = Loan::Kind::Argument;
      L.Parameter = I;
      add(B.N.variable(B.Function.getParamDecl(I)), L);
    }
}

void EntryFacts::seedHolder(HolderId Id, bool Dropped) {
  Outlives Why = B.P.Holders[Id].Why;
  if (B.P.Holders[Id].Path.empty() && (Why == Outlives::Object || Why == Outlives::Enclosing)) {
    Loan L;
    bool Borrowed = Why == Outlives::Enclosing && !B.P.Holders[Id].R.Closure;
    L.K = Borrowed ? Loan::Kind::Enclosed : Loan::Kind::Object;
    L.OldHolder = Id;
    add(Id, L);
  }
  if (Dropped && Why != Outlives::None && Why != Outlives::Return && Why != Outlives::Exception) {
    Loan L;
    L.K = Loan::Kind::Old;
    L.OldHolder = Id;
    add(Id, L);
  }
}

/// By holder, whether a fact lets go of all or a part of what it held.
std::vector<bool> EntryFacts::dropped() const {
  std::vector<bool> Dropped(B.P.Holders.size(), false);
  for (const Program::Block &Block : B.P.Blocks)
    for (const Fact &F : Block.Facts)
      if (F.K == Fact::Kind::Drop || F.K == Fact::Kind::Finish ||
          (F.K == Fact::Kind::Flow && F.Overwrites))
        Dropped[F.To.Value] = true;
  return Dropped;
}

void EntryFacts::seed() {
  seedArguments();
  std::vector<bool> Dropped = dropped();
  for (const Program::Block &Block : B.P.Blocks)
    for (const Fact &F : Block.Facts)
      if (F.K == Fact::Kind::Finish)
        B.P.Finished.insert(F.To.Value);
  for (unsigned I = 0, Count = B.P.Holders.size(); I != Count; ++I)
    seedHolder(HolderId(I), Dropped[I]);
  std::vector<Fact> &Entry = B.P.Blocks[B.P.Entry].Facts;
  Entry.insert(Entry.begin(), Seeds.begin(), Seeds.end());
}

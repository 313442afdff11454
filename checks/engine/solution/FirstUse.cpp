//===-- FirstUse.cpp - Where a holder is used next ------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/solution/FirstUse.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include <climits>

using namespace clang;
using namespace closure;

FirstUse::FirstUse(const Program &P)
    : P(P), ReadAt(P.Holders.size()), Predecessors(P.Blocks.size()) {
  for (unsigned B = 0; B != P.Blocks.size(); ++B) {
    const std::vector<Fact> &Facts = P.Blocks[B].Facts;
    for (unsigned I = 0; I != Facts.size(); ++I) {
      if (Facts[I].Loc.isInvalid())
        continue;
      if (Facts[I].K == Fact::Kind::Use)
        ReadAt[Facts[I].To.Value].push_back({B, I});
      else if (Facts[I].K == Fact::Kind::Flow)
        ReadAt[Facts[I].From.Value].push_back({B, I});
    }
    for (unsigned Next : P.Blocks[B].Successors)
      Predecessors[Next].push_back(B);
  }
}

FirstUse::Reads &FirstUse::readsOf(HolderId H) {
  auto [It, New] = Known.try_emplace(H);
  if (New) {
    for (HolderId Related : P.Holders.related(H))
      for (Point At : ReadAt[Related.Value])
        It->second.Points[At.Block].push_back(At.Index);
    for (auto &Entry : It->second.Points)
      llvm::sort(Entry.second);
  }
  return It->second;
}

SourceLocation FirstUse::after(Point Here, HolderId H) {
  Reads &Of = readsOf(H);
  if (auto It = Of.Points.find(Here.Block); It != Of.Points.end())
    if (auto Next = llvm::upper_bound(It->second, Here.Index); Next != It->second.end())
      return locOf(Here.Block, *Next);
  if (Of.Points.empty())
    return {};
  if (Of.FromStart.empty() && !std::exchange(Of.Asked, true))
    return search(Of, Here.Block);
  if (Of.FromStart.empty())
    tabulate(Of);
  SourceLocation Found;
  unsigned Least = UINT_MAX;
  for (unsigned Next : P.Blocks[Here.Block].Successors)
    if (Of.Distance[Next] < Least)
      Least = Of.Distance[Next], Found = Of.FromStart[Next];
  return Found;
}

/// For a single question: what is asked for is mostly near.
SourceLocation FirstUse::search(const Reads &Of, unsigned From) const {
  std::vector<unsigned> Work{From};
  llvm::DenseSet<unsigned> Seen;
  for (size_t I = 0; I != Work.size(); ++I) {
    if (auto It = Of.Points.find(Work[I]); I && It != Of.Points.end())
      return locOf(Work[I], It->second.front());
    for (unsigned Next : P.Blocks[Work[I]].Successors)
      if (Seen.insert(Next).second)
        Work.push_back(Next);
  }
  return {};
}

/// For many questions, as those of a container of closures: from the uses backwards.
void FirstUse::tabulate(Reads &Of) const {
  Of.FromStart.resize(P.Blocks.size());
  Of.Distance.assign(P.Blocks.size(), UINT_MAX);
  std::vector<unsigned> Work;
  for (unsigned B = 0; B != P.Blocks.size(); ++B)
    if (auto It = Of.Points.find(B); It != Of.Points.end()) {
      Of.Distance[B] = 0;
      Of.FromStart[B] = locOf(B, It->second.front());
      Work.push_back(B);
    }
  for (size_t I = 0; I != Work.size(); ++I)
    for (unsigned Before : Predecessors[Work[I]])
      if (Of.Distance[Before] == UINT_MAX) {
        Of.Distance[Before] = Of.Distance[Work[I]] + 1;
        Work.push_back(Before);
      }
  for (unsigned B : Work)
    for (unsigned Next : P.Blocks[B].Successors)
      if (Of.Distance[B] && Of.Distance[Next] == Of.Distance[B] - 1) {
        Of.FromStart[B] = Of.FromStart[Next];
        break;
      }
}

//===-- Program.cpp - The facts of one function, block by block -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/terms/Program.h"
#include <algorithm>

using namespace closure;

void Program::relocate() {
  std::vector<const Fact *> Moves;
  for (const Block &B : Blocks)
    for (const Fact &F : B.Facts)
      if (F.K == Fact::Kind::Leave && F.Into)
        Moves.push_back(&F);
  // What goes to and fro comes back as what it was.
  std::map<unsigned, unsigned> First;
  for (unsigned L = 0; !Moves.empty() && L < Loans.size(); L += 2)
    for (const Fact *F : Moves) {
      if (Loans[L].K != Loan::Kind::Capture || Loans[L].Of != F->Of)
        continue;
      unsigned Origin = First.emplace(L, L).first->second;
      auto [It, New] = Relocated.try_emplace({Origin, F->Into.Value});
      if (New) {
        Loan Gone = Loans[L];
        Gone.Of = F->Into;
        It->second = add(std::move(Gone));
        First[It->second.Value] = Origin;
        Relocated.try_emplace({Origin, Loans[Origin].Of.Value}, LoanId(Origin));
      }
      Relocated.try_emplace({L, F->Into.Value}, It->second);
    }
}

std::vector<unsigned> closure::reversePostOrder(const Program &P) {
  std::vector<unsigned> Order;
  std::vector<char> Seen(P.Blocks.size(), 0);
  std::vector<std::pair<unsigned, unsigned>> Stack{{P.Entry, 0}};
  Seen[P.Entry] = 1;
  while (!Stack.empty()) {
    unsigned B = Stack.back().first;
    const std::vector<unsigned> &Successors = P.Blocks[B].Successors;
    if (Stack.back().second == Successors.size()) {
      Order.push_back(B);
      Stack.pop_back();
      continue;
    }
    unsigned S = Successors[Stack.back().second++];
    if (!Seen[S]) {
      Seen[S] = 1;
      Stack.push_back({S, 0});
    }
  }
  std::reverse(Order.begin(), Order.end());
  return Order;
}

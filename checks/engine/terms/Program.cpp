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

//===-- BitTreeTest.cpp - The solver's sets against a plain set -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/solution/BitTree.h"
#include "gtest/gtest.h"
#include <random>
#include <set>
#include <vector>

using namespace closure;

namespace {

/// A tree, and what it should hold.
struct Pair {
  BitTree Tree;
  std::set<uint64_t> Plain;
};

std::vector<uint64_t> numbers(const BitTree &Tree) {
  std::vector<uint64_t> Found;
  Tree.each(0, 63, [&](uint64_t N) { Found.push_back(N); });
  return Found;
}

/// Close together and far apart, as holders and loans are.
uint64_t number(std::mt19937 &Random) {
  return uint64_t(Random() % 5) << 32 | Random() % (Random() % 2 ? 8 : 300);
}

TEST(BitTree, HoldsWhatAPlainSetHolds) {
  std::mt19937 Random(1);
  std::vector<Pair> All(4);
  uint64_t Steps = 0;
  for (unsigned Step = 0; Step != 20000; ++Step) {
    Pair &P = All[Random() % All.size()];
    uint64_t N = number(Random);
    switch (Random() % 8) {
    default:
      P.Tree.set(N);
      P.Plain.insert(N);
      break;
    case 4:
      P.Tree.reset(N);
      P.Plain.erase(N);
      break;
    case 5: {
      unsigned Bits = Random() % 2 ? 32 : 6;
      uint64_t First = N >> Bits << Bits, Last = First + (uint64_t(1) << Bits);
      P.Tree.resetRange(First, Bits);
      P.Plain.erase(P.Plain.lower_bound(First), P.Plain.lower_bound(Last));
      break;
    }
    case 6: {
      const Pair &Other = All[Random() % All.size()];
      size_t Before = P.Plain.size();
      P.Plain.insert(Other.Plain.begin(), Other.Plain.end());
      EXPECT_EQ(P.Tree.join(Other.Tree, Steps), P.Plain.size() != Before);
      break;
    }
    case 7:
      P = All[Random() % All.size()];
      break;
    }
    ASSERT_EQ(P.Tree.test(N), P.Plain.count(N) == 1);
    if (Step % 50 == 0) {
      ASSERT_EQ(numbers(P.Tree), std::vector<uint64_t>(P.Plain.begin(), P.Plain.end()));
    }
  }
}

TEST(BitTree, EqualSetsAreEqualHoweverTheyWereMade) {
  BitTree Up, Down;
  uint64_t Steps = 0;
  for (uint64_t N = 0; N != 500; ++N) {
    Up.set(N * 37);
    Down.set((499 - N) * 37);
  }
  EXPECT_TRUE(Up == Down);
  EXPECT_FALSE(Up.join(Down, Steps));
  Down.reset(37);
  EXPECT_FALSE(Up == Down);
  EXPECT_FALSE(Up.join(Down, Steps));
  EXPECT_TRUE(Down.join(Up, Steps));
  EXPECT_TRUE(Up == Down);
}

TEST(BitTree, ACopyKeepsWhatItHad) {
  BitTree First;
  First.set(5);
  First.set(uint64_t(7) << 32);
  BitTree Second = First;
  Second.reset(5);
  Second.set(6);
  EXPECT_TRUE(First.test(5));
  EXPECT_FALSE(First.test(6));
  EXPECT_FALSE(Second.test(5));
}

TEST(BitTree, AVisitMayChangeTheSet) {
  BitTree Tree;
  for (uint64_t N = 0; N != 100; ++N)
    Tree.set(N);
  unsigned Seen = 0;
  Tree.each(0, 32, [&](uint64_t N) {
    ++Seen;
    Tree.reset(99 - N);
  });
  EXPECT_EQ(Seen, 100u);
  EXPECT_TRUE(numbers(Tree).empty());
}

} // namespace

//===-- BitTree.h - A sparse set of numbers that is cheap to copy ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The solver keeps sets for each block of a function. Those of neighbouring blocks hardly differ,
// and of the pairs of a holder and a loan few are in a set. So a set is a tree whose nodes never
// change: a changed set shares with the old one all that stayed. A copy costs nothing, a change
// the way down to it, and a union what differs.
//
// It is a binary trie without chains (D. Morrison's PATRICIA, 1968, with the union of C. Okasaki
// and A. Gill, "Fast Mergeable Integer Maps", 1998). A leaf holds 64 neighbouring numbers.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SOLUTION_BITTREE_H
#define CLOSURE_ENGINE_SOLUTION_BITTREE_H

#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/bit.h"
#include <cstdint>

namespace closure {

class BitTree {
public:
  bool test(uint64_t Number) const;
  void set(uint64_t Number);
  void reset(uint64_t Number);
  /// Takes out the 2^`Bits` numbers from `First` on, which is a multiple of that; `Bits` is at
  /// least 6.
  void resetRange(uint64_t First, unsigned Bits);
  /// Adds all numbers of `Other`. \returns whether there was a new one. `Steps` is counted up by
  /// what that cost.
  bool join(const BitTree &Other, uint64_t &Steps);
  /// Calls `See(uint64_t)` for each number of such a range, in order. Those are seen that are in
  /// the set at the beginning, even if `See` changes it.
  template <class Fn> void each(uint64_t First, unsigned Bits, Fn See) const {
    Tree Kept = Root;
    eachIn(Kept.get(), {First, (uint64_t(1) << Bits) - 1}, See);
  }
  friend bool operator==(const BitTree &A, const BitTree &B) {
    return equal(A.Root.get(), B.Root.get());
  }

private:
  /// Numbers that agree in all bits but the `Free` ones, which are the lowest.
  struct Range {
    uint64_t First, Free;
    bool has(uint64_t Number) const { return !((First ^ Number) & ~Free); }
    bool meets(Range Other) const { return !((First ^ Other.First) & ~(Free | Other.Free)); }
  };

  struct Node;
  using Tree = llvm::IntrusiveRefCntPtr<const Node>;

  /// In a leaf, bit `I` of `Bits` stands for the number `All.First` + `I`. Elsewhere, the numbers
  /// on the left have a 0 in the highest of the free bits, those on the right a 1, and there are
  /// some on both sides.
  struct Node : llvm::RefCountedBase<Node> {
    Range All;
    uint64_t Bits = 0;
    Tree Left, Right;
    Node(uint64_t First, uint64_t Bits) : All{First, 63}, Bits(Bits) {}
    Node(Range All, Tree Left, Tree Right)
        : All(All), Left(std::move(Left)), Right(std::move(Right)) {}
    bool isLeaf() const { return All.Free == 63; }
    bool onRight(uint64_t Number) const { return Number & (All.Free / 2 + 1); }
  };

  static Tree leaf(uint64_t First, uint64_t Bits) { return Tree(new Node(First, Bits)); }
  static Tree fork(const Tree &A, const Tree &B);
  static Tree over(const Node &Old, Tree Left, Tree Right);
  static Tree with(const Tree &In, uint64_t First, uint64_t Bits);
  static Tree without(const Tree &In, uint64_t First, uint64_t Bits);
  static Tree withoutRange(const Tree &In, Range Gone);
  static Tree merged(const Tree &A, const Tree &B, uint64_t &Steps);
  static bool equal(const Node *A, const Node *B);

  template <class Fn> static void eachIn(const Node *N, Range Asked, Fn &See) {
    if (!N || !N->All.meets(Asked))
      return;
    if (!N->isLeaf()) {
      eachIn(N->Left.get(), Asked, See);
      eachIn(N->Right.get(), Asked, See);
      return;
    }
    for (uint64_t Rest = N->Bits; Rest; Rest &= Rest - 1)
      See(N->All.First + llvm::countr_zero(Rest));
  }

  Tree Root;
};

} // namespace closure

#endif // CLOSURE_ENGINE_SOLUTION_BITTREE_H

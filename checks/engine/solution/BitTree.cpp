//===-- BitTree.cpp - A sparse set of numbers that is cheap to copy -------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/solution/BitTree.h"

using namespace closure;

static uint64_t firstOf(uint64_t Number) { return Number & ~uint64_t(63); }
static uint64_t bitOf(uint64_t Number) { return uint64_t(1) << (Number & 63); }

bool BitTree::test(uint64_t Number) const {
  const Node *N = Root.get();
  while (N && !N->isLeaf() && N->All.has(Number))
    N = (N->onRight(Number) ? N->Right : N->Left).get();
  return N && N->All.has(Number) && N->Bits & bitOf(Number);
}

void BitTree::set(uint64_t Number) { Root = with(Root, firstOf(Number), bitOf(Number)); }

void BitTree::reset(uint64_t Number) { Root = without(Root, firstOf(Number), bitOf(Number)); }

void BitTree::resetRange(uint64_t First, unsigned Bits) {
  Root = withoutRange(Root, {First, (uint64_t(1) << Bits) - 1});
}

bool BitTree::join(const BitTree &Other, uint64_t &Steps) {
  Tree Both = merged(Root, Other.Root, Steps);
  if (Both == Root)
    return false;
  Root = std::move(Both);
  return true;
}

/// Two trees of which neither lies in the range of the other.
BitTree::Tree BitTree::fork(const Tree &A, const Tree &B) {
  uint64_t Highest = llvm::bit_floor(A->All.First ^ B->All.First);
  uint64_t Free = 2 * Highest - 1;
  bool InOrder = !(A->All.First & Highest);
  return Tree(new Node({A->All.First & ~Free, Free}, InOrder ? A : B, InOrder ? B : A));
}

/// The old node where nothing changed: that is how a union sees that it adds nothing.
BitTree::Tree BitTree::over(const Node &Old, Tree Left, Tree Right) {
  if (Left == Old.Left && Right == Old.Right)
    return Tree(&Old);
  if (!Left || !Right)
    return Left ? Left : Right;
  return Tree(new Node(Old.All, std::move(Left), std::move(Right)));
}

BitTree::Tree BitTree::with(const Tree &In, uint64_t First, uint64_t Bits) {
  if (!In)
    return leaf(First, Bits);
  if (!In->All.has(First))
    return fork(In, leaf(First, Bits));
  if (In->isLeaf())
    return (In->Bits & Bits) == Bits ? In : leaf(First, In->Bits | Bits);
  return In->onRight(First) ? over(*In, In->Left, with(In->Right, First, Bits))
                            : over(*In, with(In->Left, First, Bits), In->Right);
}

BitTree::Tree BitTree::without(const Tree &In, uint64_t First, uint64_t Bits) {
  if (!In || !In->All.has(First))
    return In;
  if (In->isLeaf()) {
    if (!(In->Bits & Bits))
      return In;
    return In->Bits & ~Bits ? leaf(First, In->Bits & ~Bits) : Tree();
  }
  return In->onRight(First) ? over(*In, In->Left, without(In->Right, First, Bits))
                            : over(*In, without(In->Left, First, Bits), In->Right);
}

BitTree::Tree BitTree::withoutRange(const Tree &In, Range Gone) {
  if (!In || !In->All.meets(Gone))
    return In;
  if (In->All.Free <= Gone.Free)
    return Tree();
  return over(*In, withoutRange(In->Left, Gone), withoutRange(In->Right, Gone));
}

/// `A` itself if `B` adds nothing to it.
BitTree::Tree BitTree::merged(const Tree &A, const Tree &B, uint64_t &Steps) {
  ++Steps;
  if (!B || A == B)
    return A;
  if (!A)
    return B;
  if (B->isLeaf())
    return with(A, B->All.First, B->Bits);
  if (A->isLeaf())
    return with(B, A->All.First, A->Bits);
  if (!A->All.meets(B->All))
    return fork(A, B);
  if (A->All.Free == B->All.Free)
    return over(*A, merged(A->Left, B->Left, Steps), merged(A->Right, B->Right, Steps));
  if (A->All.Free > B->All.Free)
    return A->onRight(B->All.First) ? over(*A, A->Left, merged(A->Right, B, Steps))
                                    : over(*A, merged(A->Left, B, Steps), A->Right);
  return B->onRight(A->All.First) ? over(*B, B->Left, merged(A, B->Right, Steps))
                                  : over(*B, merged(A, B->Left, Steps), B->Right);
}

bool BitTree::equal(const Node *A, const Node *B) {
  if (A == B)
    return true;
  return A && B && A->All.First == B->All.First && A->All.Free == B->All.Free &&
         A->Bits == B->Bits && equal(A->Left.get(), B->Left.get()) &&
         equal(A->Right.get(), B->Right.get());
}

//===-- Program.h - The facts of one function, block by block ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the makers of facts write and the solver reads.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_PROGRAM_H
#define CLOSURE_ENGINE_TERMS_PROGRAM_H

#include "checks/engine/terms/Fact.h"
#include <algorithm>
#include <map>
#include <set>

namespace closure {

/// The facts of one function and the graph of its blocks.
struct Program {
  struct Block {
    std::vector<Fact> Facts;
    std::vector<unsigned> Successors;
  };
  std::vector<Place> Places;
  std::vector<Loan> Loans;
  HolderTable Holders;
  std::vector<Block> Blocks;
  unsigned Entry = 0;
  unsigned Exit = 0;
  /// The blocks in which the function waits, perhaps for what it handed to others.
  std::set<unsigned> Waits;
  /// The members that the function makes parts of its object, where they point to other objects.
  std::set<PathElement> Adopted;
  /// A capture that borrows nothing, and why.
  struct Unborrowed {
    CaptureSite Site;
    Reason Because;
  };
  std::vector<Unborrowed> Safe;
  /// The holders of which the function destroys what they hold.
  std::set<unsigned> Destroyed;
  /// By what the closure whose body this is may destroy itself.
  struct OwnEnd {
    HolderId Of;
    const clang::Expr *Key = nullptr;
    clang::SourceLocation Loc;
    unsigned Capture = 0;
    clang::SourceLocation Used;
  };
  std::vector<OwnEnd> OwnEnds;
  /// What each turn of a loop moves into a closure, although it is there only once.
  struct Taken {
    CaptureSite Site;
    const clang::ValueDecl *Variable = nullptr;
    clang::SourceLocation Loc;
  };
  std::vector<Taken> Emptied;
  /// A coroutine lambda that is given to what calls it once and drops it then.
  struct Dropped {
    CaptureSite Site;
    LateUse Frame;
    std::string By;
    clang::SourceLocation Loc;
  };
  std::vector<Dropped> DroppedEarly;
  /// Lambdas that are called with what is gone when they return.
  std::vector<const clang::LambdaExpr *> Lent;
  /// What its frame needs, if the function is a coroutine.
  std::optional<Frame> Coroutine;
  /// The holders the work of which this function ends.
  std::set<unsigned> Finished;

  /// Puts a new block on the edge between two, for what is true only there; its number.
  unsigned split(unsigned From, unsigned To) {
    std::vector<unsigned> &Next = Blocks[From].Successors;
    auto It = std::find(Next.begin(), Next.end(), To);
    unsigned Between = unsigned(Blocks.size());
    if (It != Next.end())
      *It = Between;
    Blocks.push_back({{}, {To}});
    return Between;
  }

  PlaceId add(Place P) {
    Places.push_back(std::move(P));
    return PlaceId(Places.size() - 1);
  }
  /// Adds the loan and its running twin.
  LoanId add(Loan L) {
    Loans.push_back(L);
    L.Running = true;
    Loans.push_back(std::move(L));
    return LoanId(Loans.size() - 2);
  }
  /// Gives each loan of what leaves for another place one of that place.
  void relocate();
  /// The loan of the place to which what it borrows has gone; itself if that is not known.
  LoanId relocated(LoanId Id, PlaceId Into) const {
    auto It = Relocated.find({atRest(Id).Value, Into.Value});
    LoanId At = It == Relocated.end() ? Id : It->second;
    return Id.Value & 1u && It != Relocated.end() ? running(At) : At;
  }
  /// By loan and place.
  std::map<std::pair<unsigned, unsigned>, LoanId> Relocated;
  static LoanId running(LoanId Id) { return LoanId(Id.Value | 1u); }
  static LoanId atRest(LoanId Id) { return LoanId(Id.Value & ~1u); }
  const Place &operator[](PlaceId Id) const { return Places[Id.Value]; }
  const Loan &operator[](LoanId Id) const { return Loans[Id.Value]; }
};

/// A fact's position: a block and an index in it.
struct Point {
  unsigned Block = 0;
  unsigned Index = 0;
};

/// The blocks in reverse post-order from the entry; unreachable ones are left out.
std::vector<unsigned> reversePostOrder(const Program &P);

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_PROGRAM_H

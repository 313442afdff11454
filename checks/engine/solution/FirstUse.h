//===-- FirstUse.h - Where a holder is used next ----------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SOLUTION_FIRSTUSE_H
#define CLOSURE_ENGINE_SOLUTION_FIRSTUSE_H

#include "checks/engine/terms/Program.h"
#include "llvm/ADT/DenseMap.h"

namespace closure {

/// Answers for one program, which must outlive it.
class FirstUse {
public:
  explicit FirstUse(const Program &P);

  /// The first point after `Here`, by the number of blocks between, at which what `H` holds is
  /// used or handed on; invalid if there is none.
  clang::SourceLocation after(Point Here, HolderId H);

private:
  /// Where one holder is read: with its prefixes, its parts, and what these refer to.
  struct Reads {
    /// By block, its points in order.
    llvm::DenseMap<unsigned, std::vector<unsigned>> Points;
    bool Asked = false;
    /// By block, the first use from its beginning on; made when it is asked for again.
    std::vector<clang::SourceLocation> FromStart;
    std::vector<unsigned> Distance;
  };
  Reads &readsOf(HolderId H);
  clang::SourceLocation search(const Reads &Of, unsigned From) const;
  void tabulate(Reads &Of) const;
  clang::SourceLocation locOf(unsigned Block, unsigned Index) const {
    return P.Blocks[Block].Facts[Index].Loc;
  }

  const Program &P;
  std::vector<std::vector<Point>> ReadAt; ///< By holder, what names it itself.
  std::vector<std::vector<unsigned>> Predecessors;
  std::map<HolderId, Reads> Known;
};

} // namespace closure

#endif // CLOSURE_ENGINE_SOLUTION_FIRSTUSE_H

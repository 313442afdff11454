//===-- WaitFacts.h - Where the function waits ------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Work that has a handle ends with it: a thread with its `join`, a future with its `get`.
// What a call keeps in a queue, a signal or a pool may have run, and be gone, once the
// function has waited. A wait ends what is pending with what it has to do with, or may have
// (`Relations`); where that is not known, the engine keeps quiet. Only a closure that goes on
// after its own signal is not ended by a wait for that signal.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_WAITFACTS_H
#define CLOSURE_ENGINE_FACTS_WAITFACTS_H

#include "checks/engine/facts/Builder.h"
#include "checks/engine/syntax/Relations.h"

namespace clang {
class CFGBlock;
class CXXRecordDecl;
class Expr;
class Stmt;
} // namespace clang

namespace closure {

struct CallSite;

/// Ends of work that others run.
class WaitFacts {
public:
  explicit WaitFacts(Builder &B) : B(B) {}

  enum class Awaited {
    Handles, ///< The end of work with a handle, and of what it may have taken out of queues.
    Signal,  ///< Any signal, which detached work can give as well.
    Return,  ///< Nothing: what was handed out is taken back.
    Work,    ///< What others still run; after that it is taken back.
  };
  /// The function waits here, by the call if that is known; `Of` is what the wait is about. If that
  /// is a handle, a wait is `Exact` if it is known to hold all that it ends of what models keep.
  void wait(Awaited For, Relations::Subject Of = nullptr, const clang::Expr *Call = nullptr,
            bool Exact = false);
  /// The same where an object dies: that is over before the caller goes on. For `Return`, an object
  /// of the class `Dies` may end what it was given.
  void waitAtEnd(Awaited For, Relations::Subject Of, const clang::CXXRecordDecl *Dies = nullptr,
                 bool Exact = false);
  /// A variable or a member lets go of what it holds, maybe a handle.
  void letsGo(const clang::Expr &Owner);
  /// What a call is about.
  Relations::Subject subjectOf(const CallSite &Site) const;
  /// Whether the call, by its name or by what it is given to call, waits for work of others.
  bool waits(const CallSite &Site) const;
  /// The call ends the work behind `To`; if it `Rethrows`, it can throw what that has thrown.
  void finish(HolderId To, const clang::Expr &Call, bool Rethrows = false);
  /// An algorithm that is given to call what ends the work behind each element.
  void finishInside(const Contract &C, const CallSite &Site);
  /// The block is entered from a loop: what the loop waited for is over.
  void waitAfterLoop(const clang::CFGBlock &Block);
  /// The block comes after an `if` that waits unless a flag is set: what sets the flag is over.
  void waitAfterTest(const clang::CFGBlock &Block);
  /// Whether the function may wait, or end something of which nobody sees what that does, when it
  /// has made a closure over its object. To be asked before the facts of the waits are there.
  bool mayFollowObject() const;
  /// The facts of the waits, to be called when all holders are known.
  void insertWaits();

private:
  using Insertion = std::pair<Point, std::vector<Fact>>;
  struct WaitPoint {
    Point At;
    Awaited For = Awaited::Signal;
    Relations::Subject Of = nullptr;
    const clang::CXXRecordDecl *Dies = nullptr;
    Reason Because;
    const clang::Stmt *Loop = nullptr; ///< The innermost loop around it.
    bool Exact = false;
    bool RunsHere = false; ///< It runs what waits, on its own thread.
  };
  std::optional<Reason> whyEnded(const WaitPoint &W, HolderId Pending);
  std::vector<bool> keptByModels() const;
  void repeatAfterLoops();
  void addWaits(std::vector<Insertion> &To);
  void addLoopEnds(std::vector<Insertion> &To) const;

  Builder &B;
  std::optional<Relations> Related; ///< Made for the first wait that is about something.
  std::vector<WaitPoint> Waits;
  /// What the body of a loop ends, and where that loop is over: then all of it has ended.
  struct LoopFinish {
    const clang::Stmt *Loop = nullptr;
    HolderId To;
  };
  std::vector<LoopFinish> LoopFinishes;
  struct LoopEnd {
    const clang::Stmt *Loop = nullptr;
    Point At;
    bool Whole = false; ///< Nothing but the end of the loop leads there.
  };
  std::vector<LoopEnd> LoopEnds;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_WAITFACTS_H

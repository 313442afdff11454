//===-- Fact.h - What happens to loans, in the order of the program --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The facts of a function are all that the solver knows of it (`Program`). Each relation has a
// one-sentence reading.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_FACT_H
#define CLOSURE_ENGINE_TERMS_FACT_H

#include "checks/engine/terms/Holder.h"
#include "checks/engine/terms/Loan.h"
#include "checks/engine/terms/Place.h"
#include "checks/engine/terms/Reason.h"

namespace closure {

/// Where a place ends, for the report.
enum class End {
  Scope,
  Iteration,
  FullExpression,
  Function,
  Unwinding,
  Closure,
  Reset,
  Members,
  Growth,  ///< A vector moves what lies in it.
  Itself,  ///< The closure destroys itself while it runs.
  Called,  ///< What had it in a queue drops it when it has called it.
  Changed, ///< The owner may move its elements, or destroys them.
};

struct Fact {
  enum class Kind {
    Borrow, ///< From here on `To` holds `Loan`.
    Flow,   ///< `To` receives all that `From` holds; if `Overwrites`, it first drops its own;
            ///< if `Starts`, what arrives is work under way.
    Drop,   ///< `To` lets go of all it holds.
    Stop,   ///< `To` gives up what waits in it; what runs goes on.
    Expire, ///< The life of `Of` ends.
    Leave,  ///< What lies in `Of` goes to `Into`, or elsewhere, with an owner that nobody knows.
    Change, ///< The function gives the variable `Of` a new value.
    Use,    ///< What `To` holds may be called.
    Finish, ///< The work that `To` holds is over, whoever else holds it.
    Wait,   ///< What others run for `To` is over, but for what goes on after its signal;
            ///< without `To`, all that gives a signal is over.
  };
  Kind K = Kind::Use;
  HolderId To;
  HolderId From;
  LoanId Loan;
  PlaceId Of;
  PlaceId Into;
  bool Overwrites = false;
  bool Starts = false;
  /// For `Flow`, the closure whose own borrows stay behind: what it returns is a copy that it
  /// holds.
  const void *Except = nullptr;
  /// For `Flow`, loans of `this` stay behind: nobody knows who owns `To`, and it may be the object.
  bool LeavesObjects = false;
  End How = End::Scope;
  /// For `Expire`, the owner lives on, and what it owned does not.
  bool Destroys = false;
  /// For `Change`, the innermost loop around it; for `Finish`, the same, where nothing in the
  /// function catches what the wait can throw.
  const clang::Stmt *Loop = nullptr;
  /// For `Flow`, what a report says of it.
  Step Note;
  /// For `Flow` through a call, the steps inside the callee.
  std::vector<Step> Inner;
  clang::SourceLocation Loc;
  /// What makes it true.
  Reason Because;

  static Fact borrow(HolderId To, LoanId Loan, clang::SourceLocation Loc) {
    Fact F;
    F.K = Kind::Borrow, F.To = To, F.Loan = Loan, F.Loc = Loc;
    return F;
  }
  static Fact flow(HolderId To, HolderId From, bool Overwrites, Step Note) {
    Fact F;
    F.K = Kind::Flow, F.To = To, F.From = From, F.Overwrites = Overwrites;
    F.Loc = Note.Loc, F.Note = std::move(Note);
    return F;
  }
  static Fact drop(HolderId To, clang::SourceLocation Loc) {
    Fact F;
    F.K = Kind::Drop, F.To = To, F.Loc = Loc;
    return F;
  }
  static Fact stop(HolderId To, clang::SourceLocation Loc) {
    Fact F;
    F.K = Kind::Stop, F.To = To, F.Loc = Loc;
    return F;
  }
  static Fact expire(PlaceId Of, End How, clang::SourceLocation Loc) {
    Fact F;
    F.K = Kind::Expire, F.Of = Of, F.How = How, F.Loc = Loc;
    return F;
  }
  static Fact leave(PlaceId Of, clang::SourceLocation Loc) {
    Fact F;
    F.K = Kind::Leave, F.Of = Of, F.Loc = Loc;
    return F;
  }
  static Fact change(PlaceId Of, const clang::Stmt *Loop, clang::SourceLocation Loc) {
    Fact F;
    F.K = Kind::Change, F.Of = Of, F.Loop = Loop, F.Loc = Loc;
    return F;
  }
  static Fact finish(HolderId To, clang::SourceLocation Loc) {
    Fact F;
    F.K = Kind::Finish, F.To = To, F.Loc = Loc;
    return F;
  }
  static Fact wait(HolderId To, clang::SourceLocation Loc) {
    Fact F;
    F.K = Kind::Wait, F.To = To, F.Loc = Loc;
    return F;
  }
  static Fact use(HolderId To, clang::SourceLocation Loc) {
    Fact F;
    F.K = Kind::Use, F.To = To, F.Loc = Loc;
    return F;
  }
};

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_FACT_H

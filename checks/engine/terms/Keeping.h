//===-- Keeping.h - Who keeps a closure that owns something -----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A closure that copied an owning pointer owns an object. Where it is kept when the function is
// done with it is plain data; whether that is the object itself, others decide.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_KEEPING_H
#define CLOSURE_ENGINE_TERMS_KEEPING_H

#include "checks/engine/terms/Holder.h"
#include "checks/engine/terms/Loan.h"
#include "checks/engine/terms/Reason.h"

namespace closure {

struct Keeping {
  /// A holder, without the table that it stands in.
  struct Part {
    Root R;
    std::vector<PathElement> Path;
  };
  /// One flow on the way of the closure.
  struct Hop {
    Part From, To;
    /// The part of `From` that had it: not the closure is handed on, but an owner of it.
    std::vector<PathElement> Inside;
    Step Note;
    Reason Because;
  };
  /// The capture that owns.
  CaptureSite Site;
  /// What keeps the closure: a variable or the object, or a part of it.
  Part At;
  std::vector<Hop> Way;
  /// The same as a report shows it.
  std::vector<Step> Steps;
};

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_KEEPING_H

//===-- Loan.h - One borrow of a place --------------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_LOAN_H
#define CLOSURE_ENGINE_TERMS_LOAN_H

#include "checks/engine/terms/Frame.h"
#include "checks/engine/terms/Ids.h"
#include "checks/engine/terms/Path.h"
#include <optional>
#include <vector>

namespace clang {
class Expr;
class FunctionDecl;
class LambdaExpr;
class Stmt;
} // namespace clang

namespace closure {

/// A capture that borrows: entry number `Index` of the capture list of `Lambda`; or, where a
/// closure is made without a lambda, operand number `Index` of what makes it.
struct CaptureSite {
  const clang::LambdaExpr *Lambda = nullptr;
  unsigned Index = 0;
  /// Without a lambda, the call, the construction or the list: `std::bind(f, &x)`, `Functor{x}`;
  /// null where a member of the closure is bound inside its class.
  const clang::Expr *Binder = nullptr;
  /// Without a lambda, the operand: `&x`, `std::ref(x)`, `x`.
  const clang::Expr *Bound = nullptr;
  /// The operand, or what is captured by another name, is `this` or refers to a part of the object.
  bool BindsObject = false;

  /// Whether it is `this` that is captured.
  bool isThis() const;
  /// The expression that makes the closure.
  const clang::Expr *maker() const;

  friend bool operator==(const CaptureSite &A, const CaptureSite &B) {
    return A.maker() == B.maker() && A.Index == B.Index;
  }
};

/// How the use of a place stands to the signals that the closure gives.
enum class SignalUse {
  None,   ///< It gives no signal that can be seen.
  Before, ///< The place is used no more after the last signal.
  After,  ///< The closure goes on using the place after its last signal.
};

struct Loan {
  enum class Kind {
    Capture,  ///< A capture borrows `Of`.
    Argument, ///< Stands for all that parameter `Parameter` holds on entry.
    Object,   ///< Stands for all that the object of a method holds on entry.
    Enclosed, ///< Stands for all that `OldHolder`, a variable captured by reference, holds.
    Old,      ///< Stands for what `OldHolder` holds on entry: is it gone at the exit?
    Own,      ///< Stands for the closure's own state, which its body destroys if it lies in
              ///< `OldHolder`, and uses afterwards.
    Owner,    ///< Stands for the share in an object that a copied pointer gives the closure.
  };
  Kind K = Kind::Capture;
  CaptureSite Site;
  PlaceId Of;
  /// The capture is a copy, or a reference, that refers to a part of `Of`.
  bool View = false;
  /// It is the frame of a coroutine that borrows: the closure, which lies in `Of`, for this
  /// capture.
  std::optional<LateUse> Frame = {};
  /// A view of a part of an object that takes its closures back when it dies.
  bool OnlyChanges = false;
  /// The borrow is of an element that `Of` owns on the heap: it survives a move of `Of`.
  bool Element = false;
  /// The innermost loop in which the capture is made anew, or null.
  const clang::Stmt *Loop = nullptr;
  /// The closure itself assigns to what it borrowed: others are meant to see that.
  bool Writes = false;
  /// The loan of work under way: it can run at any time, whether or not its holder is used
  /// again. Each loan has such a twin (`Program::running`).
  bool Running = false;
  SignalUse Signal = SignalUse::None;
  /// The closure's own body throws, so that waiting for it can throw.
  bool Throws = false;
  /// The class of the closure that borrows, for comparison only.
  const void *Closure = nullptr;
  unsigned Parameter = 0;
  HolderId OldHolder;
  /// Where the capture stands in another function: the call that brings the loan
  /// here, and the steps within the callee.
  clang::SourceLocation Call;
  std::vector<Step> Inner;
  /// For `Own`, where the closure is destroyed, and where the capture is used afterwards.
  clang::SourceLocation Destroyed, Used;
};

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_LOAN_H

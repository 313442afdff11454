//===-- CoroutineFacts.h - What coroutines borrow ---------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The call of a coroutine makes a frame, which the object that it returns stands for. The frame
// borrows the closure that the coroutine is the body of, and what its reference parameters are
// bound to; by-value parameters lie in it. `co_await` returns when the body has ended.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_COROUTINEFACTS_H
#define CLOSURE_ENGINE_FACTS_COROUTINEFACTS_H

#include "checks/engine/facts/Builder.h"
#include "checks/engine/syntax/Relations.h"
#include "llvm/ADT/DenseSet.h"

namespace clang {
class CoreturnStmt;
class CoroutineSuspendExpr;
} // namespace clang

namespace closure {

class ObjectFacts;
class TemporaryFacts;
class WaitFacts;
struct CallSite;

class CoroutineFacts {
public:
  CoroutineFacts(Builder &B, TemporaryFacts &Temporaries, ObjectFacts &Objects, WaitFacts &Waits)
      : B(B), Temporaries(Temporaries), Objects(Objects), Waits(Waits) {}

  /// After the call did what its contract says; `C` is null where nothing is known.
  void called(const CallSite &Site, const Contract *C);
  void awaited(const clang::CoroutineSuspendExpr &E);
  void returned(const clang::CoreturnStmt &S);

private:
  struct Made;
  std::optional<Made> madeBy(const CallSite &Site, const Contract *C);
  std::optional<Made> madeByWrapper(const CallSite &Site);
  using Holders = llvm::ArrayRef<HolderId>;
  void closure(const Made &M, Holders To, const CallSite &Site);
  void parameters(const Made &M, Holders To, const CallSite &Site);
  void object(const Made &M, Holders To, const CallSite &Site);
  std::optional<NamedPlace> ownPlace(const clang::Expr &Given);
  void borrow(const Made &M, Holders To, Loan L, const CallSite &Site);
  void flow(const Made &M, Holders To, const clang::Expr &From);
  void resumes(const CallSite &Site);
  void queued(const CallSite &Site, const Contract *Does);
  void finishArguments(const clang::Stmt *S);

  Builder &B;
  TemporaryFacts &Temporaries;
  ObjectFacts &Objects;
  WaitFacts &Waits;
  /// A coroutine that goes on by itself, and what may resume it: what it was given, and what its
  /// object was made of.
  struct Detached {
    const clang::Expr *Call = nullptr;
    llvm::DenseSet<const clang::Decl *> Given;
    const clang::Decl *Object = nullptr;
  };
  bool mayResume(const Detached &Each, const clang::Expr *By, bool Looks);
  std::vector<Detached> Running;
  std::optional<Relations> Related; ///< Made for the first call after one of these.
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_COROUTINEFACTS_H

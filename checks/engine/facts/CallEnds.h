//===-- CallEnds.h - What the ends of a contract are in one call -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_CALLENDS_H
#define CLOSURE_ENGINE_FACTS_CALLENDS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class Expr;
class FunctionDecl;
} // namespace clang

namespace closure {

class TemporaryFacts;

/// A call, a construction or a use of an operator, seen the same way.
struct CallSite {
  const clang::Expr *Call = nullptr;
  const clang::FunctionDecl *Callee = nullptr;
  const clang::Expr *Object = nullptr;
  /// The call returns a pointer to what the constructor `Callee` makes.
  bool OnHeap = false;
  std::vector<const clang::Expr *> Arguments;
};

/// The holder that a contract names, a variable or what it leads to.
HolderId holderOfVariable(const CallEnd &E, Builder &B);

/// A contract speaks of parameters, the object and so on. Here they become what stands there in the
/// call.
class CallEnds {
public:
  CallEnds(Builder &B, TemporaryFacts &Temporaries) : B(B), Temporaries(Temporaries) {}

  /// The holder that it is; none where the call has none, or one that cannot hold anything.
  std::optional<HolderId> holder(const CallEnd &E, const CallSite &Site);
  /// The place that the callee borrows of it.
  std::optional<NamedPlace> place(const CallEnd &E, const CallSite &Site);

private:
  HolderId below(HolderId Base, llvm::ArrayRef<PathElement> Path);
  HolderId object(const CallSite &Site);
  std::optional<HolderId> parameter(const CallEnd &E, const CallSite &Site);

  Builder &B;
  TemporaryFacts &Temporaries;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_CALLENDS_H

//===-- LifetimeFacts.h - When places end: the expiry normaliser -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang's graph gives the ends of a scope in the wrong order (destructors first), no
// ends of parameters, none while unwinding, and none at the end of a full-expression.
// Here and in `TemporaryFacts` they are put right, and nothing else reads those elements of
// the graph.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_LIFETIMEFACTS_H
#define CLOSURE_ENGINE_FACTS_LIFETIMEFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CFGBlock;
class CFGElement;
class VarDecl;
} // namespace clang

namespace closure {

class DestructorFacts;
class ObjectFacts;

/// Ends of variables, with what their destructors do.
class LifetimeFacts {
public:
  LifetimeFacts(Builder &B, DestructorFacts &Destructors, ObjectFacts &Objects)
      : B(B), Destructors(Destructors), Objects(Objects) {}

  /// One run of ends at the same point of the graph, in whatever order it gives them.
  void ends(llvm::ArrayRef<clang::CFGElement> Run);
  /// A handler is entered when all that its `try` block declared is gone.
  void catches(const clang::CFGBlock &Block);
  /// Locals that a throw leaves behind, then parameters.
  void exit();
  /// The variable ends, whatever its destructor does.
  void endsOf(const clang::VarDecl &V, End How, clang::SourceLocation Loc);

private:
  void adoptedEnds(const clang::VarDecl &Raw, clang::SourceLocation Loc);
  void leavesMain(clang::SourceLocation Loc);

  Builder &B;
  DestructorFacts &Destructors;
  ObjectFacts &Objects;
  /// Globals, and whether nobody calls what they hold when `main` is left.
  std::map<const clang::ValueDecl *, bool> Resting;
  /// Whether others run then; found when it is first asked for.
  std::optional<bool> WorkIsLeft;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_LIFETIMEFACTS_H

//===-- DestructorFacts.h - What the destructor of a variable does -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_DESTRUCTORFACTS_H
#define CLOSURE_ENGINE_FACTS_DESTRUCTORFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CXXDeleteExpr;
class CXXRecordDecl;
class VarDecl;
} // namespace clang

namespace closure {

class WaitFacts;

/// Destructors of libraries end work or call what they hold, as models say; those that are visible
/// do what their bodies do.
class DestructorFacts {
public:
  DestructorFacts(Builder &B, WaitFacts &Waits) : B(B), Waits(Waits) {}

  /// The destructors of the variable, of its bases and of its members run.
  void destroyed(const clang::VarDecl &V);
  /// The destructor of what the pointer points at runs.
  void deleted(const clang::CXXDeleteExpr &Delete);

private:
  bool lastArgumentHolds(const clang::CXXRecordDecl &Record);
  void destroyedParts(const clang::VarDecl &V, const Contract &C);
  void destroyedAs(const clang::CXXRecordDecl &Class, const clang::VarDecl &V);
  bool isUnseen(const clang::CXXRecordDecl &Class);
  void partsOf(const clang::CXXRecordDecl &Class, const clang::VarDecl &V);
  void ended(const clang::CXXRecordDecl &Class, HolderId Of, clang::SourceLocation Loc);
  void detached(HolderId From, HolderId To, llvm::StringRef By, clang::SourceLocation Loc);

  Builder &B;
  WaitFacts &Waits;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_DESTRUCTORFACTS_H

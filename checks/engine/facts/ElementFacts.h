//===-- ElementFacts.h - Objects that are made in a container ---*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// `workers.emplace_back(loop)` runs a constructor, which may leave a closure over the new object
// with others. The object dies with the container, and a vector that grows moves it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_ELEMENTFACTS_H
#define CLOSURE_ENGINE_FACTS_ELEMENTFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CallExpr;
class CXXConstructorDecl;
class CXXMethodDecl;
class Decl;
class Expr;
class Stmt;
} // namespace clang

namespace closure {

class ObjectFacts;
class TransferFacts;

/// What happens to objects in containers of the standard library.
class ElementFacts {
public:
  ElementFacts(Builder &B, ObjectFacts &Objects, TransferFacts &Transfers)
      : B(B), Objects(Objects), Transfers(Transfers) {}

  /// A container is told to make an object, or to grow; or an element leaves a closure over itself
  /// with others.
  void call(const clang::CallExpr &Call);

private:
  void lend(const clang::CallExpr &Call, const clang::CXXMethodDecl &By, NamedPlace Of,
            bool InVector);
  const clang::CXXConstructorDecl *makes(const clang::CXXMethodDecl &Method,
                                         const clang::Expr &Container, Arguments Given);
  std::optional<NamedPlace> elementsOf(const clang::Expr &Container);
  void findLent(const clang::Stmt *S, std::set<const clang::Decl *> &Found);
  bool isLent(const clang::Decl *Container);
  bool isReserved(const clang::Decl *Container);

  Builder &B;
  ObjectFacts &Objects;
  TransferFacts &Transfers;
  /// By vector, what lies in it until it grows.
  std::map<const clang::Decl *, PlaceId> Elements;
  /// Found when they are first asked for.
  std::optional<std::set<const clang::Decl *>> Reserved, Lent;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_ELEMENTFACTS_H

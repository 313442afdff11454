//===-- ObjectFacts.h - The object that a closure calls this ----*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A closure over `this` borrows the object. A member function says in its contract where
// it leaves such a closure; where the object is a local, a temporary or in the hands of a
// local `unique_ptr`, its life is known. Everything else is the caller's, and quiet.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_OBJECTFACTS_H
#define CLOSURE_ENGINE_FACTS_OBJECTFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CXXMethodDecl;
class Expr;
class FieldDecl;
class LambdaExpr;
class ValueDecl;
} // namespace clang

namespace closure {

class TemporaryFacts;
struct CallSite;

/// Borrows of `*this`, and of the objects that callees know as theirs.
class ObjectFacts {
public:
  ObjectFacts(Builder &B, TemporaryFacts &Temporaries) : B(B), Temporaries(Temporaries) {}

  /// The closure captures `this`.
  void borrowObject(const clang::LambdaExpr &Lambda, unsigned Index, HolderId To);
  /// Whether a copy of the value keeps the object alive, or can tell whether it is.
  bool isProtectedBy(const clang::Expr &Copied) const;
  /// The object that the call works on, where its life is known; of a closure, the object that it
  /// captured, where that is the one of this function.
  std::optional<NamedPlace> objectOf(const Transfer &Moved, const CallSite &Site);
  /// The call makes an object there.
  void madeAt(const clang::Expr *Call, NamedPlace At) { Made = {Call, At}; }
  /// Whether the construction makes a base or a member of the object.
  bool makesPart(const clang::Expr &Construct) { return parts().count(&Construct); }
  /// What an object dies with that is part of the container: a local, or the object of this
  /// function.
  std::optional<NamedPlace> wholeOf(const clang::Expr &Container);
  /// A smart pointer lets go of what it owned.
  void resets(const clang::Expr &Owner, clang::SourceLocation Loc);
  /// `delete this`
  void deletesItself(const clang::CXXDeleteExpr &Delete);
  /// With its destructor an object dies, and with it what that left with others.
  void diesWithDestructor(clang::SourceLocation Loc);
  /// What lives as long as `main` lives as long as the program, in all but name.
  bool livesWithMain(const clang::ValueDecl *V) const;

private:
  void dropOwn(HolderId Whole, clang::SourceLocation Loc,
               llvm::function_ref<bool(const Holder &)> Stays);
  bool actsAfterBody(const clang::CXXRecordDecl &Class);
  std::optional<NamedPlace> ownedBy(const clang::ValueDecl *Owner);
  bool staysInSight(const NamedPlace &Of, const Transfer &Moved, const clang::CXXMethodDecl &By);

  std::optional<NamedPlace> ownPart(const clang::Expr *Object);
  std::optional<NamedPlace> ownedByMember(const clang::FieldDecl &Owner);
  std::optional<NamedPlace> madePart(const clang::Expr &Maker);
  const llvm::DenseMap<const clang::Expr *, const clang::FieldDecl *> &parts();

  Builder &B;
  TemporaryFacts &Temporaries;
  std::pair<const clang::Expr *, NamedPlace> Made;
  /// Found when they are first asked for.
  std::optional<llvm::DenseMap<const clang::Expr *, const clang::FieldDecl *>> Parts;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_OBJECTFACTS_H

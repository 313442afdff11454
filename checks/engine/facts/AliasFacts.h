//===-- AliasFacts.h - Members that name other objects ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A member that is a pointer or a reference names another object. Where the code shows which, and
// shows no other, the two are one holder.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_ALIASFACTS_H
#define CLOSURE_ENGINE_FACTS_ALIASFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class Expr;
} // namespace clang

namespace closure {

class CallEnds;
struct CallSite;

/// Tells the table of holders which of them are one.
class AliasFacts {
public:
  AliasFacts(Builder &B, CallEnds &Ends) : B(B), Ends(Ends) {}

  /// A member that is a reference or a pointer is from now on another name of what it is bound
  /// to, where that has a name.
  void refers(HolderId Base, PathElement Member, const clang::Expr &To);
  /// An assigned member is from now on another name; so are the members of what is assigned.
  void renames(const clang::Expr &Target, HolderId To, const clang::Expr &Value);
  /// The callee binds a member to one of its arguments.
  void bound(const Transfer &Moved, const CallSite &Site);
  /// The callee gives a member a new value: it names what it named before no more.
  void reassigned(const CallEnd &Member, const CallSite &Site);
  /// Whether the function gives what the holder lies in to the object, or to an owner.
  bool isAdopted(HolderId Id) const;

private:
  std::optional<HolderId> beyondHere(std::optional<HolderId> Id) const;

  Builder &B;
  CallEnds &Ends;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_ALIASFACTS_H

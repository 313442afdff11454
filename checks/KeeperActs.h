//===-- KeeperActs.h - What is done to what keeps closures ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef CLOSURE_KEEPERACTS_H
#define CLOSURE_KEEPERACTS_H

#include "checks/OwnerActs.h"
#include "checks/Selection.h"
#include "checks/calls/CallKnowledge.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>

namespace closure {

/// A closure over its object that a method leaves with others.
struct Lender {
  const clang::CXXMethodDecl *By = nullptr;
  const Transfer *Moved = nullptr;

  /// What keeps the closure: a variable, or a member, and what of that.
  std::vector<const clang::ValueDecl *> keepers() const;
  /// The member in which the closure lies, if what keeps it is a class of the program.
  const clang::FieldDecl *slot() const;
  /// Whether the act is one on what keeps the closure.
  bool isKeptBy(const Act &A) const;
};

/// What the functions of a unit do to owners, and to what keeps closures over what is owned.
class KeeperActs {
public:
  explicit KeeperActs(CallKnowledge &Known) : Known(Known) {}
  /// To be called before anything is asked.
  void read(const SelectedFunctions &Selected);

  const std::map<const clang::FunctionDecl *, OwnerActs> &all() const { return Read; }
  /// What the function, of which this is the definition, does.
  const std::vector<Act> &of(const clang::FunctionDecl &F) const;
  bool any(llvm::function_ref<bool(const clang::FunctionDecl &, const Act &)> Is) const;

  /// Whether one function leads to a call of the other.
  bool leadsTo(const clang::FunctionDecl &From, const clang::FunctionDecl &To) const;
  /// Whether the body, in sight, has to do with nothing but values of its object.
  bool staysWithItself(const clang::FunctionDecl &Method) const;
  /// Whether the function, or one that it calls, gives up what is kept, wherever in it.
  bool givesUp(const clang::FunctionDecl &In, const Lender &L, unsigned Depth = 0) const;
  /// Whether a method of what keeps the closure, or one that it calls, may let go of that or wait
  /// for it. Of one in sight its body tells; to call what is kept is none of it.
  bool endsKept(const clang::FunctionDecl &Method, const Lender &L, unsigned Depth = 0) const;
  /// Whether nothing in sight ever takes a closure out of where this one lies.
  bool staysForGood(const Lender &L) const;

private:
  bool leads(const clang::FunctionDecl &From, const clang::FunctionDecl &To,
             llvm::DenseSet<const clang::FunctionDecl *> &Seen) const;
  const OwnerActs *behind(const clang::FunctionDecl &F) const;

  CallKnowledge &Known;
  std::map<const clang::FunctionDecl *, OwnerActs> Read;
};

} // namespace closure

#endif // CLOSURE_KEEPERACTS_H

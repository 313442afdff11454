//===-- Holder.h - Whatever can hold loans ----------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A holder is a root (a variable, `this`, the return value, an expression) and a
// path of members and dereferences below it. Reading a holder reads what its
// prefixes and its descendants hold too; overwriting it drops the descendants.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_TERMS_HOLDER_H
#define CLOSURE_ENGINE_TERMS_HOLDER_H

#include "checks/engine/terms/Ids.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace clang {
class CXXMethodDecl;
class Stmt;
class ValueDecl;
} // namespace clang

namespace closure {

/// Why a holder outlives the function; `None` where it does not.
enum class Outlives {
  None,
  Return,
  Exception,
  Object,
  Caller,
  Global,
  Static,
  Enclosing,
  Heap,
  Library,  ///< Something behind a function of which only the contract is known.
  Detached, ///< Work that nobody can wait for any more.
};

struct Root {
  enum class Kind {
    Variable,
    This,
    Return,
    Exception,
    Expression,
    Elsewhere,
    View, ///< What a local view refers to, for one capture of it.
  };
  Kind K = Kind::Variable;
  /// The variable, the expression or the function, by kind; null for detached work.
  const void *Key = nullptr;
  /// For a variable that a closure captured by copy, that closure's call operator.
  const clang::CXXMethodDecl *Closure = nullptr;

  friend bool operator<(const Root &A, const Root &B) {
    return std::tie(A.K, A.Key, A.Closure) < std::tie(B.K, B.Key, B.Closure);
  }
  friend bool operator==(const Root &A, const Root &B) {
    return A.K == B.K && A.Key == B.Key && A.Closure == B.Closure;
  }
};

/// A member, or null for what a pointer points at.
using PathElement = const clang::ValueDecl *;

/// The part of an object that a call handed closures to: until a wait, they may be still
/// to run. Only ever compared.
PathElement pendingPart();

struct Holder {
  Root R;
  std::vector<PathElement> Path;
  HolderId Parent;
  std::vector<HolderId> Children;
  Outlives Why = Outlives::None;
  /// As a report names it: the member of `*this`, or the variable with all that lies in
  /// it; empty for an expression.
  std::string Name;
  /// For a local variable, the innermost loop that makes a new one in each iteration.
  const clang::Stmt *Loop = nullptr;
};

/// The holders of one function, numbered in the order of their first mention.
class HolderTable {
public:
  /// Paths are cut at this depth: below it, an object and its members are one.
  static constexpr unsigned MaxDepth = 4;

  HolderId root(const Root &R, Outlives Why, llvm::StringRef Name,
                const clang::Stmt *Loop = nullptr);
  /// The holder below `Base`, or `Base` itself where the path is too deep.
  HolderId below(HolderId Base, PathElement Element);

  /// The part below `Base`, a reference member or what a pointer member points at, is `Of` itself.
  /// A part that turns out to be two things is neither.
  void alias(HolderId Base, PathElement Element, HolderId Of);
  /// The part below `Base` can be something that has no name. In the second form, only if it was
  /// another name before; in the third, all parts of `Id`.
  void forget(HolderId Base, PathElement Element);
  void forgetIfAlias(HolderId Base, PathElement Element);
  void forgetWithin(HolderId Id);
  /// `To` is made from `From`: its members refer to the same objects.
  void inheritAliases(HolderId To, HolderId From);

  const Holder &operator[](HolderId Id) const { return All[Id.Value]; }
  Holder &operator[](HolderId Id) { return All[Id.Value]; }
  unsigned size() const { return All.size(); }

  /// The holder, its prefixes and its descendants, and what these refer to: what a read of it
  /// reads.
  std::vector<HolderId> related(HolderId Id) const;
  /// The holder and its descendants: what an overwrite of it drops.
  std::vector<HolderId> within(HolderId Id) const;

private:
  HolderId partOf(HolderId Base, PathElement Element);

  std::map<HolderId, HolderId> Aliases;
  std::vector<Holder> All;
  std::map<Root, HolderId> Roots;
  std::map<std::pair<HolderId, PathElement>, HolderId> Below;
};

} // namespace closure

#endif // CLOSURE_ENGINE_TERMS_HOLDER_H

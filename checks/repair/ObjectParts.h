//===-- ObjectParts.h - What code reads and changes of an object -*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A copy of an object is what the object is only as long as nobody changes what is read of it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_OBJECTPARTS_H
#define CLOSURE_REPAIR_OBJECTPARTS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <set>

namespace clang {
class CXXMethodDecl;
class CXXRecordDecl;
class Expr;
class FieldDecl;
class FunctionDecl;
class LambdaExpr;
class MemberExpr;
class VarDecl;
} // namespace clang

namespace closure {

class KnownUses;
class UseIndex;
struct Defect;

/// Members of an object, or all of it.
struct Parts {
  bool All = false;
  std::set<const clang::FieldDecl *> Fields;

  bool empty() const { return !All && Fields.empty(); }
  bool meets(const Parts &Other) const;
  void add(const Parts &More);
};

/// The member that is taken of the object; null if the code uses it in another way.
const clang::MemberExpr *memberOf(const clang::Expr *Object, const UseIndex &Code);
/// The method that is called on the object; or null.
const clang::CXXMethodDecl *calledOn(const clang::Expr *Object, const UseIndex &Code);

class ObjectParts {
public:
  explicit ObjectParts(KnownUses &Known) : Known(Known) {}

  /// Whether something may change, after the closure is made, what the closure of `D`, which is
  /// about `this`, reads of its object. `Method` makes the closure.
  bool mayChangeLater(const Defect &D, const clang::CXXMethodDecl &Method);

private:
  using Filter = llvm::function_ref<bool(const clang::Expr *)>;
  Parts readBy(const UseIndex &Code);
  Parts changedBy(const UseIndex &Code, Filter Counts);
  /// What a call of the method changes; all of the object if its body is not visible.
  const Parts &changedBy(const clang::CXXMethodDecl &Method);
  /// What is changed if the object is used as this member is.
  Parts changedBy(const clang::MemberExpr &Member, const UseIndex &Code);

  bool changesAfterwards(const clang::CXXMethodDecl &Method, const clang::LambdaExpr &Lambda,
                         const Parts &Reads);
  bool lambdasChange(const clang::CXXRecordDecl &Class, const clang::LambdaExpr &Except,
                     const Parts &Reads);
  bool methodsChange(const clang::CXXRecordDecl &Class, const Parts &Reads);
  bool callerChanges(const Defect &D, const clang::CXXMethodDecl &Method, const Parts &Reads);
  bool isShared(const clang::FunctionDecl &Caller, const clang::VarDecl &V, bool Behind);

  KnownUses &Known;
  std::map<const clang::CXXMethodDecl *, Parts> Changed, Read;
};

} // namespace closure

#endif // CLOSURE_REPAIR_OBJECTPARTS_H

//===-- ObjectNames.h - Which object a pointer points at --------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two pointers to one object are told by what they were made from: copies, casts, `get()` and
// `shared_from_this()` lead back to the first.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_CYCLES_OBJECTNAMES_H
#define CLOSURE_CYCLES_OBJECTNAMES_H

#include "checks/engine/terms/Keeping.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <optional>

namespace clang {
class CXXMethodDecl;
class Expr;
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace closure {

/// An object, by a variable or `this`, and the members and dereferences that lead to it.
struct ObjectName {
  const clang::VarDecl *Root = nullptr; ///< Null for `*this`.
  std::vector<PathElement> Path;
  /// The local name by which one element of the container at the end of the path is known.
  const clang::VarDecl *Element = nullptr;

  bool isWithin(const ObjectName &Whole) const;
};

class ObjectNames {
public:
  /// The object that the lvalue names.
  std::optional<ObjectName> object(const clang::Expr *E);
  /// The object that the pointer, of any kind, points at.
  std::optional<ObjectName> pointee(const clang::Expr *E);
  std::optional<ObjectName> pointee(const clang::VarDecl &Pointer);
  /// A holder of the engine; what is only pending in it lies in it.
  std::optional<ObjectName> holder(const Keeping::Part &Part);

private:
  std::optional<ObjectName> container(const clang::Expr *Element);
  std::optional<ObjectName> objectOfCall(const clang::Expr *Object);
  bool givesOwnObject(const clang::CXXMethodDecl &Method);
  bool isReassigned(const clang::VarDecl &V);

  unsigned Depth = 0;
  /// By function, the variables that it gives another value.
  llvm::DenseMap<const clang::FunctionDecl *, llvm::DenseSet<const clang::VarDecl *>> Assigned;
};

} // namespace closure

#endif // CLOSURE_CYCLES_OBJECTNAMES_H

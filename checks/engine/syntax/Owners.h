//===-- Owners.h - What smart pointers are made to own ----------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// An object on the heap belongs to this function alone if it is made here. Who else has a part in
// what a `shared_ptr` came from is not known.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_OWNERS_H
#define CLOSURE_ENGINE_SYNTAX_OWNERS_H

#include "clang/AST/Type.h"
#include "llvm/ADT/ArrayRef.h"
#include <vector>

namespace clang {
class CallExpr;
class CXXConstructorDecl;
class CXXMemberCallExpr;
class CXXMethodDecl;
class CXXRecordDecl;
class Expr;
class FunctionDecl;
class ValueDecl;
class VarDecl;
} // namespace clang

namespace closure {

class ClassUses;

/// Whether it is a call of `make_unique<T>` or `make_shared<T>`, the library's or another.
bool isMaker(const clang::CallExpr &Call);

/// The call of `std::make_unique` or `std::make_shared`, or the `new`, whose object is the first
/// that the variable, a pointer of any kind, points at; or null.
const clang::Expr *makerOf(const clang::VarDecl &Owner);
/// The same of a value that is given to a pointer.
const clang::Expr *makerIn(const clang::Expr *Value);

/// Whether a raw pointer that gets the value is to own what it points at: `new T`, or what a
/// `unique_ptr` released.
bool makesRawOwner(const clang::Expr *Value);
/// The local raw pointer whose object the local smart pointer is made to own; or null.
const clang::VarDecl *adoptedBy(const clang::VarDecl &Owner);
/// The same for `owner.reset(raw)`.
const clang::VarDecl *adoptedBy(const clang::CXXMemberCallExpr &Reset);

/// The class, if the type is a `std::vector` or a reference to one, or null.
const clang::CXXRecordDecl *vectorOf(clang::QualType T);
/// Whether the method of a vector may move its elements to make room for more, as its name says.
bool makesRoom(const clang::CXXMethodDecl &Method);

/// The class of what `std::make_unique<T>` or `new T` makes; null if it is none.
const clang::CXXRecordDecl *madeBy(const clang::Expr &Maker);

/// The constructor that `std::make_unique<T>(…)` runs, as far as the arguments tell, or null.
const clang::CXXConstructorDecl *constructorBehind(const clang::CallExpr &Maker);

/// Whether a copy of the pointer shares what it points at, as that of `std::shared_ptr` does.
bool isSharingPointer(clang::QualType T);

/// Whether an object lives as long as a copy of the pointer: one that shares, and is not weak, or
/// raw with a class of its own, by its name.
bool isCountingPointer(clang::QualType T);

/// `shared_from_this()`
bool givesOwnPointer(const clang::CXXMemberCallExpr &Call);

/// Whether a method of the class hands out pointers that share its object.
bool sharesItself(const clang::CXXRecordDecl &Class, ClassUses &Uses);

/// Whether the method, itself or by another of its object, may do so.
bool mayShareItself(const clang::CXXMethodDecl &Method);

/// Whether what an object of the class points at is nobody else's: a `unique_ptr`, an `optional`.
bool isSoleOwner(clang::QualType T);

/// Whether the name of the function says that each call makes, or gives away, an object of its own.
bool makesAnew(const clang::FunctionDecl &Callee);

/// Whether the value is a pointer to an object that nobody else can know: one that is made here, by
/// a visible function that does nothing else, or by one whose name says so.
bool isMadeAnew(const clang::Expr *Value);

/// The argument whose nodes the method takes into another container of the same kind:
/// `list.splice(at, other)`, `map.merge(other)`. Null for other methods.
const clang::Expr *sourceOfNodes(const clang::CXXMethodDecl &Method,
                                 llvm::ArrayRef<const clang::Expr *> Given);

/// What an assignment gives a value to: a variable, or a member of one that is no pointer.
struct AssignTarget {
  const clang::ValueDecl *Whole = nullptr; ///< Null for what is neither.
  bool IsPart = false;
  /// The member; null for a part that is not named so: `std::get<0>(row) = …`, `*found = …`.
  const clang::ValueDecl *Member = nullptr;
};
AssignTarget targetOf(const clang::Expr &Target);

/// `std::tie`
bool isTie(const clang::FunctionDecl &F);

/// The variables that get another value by other means than `=`: `found.emplace(…)`,
/// `std::exchange(view, …)`.
std::vector<const clang::ValueDecl *> replacedBy(const clang::CallExpr &Call);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_OWNERS_H

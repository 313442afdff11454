//===-- Types.h - Which types can hold a loan -------------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_TYPES_H
#define CLOSURE_ENGINE_SYNTAX_TYPES_H

#include "checks/engine/terms/Contract.h"
#include "checks/engine/terms/Loan.h"
#include "clang/AST/DeclBase.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <memory>

namespace clang {
class ASTContext;
class CXXRecordDecl;
class DeclContext;
class LambdaExpr;
class NamedDecl;
class ParmVarDecl;
class TemplateArgumentList;
} // namespace clang

namespace closure {

class ObjectEnd;
class Views;

/// The name with its namespaces and classes, without inline namespaces and template
/// arguments: `std::vector::push_back`.
std::string qualifiedName(const clang::NamedDecl &D);
/// As a report names a function of which no more is known: with its class, without namespaces.
std::string nameInClass(const clang::FunctionDecl &F);
/// The type without its reference and its qualifiers, and by no other name.
clang::QualType bareType(clang::QualType T);

/// What the unit declares under a qualified name, without inline namespaces.
clang::DeclContextLookupResult declarationsOf(llvm::StringRef QualifiedName,
                                              const clang::ASTContext &Context);

/// Whether the function is one of namespace `std`.
bool inStandardLibrary(const clang::FunctionDecl &F);

/// Whether the declaration stands in a system header, or in one that is installed as those are.
bool inSystemHeader(const clang::Decl &D);

/// The class template of which the type, as it is written, names an instance; or null.
const clang::CXXRecordDecl *templateWrittenIn(clang::QualType T);

/// The first argument of a template, if it is a type; else no type.
clang::QualType firstTypeArgument(const clang::TemplateArgumentList &Given);
/// The same of the specialisation that `Record` is; no type if it is null or none.
clang::QualType firstTypeArgument(const clang::CXXRecordDecl *Record);

/// Whether the class is the one of this qualified name, or derives from it.
bool isOrDerivesFrom(const clang::CXXRecordDecl &Record, llvm::StringRef QualifiedName);

/// Whether the class, or a base, gives access to the one object of its kind, which lives as long as
/// the program.
bool isSingleton(const clang::CXXRecordDecl &Class);

/// Whether objects of the class can be called: it, or a base, has an `operator()`.
bool hasCallOperator(const clang::CXXRecordDecl &Record);

/// Whether it is a class that somebody wrote, not a lambda, whose objects can be called.
bool isFunctor(const clang::CXXRecordDecl &Record);

/// Whether the class, itself or by a base, has an `operator->`.
bool hasArrow(const clang::CXXRecordDecl &Record);

/// The member function that the code in `In` belongs to, through lambdas; or null.
const clang::CXXMethodDecl *methodAround(const clang::DeclContext *In);

/// Whether the class belongs to a library that knows how to take closures back, and was not asked.
bool leavesClosures(const clang::CXXRecordDecl &Record, const Guards &Unused);

/// Whether the function may keep what it is given there: to a reference to const it can only be
/// shown.
bool isTakenIn(const clang::ParmVarDecl &Parameter);

/// Answers questions about types; remembers the answers for one translation unit.
class Types {
public:
  Types(const clang::ASTContext &Context, Contracts &Known);
  ~Types();

  Contracts &known() const { return Known; }
  /// What the ends of objects do.
  ObjectEnd &ends() { return *Ends; }
  /// What refers to something, and to what.
  Views &views() { return *Viewed; }

  /// From now on the capture, a copy, counts as one by reference: to ask what would follow.
  void suppose(CaptureSite ByReference) { Supposed = ByReference; }
  bool isSupposed(CaptureSite Site) const { return Supposed.Lambda && Supposed == Site; }

  /// Whether a value of this type can hold a closure that borrows, itself or in what it
  /// refers to. Conservative towards "no": an `int` never inherits a loan.
  bool canHold(clang::QualType T);
  /// Whether an object of this type stands for a coroutine.
  bool isCoroutine(clang::QualType T);
  bool isCoroutineClass(const clang::CXXRecordDecl &Record);
  /// The lambda that makes closures of this class, if the unit's own code has it; else null.
  const clang::LambdaExpr *lambdaOf(const clang::CXXRecordDecl &Closure) const {
    return Lambdas.lookup(&Closure);
  }
  void remember(const clang::LambdaExpr &Lambda);
  /// Whether it is an object that is called, such as a `std::function`, or a coroutine that is
  /// resumed, and can hold a closure.
  bool isCallable(clang::QualType T);
  bool canHoldClass(const clang::CXXRecordDecl &Record) { return recordCanHold(Record); }
  /// Whether objects of the class can have a closure by which they delete what they point at.
  bool holdsDeleter(const clang::CXXRecordDecl &Record);
  /// A class of the standard library that owns the elements that it hands out by reference.
  bool isOwner(clang::QualType T) const;
  /// Storage that shows no type of what is in it: `void *`, bytes, `std::shared_ptr<void>`.
  static bool isUntyped(clang::QualType T);
  /// Whether it is called, and only refers to the callable that it is made of, as its constructor
  /// shows.
  static bool isView(clang::QualType T);
  /// A raw or smart pointer: what it points at is another object.
  bool isPointerLike(clang::QualType T) const;

private:
  bool recordCanHold(const clang::CXXRecordDecl &Record);
  bool argumentsCanHold(const clang::CXXRecordDecl &Record);
  /// Of a template that nothing has needed so far: what a type can hold does not depend on what else
  /// the unit happens to use.
  bool uninstantiatedCanHold(const clang::CXXRecordDecl &Record);
  bool spellingCanHold(clang::QualType T, unsigned Depth);
  bool fieldsCanHold(const clang::CXXRecordDecl &Record);
  static bool erases(const clang::CXXRecordDecl &Record);
  bool takesIn(const clang::CXXRecordDecl &Record);
  bool isMadeWithDeleter(const clang::CXXRecordDecl &Record);

  const clang::ASTContext &Context;
  Contracts &Known;
  std::unique_ptr<ObjectEnd> Ends;
  std::unique_ptr<Views> Viewed;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Records;
  llvm::DenseMap<const clang::CXXRecordDecl *, const clang::LambdaExpr *> Lambdas;
  /// The classes that `std::coroutine_traits` was asked about for a coroutine of the unit.
  std::optional<llvm::DenseSet<const clang::CXXRecordDecl *>> Returned;
  CaptureSite Supposed;
};

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_TYPES_H

//===-- Shape.h - The nesting of one function's body ------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One walk over the body, before its facts are made, that answers what the control
// flow graph cannot: which loop a variable or a lambda stands in, where the
// full-expression around a temporary ends, which handler catches a throw.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_SHAPE_H
#define CLOSURE_ENGINE_SYNTAX_SHAPE_H

#include "checks/engine/syntax/Usage.h"
#include "llvm/ADT/DenseSet.h"
#include <map>

namespace clang {
class CXXCatchStmt;
class CXXMemberCallExpr;
class CXXRecordDecl;
class CXXThrowExpr;
class CXXTryStmt;
class Expr;
class FunctionDecl;
class LambdaExpr;
class Stmt;
class ValueDecl;
class VarDecl;
} // namespace clang

namespace closure {

class Shape {
public:
  explicit Shape(const clang::FunctionDecl &Function);

  /// The innermost loop around the declaration or the expression; null outside of loops.
  /// The variable of a `for` statement's initialiser counts as in the loop.
  const clang::Stmt *loopOf(const clang::ValueDecl *Variable) const {
    return Loops.lookup(Variable);
  }
  const clang::Stmt *loopAround(const clang::Stmt *S) const { return LoopsAround.lookup(S); }
  /// The loop in every turn of which the lambda is made, whatever the turn finds; or null.
  const clang::Stmt *everyTurnOf(const clang::LambdaExpr *Lambda) const {
    const clang::Stmt *Loop = EachTurn.lookup(Lambda);
    return Shortened.contains(Loop) ? nullptr : Loop;
  }
  /// Whether `Inner` is `Outer` or stands inside it.
  bool inside(const clang::Stmt *Inner, const clang::Stmt *Outer) const;

  /// What completes the full-expression around a temporary: a statement, or the variable
  /// that a declaration initialises.
  const void *fullExpression(const clang::Expr *Temporary) const { return Full.lookup(Temporary); }

  /// Variables in the order of their declarations.
  const std::vector<const clang::VarDecl *> &variables() const { return Variables; }
  unsigned order(const clang::VarDecl *V) const { return Order.lookup(V); }

  /// The handler of this function that catches what is thrown, or null.
  const clang::CXXCatchStmt *handlerOf(const clang::CXXThrowExpr &Throw) const;
  const clang::CXXTryStmt *tryOf(const clang::CXXCatchStmt &Handler) const {
    return TryOf.lookup(&Handler);
  }
  /// The variable declared last of those in scope at a throw, or at a call inside a `try` block;
  /// and the one before it, in scope where it is declared. Null where there is none.
  const clang::VarDecl *lastInScope(const clang::Expr *At) const { return InScope.lookup(At); }
  const clang::VarDecl *before(const clang::VarDecl *V) const { return Previous.lookup(V); }
  /// Whether it is a reference to what a handler catches, which ends with the handler.
  bool isCaught(const clang::VarDecl *V) const { return Caught.contains(V); }
  /// Whether the variable is declared inside the `try` block.
  bool isWithin(const clang::VarDecl *V, const clang::CXXTryStmt &Block) const;
  /// The variables declared inside the `try` block to which the handler belongs.
  llvm::ArrayRef<const clang::VarDecl *> unwoundBy(const clang::CXXCatchStmt &Handler) const;

  /// Whether the function assigns to the variable, or takes its address.
  bool isReassigned(const clang::ValueDecl *V) const { return Reassigned.contains(V); }
  /// What the function assigns to the variable, of a class, by `=`.
  llvm::ArrayRef<const clang::Expr *> valuesGiven(const clang::ValueDecl *V) const {
    return listed(Values, V);
  }
  /// What the function assigns to the variable by `=`, whatever its type.
  llvm::ArrayRef<const clang::Expr *> assigned(const clang::ValueDecl *V) const {
    return listed(Assigned, V);
  }
  /// What the function assigns to members of the variable, itself no pointer: `row.name = name`.
  /// Where it is not seen which member gets it, or what, that is null.
  llvm::ArrayRef<std::pair<const clang::ValueDecl *, const clang::Expr *>>
  partsGiven(const clang::ValueDecl *V) const {
    return listed(PartsGiven, V);
  }
  /// What this member gets, if it is assigned to once; else null.
  const clang::Expr *givenOnce(const clang::ValueDecl *V, const clang::ValueDecl *Member) const;
  /// The calls that get the variable in a way that lets them change it.
  llvm::ArrayRef<const clang::CallExpr *> givenTo(const clang::ValueDecl *V) const {
    return listed(GivenTo, V);
  }
  /// The raw pointers that the variable, a smart pointer, is reset to.
  llvm::ArrayRef<const clang::VarDecl *> adoptedLater(const clang::ValueDecl *V) const {
    return listed(AdoptedLater, V);
  }
  /// Whether the function makes no copy of the variable, a smart pointer, and passes it to nobody.
  bool isNeverShared(const clang::ValueDecl *V) const {
    return Mentions.lookup(V) == Uses.lookup(V) + Gets.lookup(V);
  }
  /// The lambdas of the function, without those inside others.
  const std::vector<const clang::LambdaExpr *> &lambdas() const { return Lambdas; }
  /// The variable, a pointer, that first owns what the maker makes; or null. The maker is a call of
  /// `std::make_unique` or `std::make_shared`, or what `new` constructs.
  const clang::VarDecl *ownerOf(const clang::Expr *Maker) const { return Owners.lookup(Maker); }
  /// The function deletes what the variable points at.
  bool isDeleted(const clang::ValueDecl *V) const { return Deleted.contains(V); }
  /// The variable that the lambda is assigned to, or null: `v = [&v] { … }`.
  const clang::ValueDecl *assignedTo(const clang::Expr *Lambda) const {
    return AssignedTo.lookup(Lambda);
  }
  /// The variable that the construction initialises, or null.
  const clang::VarDecl *variableOf(const clang::Expr *Construct) const {
    return Initialised.lookup(Construct);
  }
  /// The temporary that the construction initialises, or null.
  const clang::Expr *temporaryOf(const clang::Expr *Construct) const {
    return Materialised.lookup(Construct);
  }
  /// Whether the variable, a pointer, is only ever used to reach what it points at, reset or
  /// deleted.
  bool isOnlyPointedThrough(const clang::ValueDecl *V) const {
    return Mentions.lookup(V) == Uses.lookup(V);
  }
  /// Whether the function keeps what a call returned that got the closure, perhaps a connection
  /// to be ended by.
  bool keepsHandleOf(const clang::Expr *Closure) const { return Handles.contains(Closure); }
  /// Whether the function gives what the variable or member points at to its own object, as a
  /// parent, or to a smart pointer.
  bool isAdopted(const clang::ValueDecl *V) const { return Adopted.contains(V); }
  /// Whether the function moves from the variable or returns it.
  bool isMoved(const clang::ValueDecl *V) const { return Moved.contains(V); }
  /// The variables that a closure may capture by reference, in the order of the source.
  const std::vector<const clang::ValueDecl *> &borrowed() const { return Borrowed; }
  /// Whether a closure that captures the variable by reference may change it: a signal.
  bool isSignalled(const clang::ValueDecl *V) const { return Signalled.contains(V); }
  /// How the body of a lambda that borrows uses its variables.
  const UseIndex &usesInside(const clang::LambdaExpr &Lambda) const;
  /// The body holds an expression that did not compile.
  bool hasErrors() const { return Errors; }
  bool hasTry() const { return !TryOf.empty(); }

  /// Whether the handler catches what has this type.
  static bool catches(const clang::CXXCatchStmt &Handler, clang::QualType Thrown);

private:
  /// What is known of `Of`; nothing where that is not known.
  template <typename Map, typename Key>
  static llvm::ArrayRef<typename Map::mapped_type::value_type> listed(const Map &Known, Key Of) {
    auto It = Known.find(Of);
    if (It == Known.end())
      return {};
    return It->second;
  }

  struct Context {
    const clang::Stmt *Loop = nullptr;
    const void *Full = nullptr;
    const clang::CXXTryStmt *Try = nullptr;
    const clang::VarDecl *Last = nullptr; ///< The last that was declared.
    bool InLambda = false;
    bool Sometimes = false; ///< Not in every turn of the loop.
    /// The value goes on to a variable, a member or the caller; and that by way of a call.
    bool Kept = false, ByCall = false;
  };
  void walk(const clang::Stmt *S, Context C);
  void walkChildren(const clang::Stmt *S, Context C);
  void walkLoop(const clang::Stmt *S, Context C);
  void walkRangeFor(const clang::Stmt *S, Context C);
  void declare(const clang::VarDecl *V, const Context &C);
  void noteAssignment(const clang::ValueDecl *V, const clang::Expr *Value);
  void note(const clang::Expr *E, const Context &C);
  void noteBound(const clang::Expr *E, const Context &C);
  bool isFunctorClass(clang::QualType T);
  void noteGiven(const clang::Expr *Target, const clang::Expr *Value);
  void noteNodes(const clang::CXXMemberCallExpr &Call);
  void noteLent(const clang::CallExpr &Call);
  void noteUse(const clang::Expr *E);
  void noteConstruction(const clang::Expr *E);
  void noteAdoption(const clang::Expr *E);
  static void noteKeeper(const clang::Expr *E, Context &C);

  llvm::DenseMap<const clang::ValueDecl *, const clang::Stmt *> Loops;
  llvm::DenseMap<const clang::Stmt *, const clang::Stmt *> LoopsAround, LoopParents;
  llvm::DenseMap<const clang::Expr *, const clang::Stmt *> EachTurn;
  llvm::DenseSet<const clang::Stmt *> Shortened; ///< Loops with a `continue`.
  llvm::DenseMap<const clang::Expr *, const void *> Full;
  llvm::DenseMap<const clang::VarDecl *, unsigned> Order;
  llvm::DenseMap<const clang::Stmt *, const clang::CXXTryStmt *> TryAround;
  llvm::DenseMap<const clang::VarDecl *, const clang::CXXTryStmt *> TryIn;
  llvm::DenseMap<const clang::VarDecl *, const clang::VarDecl *> Previous;
  llvm::DenseMap<const clang::Expr *, const clang::VarDecl *> InScope;
  llvm::DenseMap<const clang::CXXTryStmt *, std::vector<const clang::VarDecl *>> DeclaredIn;
  llvm::DenseMap<const clang::CXXCatchStmt *, const clang::CXXTryStmt *> TryOf;
  llvm::DenseMap<const clang::Expr *, const clang::ValueDecl *> AssignedTo;
  llvm::DenseMap<const clang::Expr *, const clang::VarDecl *> Initialised;
  llvm::DenseMap<const clang::Expr *, const clang::Expr *> Materialised;
  llvm::DenseMap<const clang::ValueDecl *, unsigned> Mentions, Uses, Gets;
  llvm::DenseMap<const clang::ValueDecl *, std::vector<const clang::Expr *>> Assigned;
  llvm::DenseMap<const clang::ValueDecl *,
                 std::vector<std::pair<const clang::ValueDecl *, const clang::Expr *>>>
      PartsGiven;
  llvm::DenseMap<const clang::ValueDecl *, std::vector<const clang::CallExpr *>> GivenTo;
  llvm::DenseMap<const clang::ValueDecl *, std::vector<const clang::VarDecl *>> AdoptedLater;
  std::vector<const clang::LambdaExpr *> Lambdas;
  llvm::DenseMap<const clang::ValueDecl *, std::vector<const clang::Expr *>> Values;
  llvm::DenseMap<const clang::Expr *, const clang::VarDecl *> Owners;
  llvm::DenseSet<const clang::Expr *> Handles;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Functors;
  llvm::DenseSet<const clang::Expr *> Elided;
  std::vector<const clang::VarDecl *> Variables;
  std::vector<const clang::ValueDecl *> Borrowed;
  llvm::DenseSet<const clang::VarDecl *> Caught;
  llvm::DenseSet<const clang::ValueDecl *> Reassigned, Moved, Signalled, Adopted, Deleted;
  mutable std::map<const clang::LambdaExpr *, UseIndex> Inside;
  bool Errors = false;
};

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_SHAPE_H

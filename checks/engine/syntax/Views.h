//===-- Views.h - What refers to something, and to what ---------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A view is a value that refers to what another object owns: a pointer, an iterator, a
// `string_view`. From an expression alone, and from the only value that a local is given, it can
// often be seen what that is.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_SYNTAX_VIEWS_H
#define CLOSURE_ENGINE_SYNTAX_VIEWS_H

#include "checks/engine/syntax/Types.h"
#include "checks/engine/terms/Path.h"
#include "checks/engine/terms/Place.h"
#include "llvm/ADT/DenseSet.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class CallExpr;
class CXXConstructExpr;
class CXXMemberCallExpr;
class Expr;
class FieldDecl;
class InitListExpr;
class MemberExpr;
class Stmt;
} // namespace clang

namespace closure {

class Shape;

/// What a view refers to.
struct Origin {
  enum class Kind {
    Variable,  ///< `V`, a variable or parameter, or a part of it.
    Behind,    ///< What the parameter `V`, a view itself, refers to.
    Object,    ///< A part of `*this`.
    Temporary, ///< A temporary, or a part of it.
    View,      ///< Whatever the local `V`, a view with several values, refers to.
  };
  Kind K = Kind::Variable;
  const clang::ValueDecl *V = nullptr;
  const clang::Expr *Temporary = nullptr;
  std::vector<const clang::ValueDecl *> Path;
  ViewPart Part = ViewPart::Whole;
  bool OnHeap = false;
  /// It is no element, but what an element owns itself, wherever that lies.
  bool Deep = false;
  /// The member of the element that it is, or is owned by; null for the element itself.
  const clang::ValueDecl *Member = nullptr;
  /// What names the element: its key, a variable or a literal, or the call that found it.
  const void *Element = nullptr;

  /// The container that it is an element of, by its member or its variable.
  const clang::ValueDecl *container() const { return Path.empty() ? V : Path.back(); }
};
using Origins = std::vector<Origin>;

/// What becomes of what an owner owns, by one expression.
struct OwnerChange {
  Origin Of;
  Invalidates Reach = Invalidates::Nothing;
  /// It is not destroyed, but goes to another owner.
  bool Leaves = false;
  /// By `delete` or `reset`.
  bool Ends = false;
  /// Only if there is no room for more.
  bool Grows = false;
  /// The object in it stays, and gets another value.
  bool Assigns = false;
  /// Only this element.
  const void *Element = nullptr;
  /// It is the first or the last one of a sequence.
  bool Ordered = false;
  /// A function that is called does it.
  bool Inside = false;
  /// Of one end of a sequence, where that function lets elements in as well.
  bool Refills = false;
  /// The element gets another value as a whole: what it owns itself goes.
  bool Replaces = false;
  /// No element before the one of this number.
  std::optional<uint64_t> From = {};
  /// As a report names what does it.
  std::string By;
  clang::SourceLocation Loc;
};

/// The call of `std::move` from which the value, of a class, is made; or null.
const clang::CallExpr *moveIn(const clang::Expr *Value);

/// Whether the call makes a closure, or a thread, of a function and its arguments, wherever it puts
/// that: `std::bind(f, text)`, `threads.emplace_back(f, text)`.
bool bindsViews(const clang::FunctionDecl &Callee, const Contracts &Known);

/// At which end of a sequence a method lets elements in, by its name.
enum class SequenceEnd { None, First, Last };
SequenceEnd pushesAt(const clang::CXXMemberCallExpr &Call);

/// What a statement puts into a container of views, or a call into a view that it is given.
struct PutViews {
  const clang::VarDecl *Into = nullptr; ///< Null for a member of the object.
  /// What was there before goes.
  bool Replaces = false;
  Origins Of;
};

/// Answers for one translation unit, and remembers what bodies tell.
class Views {
public:
  explicit Views(Types &T) : T(T) {}

  /// Whether a value of this type refers to what another object owns.
  bool isView(clang::QualType Type);
  /// Whether it is a container of a library whose elements are views.
  bool gathers(clang::QualType Type);
  /// Whether it is a smart pointer to objects of a class of the user's that are views.
  bool pointsAtViews(clang::QualType Type);
  /// Whether the member, a shared pointer, has what its class makes for it, and nobody ever gets a
  /// copy of the pointer.
  bool isSoleShare(const clang::FieldDecl &Member);
  bool refers(clang::QualType Type) { return isView(Type) || gathers(Type) || pointsAtViews(Type); }
  /// What the statement puts into locals that are views or gather them, but for plain assignments.
  std::vector<PutViews> putBy(const clang::Stmt &S, const Shape *Body);
  /// What a visible body puts into what its reference parameters are bound to, what its pointers
  /// point at, and into its object.
  const std::vector<PutViews> &filledBy(const clang::FunctionDecl &F);
  /// Whether the call puts something into the variable that it is given.
  bool fills(const clang::CallExpr &Call, const clang::VarDecl &Into);
  /// All that the function around the local, or one of its members, gives it, in whatever order.
  Origins everGiven(const clang::VarDecl &Into, const clang::FieldDecl *Field = nullptr);
  /// Whether a local or parameter that a closure copies may refer to something that can die.
  bool mayRefer(const clang::ValueDecl &V);

  /// Whether a closure that a library makes of this and a function has a view of its own: a functor
  /// is looked at where it is made.
  bool isOperand(const clang::Expr &Given);

  /// Whether the call binds one of the arguments so that refers to something that can die.
  bool areBound(const clang::FunctionDecl &Callee, Arguments Given);

  /// What the value of the expression, a view, refers to; what the expression, an lvalue, lies in.
  /// Nothing where that is not known, or lives as long as the program.
  Origins ofValue(const clang::Expr *E, const Shape *Body = nullptr);
  Origins ofLvalue(const clang::Expr *E, const Shape *Body = nullptr);
  /// What the field of the expression's value, a view, refers to.
  Origins ofField(const clang::Expr *E, const clang::FieldDecl &Field, const Shape *Body = nullptr);
  /// What the expression itself does to owners.
  std::vector<OwnerChange> changesBy(const clang::Stmt &S, const Shape *Body = nullptr);

  /// What the result of a function with a visible body is a view of: its parameters, its object.
  const Origins &returnedBy(const clang::FunctionDecl &F);
  /// What a visible body does to its parameters and its object.
  const std::vector<OwnerChange> &changesOf(const clang::FunctionDecl &F);
  /// What `Inner`, of a callee, is in a call, if its parameter or object is `Outer` there.
  static Origin composed(const Origin &Outer, const Origin &Inner);
  /// The same for all that is given.
  Origins inCall(const Origin &Inner, const clang::Expr *Object, Arguments Given,
                 const Shape *Body);

  /// Whether some function of the class reserves room in its member, or any of the unit in a
  /// global.
  bool isReserved(const clang::ValueDecl &Member);
  /// The calls of `std::move` among the arguments whose operands the callee, a visible body that
  /// takes them by value, destroys with what they own when it returns.
  std::vector<const clang::CallExpr *> swallowedBy(const clang::CallExpr &Call);
  /// What names an element of a container: the same for the same key.
  const void *keyOf(const clang::Expr &Key);
  /// The same for the first and the last element of a sequence.
  const void *firstElement();
  const void *lastElement();
  /// The number of the element, if a literal names it.
  std::optional<uint64_t> numberOf(const void *Element) const;

  Types &types() const { return T; }

private:
  bool recordIsView(const clang::CXXRecordDecl &Record);
  bool isPointeeSeen(const clang::VarDecl &Pointer);
  void collectReturns(const clang::Stmt *S, const clang::FunctionDecl &F, Origins &Found);
  bool refills(const clang::Stmt *S, const OwnerChange &C, unsigned Calls);
  void collectChanges(const clang::Stmt *S, const clang::FunctionDecl &F,
                      std::vector<OwnerChange> &Found);

  Types &T;
  unsigned Depth = 0;
  unsigned Asking = 0; ///< For how many locals at once.
  llvm::DenseMap<const clang::ValueDecl *, bool> Reserving, SoleShares;
  std::map<std::string, std::optional<uint64_t>> Literals; ///< Whose addresses name them.
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Records, Gathering, Pointing;
  /// By variable and member; without a value, while it is asked for.
  std::map<std::pair<const clang::VarDecl *, const clang::FieldDecl *>, std::optional<Origins>>
      Given;
  llvm::DenseMap<const clang::ValueDecl *, bool> Referring;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Origins>> Returned;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<std::vector<OwnerChange>>> Changes;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<std::vector<PutViews>>> Fillings;
};

/// The function that a call of this one runs, if it is seen and no other may replace it; or null.
const clang::FunctionDecl *bodyOf(const clang::FunctionDecl &F);
/// Whether the caller of the function knows it: the object, what a parameter refers to.
bool isOfCaller(const Origin &O, const clang::FunctionDecl &F);

/// How a class owns what it gives out.
enum class Owning {
  No,
  Heap,   ///< On the heap: it goes along with a move.
  Inside, ///< In itself, or perhaps so, as a short string.
  Sole,   ///< What a smart pointer points at.
  Shared, ///< The same, with others.
};
Owning owningOf(clang::QualType T, Types &Known);
bool isIteratorType(clang::QualType T);
/// Whether it is a class of the standard library that has its parts in itself and is nothing more
/// than they are: a pair, a tuple, an optional, a variant.
bool isBundle(const clang::CXXRecordDecl &Record);
/// The types of the parts.
std::vector<clang::QualType> partsOfBundle(const clang::CXXRecordDecl &Record);
/// `std::get<1>(row)`: the number of the part that the call gives out of a pair or a tuple.
std::optional<unsigned> partTakenBy(const clang::CallExpr &Call);
/// Whether that part is a reference to something else.
bool takesReference(const clang::CallExpr &Call);

} // namespace closure

#endif // CLOSURE_ENGINE_SYNTAX_VIEWS_H

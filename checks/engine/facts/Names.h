//===-- Names.h - Which holder and which place an expression names --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Two questions that every fact asks: which holder does an lvalue name, and which
// storage does it lie in. References and iterators are followed to what they are
// bound to, where the code shows it.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_NAMES_H
#define CLOSURE_ENGINE_FACTS_NAMES_H

#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Shape.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Views.h"
#include "checks/engine/terms/Program.h"
#include <optional>

namespace clang {
class CallExpr;
class DeclRefExpr;
class FieldDecl;
class VarDecl;
} // namespace clang

namespace closure {

/// A holder that an lvalue names. `Exact` is false for "an element of": an assignment
/// to it does not drop what the rest holds.
struct NamedHolder {
  HolderId Holder;
  bool Exact = true;
};

/// A place that an lvalue lies in; `Element` where `Of` owns it on the heap.
struct NamedPlace {
  PlaceId Of;
  bool Element = false;
};

class Names {
public:
  Names(Program &P, const clang::FunctionDecl &Function, const Shape &Body, Types &T)
      : P(P), Function(Function), Body(Body), T(T) {}

  std::optional<NamedHolder> holder(const clang::Expr *E);
  /// The holder that `E` names, or one for its value.
  HolderId value(const clang::Expr *E);
  HolderId variable(const clang::ValueDecl *V);
  /// A variable as a contract names it: `Closure` owns it if it is a captured copy.
  HolderId variable(const clang::ValueDecl *V, const clang::CXXMethodDecl *Closure, Outlives Why);
  HolderId thisObject();
  HolderId result();
  HolderId exception();
  /// What lies behind a function of which only the contract is known; detached work if null.
  HolderId elsewhere(const clang::FunctionDecl *Callee);
  /// The holder that a pointer points at, where it names one.
  std::optional<NamedHolder> pointee(const clang::Expr *Pointer);
  /// The holder that an expression names, or, if it is a pointer, that it points at.
  std::optional<NamedHolder> objectAt(const clang::Expr *Object);
  /// What owns the bytes at an address, in which something is made.
  std::optional<NamedHolder> bytes(const clang::Expr *At);
  HolderId dereference(HolderId Pointer);

  std::optional<NamedPlace> place(const clang::Expr *E);
  std::optional<NamedPlace> placeOf(const clang::ValueDecl *V);
  /// The place that a pointer or a `std::ref` refers to, where it is in sight.
  std::optional<NamedPlace> behind(const clang::Expr *Value);
  PlaceId temporary(const clang::Expr *E);
  PlaceId object();
  /// A member of `*this`.
  PlaceId ownMember(const clang::FieldDecl *Member);
  /// What a smart pointer owns; and, in the second form, only if it has been named.
  PlaceId owned(const clang::VarDecl *Owner);
  std::optional<PlaceId> knownOwned(const clang::ValueDecl *Owner) const;
  /// What a view refers to; null for what does not end in sight, as behind a local view.
  std::optional<PlaceId> view(const Origin &Of);
  /// The places named by `view` that lie in the variable, or in what it owns; in `*this` for null.
  llvm::ArrayRef<PlaceId> viewsOf(const clang::ValueDecl *V) const {
    auto It = ViewsOf.find(V);
    return It == ViewsOf.end() ? llvm::ArrayRef<PlaceId>() : llvm::ArrayRef<PlaceId>(It->second);
  }
  bool hasViews() const { return !ViewPlaces.empty(); }
  /// Storage of the variable itself, not of what a reference is bound to.
  PlaceId storage(const clang::ValueDecl *V);
  /// The place of the variable if a fact can end it: one that is named already.
  std::optional<PlaceId> known(const clang::ValueDecl *V) const;

  /// The call operator of the closure around the function that holds a copy of the
  /// variable; null if it is the variable itself.
  const clang::CXXMethodDecl *closureThatCopied(const clang::ValueDecl *V) const;
  bool isForeign(const clang::ValueDecl *V) const;

private:
  const clang::DeclRefExpr *sharedWith(const clang::VarDecl &V) const;
  Outlives ownerElsewhere(const clang::VarDecl &V);
  Outlives ownerElsewhere(const clang::Expr &Value);
  Outlives sharedByCall(const clang::Expr &Pointer) const;
  bool isPartOfAnother(const clang::VarDecl &V) const;
  std::optional<NamedHolder> reference(const clang::DeclRefExpr *Ref);
  std::optional<NamedHolder> call(const clang::CallExpr *Call);
  std::optional<NamedHolder> sharedObject(const clang::CallExpr &Call);
  std::optional<NamedHolder> wholeOf(const clang::Expr *Init);
  std::optional<NamedHolder> member(const clang::Expr *E);
  std::optional<NamedPlace> element(const clang::Expr *Container);
  std::optional<NamedPlace> behind(const clang::VarDecl &Pointer);
  std::optional<NamedPlace> callPlace(const clang::CallExpr *Call);

  Program &P;
  const clang::FunctionDecl &Function;
  const Shape &Body;
  Types &T;
  unsigned Depth = 0;
  std::map<std::pair<const clang::ValueDecl *, const clang::CXXMethodDecl *>, PlaceId> Storage;
  std::map<const clang::Expr *, PlaceId> Temporaries;
  std::map<const clang::VarDecl *, PlaceId> Pointees;
  std::map<const clang::ValueDecl *, PlaceId> Owned;
  std::map<const clang::FieldDecl *, PlaceId> OwnMembers;
  std::map<const clang::VarDecl *, Outlives> Elsewhere;
  PlaceId Object;
  struct ViewKey {
    Origin::Kind K;
    const void *Root, *Element;
    std::vector<const clang::ValueDecl *> Path;
    ViewPart Part;
    bool Deep;
    const clang::ValueDecl *Member;
    friend bool operator<(const ViewKey &A, const ViewKey &B) {
      return std::tie(A.K, A.Root, A.Element, A.Path, A.Part, A.Deep, A.Member) <
             std::tie(B.K, B.Root, B.Element, B.Path, B.Part, B.Deep, B.Member);
    }
  };
  std::map<ViewKey, PlaceId> ViewPlaces;
  llvm::DenseMap<const clang::ValueDecl *, std::vector<PlaceId>> ViewsOf;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_NAMES_H

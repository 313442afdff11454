//===-- ViewFacts.h - What copies of pointers and views borrow --*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_VIEWFACTS_H
#define CLOSURE_ENGINE_FACTS_VIEWFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class LambdaExpr;
class VarDecl;
} // namespace clang

namespace closure {

class ObjectFacts;
class TemporaryFacts;
struct CallSite;
struct Step;

/// A view that a closure captures is a holder of its own: where it is given a value, it borrows
/// what that refers to, and the closure that copies it holds the same loans. Views that no closure
/// captures are not looked at.
class ViewFacts {
public:
  ViewFacts(Builder &B, ObjectFacts &Objects, TemporaryFacts &Temporaries)
      : B(B), Objects(Objects), Temporaries(Temporaries) {}

  /// Finds the captures that are views, and what their values may refer to.
  void prepare();
  void prepare(const clang::CallExpr &Call);
  /// The same of the operands of what may make a closure of a function and its arguments.
  void prepareOperands(const clang::Stmt &S);
  /// A view may get a value, or an owner change.
  void statement(const clang::Stmt &S);
  /// The closure holds what its captures refer to.
  void lambda(const clang::LambdaExpr &Lambda, HolderId To);
  /// A loan that the callee takes of what its caller passes, or of its object.
  void through(const Transfer &Moved, HolderId To, const CallSite &Site);
  /// The argument of that number, if it is a view, becomes part of a closure that no lambda makes.
  void operand(const CallSite &Site, unsigned Index, HolderId To, bool Starts,
               llvm::ArrayRef<Step> Steps);

private:
  struct Slot {
    CaptureSite Site;
    HolderId Holder;
  };
  void prepare(const clang::LambdaExpr &Lambda, unsigned Index);
  Origins borrowedBy(const Transfer &Moved, const clang::Expr &Call, const clang::Expr *Object,
                     Arguments Given);
  CaptureSite siteOf(const Transfer &Moved, const CallSite &Site) const;
  bool puts(const clang::Stmt &S, llvm::function_ref<void(const Slot &, const PutViews &)> Do);
  void prepareMove(const clang::VarDecl &To, const clang::Expr *Value);
  void follow(const clang::VarDecl &V, const CaptureSite &Site);
  void followAll(const Origins &Of, const CaptureSite &Site);
  void given(const clang::VarDecl &V, const clang::Expr *Value, clang::SourceLocation Loc);
  void assigned(const clang::Expr &Target, const clang::Expr *Value, clang::SourceLocation Loc);
  void replaced(const clang::ValueDecl &V, clang::SourceLocation Loc);
  void borrow(HolderId To, const Origins &Of, const CaptureSite &Site, clang::SourceLocation Made,
              bool OnlyChanges = false);
  std::optional<Loan> loan(const Origin &Of, const CaptureSite &Site, clang::SourceLocation Made);
  void changes(const clang::Stmt &S);
  void change(const OwnerChange &C, const Origin *Into);
  bool isSwap(const clang::Stmt &S, llvm::ArrayRef<OwnerChange> All) const;
  std::vector<PlaceId> ownedBy(const Origin &Owner) const;
  void swapped(const OwnerChange &One, const OwnerChange &Other);
  bool hasRoom(const OwnerChange &C);
  void reserves(const clang::CXXMemberCallExpr &Call);
  bool pushes(const clang::CallExpr &Call, const void *Container, bool First) const;
  void seen(const Origin &Of, clang::SourceLocation Made);
  void leaves(PlaceId Id, const OwnerChange &C, const Origin *Into);
  bool takesLater(const OwnerChange &C) const;
  bool callsBefore(const clang::Stmt &S) const;
  void dropWithin(const OwnerChange &C);
  bool isSpared(const OwnerChange &C, const Place &Of) const;

  /// Beyond this many values a view has so many that nobody would say which.
  static constexpr unsigned MaxSlots = 16;
  Builder &B;
  ObjectFacts &Objects;
  TemporaryFacts &Temporaries;
  std::map<const clang::VarDecl *, std::vector<Slot>> Slots;
  std::map<std::tuple<const clang::VarDecl *, const clang::Expr *, unsigned>, HolderId> Keys;
  struct Usage {
    SignalUse Signal = SignalUse::None;
    bool Throws = false;
  };
  std::map<std::pair<const clang::Expr *, unsigned>, Usage> Usages;
  /// What was reserved for a container, by its root, and how often it has grown since.
  struct Reserve {
    std::optional<uint64_t> Elements;
    uint64_t Grown = 0;
  };
  std::map<const void *, Reserve> Reserved;
  /// By container and its first or last element, where a view of that was made.
  std::map<std::pair<const void *, const void *>, clang::SourceLocation> Seen;
  /// The local that gets what the call of `std::move` gives away.
  llvm::DenseMap<const clang::Stmt *, const clang::VarDecl *> Receivers;
  /// Calls of `std::move` whose operands the call around them destroys.
  llvm::DenseSet<const clang::Stmt *> Swallowed;
  /// All calls of the function.
  std::vector<const clang::CallExpr *> Calls;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_VIEWFACTS_H

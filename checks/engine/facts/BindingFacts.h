//===-- BindingFacts.h - What is borrowed without a lambda ------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_BINDINGFACTS_H
#define CLOSURE_ENGINE_FACTS_BINDINGFACTS_H

#include "checks/engine/facts/Builder.h"

namespace clang {
class CXXCtorInitializer;
class Expr;
class FieldDecl;
} // namespace clang

namespace closure {

class ObjectFacts;
class TemporaryFacts;
struct CallSite;

/// A closure that no lambda makes borrows what its operands refer to: those of `std::bind`, and
/// those that become members of a functor.
class BindingFacts {
public:
  BindingFacts(Builder &B, ObjectFacts &Objects, TemporaryFacts &Temporaries)
      : B(B), Objects(Objects), Temporaries(Temporaries) {}

  /// The loan that is taken where an argument becomes part of a closure: of what a `std::ref`
  /// refers to, and, if `Pointers`, of what a pointer does.
  std::optional<Loan> argument(const CallSite &Site, unsigned Index, bool Pointers);
  /// The loan that the callee takes of an argument on behalf of its caller. Where the argument
  /// itself refers to what is borrowed, or becomes a member, that is where the borrow is made.
  std::optional<Loan> passed(const Transfer &Moved, const CallSite &Site);
  /// The share in an object that the closure gets by an argument that it copies.
  void share(const CallSite &Site, unsigned Index, HolderId To);
  /// A view of a callable, such as a `function_ref`, is made of a closure that is a temporary.
  void viewed(const clang::CXXConstructExpr &View);
  /// A functor is made of a list of its members.
  void list(const clang::Expr &Whole, llvm::ArrayRef<const clang::Expr *> Parts);
  /// A member of a functor is bound by a constructor, or gets another value.
  void initializer(const clang::CXXCtorInitializer &Init);
  void assignment(const clang::Expr &Target, const clang::Expr &Value);

private:
  void parts(HolderId To, const clang::CXXRecordDecl &Record, const clang::Expr &Whole,
             llvm::ArrayRef<const clang::Expr *> Parts);
  void member(HolderId Whole, const clang::FieldDecl &Member, const clang::Expr &Value,
              const clang::Expr *Binder, unsigned Index);
  bool isPart(const clang::Expr &Made) const;
  std::optional<NamedPlace> referent(const clang::Expr &Value, bool ByReference);
  std::optional<Loan> loan(CaptureSite At, std::optional<NamedPlace> Of,
                           llvm::ArrayRef<const clang::Expr *> Beside);

  Builder &B;
  ObjectFacts &Objects;
  TemporaryFacts &Temporaries;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_BINDINGFACTS_H

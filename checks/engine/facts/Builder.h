//===-- Builder.h - What all makers of facts share --------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A maker of facts answers one question about the function, and keeps to itself what it
// remembers for that. Here is what all of them need: the function and what is known of it, the
// names, and the program under way.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_ENGINE_FACTS_BUILDER_H
#define CLOSURE_ENGINE_FACTS_BUILDER_H

#include "checks/engine/facts/Names.h"
#include <utility>

namespace clang {
class ASTContext;
class Expr;
class FunctionDecl;
} // namespace clang

namespace closure {

/// Adds facts to one block after the other.
class Builder {
public:
  Builder(clang::ASTContext &Context, const clang::FunctionDecl &Function, const Shape &Body,
          Types &T, Contracts &Known)
      : Context(Context), Function(Function), Body(Body), T(T), Known(Known),
        N(P, Function, Body, T) {}

  /// From here on, facts are added to this block.
  void enter(unsigned Block) { Current = Block; }
  /// Where the next fact will stand.
  Point here() const { return {Current, unsigned(P.Blocks[Current].Facts.size())}; }
  void emit(Fact F) {
    F.Because = Because;
    P.Blocks[Current].Facts.push_back(std::move(F));
  }
  /// While this lives, what is emitted has this reason.
  class Reasoning {
  public:
    Reasoning(Builder &B, Reason R) : B(B), Before(std::exchange(B.Because, R)) {}
    ~Reasoning() { B.Because = Before; }
    Reasoning(const Reasoning &) = delete;
    Reasoning &operator=(const Reasoning &) = delete;

  private:
    Builder &B;
    const Reason Before;
  };
  const Reason &reason() const { return Because; }

  /// The holder of an expression's value, which starts empty each time it is evaluated.
  HolderId fresh(const clang::Expr &E);
  /// `To` receives what the expression holds, if it can hold anything.
  void flow(HolderId To, const clang::Expr *From, bool Overwrites, Step::Kind K = Step::Kind::None,
            llvm::StringRef Name = {});
  /// Closures that others can run are kept in a part of the holder of their own.
  HolderId keeper(HolderId To);
  bool canHold(const clang::Expr *E);
  /// What of `Value` can hold closures when it is put into storage of this type: itself, or, where
  /// the storage shows no type, what was cast. Null where nothing can.
  const clang::Expr *carried(const clang::Expr *Value, clang::QualType Into);

  clang::ASTContext &Context;
  const clang::FunctionDecl &Function;
  const Shape &Body;
  Types &T;
  Contracts &Known;
  Program P;
  Names N;

private:
  unsigned Current = 0;
  Reason Because;
};

} // namespace closure

#endif // CLOSURE_ENGINE_FACTS_BUILDER_H

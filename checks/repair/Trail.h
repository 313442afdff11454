//===-- Trail.h - Where references to a variable go -------------*- C++ -*-===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// From a mention of a variable outwards: what is made of it, which calls are given that, and what
// they keep. Other names of it in the same function are followed as well.
//
//===----------------------------------------------------------------------===//

#ifndef CLOSURE_REPAIR_TRAIL_H
#define CLOSURE_REPAIR_TRAIL_H

#include "checks/repair/Kept.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class CallExpr;
class CastExpr;
class CXXConstructExpr;
class Expr;
class LambdaExpr;
class MemberExpr;
class Stmt;
class ValueDecl;
class VarDecl;
} // namespace clang

namespace closure {

class UseIndex;

/// Where a reference ends up that outlives the expression.
struct TrailEnd {
  enum class Kind {
    Returned, ///< With who calls the function.
    Object,   ///< In the member `In` of the function's object.
    Stored,   ///< In the variable `In`, or what it points at if `Pointed`.
    Beyond,   ///< In something else that outlives the function.
    Unseen,   ///< Perhaps somewhere.
  };
  Kind K = Kind::Unseen;
  const clang::ValueDecl *In = nullptr;
  bool Pointed = false;
  /// The call or construction that was given it last, and what it calls; null for none.
  const clang::Expr *Call = nullptr;
  const clang::FunctionDecl *Callee = nullptr;
  bool ReadOnly = false; ///< The variable cannot be changed there.
};

class Trail {
public:
  /// Tells what a function keeps of its parameter of this number.
  using Ask = llvm::function_ref<Kept(const clang::FunctionDecl &, unsigned, Form,
                                      const clang::Expr &Argument, const clang::Expr &Call)>;
  using See = llvm::function_ref<void(const TrailEnd &)>;
  /// `Code` is that of `Function`. If `Whole`, what objects and lambdas of the function hold is
  /// followed as well.
  Trail(const UseIndex &Code, const clang::FunctionDecl &Function, bool Whole, Ask KeptBy, See End)
      : Code(Code), Function(Function), Whole(Whole), KeptBy(KeptBy), End(End) {}

  /// Follows what is made of one expression.
  void follow(const clang::Expr *From, Form F, TrailEnd So = {});
  /// Follows all mentions of a variable.
  void followAll(const clang::ValueDecl *V, Form F, TrailEnd So = {});

private:
  struct Point {
    const clang::Expr *E;
    Form F;
    TrailEnd So; ///< What is known of the end so far.
    bool leads(const clang::Expr *To, Form As) { return E = To, F = As, true; }
  };
  using Arguments = llvm::ArrayRef<const clang::Expr *>;
  bool step(Point &At);
  bool stepCast(Point &At, const clang::CastExpr &Cast) const;
  bool stepOperator(Point &At, const clang::Expr &Up);
  bool stepMember(Point &At, const clang::MemberExpr &Member) const;
  bool stepList(Point &At, const clang::Expr &List, Arguments Parts) const;
  bool stepLambda(Point &At, const clang::LambdaExpr &Lambda) const;
  bool stepCall(Point &At, const clang::CallExpr &Call);
  bool stepConstruction(Point &At, const clang::CXXConstructExpr &Construct);
  bool give(Point &At, const clang::Expr &Call, const clang::FunctionDecl &Callee, unsigned Index,
            Arguments Given, const clang::Expr *Object);
  bool giveUnknown(Point &At, const clang::CallExpr &Call, unsigned Index);
  bool access(Point &At, const clang::Expr &Call) const;
  void finish(const Point &At, const clang::Stmt &Up);
  void initialise(const Point &At);
  void declare(const Point &At, const clang::VarDecl &V, const clang::Stmt &Declaration);
  void declareElement(const Point &At, const clang::VarDecl &Element);
  void store(const clang::Expr *To, const Point &At, const clang::Expr *By = nullptr);
  void storeIn(const clang::ValueDecl &V, bool Pointed, const Point &At);
  bool returnsFromLambda(const clang::Stmt &Return) const;
  void end(TrailEnd::Kind K, const Point &At);

  const UseIndex &Code;
  const clang::FunctionDecl &Function;
  const bool Whole;
  Ask KeptBy;
  See End;
  llvm::DenseSet<const void *> Followed; ///< Variables and lambdas.
};

} // namespace closure

#endif // CLOSURE_REPAIR_TRAIL_H

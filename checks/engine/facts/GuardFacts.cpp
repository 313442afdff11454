//===-- GuardFacts.cpp - What a test tells of a holder --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/GuardFacts.h"
#include "checks/engine/syntax/Blocks.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace closure;

static bool isNull(const Expr *E) { return isa<CXXNullPtrLiteralExpr, GNUNullExpr>(stripped(E)); }

static bool namedOneOf(const FunctionDecl *F, llvm::ArrayRef<llvm::StringRef> Names) {
  return F && F->getDeclName().isIdentifier() && llvm::is_contained(Names, F->getName());
}

/// The expression that holds nothing if the condition has the value `Truth`.
static const Expr *emptyIf(const Expr *Condition, bool Truth) {
  const Expr *E = Condition->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
    return emptyIf(Not->getSubExpr(), !Truth);
  if (const auto *Whole = dyn_cast<FullExpr>(E))
    return emptyIf(Whole->getSubExpr(), Truth);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isEqualityOp()) {
    bool Equal = (Binary->getOpcode() == BO_EQ) == Truth;
    if (Equal && isNull(Binary->getRHS()))
      return Binary->getLHS();
    return Equal && isNull(Binary->getLHS()) ? Binary->getRHS() : nullptr;
  }
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    bool Equal = (Operator->getOperator() == OO_EqualEqual && Truth) ||
                 (Operator->getOperator() == OO_ExclaimEqual && !Truth);
    return Equal && Operator->getNumArgs() == 2 && isNull(Operator->getArg(1)) ? Operator->getArg(0)
                                                                               : nullptr;
  }
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    bool Filled = isa_and_nonnull<CXXConversionDecl>(Method) ||
                  namedOneOf(Method, {"joinable", "valid", "has_value"});
    if ((Filled && !Truth) || (Truth && namedOneOf(Method, {"empty"})))
      return Call->getImplicitObjectArgument();
    return nullptr;
  }
  return !Truth && E->getType()->isPointerType() ? E : nullptr;
}

/// What the condition of `Before` tells to be empty on the way to `To`.
std::optional<NamedHolder> GuardFacts::emptyBetween(const CFGBlock &Before, const CFGBlock &To) {
  const auto *Condition = dyn_cast_or_null<Expr>(Before.getTerminatorCondition());
  if (!Condition || Before.succ_size() != 2 || !Condition->getType()->isScalarType())
    return std::nullopt;
  const Expr *Empty = emptyIf(Condition, Before.succ_begin()->getReachableBlock() == &To);
  if (!Empty || !B.canHold(Empty))
    return std::nullopt;
  std::optional<NamedHolder> Named = B.N.holder(Empty);
  return Named && Named->Exact ? Named : std::nullopt;
}

void GuardFacts::emptyOnEntry(const CFGBlock &Block) {
  const CFGBlock *Before = onlyPredecessor(Block);
  if (!Before)
    return;
  Builder::Reasoning In(B, {Reason::Kind::Test});
  if (std::optional<NamedHolder> Named = emptyBetween(*Before, Block))
    B.emit(Fact::drop(Named->Holder, Before->getTerminatorCondition()->getBeginLoc()));
}

void GuardFacts::emptyOnEdges(const CFGBlock &Before) {
  Builder::Reasoning In(B, {Reason::Kind::Test});
  for (const CFGBlock::AdjacentBlock &Edge : Before.succs()) {
    const CFGBlock *To = Edge.getReachableBlock();
    if (!To || onlyPredecessor(*To))
      continue;
    if (std::optional<NamedHolder> Named = emptyBetween(Before, *To)) {
      B.enter(B.P.split(Before.getBlockID(), To->getBlockID()));
      B.emit(Fact::drop(Named->Holder, Before.getTerminatorCondition()->getBeginLoc()));
    }
  }
}

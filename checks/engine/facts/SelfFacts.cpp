//===-- SelfFacts.cpp - Closures that destroy themselves ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/SelfFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/LaterUses.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

SelfFacts::SelfFacts(Builder &B) : B(B) {
  const auto *Operator = dyn_cast<CXXMethodDecl>(&B.Function);
  if (!Operator || !Operator->getParent()->isLambda())
    return;
  Closure = Operator->getParent();
  Captures = captureNumbers(*Closure);
}

void SelfFacts::destroys(HolderId Of, SourceLocation Loc, const Expr *Key) {
  const Holder &H = B.P.Holders[Of];
  if (H.R.K == Root::Kind::Expression || (H.Why == Outlives::None && !H.R.Closure))
    return;
  if (!Key)
    B.P.Destroyed.insert(Of.Value);
  if (Closure && !Captures.empty())
    Ends.push_back({B.here().Block, ++Count, Loc, 0, Of, Key});
}

/// What a container's element is found by: `m[key]`, `m.at(key)`, `*it`, `it->second`.
static const Expr *keyOf(const Expr &Element) {
  const Expr *E = stripped(&Element);
  if (const auto *Member = dyn_cast<MemberExpr>(E);
      Member && inSystemHeader(*Member->getMemberDecl()))
    E = stripped(Member->getBase());
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (Operator->getOperator() == OO_Subscript)
      return Operator->getArg(1);
    if (Operator->getOperator() == OO_Star || Operator->getOperator() == OO_Arrow)
      return Operator->getArg(0);
  }
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  return Call && Call->getNumArgs() == 1 && Call->getType()->isRecordType() ? Call->getArg(0)
                                                                            : nullptr;
}

/// Whether an object of this type owns what it holds alone: not a pointer that others share.
static bool ownsAlone(QualType T) {
  const CXXRecordDecl *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Record && !Record->getName().contains_insensitive("shared") &&
         !Record->getName().contains_insensitive("weak") && !Types::isView(T);
}

void SelfFacts::assigned(const Expr &Target, const NamedHolder &To, SourceLocation Loc) {
  if (!ownsAlone(Target.getType()))
    return;
  if (To.Exact)
    destroys(To.Holder, Loc);
  else if (const Expr *Key = keyOf(Target))
    destroys(To.Holder, Loc, Key);
}

void SelfFacts::dropped(const CallEnd &Dropped, HolderId Of, const Contract &C,
                        const CallSite &Site) {
  SourceLocation Loc = Site.Call->getExprLoc();
  if (Dropped.Destroys)
    return destroys(Of, Loc);
  // Of the standard library it is known; what others drop, they may hold until the call is over.
  if (C.Source != Authority::Model || !Site.Object || !inStandardLibrary(*Site.Callee) ||
      !Site.Callee->getDeclName().isIdentifier() ||
      !ownsAlone(Site.Object->getType()->isPointerType() ? Site.Object->getType()->getPointeeType()
                                                         : Site.Object->getType()))
    return;
  llvm::StringRef Name = Site.Callee->getName();
  if (Name == "erase" && Site.Arguments.size() == 1)
    destroys(Of, Loc, Site.Arguments.front());
  else if (Name == "clear" || Name == "reset" ||
           (Name == "emplace" && !Site.Callee->getReturnType()->isRecordType()))
    destroys(Of, Loc);
}

void SelfFacts::deleted(const CXXDeleteExpr &Delete) {
  if (std::optional<NamedHolder> Of = B.N.pointee(Delete.getArgument()))
    destroys(Of->Holder, Delete.getBeginLoc());
}

void SelfFacts::uses(const Stmt &S) {
  if (Captures.empty())
    return;
  const auto *Ref = dyn_cast<DeclRefExpr>(&S);
  if (!Ref && !isa<CXXThisExpr>(S))
    return;
  auto It = Captures.find(Ref ? Ref->getDecl() : nullptr);
  if (It != Captures.end())
    Uses[B.here().Block].push_back(
        {B.here().Block, ++Count, cast<Expr>(S).getExprLoc(), It->second, {}, nullptr});
}

/// The first use of each capture on a way that begins at the end.
void SelfFacts::usedAfter(const Event &End) {
  std::set<unsigned> Found;
  auto Take = [&](const Event &Use) {
    if (Found.insert(Use.Capture).second)
      B.P.OwnEnds.push_back({End.Of, End.Key, End.Loc, Use.Capture, Use.Loc});
  };
  auto UsesIn = [&](unsigned Block) -> llvm::ArrayRef<Event> {
    auto It = Uses.find(Block);
    return It == Uses.end() ? llvm::ArrayRef<Event>() : llvm::ArrayRef<Event>(It->second);
  };
  for (const Event &Use : UsesIn(End.Block))
    if (Use.Number > End.Number)
      Take(Use);
  for (unsigned Block : blocksAfter(B.P, End.Block))
    for (const Event &Use : UsesIn(Block))
      Take(Use);
}

void SelfFacts::complete() {
  static constexpr size_t Most = 64; // a body with more is no callback
  if (Uses.empty() || Ends.size() > Most)
    return;
  for (const Event &End : Ends)
    if (!Moved.count(End.Of.Value))
      usedAfter(End);
}

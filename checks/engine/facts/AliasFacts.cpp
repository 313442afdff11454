//===-- AliasFacts.cpp - Members that name other objects ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/AliasFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// What the expression copies, if it does; else itself.
static const Expr *copiedFrom(const Expr &E) {
  const Expr *Bare = stripped(&E);
  const auto *Construct = dyn_cast<CXXConstructExpr>(Bare);
  return Construct && Construct->getNumArgs() == 1 &&
                 Construct->getConstructor()->isCopyConstructor()
             ? stripped(Construct->getArg(0))
             : Bare;
}

void AliasFacts::refers(HolderId Base, PathElement Member, const Expr &To) {
  if (!Member || Member == pendingPart() || !B.canHold(&To))
    return;
  auto Named = [&](const std::optional<NamedHolder> &Of) -> std::optional<HolderId> {
    return Of && Of->Exact ? std::optional<HolderId>(Of->Holder) : std::nullopt;
  };
  auto Bind = [&](HolderId Whole, PathElement Part, std::optional<HolderId> Of) {
    if (B.Body.isAdopted(Member))
      B.P.Adopted.insert(Member), Of = std::nullopt;
    if (Of)
      B.P.Holders.alias(Whole, Part, *Of);
    else
      B.P.Holders.forget(Whole, Part);
  };
  const Expr *Bare = stripped(&To);
  if (Member->getType()->isReferenceType()) {
    if (std::optional<HolderId> Bound = Named(B.N.holder(&To)))
      B.P.Holders.alias(Base, Member, *Bound);
  } else if (Member->getType()->isPointerType() && To.getType()->isPointerType()) {
    Bind(B.P.Holders.below(Base, Member), nullptr,
         isAddress(Bare) ? Named(B.N.holder(Bare)) : beyondHere(Named(B.N.pointee(Bare))));
  } else if (B.T.isPointerLike(Member->getType()) &&
             B.Context.hasSameUnqualifiedType(Member->getType(), To.getType())) {
    // A copy of a smart pointer: it shares what the original points at.
    const auto *Copied = dyn_cast<DeclRefExpr>(copiedFrom(To));
    Bind(Base, Member, beyondHere(Copied ? Named(B.N.holder(Copied)) : std::nullopt));
  }
}

/// The same holder, if it is one that callers know.
std::optional<HolderId> AliasFacts::beyondHere(std::optional<HolderId> Id) const {
  Outlives Why = Id ? B.P.Holders[*Id].Why : Outlives::None;
  return Why == Outlives::Caller || Why == Outlives::Global ? Id : std::nullopt;
}

void AliasFacts::renames(const Expr &Target, HolderId To, const Expr &Value) {
  if (Target.getType()->isRecordType())
    B.P.Holders.forgetWithin(To);
  if (const auto *Member = dyn_cast<MemberExpr>(stripped(&Target))) {
    std::optional<NamedHolder> Base =
        Member->isArrow() ? B.N.pointee(Member->getBase()) : B.N.holder(Member->getBase());
    if (Base)
      refers(Base->Holder, Member->getMemberDecl(), Value);
  }
}

/// The same end without the last step of its path.
static CallEnd wholeOf(CallEnd Part) {
  Part.Path.pop_back();
  return Part;
}

void AliasFacts::bound(const Transfer &Moved, const CallSite &Site) {
  if (Moved.From.K != CallEnd::Kind::Parameter || Moved.To.Path.empty() || Moved.Adopted ||
      Moved.Borrows || Moved.From.Index >= Site.Arguments.size())
    return;
  if (std::optional<HolderId> Base = Ends.holder(wholeOf(Moved.To), Site))
    refers(*Base, Moved.To.Path.back(), *Site.Arguments[Moved.From.Index]);
}

void AliasFacts::reassigned(const CallEnd &Member, const CallSite &Site) {
  if (Member.Path.empty() || !Member.Path.back())
    return;
  std::optional<HolderId> Base = Ends.holder(wholeOf(Member), Site);
  if (!Base)
    return;
  B.P.Holders.forgetIfAlias(*Base, Member.Path.back());
  B.P.Holders.forgetIfAlias(B.P.Holders.below(*Base, Member.Path.back()), nullptr);
}

bool AliasFacts::isAdopted(HolderId Id) const {
  const Root &R = B.P.Holders[Id].R;
  return R.K == Root::Kind::Variable && B.Body.isAdopted(static_cast<const ValueDecl *>(R.Key));
}

//===-- AliasFacts.cpp - Members that name other objects ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A member that is a pointer or a reference names another object. Where the code shows which, and
// shows no other, the two are one holder.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/facts/FactBuilder.h"
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

/// A member that is a reference or a pointer is from now on another name of what it is bound
/// to, where that has a name.
void FactBuilder::refers(HolderId Base, PathElement Member, const Expr &To) {
  if (!Member || Member == pendingPart() || !canHold(&To))
    return;
  auto Named = [&](const std::optional<NamedHolder> &Of) -> std::optional<HolderId> {
    return Of && Of->Exact ? std::optional<HolderId>(Of->Holder) : std::nullopt;
  };
  auto Bind = [&](HolderId Whole, PathElement Part, std::optional<HolderId> Of) {
    if (Body.isAdopted(Member))
      P.Adopted.insert(Member), Of = std::nullopt;
    if (Of)
      P.Holders.alias(Whole, Part, *Of);
    else
      P.Holders.forget(Whole, Part);
  };
  const Expr *Bare = stripped(&To);
  if (Member->getType()->isReferenceType()) {
    if (std::optional<HolderId> Bound = Named(N.holder(&To)))
      P.Holders.alias(Base, Member, *Bound);
  } else if (Member->getType()->isPointerType() && To.getType()->isPointerType()) {
    const auto *Address = dyn_cast<UnaryOperator>(Bare);
    bool Object = isa<CXXThisExpr>(Bare) || (Address && Address->getOpcode() == UO_AddrOf);
    Bind(P.Holders.below(Base, Member), nullptr,
         Object ? Named(N.holder(Bare)) : beyondHere(Named(N.pointee(Bare))));
  } else if (T.isPointerLike(Member->getType()) &&
             Context.hasSameUnqualifiedType(Member->getType(), To.getType())) {
    // A copy of a smart pointer: it shares what the original points at.
    const auto *Copied = dyn_cast<DeclRefExpr>(copiedFrom(To));
    Bind(Base, Member, beyondHere(Copied ? Named(N.holder(Copied)) : std::nullopt));
  }
}

/// The same holder, if it is one that callers know.
std::optional<HolderId> FactBuilder::beyondHere(std::optional<HolderId> Id) const {
  Outlives Why = Id ? P.Holders[*Id].Why : Outlives::None;
  return Why == Outlives::Caller || Why == Outlives::Global ? Id : std::nullopt;
}

/// An assigned member is from now on another name; so are the members of what is assigned.
void FactBuilder::renames(const Expr &Target, HolderId To, const Expr &Value) {
  if (Target.getType()->isRecordType())
    P.Holders.forgetWithin(To);
  if (const auto *Member = dyn_cast<MemberExpr>(stripped(&Target))) {
    std::optional<NamedHolder> Base =
        Member->isArrow() ? N.pointee(Member->getBase()) : N.holder(Member->getBase());
    if (Base)
      refers(Base->Holder, Member->getMemberDecl(), Value);
  }
}

/// The same end without the last step of its path.
static CallEnd wholeOf(CallEnd Part) {
  Part.Path.pop_back();
  return Part;
}

/// The callee binds a member to one of its arguments.
void FactBuilder::bound(const Transfer &Moved, const CallSite &Site) {
  if (Moved.From.K != CallEnd::Kind::Parameter || Moved.To.Path.empty() || Moved.Adopted ||
      Moved.Borrows || Moved.From.Index >= Site.Arguments.size())
    return;
  if (std::optional<HolderId> Base = end(wholeOf(Moved.To), Site))
    refers(*Base, Moved.To.Path.back(), *Site.Arguments[Moved.From.Index]);
}

/// The callee gives a member a new value: it names what it named before no more.
void FactBuilder::reassigned(const CallEnd &Member, const CallSite &Site) {
  if (Member.Path.empty() || !Member.Path.back())
    return;
  std::optional<HolderId> Base = end(wholeOf(Member), Site);
  if (!Base)
    return;
  P.Holders.forgetIfAlias(*Base, Member.Path.back());
  P.Holders.forgetIfAlias(P.Holders.below(*Base, Member.Path.back()), nullptr);
}

/// Whether the function gives what the holder lies in to the object, or to an owner.
bool FactBuilder::isAdopted(HolderId Id) const {
  const Root &R = P.Holders[Id].R;
  return R.K == Root::Kind::Variable && Body.isAdopted(static_cast<const ValueDecl *>(R.Key));
}

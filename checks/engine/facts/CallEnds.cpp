//===-- CallEnds.cpp - What the ends of a contract are in one call --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/TemporaryFacts.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

static HolderId below(HolderId Base, llvm::ArrayRef<PathElement> Path, Builder &B) {
  for (PathElement Element : Path)
    Base = B.P.Holders.below(Base, Element);
  return Base;
}

HolderId CallEnds::below(HolderId Base, llvm::ArrayRef<PathElement> Path) {
  return ::below(Base, Path, B);
}

HolderId closure::holderOfVariable(const CallEnd &E, Builder &B) {
  if (E.Why == Outlives::Global || E.Why == Outlives::Static)
    return below(B.N.variable(E.Variable, nullptr, E.Why), E.Path, B);
  // What a pointer of an enclosing function points at.
  if (!E.Path.empty() && !E.Path.front())
    return below(B.N.dereference(B.N.variable(E.Variable)),
                 llvm::ArrayRef<PathElement>(E.Path).drop_front(), B);
  return below(B.N.variable(E.Variable), E.Path, B);
}

/// What the call works on: itself, where it makes the object.
HolderId CallEnds::object(const CallSite &Site) {
  if (!Site.Object)
    return Site.OnHeap ? B.P.Holders.below(B.N.value(Site.Call), nullptr) : B.N.value(Site.Call);
  HolderId Object = B.N.value(Site.Object);
  bool Behind = Site.Object->getType()->isPointerType() && !isAddress(Site.Object);
  if (!Behind)
    return Object;
  if (std::optional<NamedHolder> Pointee = B.N.pointee(Site.Object))
    return Pointee->Holder;
  return B.N.dereference(Object);
}

std::optional<HolderId> CallEnds::parameter(const CallEnd &E, const CallSite &Site) {
  if (E.Index >= Site.Arguments.size())
    return std::nullopt;
  const Expr *Argument = Site.Arguments[E.Index];
  // A pointer to bytes is what the bytes are for.
  bool Untyped = Types::isUntyped(Argument->getType()) &&
                 (B.canHold(stripped(Argument)) || Types::isUntyped(stripped(Argument)->getType()));
  if (!E.KnownElsewhere && !B.canHold(Argument) && !Untyped)
    return std::nullopt;
  HolderId Base = B.N.value(Argument);
  llvm::ArrayRef<PathElement> Path = E.Path;
  if (!Path.empty() && !Path.front()) {
    if (!isAddress(Argument)) {
      std::optional<NamedHolder> Pointee = B.N.pointee(Argument);
      Base = Pointee ? Pointee->Holder : B.N.dereference(Base);
    }
    Path = Path.drop_front();
  }
  return below(Base, Path);
}

std::optional<HolderId> CallEnds::holder(const CallEnd &E, const CallSite &Site) {
  switch (E.K) {
  case CallEnd::Kind::Result:
    return B.N.value(Site.Call);
  case CallEnd::Kind::Exception:
    if (B.Body.hasTry())
      return std::nullopt; // which handler catches it is not known here
    return B.N.exception();
  case CallEnd::Kind::Elsewhere:
    return B.N.elsewhere(E.Function);
  case CallEnd::Kind::This:
    return below(B.N.thisObject(), E.Path);
  case CallEnd::Kind::Variable:
    return holderOfVariable(E, B);
  case CallEnd::Kind::Object:
    return below(object(Site), E.Path);
  case CallEnd::Kind::Parameter:
    return parameter(E, Site);
  }
  return std::nullopt;
}

std::optional<NamedPlace> CallEnds::place(const CallEnd &E, const CallSite &Site) {
  std::optional<NamedPlace> Of;
  if (E.K == CallEnd::Kind::Variable)
    Of = B.N.placeOf(E.Variable);
  else if (E.K == CallEnd::Kind::Parameter && E.Index < Site.Arguments.size())
    Of = B.N.place(Site.Arguments[E.Index]);
  else if (E.K == CallEnd::Kind::Object && Site.Object && !Site.Object->getType()->isPointerType())
    Of = B.N.place(Site.Object);
  if (Of)
    Temporaries.endWithStatement(Of->Of);
  return Of;
}

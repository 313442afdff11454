//===-- CallFacts.cpp - What calls do, by their contracts -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/FactBuilder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

void FactBuilder::call(const CallExpr &Call) {
  CallSite Site;
  Site.Call = &Call;
  Site.Callee = Call.getDirectCallee();
  Site.Arguments.assign(Call.arg_begin(), Call.arg_end());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Site.Object = Member->getImplicitObjectArgument();
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (isa_and_nonnull<CXXMethodDecl>(Site.Callee) && !Site.Arguments.empty()) {
      Site.Object = Site.Arguments.front();
      Site.Arguments.erase(Site.Arguments.begin());
    }
    if (Operator->getOperator() == OO_Equal && Site.Arguments.size() == 1)
      return assignment(*Site.Object, *Site.Arguments.front(), Operator->getOperatorLoc());
  } else if (!Site.Callee) {
    // Through a pointer or a value: it may call what it gets, and what it is.
    if (canHold(Call.getCallee()))
      emit(Fact::use(N.value(Call.getCallee()), Call.getExprLoc()));
  }
  if (Site.Callee && T.known().isSwap(*Site.Callee)) {
    if (Site.Object && Site.Arguments.size() == 1)
      return swap(*Site.Object, *Site.Arguments.front(), Call);
    if (!Site.Object && Site.Arguments.size() == 2)
      return swap(*Site.Arguments[0], *Site.Arguments[1], Call);
  }
  if (canHold(&Call))
    fresh(Call);
  static const Contract Unknown;
  const Contract *C = Site.Callee ? Known.contractOf(*Site.Callee) : nullptr;
  apply(C ? *C : Unknown, Site);
}

void FactBuilder::construct(const CXXConstructExpr &Construct) {
  if (!canHold(&Construct))
    return;
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  if (InheritedConstructor Inherited = Constructor->getInheritedConstructor())
    Constructor = Inherited.getConstructor();
  HolderId To = fresh(Construct);
  if (Constructor->isCopyOrMoveConstructor() && Construct.getNumArgs()) {
    flow(To, Construct.getArg(0), false);
    return movedFrom(*Construct.getArg(0));
  }
  CallSite Site;
  Site.Call = &Construct;
  Site.Callee = Constructor;
  Site.Arguments.assign(Construct.arg_begin(), Construct.arg_end());
  static const Contract Unknown;
  const Contract *C = Known.contractOf(*Constructor);
  apply(C ? *C : Unknown, Site);
}

/// Each of the two gets all that the other held.
void FactBuilder::swap(const Expr &A, const Expr &B, const Expr &Call) {
  if (!canHold(&A) || !canHold(&B))
    return;
  HolderId First = N.value(&A), Second = N.value(&B);
  HolderId Between = P.Holders.root({Root::Kind::Expression, &Call, nullptr}, Outlives::None, "");
  Step Note;
  Note.Loc = Call.getExprLoc();
  emit(Fact::flow(Between, First, true, Note));
  Note.K = Step::Kind::Stored;
  Note.Name = P.Holders[First].Name;
  emit(Fact::flow(First, Second, true, Note));
  Note.Name = P.Holders[Second].Name;
  emit(Fact::flow(Second, Between, true, Note));
}

void FactBuilder::apply(const Contract &C, const CallSite &Site) {
  SourceLocation Loc = Site.Call->getExprLoc();
  if (C.UsesObject && Site.Object && canHold(Site.Object))
    emit(Fact::use(N.value(Site.Object), Loc));
  if (C.UsesArguments)
    for (const Expr *Argument : Site.Arguments)
      if (canHold(Argument))
        emit(Fact::use(N.value(Argument), Loc));
  // The result shows what was there before; what comes in stays.
  for (const Transfer &Moved : C.Transfers)
    if (Moved.To.K == CallEnd::Kind::Result)
      transfer(Moved, C, Site);
  for (const CallEnd &Dropped : C.Drops)
    if (std::optional<HolderId> H = end(Dropped, Site))
      emit(Fact::drop(*H, Loc));
  for (const Transfer &Moved : C.Transfers)
    if (Moved.To.K != CallEnd::Kind::Result)
      transfer(Moved, C, Site);
  if (waits(Site))
    wait();
}

void FactBuilder::transfer(const Transfer &Moved, const Contract &C, const CallSite &Site) {
  // A result that is another name for the object, or a part of it, has what went there.
  if (Moved.To.K == CallEnd::Kind::Result && (!canHold(Site.Call) || N.holder(Site.Call)))
    return;
  SourceLocation Loc = Site.Call->getExprLoc();
  std::string Callee =
      Site.Callee->getDeclName().isIdentifier() || isa<CXXConstructorDecl>(Site.Callee)
          ? Site.Callee->getNameAsString()
          : std::string();
  std::optional<HolderId> To = end(Moved.To, Site);
  if (!To)
    return;
  bool Kept = Moved.To.K != CallEnd::Kind::Result && Moved.To.K != CallEnd::Kind::Exception;
  if (Kept && !C.Plain && Site.Object)
    To = P.Holders.below(*To, pendingPart());
  else
    To = keeper(*To);
  if (Moved.Borrows) {
    std::optional<NamedPlace> Of = borrowed(Moved.From, Site);
    if (!Of)
      return;
    Loan L;
    L.Site = Moved.Site;
    L.Of = Of->Of;
    L.Element = Of->Element || Moved.Element;
    L.Writes = Moved.Writes;
    L.Inner = Moved.Inner;
    L.Call = Loc;
    if (Moved.From.K == CallEnd::Kind::Parameter && Moved.From.Index < Site.Callee->getNumParams())
      L.Inner.push_back({Step::Kind::Bound,
                         Site.Callee->getParamDecl(Moved.From.Index)->getNameAsString(),
                         Site.Arguments[Moved.From.Index]->getExprLoc()});
    emit(Fact::borrow(*To, P.add(std::move(L)), Loc));
    return;
  }
  std::optional<HolderId> From = end(Moved.From, Site);
  if (!From || *From == *To || *From == P.Holders[*To].Parent)
    return;
  Step Note;
  Note.Loc = Loc;
  if (!C.Plain) {
    Note.K = Moved.To.K == CallEnd::Kind::Result ? Step::Kind::Passed : Step::Kind::Kept;
    Note.Name = Callee;
    if (Callee.empty())
      Note.K = Step::Kind::None;
  } else if (Moved.To.K != CallEnd::Kind::Result && !P.Holders[*To].Name.empty()) {
    Note.K = Step::Kind::Inserted;
    Note.Name = P.Holders[*To].Name;
  }
  emit(Fact::flow(*To, *From, false, std::move(Note)));
}

std::optional<HolderId> FactBuilder::end(const CallEnd &E, const CallSite &Site) {
  auto Below = [&](HolderId Base, llvm::ArrayRef<PathElement> Path) {
    for (PathElement Element : Path)
      Base = P.Holders.below(Base, Element);
    return Base;
  };
  switch (E.K) {
  case CallEnd::Kind::Result:
    return N.value(Site.Call);
  case CallEnd::Kind::Exception:
    if (Body.hasTry())
      return std::nullopt; // which handler catches it is not known here
    return N.exception();
  case CallEnd::Kind::This:
    return Below(N.thisObject(), E.Path);
  case CallEnd::Kind::Variable:
    if (E.Why == Outlives::Global || E.Why == Outlives::Static)
      return Below(N.variable(E.Variable, nullptr, E.Why), E.Path);
    return Below(N.variable(E.Variable), E.Path);
  case CallEnd::Kind::Object: {
    if (!Site.Object)
      return Below(N.value(Site.Call), E.Path);
    HolderId Object = N.value(Site.Object);
    const Expr *Bare = stripped(Site.Object);
    if (Site.Object->getType()->isPointerType() && !isa<CXXThisExpr>(Bare)) {
      const auto *Address = dyn_cast<UnaryOperator>(Bare);
      if (!Address || Address->getOpcode() != UO_AddrOf)
        Object = N.dereference(Object, Site.Object->getType());
    }
    return Below(Object, E.Path);
  }
  case CallEnd::Kind::Parameter: {
    if (E.Index >= Site.Arguments.size())
      return std::nullopt;
    const Expr *Argument = Site.Arguments[E.Index];
    if (!canHold(Argument))
      return std::nullopt;
    HolderId Base = N.value(Argument);
    llvm::ArrayRef<PathElement> Path = E.Path;
    if (!Path.empty() && !Path.front()) {
      const auto *Address = dyn_cast<UnaryOperator>(stripped(Argument));
      bool Object =
          isa<CXXThisExpr>(stripped(Argument)) || (Address && Address->getOpcode() == UO_AddrOf);
      if (!Object)
        Base = N.dereference(Base, Argument->getType());
      Path = Path.drop_front();
    }
    return Below(Base, Path);
  }
  }
  return std::nullopt;
}

std::optional<NamedPlace> FactBuilder::borrowed(const CallEnd &E, const CallSite &Site) {
  std::optional<NamedPlace> Of;
  if (E.K == CallEnd::Kind::Variable)
    Of = N.placeOf(E.Variable);
  else if (E.K == CallEnd::Kind::Parameter && E.Index < Site.Arguments.size())
    Of = N.place(Site.Arguments[E.Index]);
  else if (E.K == CallEnd::Kind::Object && Site.Object && !Site.Object->getType()->isPointerType())
    Of = N.place(Site.Object);
  if (Of && P[Of->Of].K == Place::Kind::Temporary) {
    const auto *Made = cast<Expr>(P[Of->Of].Temporary);
    std::vector<PlaceId> &Ending = Temporaries[Body.fullExpression(Made)];
    if (!llvm::is_contained(Ending, Of->Of))
      Ending.push_back(Of->Of);
  }
  return Of;
}

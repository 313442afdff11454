//===-- LambdaFacts.cpp - What a lambda borrows ---------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/LambdaFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/ObjectFacts.h"
#include "checks/engine/facts/TemporaryFacts.h"
#include "checks/engine/facts/TransferFacts.h"
#include "checks/engine/facts/ViewFacts.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Signal.h"
#include "checks/engine/syntax/Usage.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

void LambdaFacts::lambda(const LambdaExpr &Lambda) {
  HolderId To = B.fresh(Lambda);
  // Its body is read once, however many captures it has.
  std::optional<SignalOrder> Signals;
  bool Throws = false;
  for (unsigned I = 0, Count = Lambda.capture_size(); I != Count; ++I) {
    std::optional<Loan> L = borrow(Lambda, I, To);
    if (!L)
      continue;
    if (!Signals) {
      Signals.emplace(Lambda, B.T.known());
      Throws = throwsVisibly(Lambda);
    }
    const LambdaCapture &C = Lambda.capture_begin()[I];
    L->Signal = Signals->of(*C.getCapturedVar());
    L->Throws = Throws;
    B.emit(Fact::borrow(To, B.P.add(std::move(*L)), C.getLocation()));
  }
  Viewed.lambda(Lambda, To);
  effects(Lambda, To);
}

/// A handle to an object of a library that is not called itself, as a widget: what others gave it
/// to call is its own, and has its life.
static bool refersToOther(const LambdaCapture &C, const ValueDecl &V) {
  QualType Type = V.getType().getNonReferenceType();
  bool Refers =
      Type->isPointerType() || C.getCaptureKind() == LCK_ByRef || V.getType()->isReferenceType();
  const CXXRecordDecl *Class =
      Type->isPointerType() ? Type->getPointeeCXXRecordDecl() : Type->getAsCXXRecordDecl();
  return Refers && Class && inSystemHeader(*Class) && !Class->isInStdNamespace() &&
         !(Class->hasDefinition() && hasCallOperator(*Class));
}

/// What an init-capture copies.
static const Expr *copied(const Expr *Init) {
  const Expr *E = stripped(Init);
  const auto *Copy = dyn_cast<CXXConstructExpr>(E);
  return Copy && Copy->getNumArgs() == 1 ? stripped(Copy->getArg(0)) : E;
}

/// What the closure holds already by this capture. \returns the loan that it takes of the variable,
/// if it borrows.
std::optional<Loan> LambdaFacts::borrow(const LambdaExpr &Lambda, unsigned Index, HolderId To) {
  const LambdaCapture &C = Lambda.capture_begin()[Index];
  if (C.getCaptureKind() == LCK_This)
    Objects.borrowObject(Lambda, Index, To);
  if (!C.capturesVariable()) // the bounds of variable-length arrays
    return std::nullopt;
  const ValueDecl *V = C.getCapturedVar();
  const auto *Variable = dyn_cast<VarDecl>(V);
  bool InitCapture = isOwnInitCapture(Lambda, C);
  const Expr *Init = InitCapture ? Variable->getInit() : nullptr;

  // What the captured object holds itself, the closure can reach.
  // A variable that it is assigned to will hold nothing but the closure itself.
  bool Itself = C.getCaptureKind() == LCK_ByRef && B.Body.assignedTo(&Lambda) == V;
  if (B.T.canHold(V->getType()) && !Itself && !refersToOther(C, *V)) {
    HolderId From = Init ? B.N.value(Init) : B.N.variable(V);
    if (!Init) {
      const auto *Initial = cast<Expr>(Lambda.capture_init_begin()[Index]);
      if (std::optional<NamedHolder> Named = B.N.holder(Initial))
        From = Named->Holder;
    }
    if (From != To)
      B.emit(Fact::flow(To, From, false,
                        {Step::Kind::Captured, V->getNameAsString(), C.getLocation()}));
  }
  if (C.getCaptureKind() == LCK_ByCopy)
    share(Lambda, Index, To);
  if (refersToObject(C, Init))
    Objects.borrowObject(Lambda, Index, To);
  bool Supposed = B.T.isSupposed({&Lambda, Index});
  if (C.getCaptureKind() != LCK_ByRef && !Supposed)
    return std::nullopt;
  if (Init && Supposed)
    Init = copied(Init);
  if (B.Known.isVouchedFor(*V)) {
    B.P.Safe.push_back({{&Lambda, Index}, {Reason::Kind::Attribute, V}});
    return std::nullopt;
  }
  std::optional<NamedPlace> Of = Init ? B.N.place(Init) : B.N.placeOf(V);
  if (!Of)
    return std::nullopt;
  Temporaries.endWithStatement(Of->Of);
  Loan L;
  L.Site = {&Lambda, Index};
  L.Closure = Lambda.getLambdaClass();
  L.Of = Of->Of;
  L.Element = Of->Element;
  L.Loop = B.Body.loopAround(&Lambda);
  L.Writes = B.Body.usesInside(Lambda).of(V).Changes;
  return L;
}

/// `[&v = v]`, `[p = &v]`, `[self = this]`, or a local by that name: another spelling of `this`.
bool LambdaFacts::refersToObject(const LambdaCapture &C, const Expr *Init) {
  const auto *V = dyn_cast<VarDecl>(C.getCapturedVar());
  if (!V || V->hasGlobalStorage() || isa<ParmVarDecl>(V) || !V->getInit())
    return false;
  const Expr &Value = Init ? *Init : *V->getInit();
  if (V->getType()->isReferenceType())
    return C.getCaptureKind() == LCK_ByRef && refersToObject(Value);
  std::optional<NamedPlace> Of;
  if (C.getCaptureKind() == LCK_ByCopy && V->getType()->isPointerType())
    Of = Init || !B.Body.isReassigned(V) ? B.N.behind(&Value) : std::nullopt;
  return Of && B.P[Of->Of].K == Place::Kind::Object;
}

/// Whether it is the object or a part of it, also by the name of a local reference.
bool LambdaFacts::refersToObject(const Expr &Value) {
  const Expr *E = stripped(&Value);
  for (unsigned I = 0; I != 8; ++I) {
    if (isOwnPart(E))
      return true;
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!V || !V->getType()->isReferenceType() || isa<ParmVarDecl>(V) || !V->getInit() ||
        B.N.isForeign(V))
      return false;
    E = stripped(V->getInit());
  }
  return false;
}

/// A copy of an owning pointer gives the closure a share in an object. Of one that can hold no
/// closure, nobody needs to know.
void LambdaFacts::share(const LambdaExpr &Lambda, unsigned Index, HolderId To) {
  QualType Type = Lambda.capture_begin()[Index].getCapturedVar()->getType();
  if (!isCountingPointer(Type) || !B.T.canHold(Type))
    return;
  Loan L;
  L.K = Loan::Kind::Owner;
  L.Site = {&Lambda, Index};
  L.Closure = Lambda.getLambdaClass();
  B.emit(Fact::borrow(To, B.P.add(std::move(L)), Lambda.capture_begin()[Index].getLocation()));
}

/// Whether what is left with others has what goes on with the coroutine, which awaits the lambda:
/// `co_await Suspend{[&](auto go) { loop.post([&x, go] { … go(); }); }}`.
bool LambdaFacts::resumes(const Transfer &Left, const LambdaExpr &Lambda) {
  if (!Left.Site.Lambda || !isa<CoroutineBodyStmt>(B.Function.getBody()))
    return false;
  auto IsOfLambda = [&](const Expr *E) {
    const auto *Ref = E ? dyn_cast_or_null<DeclRefExpr>(stripped(E)) : nullptr;
    const auto *P = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
    const auto *Of = P ? dyn_cast<CXXMethodDecl>(P->getDeclContext()) : nullptr;
    return Of && Of->getParent() == Lambda.getLambdaClass();
  };
  auto Has = [&](const Expr *Init) {
    const Expr *Made = Init ? stripped(Init) : nullptr;
    const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(Made);
    const auto *Moved = dyn_cast_or_null<CallExpr>(
        Copy && Copy->getNumArgs() == 1 ? stripped(Copy->getArg(0)) : Made);
    return IsOfLambda(Made) || (Copy && Copy->getNumArgs() == 1 && IsOfLambda(Copy->getArg(0))) ||
           (Moved && isMove(*Moved) && IsOfLambda(Moved->getArg(0)));
  };
  if (llvm::none_of(Left.Site.Lambda->capture_inits(), Has))
    return false;
  if (!Uses)
    Uses.emplace(llvm::ArrayRef<const Stmt *>(B.Function.getBody()));
  const Stmt *Up = Uses->around(&Lambda);
  while (Up && !isa<CoawaitExpr>(Up))
    Up = Uses->around(Up);
  return Up != nullptr;
}

/// What the lambda's body does to variables of this function, as if it were called where
/// it is made: when it will be called, the function's own order cannot tell.
void LambdaFacts::effects(const LambdaExpr &Lambda, HolderId To) {
  const FunctionDecl *Operator = Lambda.getCallOperator();
  if (Lambda.isGenericLambda() || !Operator)
    return;
  const Contract *C = B.Known.contractOf(*Operator, {});
  if (!C)
    return;
  CallSite Site;
  Site.Call = &Lambda;
  Site.Callee = Operator;
  Site.Object = &Lambda;
  for (const Transfer &Moved : C->Transfers)
    if (Moved.From.K != CallEnd::Kind::Parameter && Moved.From.K != CallEnd::Kind::Object &&
        !resumes(Moved, Lambda) &&
        (Moved.To.K == CallEnd::Kind::Variable || Moved.To.K == CallEnd::Kind::This))
      Transfers.transfer(Moved, *C, Site);
  ownEnds(*C, Lambda, Site, To);
}

/// The two name one thing: a variable, a member of the object, or the same number.
static bool isSame(const Expr *A, const Expr *B) {
  A = stripped(A), B = stripped(B);
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(A); Copy && Copy->getNumArgs() == 1)
    A = stripped(Copy->getArg(0));
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(B); Copy && Copy->getNumArgs() == 1)
    B = stripped(Copy->getArg(0));
  const auto *One = dyn_cast<DeclRefExpr>(A), *Other = dyn_cast<DeclRefExpr>(B);
  if (One)
    if (const auto *V = dyn_cast<VarDecl>(One->getDecl()); V && V->isInitCapture() && V->getInit())
      return isSame(V->getInit(), B);
  if (One || Other)
    return One && Other && One->getDecl() == Other->getDecl();
  const auto *Member = dyn_cast<MemberExpr>(A), *With = dyn_cast<MemberExpr>(B);
  if (Member || With)
    return Member && With && Member->getMemberDecl() == With->getMemberDecl() &&
           isa<CXXThisExpr>(stripped(Member->getBase())) &&
           isa<CXXThisExpr>(stripped(With->getBase()));
  const auto *Number = dyn_cast<IntegerLiteral>(A), *Same = dyn_cast<IntegerLiteral>(B);
  return Number && Same && llvm::APInt::isSameValue(Number->getValue(), Same->getValue());
}

/// Whether the lambda is stored as the element that has the key: `m[key] = …`, `*it = …`,
/// `m.emplace(key, …)`, `m.insert({key, …})`.
static bool isStoredUnder(const Expr *Key, const LambdaExpr &Lambda, const UseIndex &Uses) {
  auto Has = [&](const Expr *Part) { return Part && isSame(Key, Part); };
  for (const Stmt *S = Uses.around(&Lambda); S && isa<Expr>(S); S = Uses.around(S)) {
    bool Found = false;
    if (const auto *Call = dyn_cast<CallExpr>(S)) {
      const auto *Assigned = dyn_cast<CXXOperatorCallExpr>(Call);
      const Expr *Target =
          Assigned && Assigned->getOperator() == OO_Equal ? stripped(Assigned->getArg(0)) : nullptr;
      if (const auto *Member = dyn_cast_or_null<MemberExpr>(Target))
        Target = stripped(Member->getBase());
      const auto *Access = dyn_cast_or_null<CallExpr>(Target);
      Found = llvm::any_of(Call->arguments(), Has) ||
              (Access && llvm::any_of(Access->arguments(), Has));
    } else if (const auto *List = dyn_cast<InitListExpr>(S)) {
      Found = llvm::any_of(List->inits(), Has);
    } else if (const auto *Pair = dyn_cast<CXXConstructExpr>(S)) {
      Found = llvm::any_of(Pair->arguments(), Has);
    }
    if (Found)
      return true;
  }
  return false;
}

/// `shared_from_this()`
static bool isOwnPointer(const Expr *E) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  return Call && givesOwnPointer(*Call) &&
         isa<CXXThisExpr>(stripped(Call->getImplicitObjectArgument()));
}

/// What the end is here. A pointer of the closure's own points at what it was made of.
std::optional<HolderId> LambdaFacts::endOf(const CallEnd &Of, const CallSite &Site) {
  const auto *V = dyn_cast_or_null<VarDecl>(Of.Variable);
  if (Of.K == CallEnd::Kind::Variable && V && V->getInit() && !Of.Path.empty() &&
      !Of.Path.front()) {
    const Expr *Init = constructionIn(V->getInit());
    Init = Init && !isa<CXXConstructExpr>(Init) ? Init : stripped(V->getInit());
    std::optional<NamedHolder> Base;
    if (isOwnPointer(Init))
      Base = NamedHolder{B.N.thisObject()};
    else if (V->isInitCapture())
      Base = B.N.pointee(Init);
    if (Base) {
      HolderId Found = Base->Holder;
      for (PathElement Element : llvm::ArrayRef(Of.Path).drop_front())
        Found = B.P.Holders.below(Found, Element);
      return Found;
    }
  }
  return Ends.holder(Of, Site);
}

/// The loans that stand for the closure itself: where it is kept in what its body destroys, it
/// destroys itself.
void LambdaFacts::ownEnds(const Contract &C, const LambdaExpr &Lambda, const CallSite &Site,
                          HolderId To) {
  for (const SelfEnd &E : C.SelfEnds) {
    if (E.Key && !Uses)
      Uses.emplace(llvm::ArrayRef<const Stmt *>(B.Function.getBody()));
    if (E.Key && !isStoredUnder(E.Key, Lambda, *Uses))
      continue;
    std::optional<HolderId> Of = endOf(E.Of, Site);
    if (!Of)
      continue;
    Loan L;
    L.K = Loan::Kind::Own;
    L.Site = {&Lambda, E.Capture};
    L.OldHolder = *Of;
    L.Destroyed = E.Loc;
    L.Used = E.Used;
    B.emit(Fact::borrow(To, B.P.add(std::move(L)), Lambda.getBeginLoc()));
  }
}

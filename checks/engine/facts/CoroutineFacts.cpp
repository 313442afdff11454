//===-- CoroutineFacts.cpp - What coroutines borrow -----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/CoroutineFacts.h"
#include "checks/engine/facts/AssignmentFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/FrameFacts.h"
#include "checks/engine/facts/ObjectFacts.h"
#include "checks/engine/facts/TemporaryFacts.h"
#include "checks/engine/facts/WaitFacts.h"
#include "checks/engine/syntax/Coroutine.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

/// A frame, and the closure that it is the body of.
struct CoroutineFacts::Made {
  const Frame *Of = nullptr;
  const FunctionDecl *Callee = nullptr;
  /// Null if the coroutine is no lambda, or has a copy of its own.
  const LambdaExpr *Lambda = nullptr;
  std::optional<NamedPlace> Closure;
  /// What the closure holds, the frame can reach.
  const Expr *Object = nullptr;
};

std::optional<CoroutineFacts::Made> CoroutineFacts::madeBy(const CallSite &Site,
                                                           const Contract *C) {
  if (!C || !C->Coroutine)
    return madeByWrapper(Site);
  Made M;
  M.Of = &*C->Coroutine;
  M.Callee = Site.Callee;
  const auto *Operator = dyn_cast<CXXMethodDecl>(Site.Callee);
  if (!Operator || !Operator->getParent()->isLambda())
    return M;
  const ParmVarDecl *Explicit = explicitObject(*Operator);
  M.Object = Explicit && !Site.Arguments.empty() ? Site.Arguments.front() : Site.Object;
  if (!M.Object || (Explicit && !Explicit->getType()->isReferenceType()))
    return M;
  M.Lambda = B.T.lambdaOf(*Operator->getParent());
  M.Closure = B.N.place(M.Object);
  return M;
}

std::optional<CoroutineFacts::Made> CoroutineFacts::madeByWrapper(const CallSite &Site) {
  if (!Site.Object || !B.T.isCoroutine(Site.Call->getType()) ||
      !B.T.isCallable(Site.Object->getType()))
    return std::nullopt;
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Site.Object));
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!V || !V->hasLocalStorage() || V->getType()->isReferenceType() || !V->getInit() ||
      B.N.isForeign(V) ||
      llvm::any_of(B.Body.valuesGiven(V), [](const Expr *Value) { return !isEmptyValue(*Value); }))
    return std::nullopt;
  const LambdaExpr *Lambda = lambdaIn(V->getInit());
  const CXXMethodDecl *Operator = Lambda ? Lambda->getCallOperator() : nullptr;
  if (!Operator || Lambda->isGenericLambda() || explicitObject(*Operator))
    return std::nullopt;
  const Contract *C = B.Known.contractOf(*Operator, {});
  if (!C || !C->Coroutine)
    return std::nullopt;
  return Made{&*C->Coroutine, Operator, Lambda, NamedPlace{B.N.owned(V)}, Site.Object};
}

void CoroutineFacts::borrow(const Made &M, Holders To, Loan L, const CallSite &Site) {
  Temporaries.endWithStatement(L.Of);
  L.Loop = B.Body.loopAround(Site.Call);
  LoanId Id = B.P.add(std::move(L));
  for (HolderId Each : To)
    B.emit(Fact::borrow(Each, M.Of->StartsAtOnce ? Program::running(Id) : Id,
                        Site.Call->getExprLoc()));
}

void CoroutineFacts::flow(const Made &M, Holders To, const Expr &From) {
  if (!B.canHold(&From))
    return;
  for (HolderId Each : To) {
    Fact F = Fact::flow(Each, B.N.value(&From), false, {Step::Kind::None, "", From.getExprLoc()});
    F.Starts = M.Of->StartsAtOnce;
    B.emit(std::move(F));
  }
}

/// The frame refers to the closure, and by it to what that refers to.
void CoroutineFacts::closure(const Made &M, Holders To, const CallSite &Site) {
  if (M.Of->Captures.empty())
    return;
  if (M.Lambda && M.Closure)
    for (const auto &[Index, Use] : M.Of->Captures) {
      Loan L;
      L.Site = {M.Lambda, Index};
      L.Of = M.Closure->Of;
      L.Element = M.Closure->Element;
      L.Frame = Use;
      borrow(M, To, std::move(L), Site);
    }
  if (M.Object)
    flow(M, To, *M.Object);
}

/// What ends in this function, but not only with the program: a local, a temporary.
std::optional<NamedPlace> CoroutineFacts::ownPlace(const Expr &Given) {
  std::optional<NamedPlace> Of = B.N.place(&Given);
  if (!Of || !B.P[Of->Of].endsHere())
    return std::nullopt;
  const ValueDecl *V = B.P[Of->Of].Variable;
  return V && Objects.livesWithMain(V) ? std::nullopt : Of;
}

/// Whether an object of the type has room for the handle of a coroutine, or is awaited itself.
static bool keepsHandles(QualType Type, unsigned Depth = 0) {
  const CXXRecordDecl *Class =
      Type->isPointerType() ? nullptr : Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || Depth == 4)
    return false;
  if (Class->getIdentifier() && Class->getName() == "coroutine_handle")
    return true;
  if (Class->isInStdNamespace()) {
    const auto *Of = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    return Of && llvm::any_of(Of->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
             return A.getKind() == TemplateArgument::Type && keepsHandles(A.getAsType(), Depth + 1);
           });
  }
  return llvm::any_of(Class->getDefinition()->methods(),
                      [](const CXXMethodDecl *Method) {
                        return isOfAwaiting(*Method) ||
                               Method->getOverloadedOperator() == OO_Coawait;
                      }) ||
         llvm::any_of(Class->getDefinition()->fields(), [&](const FieldDecl *Field) {
           return keepsHandles(Field->getType(), Depth + 1);
         });
}

/// What by-value parameters hold lies in the frame; references borrow.
void CoroutineFacts::parameters(const Made &M, Holders To, const CallSite &Site) {
  bool GoesOn = M.Of->StartsAtOnce && M.Of->FreesItself;
  for (const auto &[Index, Use] : M.Of->Parameters) {
    if (Index >= Site.Arguments.size() || Index >= M.Callee->getNumParams())
      continue;
    const Expr &Given = *Site.Arguments[Index];
    if (!M.Callee->getParamDecl(Index)->getType()->isReferenceType()) {
      flow(M, To, Given);
      continue;
    }
    const CXXRecordDecl *Class = Given.getType()->getAsCXXRecordDecl();
    bool Called = Class && (hasCallOperator(*Class) || B.T.isCallable(Given.getType()));
    // What resumes the coroutine resumes nothing when it is dead.
    if (GoesOn && !Called && (B.canHold(&Given) || keepsHandles(Given.getType())))
      continue;
    bool Concerned = M.Lambda || Called || B.canHold(&Given);
    std::optional<NamedPlace> Of = Concerned ? B.N.place(&Given) : ownPlace(Given);
    if (!Of)
      continue;
    Loan L;
    L.Site.Binder = Site.Call;
    L.Site.Bound = &Given;
    L.Site.Index = Index;
    L.Of = Of->Of;
    L.Element = Of->Element;
    L.Frame = Use;
    borrow(M, To, std::move(L), Site);
  }
}

/// The frame of a method refers to its object, whose end may end the coroutine.
void CoroutineFacts::object(const Made &M, Holders To, const CallSite &Site) {
  auto Use = M.Of->Captures.find(FrameFacts::OwnObject);
  const auto *Method = dyn_cast<CXXMethodDecl>(M.Callee);
  if (Use == M.Of->Captures.end() || !Method || Method->getParent()->isLambda() || !Site.Object ||
      Site.Object->getType()->isPointerType() ||
      B.T.ends().doesAnything(*Method->getParent()->getCanonicalDecl()))
    return;
  const CXXRecordDecl *Class = classOfObject(Site.Object);
  std::optional<NamedPlace> Of = ownPlace(*Site.Object);
  if (!Of || !Class || B.T.ends().doesAnything(*Class))
    return;
  Loan L;
  L.Site.Binder = Site.Call;
  L.Site.Bound = Site.Object;
  L.Site.Index = Method->getNumParams();
  L.Of = Of->Of;
  L.Element = Of->Element;
  L.Frame = Use->second;
  borrow(M, To, std::move(L), Site);
}

/// Whether a call on what is named so, or with it, may resume the coroutine: it was given to that,
/// or to something that was. What only `Looks` at the coroutine's own object does not.
bool CoroutineFacts::mayResume(const Detached &Each, const Expr *By, bool Looks) {
  Relations::Subject Of = By ? Relations::of(By) : nullptr;
  if (!Of)
    return false;
  if (Each.Given.contains(Of) || (Of == Each.Object && !Looks))
    return true;
  if (!Related)
    Related.emplace(B.Function, B.T);
  auto WasGiven = [&](const Decl *To) { return To && To != Of && Related->wasGiven(To, Of); };
  return WasGiven(Each.Object) || llvm::any_of(Each.Given, WasGiven);
}

/// A call on what a coroutine was given may resume it, and let it come to its end.
void CoroutineFacts::resumes(const CallSite &Site) {
  if (Site.Object && B.T.isCoroutine(Site.Object->getType()))
    B.emit(Fact::use(B.N.value(Site.Object), Site.Call->getExprLoc()));
  const auto *Method = dyn_cast<CXXMethodDecl>(Site.Callee);
  bool Looks = Method && Method->isConst();
  for (const Detached &Each : Running) {
    auto May = [&](const Expr *E) { return mayResume(Each, E, Looks); };
    if (Each.Call != Site.Call && (B.Known.runsAnything(*Site.Callee) || May(Site.Object) ||
                                   llvm::any_of(Site.Arguments, May)))
      Waits.finish(B.N.value(Each.Call), *Site.Call);
  }
}

/// Whether a model says that what the call gets runs out of sight, whatever the call returns.
static bool runsOutOfSight(const Contract *C) {
  return C && C->Source == Authority::Model &&
         llvm::any_of(C->Transfers, [](const Transfer &Moved) {
           return Moved.To.K == CallEnd::Kind::Elsewhere && Moved.Starts;
         });
}

/// `executor.post([x]() -> Detached { … })`: what was posted is dropped when it has been called,
/// and that is when the coroutine suspends for the first time.
void CoroutineFacts::queued(const CallSite &Site, const Contract *Does) {
  if (!Site.Callee->getReturnType()->isVoidType() && !runsOutOfSight(Does))
    return;
  for (const Expr *Argument : Site.Arguments) {
    const LambdaExpr *Lambda = lambdaIn(Argument);
    const CXXMethodDecl *Operator = Lambda ? Lambda->getCallOperator() : nullptr;
    if (!Operator || Lambda->isGenericLambda() || !coroutineBody(*Operator) ||
        !B.Known.queues(*Site.Callee))
      continue;
    const ParmVarDecl *Explicit = explicitObject(*Operator);
    const Contract *C = B.Known.contractOf(*Operator, {});
    if (!C || !C->Coroutine || !C->Coroutine->StartsAtOnce || !C->Coroutine->FreesItself ||
        (Explicit && !Explicit->getType()->isReferenceType()))
      continue;
    for (const auto &[Index, Use] : C->Coroutine->Captures)
      B.P.DroppedEarly.push_back(
          {{Lambda, Index}, Use, nameInClass(*Site.Callee), Site.Call->getExprLoc()});
  }
}

void CoroutineFacts::called(const CallSite &Site, const Contract *C) {
  if (!Site.Callee)
    return;
  resumes(Site);
  queued(Site, C);
  std::optional<Made> M = madeBy(Site, C);
  if (!M)
    return;
  std::vector<HolderId> To{B.N.value(Site.Call)};
  if (M->Of->StartsAtOnce && M->Of->FreesItself)
    To.push_back(B.N.elsewhere(nullptr));
  closure(*M, To, Site);
  parameters(*M, To, Site);
  object(*M, To, Site);
  if (To.size() == 1)
    return;
  Detached Goes;
  Goes.Call = Site.Call;
  for (const Expr *Given : Site.Arguments)
    if (Relations::Subject Of = Relations::of(Given))
      Goes.Given.insert(Of);
  if (Site.Object && !M->Lambda)
    Goes.Object = Relations::of(Site.Object);
  if (M->Lambda)
    for (const LambdaCapture &Captured : M->Lambda->captures())
      if (Captured.capturesVariable())
        Goes.Given.insert(Captured.getCapturedVar());
  Running.push_back(std::move(Goes));
}

/// The calls in what is awaited are over, and with them what they were given to call.
void CoroutineFacts::finishArguments(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return;
  const auto *Call = dyn_cast<CallExpr>(S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const Contract *C =
      Callee ? B.Known.contractOf(*Callee, {Call->getArgs(), Call->getNumArgs()}) : nullptr;
  // A model knows whether it is kept for longer.
  if (Call && !(C && C->Source == Authority::Model))
    for (const Expr *Argument : Call->arguments())
      if (B.canHold(Argument) && !B.T.isCoroutine(Argument->getType()))
        Waits.finish(B.N.value(Argument), *Call);
  for (const Stmt *Child : S->children())
    finishArguments(Child);
}

void CoroutineFacts::awaited(const CoroutineSuspendExpr &E) {
  const auto *Await = dyn_cast<CoawaitExpr>(&E);
  if (!Await)
    return;
  for (const Expr *Awaited : {Await->getOperand(), Await->getCommonExpr()})
    if (Awaited && B.canHold(Awaited))
      Waits.finish(B.N.value(Awaited), *Await);
  finishArguments(Await->getOperand());
  // `co_await done`, which a closure sets, is a wait for that closure.
  const Expr *Awaited = stripped(Await->getOperand());
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Awaited))
    Awaited = stripped(Call->getImplicitObjectArgument());
  const auto *Ref = dyn_cast<DeclRefExpr>(Awaited);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (V && V->hasLocalStorage() && !isa<ParmVarDecl>(V))
    Waits.wait(WaitFacts::Awaited::Signal, Relations::of(Awaited), Await);
}

void CoroutineFacts::returned(const CoreturnStmt &S) {
  if (S.getOperand() && B.canHold(S.getOperand()) && B.T.canHold(B.Function.getReturnType()))
    B.emit(Fact::flow(B.N.result(), B.N.value(S.getOperand()), false,
                      {Step::Kind::Returned, "", S.getKeywordLoc()}));
}

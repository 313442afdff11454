//===-- CallFacts.cpp - What calls do, by their contracts -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/CallFacts.h"
#include "checks/engine/facts/AliasFacts.h"
#include "checks/engine/facts/AssignmentFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/CoroutineFacts.h"
#include "checks/engine/facts/LendFacts.h"
#include "checks/engine/facts/ObjectFacts.h"
#include "checks/engine/facts/SelfFacts.h"
#include "checks/engine/facts/TransferFacts.h"
#include "checks/engine/facts/WaitFacts.h"
#include "checks/engine/syntax/CallableViews.h"
#include "checks/engine/syntax/Coroutine.h"
#include "checks/engine/syntax/FirstObject.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Of a call that nothing is known of.
static const Contract &unknown() {
  static const Contract Nothing = [] {
    Contract C;
    C.Source = Authority::Unknown;
    return C;
  }();
  return Nothing;
}

void CallFacts::call(const CallExpr &Call) {
  CallSite Site;
  Site.Call = &Call;
  Site.Callee = Call.getDirectCallee();
  Site.Arguments.assign(Call.arg_begin(), Call.arg_end());
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Site.Object = firstObject(Member->getImplicitObjectArgument());
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (isa_and_nonnull<CXXMethodDecl>(Site.Callee) && !Site.Arguments.empty() &&
        !explicitObject(*Site.Callee)) {
      Site.Object = Site.Arguments.front();
      Site.Arguments.erase(Site.Arguments.begin());
    }
    if (Operator->getOperator() == OO_Equal && Site.Object && Site.Arguments.size() == 1) {
      Objects.resets(*Site.Object, Operator->getOperatorLoc());
      Assignments.assignment(*Site.Object, *Site.Arguments.front(), Operator->getOperatorLoc());
      if (isEmptyValue(*Site.Arguments.front()))
        Waits.letsGo(*Site.Object);
      return Assignments.referred(Site);
    }
  } else if (!Site.Callee) {
    // Through a pointer or a value: it may call what it gets, and what it is.
    if (B.canHold(Call.getCallee()))
      B.emit(Fact::use(B.N.value(Call.getCallee()), Call.getExprLoc()));
  }
  if (exchanges(Site))
    return;
  if (B.canHold(&Call))
    B.fresh(Call);
  if (constructsOwned(Call))
    return;
  const Contract *C =
      Site.Callee ? B.Known.contractOf(*Site.Callee, Site.Arguments, Site.Object) : nullptr;
  const Contract *Exact = contractOfExact(Call, C);
  C = Exact ? Exact : C;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Site.Callee);
  bool Resets =
      Method && Site.Object && Method->getDeclName().isIdentifier() && Method->getName() == "reset";
  if (Resets) // what was there goes before anything else comes
    Waits.letsGo(*Site.Object);
  apply(C ? *C : unknown(), Site);
  Coroutines.called(Site, C);
  if (!Exact)
    Lends.lendExact(Site);
  if (Resets)
    Objects.resets(*Site.Object, Call.getExprLoc());
}

/// Where nobody else tells, the body that a call of a virtual function runs, if the class of the
/// object is known, or the call names the class.
const Contract *CallFacts::contractOfExact(const CallExpr &Call, const Contract *Told) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Method = Member ? Member->getMethodDecl() : nullptr;
  if (!Method || !Method->isVirtual() || (Told && Told->Source != Authority::Assumption))
    return nullptr;
  const auto *Named = dyn_cast<MemberExpr>(Member->getCallee()->IgnoreParens());
  if (!Named || !Named->hasQualifier())
    Method = Method->getDevirtualizedMethod(Member->getImplicitObjectArgument(),
                                            /*IsAppleKext=*/false);
  return Method ? B.Known.contractOfExact(*Method) : nullptr;
}

/// `std::make_unique<T>(…)`, of a class without constructors: each argument makes a member.
void CallFacts::listMembers(const CallExpr &Call) {
  const CXXRecordDecl *Class = madeBy(Call);
  if (!Class || !Class->hasDefinition() || !Class->isAggregate() || Class->getNumBases())
    return;
  HolderId Made = B.P.Holders.below(B.N.value(&Call), nullptr);
  unsigned I = 0;
  for (const FieldDecl *Field : Class->fields())
    if (I < Call.getNumArgs())
      Aliases.refers(Made, Field, *Call.getArg(I++));
}

/// `std::make_unique<std::thread>(f, &x)`: the constructor that starts the thread, of which a model
/// speaks; null for what starts none.
static const CXXConstructorDecl *starterBehind(const CallExpr &Maker, Contracts &Known) {
  const CXXRecordDecl *Class = isMaker(Maker) && Maker.getNumArgs() ? madeBy(Maker) : nullptr;
  if (!Class || !Class->hasDefinition() || !Known.startsWork(qualifiedName(*Class)))
    return nullptr;
  for (const Decl *D : Class->getDefinition()->decls())
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      if (const auto *Starter = dyn_cast<CXXConstructorDecl>(Template->getTemplatedDecl()))
        return Starter;
  return nullptr;
}

/// Whether it is `std::make_unique<T>(…)`, with a constructor of `T` of which the contract is
/// known: that does on the heap what it does on the stack.
bool CallFacts::constructsOwned(const CallExpr &Call) {
  const CXXConstructorDecl *Constructor = constructorBehind(Call);
  if (!Constructor)
    Constructor = starterBehind(Call, B.Known);
  if (!Constructor) {
    if (isMaker(Call))
      listMembers(Call);
    return false;
  }
  CallSite Site;
  Site.Call = &Call;
  Site.Callee = Constructor;
  Site.OnHeap = true;
  Site.Arguments.assign(Call.arg_begin(), Call.arg_end());
  const Contract *C = B.Known.contractOf(*Constructor, Site.Arguments);
  if (!C)
    return false;
  bool Given = llvm::any_of(Site.Arguments, [&](const Expr *A) { return B.canHold(A); });
  if (Given || B.canHold(&Call))
    apply(*C, Site);
  else
    Lends.lend(*C, Site);
  return true;
}

/// Whether the call swaps two holders; then that is all it does.
bool CallFacts::exchanges(const CallSite &Site) {
  if (!Site.Callee || !B.T.known().isSwap(*Site.Callee))
    return false;
  if (Site.Object && Site.Arguments.size() == 1)
    swap(*Site.Object, *Site.Arguments.front(), *Site.Call);
  else if (!Site.Object && Site.Arguments.size() == 2)
    swap(*Site.Arguments[0], *Site.Arguments[1], *Site.Call);
  else
    return false;
  return true;
}

void CallFacts::construct(const CXXConstructExpr &Construct) {
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  if (InheritedConstructor Inherited = Constructor->getInheritedConstructor())
    Constructor = Inherited.getConstructor();
  CallSite Site;
  Site.Call = &Construct;
  Site.Callee = Constructor;
  Site.Arguments.assign(Construct.arg_begin(), Construct.arg_end());
  if (!B.canHold(&Construct)) {
    bool Given = llvm::any_of(Site.Arguments, [&](const Expr *A) { return B.canHold(A); });
    bool Placed = B.Body.variableOf(&Construct) || B.Body.temporaryOf(&Construct) ||
                  B.Body.ownerOf(&Construct) || Objects.makesPart(Construct);
    const Contract *C =
        Given || Placed ? B.Known.contractOf(*Constructor, Site.Arguments) : nullptr;
    if (C && Given)
      apply(*C, Site);
    else if (C)
      Lends.lend(*C, Site);
    return;
  }
  HolderId To = B.fresh(Construct);
  if (Constructor->isCopyOrMoveConstructor() && Construct.getNumArgs()) {
    B.flow(To, Construct.getArg(0), false);
    return Assignments.movedFrom(*Construct.getArg(0));
  }
  const Contract *C = B.Known.contractOf(*Constructor, Site.Arguments);
  apply(C ? *C : unknown(), Site);
}

/// Each of the two gets all that the other held.
void CallFacts::swap(const Expr &One, const Expr &Other, const Expr &Call) {
  if (!B.canHold(&One) || !B.canHold(&Other))
    return;
  HolderId First = B.N.value(&One), Second = B.N.value(&Other);
  // What a temporary gets dies with it.
  for (auto [Mine, Theirs] : {std::pair(First, Second), std::pair(Second, First)})
    if (B.P.Holders[Theirs].R.K == Root::Kind::Expression)
      Selves.destroys(Mine, Call.getExprLoc());
    else
      Selves.movedAway(Mine);
  B.P.Holders.forgetWithin(First), B.P.Holders.forgetWithin(Second);
  HolderId Between = B.P.Holders.root({Root::Kind::Expression, &Call, nullptr}, Outlives::None, "");
  Step Note;
  Note.Loc = Call.getExprLoc();
  B.emit(Fact::flow(Between, First, true, Note));
  Note.K = Step::Kind::Stored;
  Note.Name = B.P.Holders[First].Name;
  B.emit(Fact::flow(First, Second, true, Note));
  Note.Name = B.P.Holders[Second].Name;
  B.emit(Fact::flow(Second, Between, true, Note));
}

/// Whether it calls a view of a callable: whatever its body does with the address that it has.
static bool callsView(const CallSite &Site, Types &T) {
  return Site.Object && Site.Callee->getOverloadedOperator() == OO_Call &&
         refersToCallable(Site.Object->getType(), T);
}

/// The call may call what it gets.
void CallFacts::uses(const Contract &C, const CallSite &Site) {
  SourceLocation Loc = Site.Call->getExprLoc();
  bool Calls = C.UsesObject || callsView(Site, B.T);
  if (Calls && Site.Object && B.canHold(Site.Object))
    B.emit(Fact::use(B.N.value(Site.Object), Loc));
  if (C.UsesArguments)
    for (const Expr *Argument : Site.Arguments)
      if (B.canHold(Argument))
        B.emit(Fact::use(B.N.value(Argument), Loc));
}

/// Whether the argument is moved away: first it goes where it goes.
static bool isMoved(const CallEnd &Dropped, const Contract &C) {
  auto Names = [&](const CallEnd &E) {
    return E.K == CallEnd::Kind::Parameter && E.Index == Dropped.Index;
  };
  return Dropped.K == CallEnd::Kind::Parameter && Dropped.Path.empty() &&
         llvm::any_of(C.Transfers, [&](const Transfer &Moved) { return Names(Moved.From); }) &&
         llvm::none_of(C.Transfers, [&](const Transfer &Moved) { return Names(Moved.To); });
}

/// What the contract drops lets go; in the second form, what it moves away.
void CallFacts::drops(const Contract &C, const CallSite &Site, bool Moved) {
  for (const CallEnd &Dropped : C.Drops)
    if (std::optional<HolderId> H =
            isMoved(Dropped, C) == Moved ? Ends.holder(Dropped, Site) : std::nullopt) {
      B.emit(Fact::drop(*H, Site.Call->getExprLoc()));
      if (!Moved)
        Selves.dropped(Dropped, *H, C, Site);
      // Of a pointer, what it points at is meant.
      if (Dropped.K == CallEnd::Kind::Parameter && Dropped.Path.empty() &&
          Site.Arguments[Dropped.Index]->getType()->isPointerType())
        B.emit(Fact::drop(B.N.dereference(*H), Site.Call->getExprLoc()));
      Aliases.reassigned(Dropped, Site);
    }
}

/// What the contract stops gives up what waits in it.
void CallFacts::stops(const Contract &C, const CallSite &Site) {
  for (const CallEnd &Stopped : C.Stops)
    if (std::optional<HolderId> H = Ends.holder(Stopped, Site))
      B.emit(Fact::stop(*H, Site.Call->getExprLoc()));
}

/// The closures that the call gets are called with what is gone afterwards.
void CallFacts::lent(const Contract &C, const CallSite &Site) {
  if (C.Lends)
    for (const Expr *Argument : Site.Arguments)
      if (const LambdaExpr *Lambda = lambdaIn(Argument))
        B.P.Lent.push_back(Lambda);
}

/// The work that the call ends is over.
void CallFacts::ends(const Contract &C, const CallSite &Site) {
  for (const CallEnd &Ended : C.Ends)
    if (std::optional<HolderId> H = Ends.holder(Ended, Site))
      Waits.finish(*H, *Site.Call, C.Rethrows);
}

/// Who says what the call does.
static Reason reasonOf(const Contract &C, const CallSite &Site) {
  switch (C.Source) {
  case Authority::Unknown:
    return {Reason::Kind::Nothing, Site.Callee, /*Open=*/true};
  case Authority::Body:
    return {C.Where.empty() ? Reason::Kind::Body : Reason::Kind::Summary, Site.Callee};
  case Authority::Shape:
    return {Reason::Kind::Shape, Site.Callee};
  case Authority::Model:
    return {Reason::Kind::Model, Site.Callee};
  case Authority::Attribute:
    return {Reason::Kind::Attribute, Site.Callee};
  case Authority::Assumption:
    return {Reason::Kind::Words, Site.Callee, /*Open=*/true};
  }
  return {};
}

void CallFacts::apply(const Contract &C, const CallSite &Site) {
  Builder::Reasoning In(B, reasonOf(C, Site));
  uses(C, Site);
  // What leaves was there before; what comes in stays.
  auto Leaves = [](const Transfer &Moved) {
    return Moved.To.K == CallEnd::Kind::Result ||
           (Moved.To.K == CallEnd::Kind::Elsewhere && Moved.From.K == CallEnd::Kind::Object);
  };
  for (const Transfer &Moved : C.Transfers)
    if (Leaves(Moved))
      Transfers.transfer(Moved, C, Site);
  drops(C, Site, /*Moved=*/false);
  stops(C, Site);
  ends(C, Site);
  lent(C, Site);
  // What a body in sight hands on, it does not wait for: that has been looked at there.
  bool Seen = C.Source == Authority::Body;
  if (Seen)
    wait(C, Site);
  for (const Transfer &Moved : C.Transfers)
    if (!Leaves(Moved))
      Transfers.transfer(Moved, C, Site);
  drops(C, Site, /*Moved=*/true);
  Waits.finishInside(C, Site);
  if (!Seen)
    wait(C, Site);
}

/// `setHandler(nullptr)`, `onMessage({})`: nothing takes the place of what was set.
static bool givesNothing(const CallSite &Site) {
  // What it gave back before: `old = setHandler(…); … setHandler(old)`.
  auto WasThere = [&](const Expr *A) {
    const auto *Copy = dyn_cast_or_null<CXXConstructExpr>(constructionIn(A));
    const auto *Ref =
        dyn_cast<DeclRefExpr>(stripped(Copy && Copy->getNumArgs() == 1 ? Copy->getArg(0) : A));
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const Expr *Init = V && V->hasLocalStorage() ? V->getInit() : nullptr;
    const auto *Call = Init ? dyn_cast_or_null<CallExpr>(constructionIn(Init)) : nullptr;
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Callee->getCanonicalDecl() == Site.Callee->getCanonicalDecl();
  };
  return !Site.Arguments.empty() && llvm::all_of(Site.Arguments, [&](const Expr *A) {
    return isEmptyValue(*A) || WasThere(A);
  });
}

/// The call that made what the expression names.
static const CallExpr *callBehind(const Expr *Handle, const Shape &Body) {
  const Expr *Made = stripped(Handle);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Made))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
        V && V->hasLocalStorage() && V->getInit() && !Body.isReassigned(V))
      Made = constructionIn(V->getInit());
  return dyn_cast_or_null<CallExpr>(Made);
}

/// Whether the call ends by a handle no more than that holds: the handle is one of a connection,
/// and not of a thread, which may run the queue of another; or a model says that it stands for
/// nothing.
bool CallFacts::isExact(const Contract &C, const CallSite &Site, bool Handles) {
  if (C.Source != Authority::Model || C.Ends.empty())
    return false;
  const CallEnd &Ended = C.Ends.front();
  const Expr *Handle = Ended.K == CallEnd::Kind::Object ? Site.Object
                       : Ended.K == CallEnd::Kind::Parameter && Ended.Index < Site.Arguments.size()
                           ? Site.Arguments[Ended.Index]
                           : nullptr;
  const CXXRecordDecl *Class = classOfObject(Handle);
  if (!Class)
    return false;
  if (Handles && !B.Known.startsWork(qualifiedName(*Class)))
    return true;
  const CallExpr *Maker = callBehind(Handle, B.Body);
  const FunctionDecl *By = Maker ? Maker->getDirectCallee() : nullptr;
  const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Maker);
  const Contract *Made =
      By ? B.Known.contractOf(*By, {Maker->getArgs(), Maker->getNumArgs()},
                              Member ? Member->getImplicitObjectArgument() : nullptr)
         : nullptr;
  return Made && Made->Source == Authority::Model &&
         llvm::none_of(Made->Transfers,
                       [](const Transfer &Moved) { return Moved.To.K == CallEnd::Kind::Result; });
}

/// `remove(&button)`, on the object itself: by its name it takes back what it is passed, and not
/// all that the object has to do with. Null for any other call.
static Relations::Subject takenBack(const CallSite &Site, Contracts &Known) {
  bool OnItself = Site.Object && isa<CXXThisExpr>(stripped(Site.Object));
  if (!OnItself || Site.Arguments.size() != 1 || Known.awaits(*Site.Callee) ||
      Known.runsAnything(*Site.Callee))
    return nullptr;
  const auto *Address = dyn_cast<UnaryOperator>(stripped(Site.Arguments.front()));
  return Address && Address->getOpcode() == UO_AddrOf ? Relations::of(Address) : nullptr;
}

void CallFacts::wait(const Contract &C, const CallSite &Site) {
  bool Keeps = llvm::any_of(
      C.Transfers, [](const Transfer &Moved) { return Moved.To.K != CallEnd::Kind::Result; });
  bool Told = C.Waits || !C.Ends.empty();
  if (C.Source == Authority::Assumption && givesNothing(Site)) {
    Builder::Reasoning In(B, {Reason::Kind::Words, Site.Callee});
    return Waits.wait(WaitFacts::Awaited::Return, Waits.subjectOf(Site), Site.Call);
  }
  if (!Told && (Keeps || !Waits.waits(Site)))
    return;
  std::optional<Builder::Reasoning> In;
  if (!Told && C.Source != Authority::Model)
    In.emplace(B, Reason{Reason::Kind::Words, Site.Callee});
  if (Relations::Subject Only = Told ? nullptr : takenBack(Site, B.T.known()))
    return Waits.waitAtEnd(WaitFacts::Awaited::Signal, Only);
  bool Handles = !C.Waits && !C.Ends.empty();
  Waits.wait(Handles ? WaitFacts::Awaited::Handles : WaitFacts::Awaited::Signal,
             Waits.subjectOf(Site), Site.Call, isExact(C, Site, Handles));
}

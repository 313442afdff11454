//===-- WaitFacts.cpp - Where the function waits --------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/WaitFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/syntax/Blocks.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace closure;

void WaitFacts::wait(Awaited For, Relations::Subject Of, const Expr *Call, bool Exact) {
  B.P.Waits.insert(B.here().Block);
  Waits.push_back(
      {B.here(), For, Of, nullptr, B.reason(), Call ? B.Body.loopAround(Call) : nullptr, Exact});
  const auto *Plain = dyn_cast_or_null<CallExpr>(Call);
  const FunctionDecl *Callee = Plain ? Plain->getDirectCallee() : nullptr;
  Waits.back().RunsHere = Callee && B.T.known().runsAnything(*Callee);
}

/// Null where the call may run anything, as the main loop of the thread does.
void WaitFacts::waitAtEnd(Awaited For, Relations::Subject Of, const CXXRecordDecl *Dies,
                          bool Exact) {
  Waits.push_back({B.here(), For, Of, Dies, B.reason(), nullptr, Exact});
}

void WaitFacts::letsGo(const Expr &Owner) {
  Relations::Subject Of = Relations::of(&Owner);
  std::optional<Handle> In = Of ? handleIn(Owner.getType(), B.T) : std::nullopt;
  if (!In)
    return;
  Builder::Reasoning Because(B, {Reason::Kind::Destructor, In->Class, /*Open=*/true});
  waitAtEnd(Awaited::Return, Of, In->Unseen ? nullptr : In->Class);
}

Relations::Subject WaitFacts::subjectOf(const CallSite &Site) const {
  if (Site.Callee && B.T.known().runsAnything(*Site.Callee))
    return nullptr;
  if (Site.Object)
    return isa<CXXThisExpr>(stripped(Site.Object)) ? nullptr : Relations::of(Site.Object);
  return isa<CallExpr>(Site.Call) ? Relations::of(Site.Call) : nullptr;
}

static bool takesBack(WaitFacts::Awaited For) {
  return For == WaitFacts::Awaited::Return || For == WaitFacts::Awaited::Work;
}

/// What is known only by words, or only to do something, ends for certain what it is known to have
/// to do with; what it may have to do with, nobody can say.
std::optional<Reason> WaitFacts::whyEnded(const WaitPoint &W, HolderId Pending) {
  Reason Because = W.Because;
  bool Guesses = Because.K == Reason::Kind::Words || Because.K == Reason::Kind::Destructor;
  Because.Open |= Guesses && !W.Of;
  if (!W.Of)
    return Because;
  if (!Related)
    Related.emplace(B.Function, B.T);
  Relations::Subject Holder = Relations::of(B.P.Holders[Pending]);
  bool Known = Related->wasGiven(W.Of, Holder) ||
               (!takesBack(W.For) && Holder && Related->areRelated(W.Of, Holder));
  if (Known && W.Dies)
    return B.T.ends().whyEnded(*W.Dies, Holder);
  Because.Open |= Guesses && !Known;
  if (Known || (!takesBack(W.For) && Related->mayReach(W.Of, Holder)))
    return Because;
  return std::nullopt;
}

void WaitFacts::finish(HolderId To, const Expr &Call, bool Rethrows) {
  B.emit(Fact::use(To, Call.getExprLoc())); // `get` runs what was deferred until then
  Fact F = Fact::finish(To, Call.getExprLoc());
  if (const Stmt *Loop = B.Body.loopAround(&Call)) {
    LoopFinishes.push_back({Loop, To});
    if (Rethrows && !B.Body.hasTry())
      F.Loop = Loop;
  }
  B.emit(std::move(F));
}

/// A wait that gives up after some time proves nothing.
static bool isDuration(QualType T) {
  const CXXRecordDecl *Record = T.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl();
  return Record && (Record->getName() == "duration" || Record->getName() == "time_point");
}

/// Whether the code, and not a closure in it, counts with the variable.
static bool countsWith(const Stmt *S, const ValueDecl *V) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  const Expr *Counted = nullptr;
  if (const auto *Unary = dyn_cast<UnaryOperator>(S); Unary && Unary->isIncrementDecrementOp())
    Counted = Unary->getSubExpr();
  else if (const auto *Sum = dyn_cast<CompoundAssignOperator>(S))
    Counted = Sum->getLHS();
  return (Counted && namedIn(Counted) == V) ||
         llvm::any_of(S->children(), [&](const Stmt *Child) { return countsWith(Child, V); });
}

/// `while (!done) …` ends when the closure has set the flag; a second reason to end the
/// loop would prove nothing, and neither does a count of the loop's own.
static bool mentionsSignal(const Stmt *S, const Shape &Body, const Stmt *Loop, bool &Plain) {
  if (!S)
    return false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isLogicalOp())
    Plain = false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S);
      Ref && Body.isSignalled(Ref->getDecl()) && !countsWith(Loop, Ref->getDecl()))
    return true;
  bool Found = false;
  for (const Stmt *Child : S->children())
    Found |= mentionsSignal(Child, Body, Loop, Plain);
  return Found;
}

static const CXXRecordDecl *classCalledOn(const CallExpr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return classOfObject(Member ? Member->getImplicitObjectArgument() : nullptr);
}

/// Whether the code waits, other than for some time.
static bool waitsInside(const Stmt *S, Contracts &Known) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && Known.isWait(*Callee, classCalledOn(*Call)))
      return llvm::none_of(Call->arguments(),
                           [](const Expr *A) { return isDuration(A->getType()); });
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return waitsInside(Child, Known); });
}

/// `auto done = pool.submit(…); … done.get()`: the result of the call that took the closure is
/// asked for its own.
static bool asksForResult(const CallSite &Site, Types &T) {
  if (!Site.Object || !Site.Arguments.empty() || Site.Callee->hasBody() ||
      inSystemHeader(*Site.Callee) || !Site.Callee->getDeclName().isIdentifier())
    return false;
  const Expr *Smart = pointerBeforeArrow(Site.Object);
  const Expr *Object = Smart ? Smart : stripped(Site.Object);
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (V && (!V->hasLocalStorage() || !V->getInit()))
    return false;
  const auto *Made = dyn_cast_or_null<CallExpr>(constructionIn(V ? V->getInit() : Object));
  llvm::StringRef Name = Site.Callee->getName();
  return Made && (Name == "get" || Name == "result" || Name == "value") &&
         llvm::any_of(Made->arguments(), [&](const Expr *A) { return T.canHold(A->getType()); });
}

bool WaitFacts::waits(const CallSite &Site) const {
  if (!Site.Callee)
    return false;
  if (asksForResult(Site, B.T))
    return true;
  if (B.T.known().isWait(*Site.Callee, classOfObject(Site.Object)))
    return llvm::none_of(Site.Arguments, [](const Expr *A) { return isDuration(A->getType()); });
  // `std::for_each(futures…, [](auto &f) { f.get(); })`
  return inSystemHeader(*Site.Callee) && llvm::any_of(Site.Arguments, [&](const Expr *A) {
           const auto *Lambda = dyn_cast<LambdaExpr>(stripped(A));
           return Lambda && waitsInside(Lambda->getBody(), B.T.known());
         });
}

/// Whether what an algorithm is given to call ends the work behind each element:
/// `&std::thread::join`, or a lambda that joins.
static bool finishesEach(const Expr *Given, Contracts &Known) {
  const Expr *E = stripped(Given);
  if (const auto *Address = dyn_cast<UnaryOperator>(E))
    E = stripped(Address->getSubExpr());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl());
    return Function && Known.isFinish(*Function);
  }
  if (const auto *Call = dyn_cast<CallExpr>(E)) { // `std::mem_fn(…)`
    const FunctionDecl *Maker = Call->getDirectCallee();
    return Maker && inStandardLibrary(*Maker) &&
           llvm::any_of(Call->arguments(), [&](const Expr *A) { return finishesEach(A, Known); });
  }
  const auto *Lambda = dyn_cast<LambdaExpr>(E);
  if (!Lambda)
    return false;
  if (const FunctionTemplateDecl *Generic =
          Lambda->getCallOperator()->getDescribedFunctionTemplate())
    return llvm::any_of(Generic->specializations(), [&](const FunctionDecl *Instance) {
      return Instance->hasBody() && waitsInside(Instance->getBody(), Known);
    });
  return waitsInside(Lambda->getBody(), Known);
}

void WaitFacts::finishInside(const Contract &C, const CallSite &Site) {
  // What keeps its arguments, as `push_back` does, calls nothing with the elements.
  bool Keeps = llvm::any_of(
      C.Transfers, [](const Transfer &Moved) { return Moved.To.K != CallEnd::Kind::Result; });
  if (Keeps || !Site.Callee || !inStandardLibrary(*Site.Callee) ||
      llvm::none_of(Site.Arguments, [&](const Expr *A) { return finishesEach(A, B.Known); }))
    return;
  for (const Expr *Argument : Site.Arguments)
    if (B.canHold(Argument) && !isa<LambdaExpr>(stripped(Argument)))
      finish(B.N.value(Argument), *Site.Call);
}

/// `while (!queue.empty()) …` ends when the queue holds nothing.
static const Expr *emptied(const Stmt *Condition) {
  const auto *Not = dyn_cast_or_null<UnaryOperator>(Condition);
  if (!Not || Not->getOpcode() != UO_LNot)
    return nullptr;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Not->getSubExpr()->IgnoreParenImpCasts());
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->getDeclName().isIdentifier() && Method->getName() == "empty"
             ? Call->getImplicitObjectArgument()
             : nullptr;
}

/// The loop that is over where `B` begins, if `Before` is where it is left.
static const Stmt *loopLeft(const CFGBlock &Before, const CFGBlock &B) {
  const Stmt *Loop = Before.getTerminatorStmt();
  bool Left = isLoop(Loop) && Before.succ_size() == 2 &&
              std::next(Before.succ_begin())->getReachableBlock() == &B;
  return Left ? Loop : nullptr;
}

/// `for (;;) { if (done) break; … }`: what has to be true where that leaves the loop.
static const Expr *neededToBreak(const CFGBlock &Before) {
  const CFGBlock *Test =
      isa_and_nonnull<BreakStmt>(Before.getTerminatorStmt()) ? onlyPredecessor(Before) : nullptr;
  const auto *If = Test ? dyn_cast_or_null<IfStmt>(Test->getTerminatorStmt()) : nullptr;
  return If && !Test->succ_empty() && Test->succ_begin()->getReachableBlock() == &Before
             ? If->getCond()
             : nullptr;
}

/// Whether a signal is set wherever the condition holds.
static bool impliesSignal(const Expr *Condition, const Shape &Body) {
  const Expr *E = Condition ? Condition->IgnoreParenImpCasts() : nullptr;
  const auto *Binary = dyn_cast_or_null<BinaryOperator>(E);
  if (Binary && Binary->getOpcode() == BO_LAnd)
    return impliesSignal(Binary->getLHS(), Body) || impliesSignal(Binary->getRHS(), Body);
  bool Plain = !isa_and_nonnull<UnaryOperator>(E);
  return mentionsSignal(E, Body, /*Loop=*/nullptr, Plain) && Plain;
}

void WaitFacts::waitAfterLoop(const CFGBlock &Block) {
  bool Only = onlyPredecessor(Block);
  for (const CFGBlock::AdjacentBlock &Edge : Block.preds())
    if (const CFGBlock *Before = Edge.getReachableBlock())
      if (const Stmt *Loop = loopLeft(*Before, Block))
        LoopEnds.push_back({Loop, B.here(), Only});
  if (!Only)
    return;
  const CFGBlock &Before = *onlyPredecessor(Block);
  const Stmt *Loop = loopLeft(Before, Block);
  Builder::Reasoning In(B, {Reason::Kind::Loop});
  if (!Loop) {
    if (impliesSignal(neededToBreak(Before), B.Body))
      wait(Awaited::Signal);
    return;
  }
  if (const Expr *Queue = emptied(Before.getTerminatorCondition()); Queue && B.canHold(Queue))
    B.emit(Fact::drop(B.N.value(Queue), Queue->getExprLoc()));
  bool Plain = true;
  if (mentionsSignal(Before.getTerminatorCondition(), B.Body, Loop, Plain) && Plain)
    wait(Awaited::Signal);
}

/// What the code tests before it waits: `if (!done) …`.
static const Stmt *testedBeforeWait(const CFGBlock &Before, const CFGBlock &After,
                                    Contracts &Known) {
  const auto *If = dyn_cast_or_null<IfStmt>(Before.getTerminatorStmt());
  if (!If || If->getElse() || Before.succ_size() != 2 ||
      std::next(Before.succ_begin())->getReachableBlock() != &After ||
      !waitsInside(If->getThen(), Known))
    return nullptr;
  const auto *Not = dyn_cast<UnaryOperator>(If->getCond()->IgnoreParenImpCasts());
  const auto *Compared = dyn_cast<BinaryOperator>(If->getCond()->IgnoreParenImpCasts());
  return (Not && Not->getOpcode() == UO_LNot) || (Compared && Compared->isComparisonOp())
             ? If->getCond()
             : nullptr;
}

/// `if (!done) wait();` has waited on both ways: nobody else sets the flag.
void WaitFacts::waitAfterTest(const CFGBlock &Block) {
  bool Tested = false;
  for (const CFGBlock::AdjacentBlock &Edge : Block.preds()) {
    const CFGBlock *Before = Edge.getReachableBlock();
    if (!Before)
      continue;
    bool Plain = true;
    bool Tests = mentionsSignal(testedBeforeWait(*Before, Block, B.Known), B.Body,
                                /*Loop=*/nullptr, Plain) &&
                 Plain;
    if (!Tests && !B.P.Waits.count(Before->getBlockID()))
      return;
    Tested |= Tests;
  }
  if (!Tested)
    return;
  Builder::Reasoning In(B, {Reason::Kind::Test});
  wait(Awaited::Signal);
}

/// A loop that waits for each of several has waited for all when it ends, for none if there was
/// none.
void WaitFacts::repeatAfterLoops() {
  for (size_t I = 0, N = Waits.size(); I != N; ++I)
    for (const LoopEnd &Left : LoopEnds)
      if (Left.Whole && B.Body.inside(Waits[I].Loop, Left.Loop)) {
        WaitPoint Repeated = Waits[I];
        Repeated.At = Left.At;
        Repeated.Loop = nullptr;
        B.P.Waits.insert(Left.At.Block);
        Waits.push_back(std::move(Repeated));
      }
}

/// Whether the holder is the object, or what its class keeps out of sight: closures that die with
/// it, as far as anybody knows, and are not called.
static bool isPartOf(Relations::Subject Object, const Holder &H) {
  const auto *V = dyn_cast<ValueDecl>(Object);
  const CXXRecordDecl *Class = V ? V->getType()->getAsCXXRecordDecl() : nullptr;
  Relations::Subject Of = Relations::of(H);
  return Of == Object || (Class && Of == Class->getCanonicalDecl());
}

/// Whether all that arrives in a holder waits there to be called, and a model says so, and with it
/// what else holds it.
std::vector<bool> WaitFacts::keptByModels() const {
  std::vector<bool> Kept(B.P.Holders.size(), true);
  for (const Program::Block &Block : B.P.Blocks)
    for (const Fact &F : Block.Facts)
      if (F.K == Fact::Kind::Borrow || F.K == Fact::Kind::Flow)
        Kept[F.To.Value] = Kept[F.To.Value] && F.K == Fact::Kind::Flow && !F.Starts &&
                           F.Because.K == Reason::Kind::Model;
  return Kept;
}

/// Each wait ends all that is pending.
void WaitFacts::addWaits(std::vector<Insertion> &To) {
  std::vector<HolderId> Pending, Detached;
  for (unsigned I = 0; I != B.P.Holders.size(); ++I) {
    const Holder &H = B.P.Holders[HolderId(I)];
    if (!H.Path.empty() && H.Path.back() == pendingPart())
      Pending.push_back(HolderId(I));
    else if (H.Why == Outlives::Detached)
      Detached.push_back(HolderId(I));
  }
  std::vector<bool> Kept = keptByModels();
  for (const WaitPoint &W : Waits) {
    std::vector<Fact> Facts;
    auto Add = [&](Fact F, const Reason &Because) {
      F.Because = Because;
      Facts.push_back(std::move(F));
    };
    for (HolderId H : Pending)
      if (std::optional<Reason> Because =
              W.Exact && Kept[H.Value] ? std::nullopt : whyEnded(W, H)) {
        if (W.For == Awaited::Work && !isPartOf(W.Of, B.P.Holders[H]))
          Add(Fact::use(H, {}), *Because);
        Add(takesBack(W.For) ? Fact::drop(H, {}) : Fact::wait(H, {}), *Because);
        // What the loop itself has called does not go on after it.
        if (!takesBack(W.For) && W.RunsHere && Kept[H.Value])
          Add(Fact::drop(H, {}), *Because);
      }
    if (W.For == Awaited::Signal) {
      for (HolderId H : Detached)
        Add(Fact::wait(H, {}), W.Because);
      Add(Fact::wait(HolderId(), {}), W.Because);
    }
    To.push_back({W.At, std::move(Facts)});
  }
}

/// A loop that joins each of several has joined all when it is left.
void WaitFacts::addLoopEnds(std::vector<Insertion> &To) const {
  for (const LoopEnd &Left : LoopEnds) {
    std::vector<Fact> Facts;
    for (const LoopFinish &F : LoopFinishes)
      if (B.Body.inside(F.Loop, Left.Loop))
        Facts.push_back(Fact::finish(F.To, {}));
    To.push_back({Left.At, std::move(Facts)});
  }
}

/// Whether the way leads from one point to the other.
static bool leadsTo(const Program &P, Point From, Point To) {
  if (From.Block == To.Block && From.Index <= To.Index)
    return true;
  std::vector<unsigned> Work = P.Blocks[From.Block].Successors;
  std::set<unsigned> Seen(Work.begin(), Work.end());
  while (!Work.empty()) {
    unsigned Block = Work.back();
    Work.pop_back();
    if (Block == To.Block)
      return true;
    for (unsigned Next : P.Blocks[Block].Successors)
      if (Seen.insert(Next).second)
        Work.push_back(Next);
  }
  return false;
}

/// Whether it is a local that dies: what that ends, its class tells.
static bool isLocalEnd(Relations::Subject Of, bool Back) {
  const auto *V = dyn_cast_or_null<VarDecl>(Of);
  return Back && V && V->hasLocalStorage();
}

bool WaitFacts::mayFollowObject() const {
  for (unsigned Block = 0; Block != B.P.Blocks.size(); ++Block)
    for (unsigned I = 0; I != B.P.Blocks[Block].Facts.size(); ++I) {
      const Fact &F = B.P.Blocks[Block].Facts[I];
      if (F.K != Fact::Kind::Borrow || !B.P[F.Loan].Of ||
          B.P[B.P[F.Loan].Of].K != Place::Kind::Object)
        continue;
      for (const WaitPoint &W : Waits)
        if (!isLocalEnd(W.Of, takesBack(W.For)) && leadsTo(B.P, {Block, I}, W.At))
          return true;
    }
  return false;
}

void WaitFacts::insertWaits() {
  repeatAfterLoops();
  std::vector<Insertion> Insertions;
  addWaits(Insertions);
  addLoopEnds(Insertions);
  // From the back, so that the positions before stay right.
  std::map<std::pair<unsigned, unsigned>, std::vector<Fact>> ByPoint;
  for (auto &[At, New] : Insertions) {
    std::vector<Fact> &All = ByPoint[{At.Block, At.Index}];
    All.insert(All.end(), New.begin(), New.end());
  }
  for (const auto &[At, New] : llvm::reverse(ByPoint)) {
    std::vector<Fact> &Facts = B.P.Blocks[At.first].Facts;
    Facts.insert(Facts.begin() + At.second, New.begin(), New.end());
  }
}

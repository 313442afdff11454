//===-- ViewFacts.cpp - What copies of pointers and views borrow ----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/ViewFacts.h"
#include "checks/engine/facts/CallEnds.h"
#include "checks/engine/facts/ObjectFacts.h"
#include "checks/engine/facts/TemporaryFacts.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Signal.h"
#include "checks/engine/syntax/Usage.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

/// What the capture is: a copy of a view, or a reference to an element.
namespace {
struct Captured {
  const VarDecl *Copied = nullptr; ///< The local or parameter that is copied.
  const Expr *Value = nullptr;     ///< Or what a copy is made of.
  const Expr *Bound = nullptr;     ///< Or what a reference is bound to.
};
} // namespace

static bool hasToken(const LambdaExpr &Lambda);

static Captured capturedBy(const LambdaExpr &Lambda, unsigned Index, Views &V) {
  const LambdaCapture &C = Lambda.capture_begin()[Index];
  const auto *Variable = C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
  Captured Found;
  if (C.capturesVariable() && !Variable) { // a structured binding
    const auto *Part = cast<Expr>(Lambda.capture_init_begin()[Index]);
    if (C.getCaptureKind() == LCK_ByRef)
      Found.Bound = Part;
    else if (V.isView(C.getCapturedVar()->getType()))
      Found.Value = Part;
    return Found;
  }
  if (!Variable || Variable->hasGlobalStorage())
    return Found;
  bool Own = isOwnInitCapture(Lambda, C);
  if (C.getCaptureKind() == LCK_ByCopy && !Variable->getType()->isReferenceType() && Own)
    Found.Value = V.refers(Variable->getType()) ? Variable->getInit() : nullptr;
  else if (C.getCaptureKind() == LCK_ByCopy && V.mayRefer(*Variable))
    Found.Copied = Variable;
  else if (C.getCaptureKind() == LCK_ByRef && Variable->getType()->isReferenceType() &&
           !isa<ParmVarDecl>(Variable))
    Found.Bound = Variable->getInit();
  return Found;
}

/// What `To` is made of by a move is what it owns from there on.
void ViewFacts::prepareMove(const VarDecl &To, const Expr *Value) {
  const CallExpr *Move = moveIn(Value);
  if (Move && To.hasLocalStorage() && !To.getType()->isReferenceType() &&
      bareType(To.getType()) == bareType(Move->getType()))
    Receivers[Move] = &To;
}

void ViewFacts::prepare() {
  for (const VarDecl *V : B.Body.variables())
    prepareMove(*V, V->getInit());
  for (const LambdaExpr *Lambda : B.Body.lambdas())
    for (unsigned I = 0; I != Lambda->capture_size(); ++I)
      prepare(*Lambda, I);
}

/// Names the places before the walk, since a loop can end them before it comes to the capture.
void ViewFacts::prepare(const LambdaExpr &Lambda, unsigned Index) {
  Captured C = capturedBy(Lambda, Index, B.T.views());
  CaptureSite Site{&Lambda, Index};
  if (C.Copied && !B.N.isForeign(C.Copied))
    follow(*C.Copied, Site);
  else if (C.Value)
    followAll(B.T.views().ofValue(C.Value, &B.Body), Site);
  else if (C.Bound)
    followAll(B.T.views().ofLvalue(C.Bound, &B.Body), Site);
}

void ViewFacts::followAll(const Origins &All, const CaptureSite &Site) {
  for (const Origin &Of : All)
    if (Of.K == Origin::Kind::View)
      follow(*cast<VarDecl>(Of.V), Site);
    else
      B.N.view(Of);
}

void ViewFacts::follow(const VarDecl &V, const CaptureSite &Site) {
  std::vector<Slot> &Of = Slots[&V];
  if (B.N.isForeign(&V) || llvm::any_of(Of, [&](const Slot &S) { return S.Site == Site; }))
    return;
  auto [It, New] = Keys.try_emplace({&V, Site.maker(), Site.Index});
  It->second = B.P.Holders.root({Root::Kind::View, &It->first, nullptr}, Outlives::None, "");
  Of.push_back({Site, It->second});
  if (isa<ParmVarDecl>(V)) {
    B.enter(B.P.Entry);
    Origin Given;
    const CXXRecordDecl *Record = V.getType()->getAsCXXRecordDecl();
    bool List = Record && Record->isInStdNamespace() && Record->getName() == "initializer_list";
    Given.K = List ? Origin::Kind::Variable : Origin::Kind::Behind;
    Given.V = &V;
    borrow(It->second, {Given}, Site, V.getLocation());
  } else if (const Expr *Init = V.getInit()) {
    followAll(B.T.views().ofValue(Init, &B.Body), Site);
  }
  if (B.Body.assigned(&V).size() <= MaxSlots)
    for (const Expr *Value : B.Body.assigned(&V))
      followAll(B.T.views().ofValue(Value, &B.Body), Site);
  if (B.Body.partsGiven(&V).size() <= MaxSlots)
    for (const auto &[Member, Value] : B.Body.partsGiven(&V))
      if (Value)
        followAll(B.T.views().ofValue(Value, &B.Body), Site);
}

/// The view has a new value, and refers to nothing else any more.
void ViewFacts::given(const VarDecl &V, const Expr *Value, SourceLocation Loc) {
  auto It = Slots.find(&V);
  if (It == Slots.end())
    return;
  Origins Of = Value && B.Body.assigned(&V).size() <= MaxSlots ? B.T.views().ofValue(Value, &B.Body)
                                                               : Origins();
  // What a raw pointer was made to own is known by its own name.
  if (makesRawOwner(Value) && B.Body.assigned(&V).empty() && V.getType()->isPointerType()) {
    Origin Made;
    Made.V = &V, Made.Part = ViewPart::Element, Made.OnHeap = true;
    Of = {Made};
  }
  for (const Slot &S : std::vector<Slot>(It->second)) {
    B.emit(Fact::drop(S.Holder, Loc));
    borrow(S.Holder, Of, S.Site, Loc);
  }
}

/// The view, or one of its parts.
void ViewFacts::assigned(const Expr &Target, const Expr *Value, SourceLocation Loc) {
  AssignTarget To = targetOf(Target);
  const auto *V = dyn_cast_or_null<VarDecl>(To.Whole);
  if (V && !To.IsPart)
    return given(*V, Value, Loc);
  auto It = V ? Slots.find(V) : Slots.end();
  if (It == Slots.end())
    return;
  const auto *Field = dyn_cast_or_null<FieldDecl>(To.Member);
  if (Field && !B.T.views().isView(Field->getType()))
    return;
  bool Once = Field && B.Body.givenOnce(V, Field) == Value &&
              (!V->getInit() || B.T.views().ofField(V->getInit(), *Field, &B.Body).empty());
  if (!Once)
    return replaced(*V, Loc);
  for (const Slot &S : std::vector<Slot>(It->second)) // what the other parts refer to stays
    borrow(S.Holder, B.T.views().ofValue(Value, &B.Body), S.Site, Loc);
}

/// It has another value, and nobody sees which, or of which part.
void ViewFacts::replaced(const ValueDecl &V, SourceLocation Loc) {
  if (auto It = Slots.find(dyn_cast<VarDecl>(&V)); It != Slots.end())
    for (const Slot &S : It->second)
      B.emit(Fact::drop(S.Holder, Loc));
}

void ViewFacts::borrow(HolderId To, const Origins &All, const CaptureSite &Site,
                       SourceLocation Made, bool OnlyChanges) {
  for (const Origin &Of : All) {
    if (Of.K == Origin::Kind::View) {
      for (const Slot &S : Slots[cast<VarDecl>(Of.V)])
        if (S.Site == Site && S.Holder != To)
          B.emit(Fact::flow(To, S.Holder, false, {Step::Kind::None, "", Made}));
      continue;
    }
    std::optional<Loan> L = loan(Of, Site, Made);
    if (!L)
      continue;
    seen(Of, Made);
    L->OnlyChanges = OnlyChanges;
    B.emit(Fact::borrow(To, B.P.add(std::move(*L)), Made));
    Temporaries.endLate();
  }
}

std::optional<Loan> ViewFacts::loan(const Origin &Of, const CaptureSite &Site,
                                    SourceLocation Made) {
  std::optional<PlaceId> Place = B.N.view(Of);
  if (!Place || (Of.V && B.Known.isVouchedFor(*Of.V)))
    return std::nullopt;
  // A token tells of an object that others share.
  bool Shared = Of.K == Origin::Kind::Object || (Of.V && isSharingPointer(Of.V->getType())) ||
                (Of.Temporary && isSharingPointer(Of.Temporary->getType()));
  if (Site.Lambda && Shared && hasToken(*Site.Lambda))
    return std::nullopt;
  Temporaries.endWithStatement(*Place);
  Loan L;
  L.View = true;
  L.Site = Site;
  L.Of = *Place;
  L.Writes = true; // what a loop gives a view is another value, and no late one
  if (Site.Lambda)
    L.Closure = Site.Lambda->getLambdaClass();
  else
    L.Signal = SignalUse::Before; // what is called is not followed
  if (const Expr *Maker = Site.maker())
    L.Loop = B.Body.loopAround(Maker);
  if (Site.Lambda && Made.isValid()) {
    auto [It, New] = Usages.try_emplace({Site.Lambda, Site.Index});
    if (New)
      It->second = {SignalOrder(*Site.Lambda, B.Known)
                        .of(*Site.Lambda->capture_begin()[Site.Index].getCapturedVar()),
                    throwsVisibly(*Site.Lambda)};
    L.Signal = It->second.Signal, L.Throws = It->second.Throws;
  }
  if (Of.K != Origin::Kind::Behind && Made.isValid())
    L.Inner.push_back({Step::Kind::Viewed, B.P[*Place].Name, Made});
  return L;
}

/// Whether a copy among the captures keeps an object alive, or tells whether it is there.
static bool hasToken(const LambdaExpr &Lambda) {
  return llvm::any_of(Lambda.captures(), [](const LambdaCapture &C) {
    if (!C.capturesVariable() || C.getCaptureKind() != LCK_ByCopy)
      return false;
    QualType T = C.getCapturedVar()->getType();
    const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
    return isSharingPointer(T) || (Record && Record->getDeclName().isIdentifier() &&
                                   Record->getName().contains_insensitive("weak"));
  });
}

/// Whether the same list moves the owner into the closure.
static bool isKeptBeside(const Origin &Of, const LambdaExpr &Lambda) {
  for (const LambdaCapture &C : Lambda.captures()) {
    const auto *V = C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
    if (!V || !V->isInitCapture() || !isOwnInitCapture(Lambda, C) || !V->getInit() || !Of.OnHeap)
      continue;
    bool Moves = anyCall(V->getInit(), [](const FunctionDecl &F) {
      return isMove(F) ||
             (inStandardLibrary(F) && F.getDeclName().isIdentifier() && F.getName() == "exchange");
    });
    if (Moves && Of.V && !usageOf(V->getInit(), Of.V).Mentions.empty())
      return true;
  }
  return false;
}

void ViewFacts::lambda(const LambdaExpr &Lambda, HolderId To) {
  for (unsigned I = 0; I != Lambda.capture_size(); ++I) {
    Captured C = capturedBy(Lambda, I, B.T.views());
    CaptureSite Site{&Lambda, I};
    if (C.Copied) {
      auto It = Slots.find(C.Copied);
      if (It == Slots.end())
        continue;
      for (const Slot &S : It->second)
        if (S.Site == Site)
          B.emit(Fact::flow(To, S.Holder, false, {Step::Kind::None, "", Lambda.getBeginLoc()}));
      continue;
    }
    if (!C.Value && !C.Bound)
      continue;
    Origins All =
        C.Value ? B.T.views().ofValue(C.Value, &B.Body) : B.T.views().ofLvalue(C.Bound, &B.Body);
    // What dies with a container is borrowed of it already, and a variable as any other is.
    bool Known = C.Bound && B.N.place(C.Bound);
    llvm::erase_if(All, [&](const Origin &Of) {
      return isKeptBeside(Of, Lambda) ||
             (Known && Of.Part == ViewPart::Whole && Of.K != Origin::Kind::Temporary);
    });
    borrow(To, All, Site, (C.Value ? C.Value : C.Bound)->getExprLoc(), Known);
  }
}

/// What the callee borrows for its caller, in terms of this function.
Origins ViewFacts::borrowedBy(const Transfer &Moved, const Expr &Call, const Expr *Object,
                              Arguments Given) {
  Origin Inner;
  Inner.K = Moved.From.K == CallEnd::Kind::Object ? Origin::Kind::Object
            : Moved.From.Behind                   ? Origin::Kind::Behind
                                                  : Origin::Kind::Variable;
  const auto *Global = Moved.From.K == CallEnd::Kind::Variable
                           ? dyn_cast_or_null<VarDecl>(Moved.From.Variable)
                           : nullptr;
  if (!(Global && Global->hasGlobalStorage()) && Moved.From.K != CallEnd::Kind::Object &&
      Moved.From.K != CallEnd::Kind::Parameter)
    return {};
  if (Moved.From.K != CallEnd::Kind::Object)
    Inner.V = Moved.From.Variable;
  Inner.Path = Moved.From.Path;
  Inner.Part = Moved.Part, Inner.OnHeap = Moved.OnHeap, Inner.Deep = Moved.Deep;
  if (Moved.From.K == CallEnd::Kind::Object && !Object)
    if (const VarDecl *V = B.Body.variableOf(&Call)) {
      Origin Outer;
      Outer.V = V;
      return {Views::composed(Outer, Inner)};
    }
  Origins Found;
  for (Origin &O : B.T.views().inCall(Inner, Object, Given, &B.Body)) {
    const auto *Local = dyn_cast_or_null<VarDecl>(O.V);
    // One that is assigned to has a value that depends on where.
    bool Gathers = Local && (B.T.views().gathers(Local->getType()) ||
                             (B.Body.assigned(Local).empty() && !B.Body.givenTo(Local).empty()));
    if (O.K != Origin::Kind::View || !Gathers) {
      Found.push_back(std::move(O));
      continue;
    }
    for (Origin &Put : B.T.views().everGiven(*Local))
      Found.push_back(std::move(Put));
  }
  return Found;
}

/// Calls `Do` for each closure that copies the view, or the container, into which the statement
/// puts something; whether it is such a statement.
bool ViewFacts::puts(const Stmt &S, llvm::function_ref<void(const Slot &, const PutViews &)> Do) {
  if (Slots.empty())
    return false;
  bool Any = false;
  for (const PutViews &Put : B.T.views().putBy(S, &B.Body)) {
    auto It = Put.Into ? Slots.find(Put.Into) : Slots.end();
    if (It == Slots.end())
      continue;
    Any = true;
    for (const Slot &One : std::vector<Slot>(It->second))
      Do(One, Put);
  }
  return Any;
}

/// Names the places, since the loop around the call comes back to what ends them.
void ViewFacts::prepare(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
  Calls.push_back(&Call);
  for (const CallExpr *Move : B.T.views().swallowedBy(Call))
    Swallowed.insert(Move);
  puts(Call, [&](const Slot &S, const PutViews &Put) { followAll(Put.Of, S.Site); });
  if (!Callee || isa<CXXOperatorCallExpr>(Call) || !B.Body.loopAround(&Call))
    return;
  const Expr *Object = Method ? Method->getImplicitObjectArgument() : nullptr;
  Arguments Given{Call.getArgs(), Call.getNumArgs()};
  const Contract *Does = B.Known.contractOf(*Callee, Given, Object);
  if (!Does || Does->Source != Authority::Body)
    return;
  for (const Transfer &Moved : Does->Transfers)
    if (Moved.View)
      for (const Origin &Of : borrowedBy(Moved, Call, Object, Given))
        B.N.view(Of);
}

void ViewFacts::through(const Transfer &Moved, HolderId To, const CallSite &Site) {
  bool OnlyChanges =
      Moved.From.K == CallEnd::Kind::Object &&
      (!Objects.objectOf(Moved, Site) || (Moved.Site.Lambda && hasToken(*Moved.Site.Lambda)));
  SourceLocation Loc = Site.Call->getExprLoc();
  for (const Origin &Of : borrowedBy(Moved, *Site.Call, Site.Object, Site.Arguments)) {
    if (Of.K == Origin::Kind::View || (Of.OnHeap && B.Body.isMoved(Of.V)))
      continue;
    std::optional<Loan> L = loan(Of, siteOf(Moved, Site), {});
    if (!L)
      continue;
    L->Signal = Moved.Signal, L->Throws = Moved.Throws;
    L->OnlyChanges = OnlyChanges;
    L->Inner = Moved.Inner;
    L->Call = Loc;
    if (Moved.From.K == CallEnd::Kind::Parameter && Moved.From.Index < Site.Callee->getNumParams())
      L->Inner.push_back({Step::Kind::Bound,
                          Site.Callee->getParamDecl(Moved.From.Index)->getNameAsString(),
                          Site.Arguments[Moved.From.Index]->getExprLoc()});
    seen(Of, Loc);
    LoanId Id = B.P.add(std::move(*L));
    B.emit(Fact::borrow(To, Moved.Starts ? Program::running(Id) : Id, Loc));
    Temporaries.endLate();
  }
}

void ViewFacts::statement(const Stmt &S) {
  if (!Slots.empty()) {
    bool Puts = puts(S, [&](const Slot &One, const PutViews &Put) {
      SourceLocation Loc = cast<Expr>(S).getExprLoc();
      if (Put.Replaces)
        B.emit(Fact::drop(One.Holder, Loc));
      borrow(One.Holder, Put.Of, One.Site, Loc);
    });
    if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *V = dyn_cast<VarDecl>(D))
          given(*V, V->getInit(), V->getLocation());
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(&S);
               Binary && Binary->getOpcode() == BO_Assign) {
      assigned(*Binary->getLHS(), Binary->getRHS(), Binary->getOperatorLoc());
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S);
               Operator && Operator->getOperator() == OO_Equal && !Puts) {
      assigned(*Operator->getArg(0), Operator->getArg(1), Operator->getOperatorLoc());
    } else if (const auto *Call = dyn_cast<CallExpr>(&S); Call && !Puts) {
      for (const ValueDecl *V : replacedBy(*Call))
        replaced(*V, Call->getExprLoc());
    }
  }
  if (B.N.hasViews())
    changes(S);
}

/// `[key, value]`
static std::string nameOfParts(const DecompositionDecl &Whole) {
  std::string Text;
  for (const BindingDecl *Part : Whole.bindings())
    Text += (Text.empty() ? "[" : ", ") + Part->getNameAsString();
  return Text + "]";
}

/// Captures of lambdas inside other functions than this one are theirs to look at.
std::optional<PlaceId> Names::view(const Origin &Of) {
  if (Of.K == Origin::Kind::View || (Of.V && isForeign(Of.V)))
    return std::nullopt;
  if (Of.K == Origin::Kind::Object && (Of.Path.empty() || Of.Part == ViewPart::Whole))
    return std::nullopt; // what dies with the object is a matter of 'this'
  if (Of.K == Origin::Kind::Temporary && !Body.fullExpression(Of.Temporary))
    return std::nullopt;
  const void *Root = Of.K == Origin::Kind::Temporary ? static_cast<const void *>(Of.Temporary)
                                                     : static_cast<const void *>(Of.V);
  auto [It, New] = ViewPlaces.try_emplace(
      {Of.K, Root, Of.Element, Of.Path, Of.Part, Of.Deep, Of.Member}, PlaceId());
  if (!New)
    return It->second;
  Place Named;
  Named.Variable = Of.V;
  Named.Temporary = Of.Temporary;
  Named.Path = Of.Path;
  Named.Part = Of.Part;
  Named.OnHeap = Of.OnHeap;
  Named.Deep = Of.Deep;
  Named.Member = Of.Member;
  Named.Element = Of.Element;
  if (Of.V) {
    Named.Name = Of.V->getNameAsString();
    if (Of.Part != ViewPart::Whole)
      for (const ValueDecl *Member : Of.Path)
        Named.Name += "." + Member->getNameAsString();
    Named.Loop = Body.loopOf(Of.V);
    const auto *Variable = dyn_cast<VarDecl>(Of.V);
    Named.Lasts = Variable && Variable->hasGlobalStorage();
    if (Variable && Variable->isImplicit())
      Named.Name.clear();
    else if (const auto *Parts = dyn_cast_or_null<DecompositionDecl>(Variable))
      Named.Name = nameOfParts(*Parts);
  }
  switch (Of.K) {
  case Origin::Kind::Temporary:
    Named.K = Place::Kind::Temporary;
    break;
  case Origin::Kind::Object:
    Named.K = Place::Kind::Object;
    Named.Variable = Of.Path.front();
    Named.Name = Of.Path.front()->getNameAsString();
    break;
  case Origin::Kind::Behind:
    Named.K = Place::Kind::Caller;
    Named.Behind = true;
    break;
  default:
    if (isa<ParmVarDecl>(Of.V))
      Named.K = Of.V->getType()->isReferenceType() ? Place::Kind::Caller : Place::Kind::Parameter;
  }
  // The array of a list that is passed has no name.
  const CXXRecordDecl *Record =
      Named.K == Place::Kind::Parameter ? Of.V->getType()->getAsCXXRecordDecl() : nullptr;
  if (Record && Record->isInStdNamespace() && Record->getName() == "initializer_list")
    Named.Name.clear();
  PlaceId Id = P.add(std::move(Named));
  It->second = Id;
  ViewsOf[Of.K == Origin::Kind::Object ? nullptr : Of.V].push_back(Id);
  return Id;
}

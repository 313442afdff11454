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
    if (C.getCaptureKind() == LCK_ByRef)
      Found.Bound = cast<Expr>(Lambda.capture_init_begin()[Index]);
    return Found;
  }
  if (!Variable || Variable->hasGlobalStorage())
    return Found;
  bool Own = isOwnInitCapture(Lambda, C);
  if (C.getCaptureKind() == LCK_ByCopy && !Variable->getType()->isReferenceType() && Own)
    Found.Value = V.isView(Variable->getType()) ? Variable->getInit() : nullptr;
  else if (C.getCaptureKind() == LCK_ByCopy && V.mayRefer(*Variable))
    Found.Copied = Variable;
  else if (C.getCaptureKind() == LCK_ByRef && Variable->getType()->isReferenceType() &&
           !isa<ParmVarDecl>(Variable))
    Found.Bound = Variable->getInit();
  return Found;
}

void ViewFacts::prepare() {
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
  auto [It, New] = Keys.try_emplace({&V, Site.Lambda, Site.Index});
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
}

/// The view has a new value, and refers to nothing else any more.
void ViewFacts::given(const VarDecl &V, const Expr *Value, SourceLocation Loc) {
  auto It = Slots.find(&V);
  if (It == Slots.end())
    return;
  Origins Of = Value && B.Body.assigned(&V).size() <= MaxSlots ? B.T.views().ofValue(Value, &B.Body)
                                                               : Origins();
  // What a raw pointer was made to own is known by its own name.
  if (Value && isa<CXXNewExpr>(stripped(Value)) && B.Body.assigned(&V).empty() &&
      V.getType()->isPointerType()) {
    Origin Made;
    Made.V = &V, Made.Part = ViewPart::Element, Made.OnHeap = true;
    Of = {Made};
  }
  for (const Slot &S : std::vector<Slot>(It->second)) {
    B.emit(Fact::drop(S.Holder, Loc));
    borrow(S.Holder, Of, S.Site, Loc);
  }
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
    L->OnlyChanges = OnlyChanges;
    B.emit(Fact::borrow(To, B.P.add(std::move(*L)), Made));
  }
}

std::optional<Loan> ViewFacts::loan(const Origin &Of, const CaptureSite &Site,
                                    SourceLocation Made) {
  std::optional<PlaceId> Place = B.N.view(Of);
  if (!Place || (Of.V && B.Known.isVouchedFor(*Of.V)))
    return std::nullopt;
  // A token tells of an object that others share.
  bool Shared = Of.K == Origin::Kind::Object || (Of.V && isSharingPointer(Of.V->getType()));
  if (Site.Lambda && Shared && hasToken(*Site.Lambda))
    return std::nullopt;
  Temporaries.endWithStatement(*Place);
  Loan L;
  L.View = true;
  L.Site = Site;
  L.Of = *Place;
  L.Writes = true; // what a loop gives a view is another value, and no late one
  if (Site.Lambda) {
    L.Closure = Site.Lambda->getLambdaClass();
    L.Loop = B.Body.loopAround(Site.Lambda);
  }
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
      return inStandardLibrary(F) && F.getDeclName().isIdentifier() &&
             (F.getName() == "move" || F.getName() == "exchange");
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
    // The variable itself is borrowed as any other is.
    llvm::erase_if(All, [&](const Origin &Of) {
      return isKeptBeside(Of, Lambda) || (C.Bound && Of.Part == ViewPart::Whole);
    });
    // What dies with a container is borrowed of it already.
    bool Known = C.Bound && B.N.place(C.Bound);
    borrow(To, All, Site, (C.Value ? C.Value : C.Bound)->getExprLoc(), Known);
  }
}

void ViewFacts::through(const Transfer &Moved, HolderId To, const CallSite &Site) {
  Origin Inner;
  Inner.K = Moved.From.K == CallEnd::Kind::Object ? Origin::Kind::Object
            : Moved.From.Behind                   ? Origin::Kind::Behind
                                                  : Origin::Kind::Variable;
  if (Moved.From.K != CallEnd::Kind::Object && Moved.From.K != CallEnd::Kind::Parameter)
    return;
  if (Moved.From.K == CallEnd::Kind::Parameter)
    Inner.V = Moved.From.Variable;
  Inner.Path = Moved.From.Path;
  Inner.Part = Moved.Part, Inner.OnHeap = Moved.OnHeap, Inner.Deep = Moved.Deep;
  bool OnlyChanges =
      Moved.From.K == CallEnd::Kind::Object &&
      (!Objects.objectOf(Moved, Site) || (Moved.Site.Lambda && hasToken(*Moved.Site.Lambda)));
  const Expr *Object = Site.Object;
  SourceLocation Loc = Site.Call->getExprLoc();
  Origins All = B.T.views().inCall(Inner, Object, Site.Arguments, &B.Body);
  if (Moved.From.K == CallEnd::Kind::Object && !Object)
    if (const VarDecl *V = B.Body.variableOf(Site.Call)) {
      Origin Outer;
      Outer.V = V;
      All = {Views::composed(Outer, Inner)};
    }
  for (const Origin &Of : All) {
    if (Of.K == Origin::Kind::View || (Of.OnHeap && B.Body.isMoved(Of.V)))
      continue;
    std::optional<Loan> L = loan(Of, Moved.Site, {});
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
    LoanId Id = B.P.add(std::move(*L));
    B.emit(Fact::borrow(To, Moved.Starts ? Program::running(Id) : Id, Loc));
  }
}

void ViewFacts::statement(const Stmt &S) {
  if (!Slots.empty()) {
    if (const auto *Declaration = dyn_cast<DeclStmt>(&S)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *V = dyn_cast<VarDecl>(D))
          given(*V, V->getInit(), V->getLocation());
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(&S);
               Binary && Binary->getOpcode() == BO_Assign) {
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Binary->getLHS()->IgnoreParens()))
        if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()))
          given(*V, Binary->getRHS(), Binary->getOperatorLoc());
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S);
               Operator && Operator->getOperator() == OO_Equal) {
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Operator->getArg(0)->IgnoreParens()))
        if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()))
          given(*V, Operator->getArg(1), Operator->getOperatorLoc());
    }
  }
  if (B.N.hasViews())
    changes(S);
}

void ViewFacts::changes(const Stmt &S) {
  if (!isa<CallExpr, CXXConstructExpr, CXXDeleteExpr, ReturnStmt>(S))
    return;
  for (const OwnerChange &C : B.T.views().changesBy(S, &B.Body)) {
    if (!callsBefore(S))
      dropWithin(C);
    change(C);
  }
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->getDeclName().isIdentifier() || Method->getName() != "reserve" ||
      !Call->getNumArgs())
    return;
  for (const Origin &Of : B.T.views().ofLvalue(Call->getImplicitObjectArgument(), &B.Body)) {
    Expr::EvalResult Known;
    Reserve R;
    if (Call->getArg(0)->EvaluateAsInt(Known, B.Context))
      R.Elements = Known.Val.getInt().getLimitedValue();
    Reserved[Of.Path.empty() ? Of.V : Of.Path.back()] = R;
  }
}

/// Whether room was reserved for what comes in, as far as anybody can count.
bool ViewFacts::hasRoom(const OwnerChange &C) {
  if (!C.Grows)
    return false;
  if (!C.Of.Path.empty() && B.T.views().isReserved(*C.Of.Path.back()))
    return true;
  auto It = Reserved.find(C.Of.Path.empty() ? C.Of.V : C.Of.Path.back());
  if (It == Reserved.end())
    return false;
  return !It->second.Elements || ++It->second.Grown <= *It->second.Elements;
}

/// Whether it is another element than those that change.
bool ViewFacts::isSpared(const OwnerChange &C, const Place &Of) const {
  const Views &All = B.T.views();
  if (C.From) {
    std::optional<uint64_t> Number = All.numberOf(Of.Element);
    return Number && *Number < *C.From;
  }
  if (!C.Element || C.Element == Of.Element)
    return false;
  // What goes over all elements goes over the first and the last as well.
  bool AtEnd = C.Element == B.T.views().firstElement() || C.Element == B.T.views().lastElement();
  return !(AtEnd && C.Ordered && !Of.Element);
}

/// Whether a function may call what its object holds before it destroys that.
bool ViewFacts::callsBefore(const Stmt &S) const {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const Contract *Does = Callee ? B.Known.contractOf(*Callee, {Call->getArgs(), Call->getNumArgs()},
                                                     Call->getImplicitObjectArgument())
                                : nullptr;
  return Does && Does->Source == Authority::Body && Does->UsesObject;
}

/// What is destroyed takes along the closures that it holds itself, before anybody can call them.
void ViewFacts::dropWithin(const OwnerChange &C) {
  bool All = C.Reach == Invalidates::All && !C.Element && !C.From && !C.Assigns && !C.Leaves;
  if (!All || C.Of.Part != ViewPart::Whole || C.Of.Path.empty() ||
      (C.Of.K != Origin::Kind::Object && C.Of.K != Origin::Kind::Variable))
    return;
  HolderId Owner = C.Of.K == Origin::Kind::Object ? B.N.thisObject() : B.N.variable(C.Of.V);
  for (const ValueDecl *Member : C.Of.Path)
    Owner = B.P.Holders.below(Owner, Member);
  B.emit(Fact::drop(Owner, C.Loc));
}

void ViewFacts::change(const OwnerChange &C) {
  if (hasRoom(C))
    return;
  const ValueDecl *Root = C.Of.K == Origin::Kind::Object ? nullptr : C.Of.V;
  if (C.Of.K != Origin::Kind::Object && !Root)
    return;
  for (PlaceId Id : std::vector<PlaceId>(B.N.viewsOf(Root))) {
    const Place &Of = B.P[Id];
    if (Of.Behind != (C.Of.K == Origin::Kind::Behind) || Of.Path.size() < C.Of.Path.size() ||
        !std::equal(C.Of.Path.begin(), C.Of.Path.end(), Of.Path.begin()))
      continue;
    // What is deleted is what the pointer leads to; else the owner itself changes.
    bool Deleted = C.Ends && Of.Part == C.Of.Part && C.Of.Part != ViewPart::Whole;
    if (C.Of.Part != ViewPart::Whole && !Deleted)
      continue;
    if (isSpared(C, Of) || (C.Assigns && !Of.Deep))
      continue;
    if (C.Leaves) {
      if (Of.OnHeap)
        B.emit(Fact::leave(Id, C.Loc));
      continue;
    }
    bool Deep = Of.Path.size() > C.Of.Path.size();
    // The one that it begins with is destroyed, with what it owns.
    bool Gone = C.From && Of.Element && B.T.views().numberOf(Of.Element) == C.From;
    bool Hit = Deleted || Gone || C.Reach == Invalidates::All ||
               (!Deep && Of.Part == ViewPart::Iterator) ||
               (!Deep && Of.Part == ViewPart::Element && C.Reach == Invalidates::References);
    if (!Hit || (Of.Part == ViewPart::Whole && !C.Ends))
      continue;
    Fact F = Fact::expire(Id, C.Ends ? End::Reset : End::Changed, C.Loc);
    F.Note.Name = C.By;
    F.Destroys = Gone || C.Reach == Invalidates::All;
    B.emit(std::move(F));
  }
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
  auto [It, New] =
      ViewPlaces.try_emplace({Of.K, Root, Of.Element, Of.Path, Of.Part, Of.Deep}, PlaceId());
  if (!New)
    return It->second;
  Place Named;
  Named.Variable = Of.V;
  Named.Temporary = Of.Temporary;
  Named.Path = Of.Path;
  Named.Part = Of.Part;
  Named.OnHeap = Of.OnHeap;
  Named.Deep = Of.Deep;
  Named.Element = Of.Element;
  if (Of.V) {
    Named.Name = Of.V->getNameAsString();
    if (Of.Part != ViewPart::Whole)
      for (const ValueDecl *Member : Of.Path)
        Named.Name += "." + Member->getNameAsString();
    Named.Loop = Body.loopOf(Of.V);
    const auto *Variable = dyn_cast<VarDecl>(Of.V);
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

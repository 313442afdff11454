//===-- Lives.cpp - What becomes of each capture --------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/solution/Lives.h"
#include "checks/engine/solution/Silence.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>

using namespace clang;
using namespace closure;

bool closure::liesInReferent(const Loan &L, const Holder &Keeper) {
  if (!L.View || !L.Site.Lambda || Keeper.R.K != Root::Kind::Variable || Keeper.Path.empty() ||
      Keeper.Path.front())
    return false;
  const LambdaCapture &Of = L.Site.Lambda->capture_begin()[L.Site.Index];
  return Of.capturesVariable() && Of.getCaptureKind() == LCK_ByCopy &&
         Keeper.R.Key == static_cast<const void *>(Of.getCapturedVar()) &&
         Of.getCapturedVar()->getType()->isPointerType();
}

namespace {

/// The same question is answered for quiet captures by `Silence`; this adds how the closure came
/// to who held it, and when the place ends.
class Biographer {
public:
  Biographer(const Solution &S, llvm::ArrayRef<Defect> Found) : S(S), P(S.program()), Found(Found) {
    std::vector<unsigned> Order = reversePostOrder(P);
    Turn.assign(P.Blocks.size(), unsigned(Order.size()));
    for (unsigned I = 0; I != Order.size(); ++I)
      Turn[Order[I]] = I;
  }

  std::vector<Life> run() {
    for (unsigned I = 0; I != P.Loans.size(); ++I)
      if (const Loan &L = P.Loans[I]; L.Site.Lambda)
        tell(L, LoanId(I));
    for (const Silence &One : silences(S, Found))
      if (One.Site.Lambda)
        add(of(One.Site), One);
    return std::move(Drafts);
  }

private:
  Life &of(const CaptureSite &Site) {
    for (Life &D : Drafts)
      if (D.Site == Site)
        return D;
    Drafts.emplace_back();
    Drafts.back().Site = Site;
    for (const Defect &D : Found)
      if (D.Site == Site && !Drafts.back().Wrong)
        Drafts.back().Wrong = D;
    return Drafts.back();
  }

  uint64_t rank(Point At) const { return (uint64_t(Turn[At.Block]) + 1) << 32 | At.Index; }

  bool isTemporary(HolderId H) const {
    Root::Kind K = P.Holders[H].R.K;
    return K == Root::Kind::Expression || K == Root::Kind::View;
  }

  Keeper keeper(HolderId H) const {
    Keeper By;
    if (!H)
      return By;
    const Holder &Of = P.Holders[H];
    By.K = Of.R.K, By.Why = Of.Why, By.Name = Of.Name;
    return By;
  }

  void tell(const Loan &L, LoanId Id) {
    if (L.K != Loan::Kind::Capture && L.K != Loan::Kind::Owner)
      return;
    Life &D = of(L.Site);
    if (L.K == Loan::Kind::Owner) {
      D.Shares = true;
    } else if (!D.Of) {
      D.Of = P[L.Of];
      D.View = L.View;
      addEnd(D, L.Of);
    }
    for (HolderId H : S.holdersOf(Id))
      for (Point At : S.path(H, Id))
        if (!isTemporary(H))
          addStep(D, At);
        else
          addStart(D, At); // a temporary that waits when it dies, as that of `std::async`
  }

  void addStart(Life &D, Point At) {
    const Fact &F = P.Blocks[At.Block].Facts[At.Index];
    if (F.K == Fact::Kind::Flow && F.Starts)
      add(D, At, {LifeEvent::Kind::Started, keeper(F.To), {}, F.How, F.Because, F.Loc});
  }

  void addStep(Life &D, Point At) {
    const Fact &F = P.Blocks[At.Block].Facts[At.Index];
    if (F.K != Fact::Kind::Flow)
      return;
    for (const Step &Inside : F.Inner)
      addStep(D, At, F, Inside);
    addStart(D, At);
    addStep(D, At, F, F.Note);
  }

  void addStep(Life &D, Point At, const Fact &F, const Step &Note) {
    if (Note.K != Step::Kind::None && Note.Loc.isValid())
      add(D, At, {LifeEvent::Kind::Kept, keeper(F.To), Note, F.How, F.Because, Note.Loc});
  }

  /// Where the place ends in the usual way, or, if it does not, while unwinding.
  void addEnd(Life &D, PlaceId Of) {
    std::optional<Point> At;
    for (unsigned B : reversePostOrder(P))
      for (unsigned I = 0; I != P.Blocks[B].Facts.size(); ++I) {
        const Fact &F = P.Blocks[B].Facts[I];
        if (F.K == Fact::Kind::Expire && F.Of == Of && F.Loc.isValid() &&
            (!At || (isUnwinding(*At) && F.How != End::Unwinding)))
          At = Point{B, I};
      }
    if (!At)
      return;
    const Fact &F = P.Blocks[At->Block].Facts[At->Index];
    add(D, *At, {LifeEvent::Kind::Ends, {}, {}, F.How, F.Because, F.Loc});
  }

  bool isUnwinding(Point At) const {
    return P.Blocks[At.Block].Facts[At.Index].How == End::Unwinding;
  }

  void add(Life &D, const Silence &One) {
    LifeEvent Event;
    Event.K = kind(One.K);
    if (Event.K == LifeEvent::Kind::Dropped)
      if (const VarDecl *Local = localAtItsEnd(One)) {
        Event.K = LifeEvent::Kind::Closed;
        Event.How = isa<ParmVarDecl>(Local) ? End::Function : End::Scope;
      }
    Event.By = keeper(One.Holder);
    Event.Because = One.Because, Event.Loc = One.Loc;
    Event.When = One.K == Silence::Kind::Unborrowed ? 0
                 : One.K == Silence::Kind::Left     ? UINT64_MAX
                                                    : rank(One.At);
    add(D, std::move(Event));
  }

  /// The local variable that lets go of what it holds because it ends: at a brace, and not where it
  /// is assigned to or moved from.
  const VarDecl *localAtItsEnd(const Silence &One) const {
    const Root &R = P.Holders[One.Holder].R;
    const Fact &F = P.Blocks[One.At.Block].Facts[One.At.Index];
    if (R.K != Root::Kind::Variable || F.K != Fact::Kind::Drop || F.Loc.isInvalid())
      return nullptr;
    const auto *V = dyn_cast_or_null<VarDecl>(static_cast<const ValueDecl *>(R.Key));
    if (!V || !V->hasLocalStorage())
      return nullptr;
    const SourceManager &SM = V->getASTContext().getSourceManager();
    bool Invalid = false;
    const char *Text = SM.getCharacterData(SM.getFileLoc(F.Loc), &Invalid);
    return !Invalid && *Text == '}' ? V : nullptr;
  }

  void add(Life &D, Point At, LifeEvent Event) {
    Event.When = rank(At);
    add(D, std::move(Event));
  }

  /// What two loans or two holders have in common happens once.
  void add(Life &D, LifeEvent Event) {
    auto Same = [&](const LifeEvent &Old) {
      return Old.K == Event.K && Old.Loc == Event.Loc && Old.By.Name == Event.By.Name &&
             Old.By.K == Event.By.K && Old.Note.K == Event.Note.K &&
             Old.Note.Name == Event.Note.Name && Old.Because == Event.Because;
    };
    if (llvm::any_of(D.Events, Same))
      return;
    auto Behind =
        std::upper_bound(D.Events.begin(), D.Events.end(), Event.When,
                         [](uint64_t When, const LifeEvent &Other) { return When < Other.When; });
    D.Events.insert(Behind, std::move(Event));
  }

  static LifeEvent::Kind kind(Silence::Kind K) {
    switch (K) {
    case Silence::Kind::Unborrowed:
      return LifeEvent::Kind::Unborrowed;
    case Silence::Kind::Called:
      return LifeEvent::Kind::Called;
    case Silence::Kind::Dropped:
      return LifeEvent::Kind::Dropped;
    case Silence::Kind::Finished:
      return LifeEvent::Kind::Finished;
    case Silence::Kind::Waited:
      return LifeEvent::Kind::Waited;
    case Silence::Kind::Uncalled:
      return LifeEvent::Kind::Uncalled;
    case Silence::Kind::DiesWith:
      return LifeEvent::Kind::DiesWith;
    case Silence::Kind::Unowned:
      return LifeEvent::Kind::Unowned;
    case Silence::Kind::Left:
      return LifeEvent::Kind::Left;
    }
    return LifeEvent::Kind::Left;
  }

  const Solution &S;
  const Program &P;
  llvm::ArrayRef<Defect> Found;
  std::vector<unsigned> Turn; ///< By block, its number in reverse post-order.
  std::vector<Life> Drafts;
};

} // namespace

std::vector<Life> closure::lives(const Solution &S, llvm::ArrayRef<Defect> Found) {
  return Biographer(S, Found).run();
}

/// The lambda whose closure the fact begins: what its expression held in the last turn is gone.
static const LambdaExpr *begunBy(const Program &P, const Fact &F) {
  if (F.K != Fact::Kind::Drop || P.Holders[F.To].R.K != Root::Kind::Expression)
    return nullptr;
  const auto *Lambda =
      dyn_cast_or_null<LambdaExpr>(static_cast<const Expr *>(P.Holders[F.To].R.Key));
  return Lambda && Lambda->getExprLoc() == F.Loc && Lambda->capture_size() ? Lambda : nullptr;
}

static bool isTold(llvm::ArrayRef<Life> Told, const LambdaExpr *Of) {
  return llvm::any_of(Told, [&](const Life &L) { return L.Site.Lambda == Of && L.Of; });
}

/// Puts a loan of nothing into each of these closures, and silences the others. False if there is
/// no such closure.
static bool addWitnesses(Program &P, llvm::ArrayRef<Life> Told) {
  bool Any = false;
  P.Safe.clear();
  for (Loan &L : P.Loans)
    L.K = Loan::Kind::Argument;
  PlaceId Nowhere = P.add(Place());
  for (Program::Block &Block : P.Blocks)
    for (size_t I = 0; I != Block.Facts.size(); ++I) {
      const LambdaExpr *Lambda = begunBy(P, Block.Facts[I]);
      if (!Lambda || isTold(Told, Lambda))
        continue;
      Loan Witness;
      Witness.Site = {Lambda, 0};
      Witness.Of = Nowhere;
      Witness.Closure = Lambda->getLambdaClass();
      Fact Begun =
          Fact::borrow(Block.Facts[I].To, P.add(std::move(Witness)), Lambda->getBeginLoc());
      Block.Facts.insert(Block.Facts.begin() + ++I, std::move(Begun));
      Any = true;
    }
  return Any;
}

std::vector<Life> closure::witnessedLives(const Solution &S, llvm::ArrayRef<Life> Told,
                                          uint64_t MaxSteps) {
  Program P = S.program();
  if (!addWitnesses(P, Told))
    return {};
  Solution With(P, MaxSteps);
  return With.isWhole() ? lives(With, {}) : std::vector<Life>();
}

//===-- Judge.cpp - Which loans are held too long -------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/solution/Judge.h"
#include "checks/engine/solution/Lives.h"
#include "checks/engine/solution/FirstUse.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseSet.h"
#include <optional>

using namespace closure;

namespace {

class Judge {
public:
  Judge(const Solution &S, LoopOrder Inside) : S(S), P(S.program()), Inside(Inside) {
    for (unsigned I = 0; I != P.Loans.size(); ++I)
      if (const Loan &L = P.Loans[I];
          L.K == Loan::Kind::Capture && L.Throws && L.Loop && P[L.Of].endsHere())
        Throwing.push_back(LoanId(I));
  }

  std::vector<Defect> run() {
    for (unsigned B : reversePostOrder(P))
      visit(B);
    atExit();
    itself();
    emptied();
    droppedEarly();
    // What dies is worse than what changes: a capture that does both is reported once.
    for (Defect &D : Late)
      if (!isFound(D.Site))
        Found.push_back(std::move(D));
    return std::move(Found);
  }

private:
  void visit(unsigned B) {
    const std::vector<Fact> &Facts = P.Blocks[B].Facts;
    std::map<unsigned, LiveSet> Live;
    LiveSet After = S.liveAtEnd(B);
    for (unsigned I = Facts.size(); I-- > 0;) {
      if (Facts[I].K == Fact::Kind::Expire || Facts[I].K == Fact::Kind::Change)
        Live.emplace(I, After);
      S.applyBackward(After, Facts[I]);
    }
    bool Throws =
        llvm::any_of(Facts, [](const Fact &F) { return F.K == Fact::Kind::Finish && F.Loop; });
    if (Live.empty() && !Throws)
      return;
    LoanSets Loans = S.loansAtStart(B);
    for (unsigned I = 0; I != Facts.size(); ++I) {
      if (auto It = Live.find(I); It != Live.end())
        at(Point{B, I}, Facts[I], Loans, It->second);
      else if (Facts[I].K == Fact::Kind::Finish && Facts[I].Loop)
        leaving(Point{B, I}, Facts[I], Loans);
      S.apply(Loans, Facts[I]);
    }
  }

  /// A loop waits for one closure after the other; the first that throws ends it, and the
  /// locals die while the others still run for a pool.
  void leaving(Point Here, const Fact &F, const LoanSets &Loans) {
    std::vector<HolderId> Waited = P.Holders.related(F.To);
    for (LoanId L : Throwing) {
      if (isFound(P[L].Site) ||
          llvm::none_of(Waited, [&](HolderId H) { return Loans.holds(H, L); }))
        continue;
      for (HolderId H : S.holdersOf(L)) {
        Outlives Why = P.Holders[H].Why;
        if (Why == Outlives::None || Why == Outlives::Return || Why == Outlives::Exception ||
            !Loans.holds(H, L))
          continue;
        Defect D = defect(Here, F, L, H);
        D.How = End::Unwinding;
        D.Running = true;
        D.Path.push_back({Step::Kind::Leaving, "", F.Loc});
        D.Ends = {};
        find(std::move(D));
        break;
      }
    }
  }

  void at(Point Here, const Fact &F, const LoanSets &Loans, const LiveSet &Live) {
    bool Changes = F.K == Fact::Kind::Change;
    for (LoanId Id : S.loansOf(F.Of)) {
      const Loan &L = P[Id];
      if ((Changes && (L.Site.isThis() || L.View || L.Frame)) ||
          (Changes ? LateSites : Sites).count(key(L.Site, L.Frame.has_value())))
        continue;
      if (L.OnlyChanges && F.How != End::Changed && F.How != End::Reset)
        continue;
      HolderId Best;
      for (HolderId H : S.holdersOf(Id))
        if (Loans.holds(H, Id) && called(H, L, Live) && !diesWith(H, L) &&
            (!Changes || gathers(H, Id, F)) && better(H, Best))
          Best = H;
      if (!Best)
        continue;
      if (!Changes) {
        Defect D = defect(Here, F, Id, Best);
        D.Stale = llvm::any_of(S.holdersOf(Id), [&](HolderId H) {
          return P.Holders[H].R.K == Root::Kind::View && Loans.holds(H, Id) && Live.has(H);
        });
        find(std::move(D));
      } else {
        LateSites.insert(key(L.Site));
        Late.push_back(defect(Here, F, Id, Best));
      }
    }
  }

  /// What is handed on beyond the function, of places that do not end in it.
  void atExit() {
    if (!S.reachable(P.Exit))
      return;
    Point Exit{P.Exit, unsigned(P.Blocks[P.Exit].Facts.size())};
    LoanSets Loans = S.loansBefore(Exit);
    for (unsigned I = 0; I != P.Loans.size(); ++I) {
      const Loan &L = P.Loans[I];
      if (L.K != Loan::Kind::Capture || isFound(L.Site, L.Frame.has_value()))
        continue;
      for (HolderId H : S.holdersOf(LoanId(I)))
        if (Loans.holds(H, LoanId(I)) &&
            (dieTogether(L, H) || unowned(L, LoanId(I), H) || unasked(L, LoanId(I), H))) {
          Fact Leaving = Fact::expire(L.Of, End::Function, {});
          Defect D = defect(Exit, Leaving, LoanId(I), H);
          D.Unowned = P[L.Of].K != Place::Kind::ClosureState;
          D.How = D.Unowned ? End::Function : End::Closure;
          if (P[L.Of].Variable && P[L.Of].K != Place::Kind::Object)
            D.Ends = P[L.Of].Variable->getLocation();
          find(std::move(D));
          break;
        }
    }
  }

  /// Closures that lie in what their bodies destroy.
  void itself() {
    for (unsigned I = 0; I != P.Loans.size(); ++I) {
      const Loan &L = P.Loans[I];
      if (L.K != Loan::Kind::Own || L.Running)
        continue;
      std::vector<HolderId> Ended = P.Holders.within(L.OldHolder);
      for (HolderId H : S.holdersOf(LoanId(I)))
        if (llvm::is_contained(Ended, H)) {
          Found.push_back(ownEnd(LoanId(I), H));
          break;
        }
    }
  }

  void emptied() {
    for (const Program::Taken &T : P.Emptied) {
      Defect D;
      D.K = Defect::Kind::Emptied;
      D.Site = T.Site;
      D.Of.Variable = T.Variable;
      D.Of.Name = T.Variable->getNameAsString();
      D.How = End::Iteration;
      D.Ends = T.Variable->getLocation();
      Found.push_back(std::move(D));
    }
  }

  /// Coroutines that outlive the call by which a queue runs them.
  void droppedEarly() {
    for (const Program::Dropped &Each : P.DroppedEarly) {
      if (isFound(Each.Site, /*Frame=*/true))
        continue;
      Defect D;
      D.Site = Each.Site;
      D.Frame = Each.Frame;
      D.Why = Outlives::Detached;
      D.How = End::Called;
      D.Ends = Each.Loc;
      D.Path.push_back({Step::Kind::Queued, Each.By, Each.Loc});
      find(std::move(D));
    }
  }

  Defect ownEnd(LoanId Id, HolderId H) {
    const Loan &L = P[Id];
    Defect D = defect({}, Fact::expire({}, End::Itself, L.Destroyed), Id, H);
    D.K = Defect::Kind::Itself;
    D.Used = L.Used;
    D.Stored = storedIn(P.Holders[H]);
    return D;
  }

  /// The last member of the way to the holder, or the variable.
  static const clang::ValueDecl *storedIn(const Holder &H) {
    for (PathElement Element : llvm::reverse(H.Path))
      if (Element && Element != pendingPart())
        return Element;
    return H.R.K == Root::Kind::Variable ? static_cast<const clang::ValueDecl *>(H.R.Key) : nullptr;
  }

  /// A closure that is kept beyond the call of the closure around it, as another of its
  /// captures shows, is kept beyond the copies that this one owns: it is mostly called once.
  bool dieTogether(const Loan &L, HolderId H) const {
    Outlives Why = P.Holders[H].Why;
    return P[L.Of].K == Place::Kind::ClosureState && Why != Outlives::None &&
           KeptBy.count({L.Site.maker(), Why});
  }

  /// Who defers must own: a reference parameter that a temporary can be bound to is in the
  /// hands of work that runs after the return.
  bool unowned(const Loan &L, LoanId Id, HolderId H) const {
    Outlives Why = P.Holders[H].Why;
    if (L.Site.isThis() || L.View || L.Frame || P[L.Of].K != Place::Kind::Caller ||
        !P[L.Of].BindsTemporaries || Why == Outlives::None || Why == Outlives::Return ||
        Why == Outlives::Exception)
      return false;
    if (L.Running || Why == Outlives::Library || Why == Outlives::Detached)
      return true;
    return llvm::any_of(S.path(H, Id), [&](Point At) {
      Step::Kind K = P.Blocks[At.Block].Facts[At.Index].Note.K;
      return K == Step::Kind::Modelled || K == Step::Kind::Assumed;
    });
  }

  static bool couldAsk(const std::vector<Step> &Path) {
    return llvm::any_of(Path, [](const Step &S) { return S.CouldAsk; });
  }

  /// A closure over an object is in the hands of something that lives as long as the program; its
  /// library would take it back with the object, and was not asked to.
  bool unasked(const Loan &L, LoanId Id, HolderId H) const {
    Outlives Why = P.Holders[H].Why;
    if (!L.Site.isThis() || P[L.Of].K != Place::Kind::Object ||
        (Why != Outlives::Global && Why != Outlives::Static && Why != Outlives::Library))
      return false;
    return couldAsk(L.Inner) || llvm::any_of(S.path(H, Id), [&](Point At) {
             const Fact &F = P.Blocks[At.Block].Facts[At.Index];
             return F.Note.CouldAsk || couldAsk(F.Inner);
           });
  }

  /// Whether what `H` holds can be called from here on. Work that runs by itself needs nobody
  /// to use its holder; a temporary handle ends with its full-expression.
  bool called(HolderId H, const Loan &L, const LiveSet &Live) const {
    Root::Kind Kind = P.Holders[H].R.K;
    return Live.has(H) || (L.Running && Kind != Root::Kind::Expression && Kind != Root::Kind::View);
  }

  /// The object's own members die with it, and with them the closures over it that they hold.
  bool diesWith(HolderId H, const Loan &L) const {
    const Holder &Keeper = P.Holders[H];
    const void *Whole = P[L.Of].Variable;
    bool Member =
        Keeper.R.K == Root::Kind::This && !Keeper.Path.empty() && Keeper.Path.front() == Whole;
    return liesInReferent(L, Keeper) ||
           (L.Site.isThis() && Whole &&
            (Member || (Keeper.R.K == Root::Kind::Variable && Keeper.R.Key == Whole)));
  }

  /// Late binding: closures made in several iterations are kept in a holder beyond the
  /// loop, the closure only reads the variable, and the loop itself changes it.
  bool gathers(HolderId H, LoanId Id, const Fact &Change) const {
    const Loan &L = P[Id];
    if (!L.Loop || !Change.Loop || L.Writes || !Inside(Change.Loop, L.Loop))
      return false;
    if (P[L.Of].Loop && Inside(P[L.Of].Loop, L.Loop))
      return false;
    const Holder &Keeper = P.Holders[H];
    if (Keeper.R.K == Root::Kind::Expression ||
        (Keeper.Why == Outlives::None && Keeper.Loop && Inside(Keeper.Loop, L.Loop)))
      return false;
    return llvm::any_of(S.path(H, Id), [&](Point At) {
      const Fact &F = P.Blocks[At.Block].Facts[At.Index];
      return F.K == Fact::Kind::Flow && !F.Overwrites &&
             (F.Note.K == Step::Kind::Inserted || F.Note.K == Step::Kind::Kept ||
              F.Note.K == Step::Kind::Stored);
    });
  }

  /// A holder with a name says more than an expression; one that outlives the function
  /// says more than a local.
  bool better(HolderId A, HolderId B) const {
    if (!B)
      return true;
    auto Rank = [&](HolderId H) {
      const Holder &X = P.Holders[H];
      if (X.R.K == Root::Kind::View)
        return -1;
      return X.R.K == Root::Kind::Expression ? 0 : X.Why == Outlives::None ? 1 : 2;
    };
    return Rank(A) > Rank(B);
  }

  /// A reference does not make the temporary that it is bound to by way of a call live longer.
  static bool isBoundTooLate(const Defect &D) {
    return D.Of.K == Place::Kind::Temporary && D.Site.Lambda &&
           D.Site.Lambda->capture_begin()[D.Site.Index].getCaptureKind() == clang::LCK_ByRef;
  }

  Defect defect(Point Here, const Fact &F, LoanId Id, HolderId H) {
    const Loan &L = P[Id];
    const Holder &Keeper = P.Holders[H];
    Defect D;
    D.Site = L.Site;
    if (L.Of)
      D.Of = P[L.Of];
    D.Why = Keeper.Why;
    D.Holder = Keeper.Name;
    D.View = L.View;
    D.Frame = L.Frame;
    D.DeadBefore = Keeper.R.K == Root::Kind::View || (L.View && isBoundTooLate(D));
    if (F.How == End::Changed)
      D.ChangedBy = F.Note.Name, D.Destroyed = F.Destroys;
    if (Keeper.Why == Outlives::Object)
      D.InObject = Keeper.Path;
    D.How = F.How;
    D.Ends = F.Loc;
    D.Call = L.Call;
    D.Running = L.Running;
    D.Path = L.Inner;
    for (Point At : S.path(H, Id)) {
      const Fact &Taken = P.Blocks[At.Block].Facts[At.Index];
      if (Taken.K == Fact::Kind::Leave)
        D.Path.push_back(Taken.Note);
      if (Taken.K != Fact::Kind::Flow)
        continue;
      if (Taken.Note.K != Step::Kind::None)
        D.Path.push_back(Taken.Note);
      D.Path.insert(D.Path.end(), Taken.Inner.begin(), Taken.Inner.end());
    }
    if (L.K == Loan::Kind::Own)
      return D;
    if (!L.Running && (Keeper.Why == Outlives::None || F.K == Fact::Kind::Change))
      D.Used = (Uses ? *Uses : Uses.emplace(P)).after(Here, H);
    if (L.Site.isThis() || L.View || L.Frame)
      return D;
    if (F.K == Fact::Kind::Change)
      D.K = Defect::Kind::LateBinding;
    else if (keptBeyondIteration(D.Of, Keeper))
      D.K = Defect::Kind::Loop;
    return D;
  }

  bool keptBeyondIteration(const Place &Of, const Holder &Keeper) const {
    if (!Of.Loop || Keeper.Why == Outlives::Return || Keeper.Why == Outlives::Exception)
      return false;
    return Keeper.Why != Outlives::None || !Keeper.Loop || !Inside(Keeper.Loop, Of.Loop);
  }

  /// What dies with the closure, and the closure itself, are two things.
  static std::pair<const void *, unsigned> key(const CaptureSite &Site, bool Frame = false) {
    return {Site.maker(), 2 * Site.Index + Frame};
  }
  bool isFound(const CaptureSite &Site, bool Frame = false) const {
    return Sites.count(key(Site, Frame));
  }
  void find(Defect D) {
    Sites.insert(key(D.Site, D.Frame.has_value()));
    if (D.Of.endsHere())
      KeptBy.insert({D.Site.maker(), D.Why});
    Found.push_back(std::move(D));
  }

  const Solution &S;
  const Program &P;
  LoopOrder Inside;
  std::optional<FirstUse> Uses; ///< Made for the first defect that asks.
  std::vector<LoanId> Throwing; ///< The loans of closures in loops whose bodies throw.
  std::vector<Defect> Found, Late;
  llvm::DenseSet<std::pair<const void *, unsigned>> Sites, LateSites; ///< Of these.
  /// The closures that are found over something that ends here, and why their holders outlive it.
  std::set<std::pair<const void *, Outlives>> KeptBy;
};

} // namespace

std::vector<Defect> closure::judge(const Solution &S, LoopOrder Inside) {
  return Judge(S, Inside).run();
}

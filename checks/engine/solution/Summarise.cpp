//===-- Summarise.cpp - A function's contract, read off its solution ------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/solution/Summarise.h"
#include "checks/engine/solution/Lives.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace closure;

static bool isGlobal(const ValueDecl *V) {
  const auto *Variable = dyn_cast_or_null<VarDecl>(V);
  return Variable && Variable->hasGlobalStorage() && !Variable->isStaticLocal();
}

namespace {

class Summary {
public:
  Summary(const Solution &S, const FunctionDecl &Function)
      : S(S), P(S.program()), Function(Function) {
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    IsLambda = Method && Method->getParent()->isLambda();
  }

  Contract read() {
    if (!S.reachable(P.Exit))
      return std::move(C);
    LoanSets Loans = S.loansBefore({P.Exit, unsigned(P.Blocks[P.Exit].Facts.size())});
    for (unsigned I = 0; I != P.Holders.size(); ++I) {
      std::optional<CallEnd> To = target(HolderId(I));
      if (!To)
        continue;
      Loans.each(HolderId(I), [&](LoanId L) { add(*To, HolderId(I), L); });
    }
    drops(Loans);
    ownEnds();
    uses();
    C.Coroutine = P.Coroutine;
    C.Waits = !P.Coroutine && !P.Waits.empty() && (!takesIn() || waitsAlways());
    return std::move(C);
  }

private:
  /// Beyond this many ways a function is no longer a helper that one sees through.
  static constexpr unsigned MaxTransfers = 4096;

  std::optional<CallEnd> target(HolderId Id, bool Drops = false) const {
    const Holder &H = P.Holders[Id];
    CallEnd E;
    E.Path = H.Path;
    if (!E.Path.empty() && E.Path.back() == pendingPart()) {
      E.Path.pop_back();
      // On another path it waits for that: which one is taken is not followed into the caller.
      if (!Drops && isWaitedFor(Id))
        return std::nullopt;
    }
    E.Why = H.Why;
    switch (H.R.K) {
    case Root::Kind::Return:
      E.K = CallEnd::Kind::Result;
      return E;
    case Root::Kind::Exception:
      E.K = CallEnd::Kind::Exception;
      return E;
    case Root::Kind::This:
      E.K = IsLambda ? CallEnd::Kind::This : CallEnd::Kind::Object;
      return E;
    case Root::Kind::Elsewhere:
      E.K = CallEnd::Kind::Elsewhere;
      E.Function = static_cast<const FunctionDecl *>(H.R.Key);
      return E;
    case Root::Kind::Expression:
    case Root::Kind::View:
      return std::nullopt;
    case Root::Kind::Variable:
      break;
    }
    if (H.Why == Outlives::None)
      return std::nullopt;
    E.K = CallEnd::Kind::Variable;
    E.Variable = static_cast<const ValueDecl *>(H.R.Key);
    if (H.R.Closure) {
      // A copy that this very closure owns, or one of a closure farther out.
      if (H.R.Closure->getParent() == Function.getDeclContext())
        E.K = CallEnd::Kind::Object, E.Path.clear();
      E.Closure = H.R.Closure;
    } else if (const auto *Parameter = dyn_cast<ParmVarDecl>(E.Variable);
               Parameter &&
               Parameter->getDeclContext() == static_cast<const DeclContext *>(&Function)) {
      E.K = CallEnd::Kind::Parameter;
      E.Index = Parameter->getFunctionScopeIndex();
    }
    return E;
  }

  /// Whether a wait of the function ends something that the holder has then.
  bool isWaitedFor(HolderId Id) const {
    if (P.Waits.empty())
      return false;
    if (!Waited)
      Waited = waitedFor();
    return Waited->count(Id.Value);
  }

  std::set<unsigned> waitedFor() const {
    std::set<unsigned> Found;
    for (unsigned B : reversePostOrder(P)) {
      LoanSets Loans = S.loansAtStart(B);
      for (const Fact &F : P.Blocks[B].Facts) {
        if (F.K == Fact::Kind::Wait && F.To)
          Loans.each(F.To, [&](LoanId L) {
            if (P[L].K != Loan::Kind::Old)
              Found.insert(F.To.Value);
          });
        S.apply(Loans, F);
      }
    }
    return Found;
  }

  bool takesIn() const {
    return llvm::any_of(C.Transfers, [](const Transfer &Moved) {
      return Moved.From.K == CallEnd::Kind::Parameter && Moved.To.K != CallEnd::Kind::Result;
    });
  }

  /// Whether each way to the exit passes a wait.
  bool waitsAlways() const {
    std::set<unsigned> Seen{P.Entry};
    std::vector<unsigned> Work{P.Entry};
    while (!Work.empty()) {
      unsigned B = Work.back();
      Work.pop_back();
      if (P.Waits.count(B))
        continue;
      if (B == P.Exit)
        return false;
      for (unsigned Next : P.Blocks[B].Successors)
        if (Seen.insert(Next).second)
          Work.push_back(Next);
    }
    return true;
  }

  void add(const CallEnd &To, HolderId Holder, LoanId Id) {
    if (C.Transfers.size() == MaxTransfers)
      return;
    const Loan &L = P[Id];
    Transfer Moved;
    Moved.To = To;
    Moved.Starts = L.Running;
    Moved.Adopted = !To.Path.empty() && P.Adopted.count(To.Path.back());
    Moved.Inner = L.Inner;
    for (Point At : S.path(Holder, Id)) {
      const Fact &F = P.Blocks[At.Block].Facts[At.Index];
      if (F.K != Fact::Kind::Flow)
        continue;
      Moved.LeavesObjects |= F.LeavesObjects;
      if (F.Note.K != Step::Kind::None)
        Moved.Inner.push_back(F.Note);
      Moved.Inner.insert(Moved.Inner.end(), F.Inner.begin(), F.Inner.end());
    }
    switch (L.K) {
    case Loan::Kind::Old:
    case Loan::Kind::Own:
    case Loan::Kind::Owner:
      return;
    case Loan::Kind::Argument:
      if (To.K == CallEnd::Kind::Parameter && To.Index == L.Parameter)
        return;
      Moved.From.K = CallEnd::Kind::Parameter;
      Moved.From.Index = L.Parameter;
      break;
    case Loan::Kind::Enclosed: {
      std::optional<CallEnd> From = target(L.OldHolder, /*Drops=*/true);
      if (!From || (To.K == CallEnd::Kind::Variable && To.Variable == From->Variable))
        return;
      Moved.From = *From;
      break;
    }
    case Loan::Kind::Object:
      if (To.K == CallEnd::Kind::Object || To.K == CallEnd::Kind::This ||
          To.K == CallEnd::Kind::Variable || (To.K == CallEnd::Kind::Elsewhere && To.Function))
        return;
      Moved.From.K = CallEnd::Kind::Object;
      if (IsLambda && P.Holders[L.OldHolder].R.K == Root::Kind::This)
        Moved.From.K = CallEnd::Kind::This;
      Moved.Held = P.Holders[L.OldHolder].R.Closure;
      break;
    case Loan::Kind::Capture:
      if (!origin(P[L.Of], Moved.From) || liesInReferent(L, P.Holders[Holder]))
        return;
      Moved.Borrows = true;
      Moved.View = L.View;
      Moved.Frame = L.Frame;
      if (L.View)
        Moved.From.Path = P[L.Of].Path, Moved.Part = P[L.Of].Part, Moved.OnHeap = P[L.Of].OnHeap,
        Moved.Deep = P[L.Of].Deep;
      Moved.Site = L.Site;
      Moved.Element = L.Element;
      Moved.Writes = L.Writes;
      Moved.Signal = L.Signal;
      Moved.Throws = L.Throws;
      break;
    }
    C.Transfers.push_back(std::move(Moved));
  }

  bool origin(const Place &Of, CallEnd &From) const {
    From.Variable = Of.Variable;
    From.Closure = Of.Closure;
    From.Behind = Of.Behind;
    switch (Of.K) {
    case Place::Kind::Caller:
      From.K = CallEnd::Kind::Parameter;
      From.Index = cast<ParmVarDecl>(Of.Variable)->getFunctionScopeIndex();
      return true;
    case Place::Kind::Enclosing:
      From.K = CallEnd::Kind::Variable;
      return true;
    case Place::Kind::Object:
      From.K = IsLambda ? CallEnd::Kind::This : CallEnd::Kind::Object;
      return true;
    case Place::Kind::ClosureState:
      From.K = Of.Closure->getParent() == Function.getDeclContext() ? CallEnd::Kind::Object
                                                                    : CallEnd::Kind::Variable;
      return true;
    case Place::Kind::Local:
      // Of what a global owns, the callers see what becomes.
      From.K = CallEnd::Kind::Variable;
      return Of.Lasts && isGlobal(Of.Variable);
    case Place::Kind::Parameter:
    case Place::Kind::Temporary:
      return false;
    }
    return false;
  }

  void drops(const LoanSets &Loans) {
    for (unsigned I = 0; I != P.Loans.size(); ++I) {
      if (P.Loans[I].K != Loan::Kind::Old || P.Loans[I].Running)
        continue;
      HolderId Old = P.Loans[I].OldHolder;
      bool Held = false;
      for (HolderId H : P.Holders.within(Old))
        Held |= Loans.holds(H, LoanId(I));
      if (std::optional<CallEnd> To = target(Old, /*Drops=*/true); To && !Held)
        (P.Finished.count(Old.Value) ? C.Ends : C.Drops).push_back(*To);
    }
    for (CallEnd &Dropped : C.Drops)
      for (unsigned H : P.Destroyed)
        if (std::optional<CallEnd> To = target(HolderId(H), /*Drops=*/true);
            To && To->K == Dropped.K && To->Path == Dropped.Path &&
            To->Variable == Dropped.Variable && To->Index == Dropped.Index)
          Dropped.Destroys = true;
  }

  /// What a captured pointer points at, its copy in the closure says by the name of the original.
  void ownEnds() {
    for (const Program::OwnEnd &E : P.OwnEnds) {
      const Holder &H = P.Holders[E.Of];
      std::optional<CallEnd> Of = target(E.Of, /*Drops=*/true);
      if (H.R.K == Root::Kind::Variable && H.R.Closure) {
        Of = CallEnd();
        Of->K = CallEnd::Kind::Variable;
        Of->Variable = static_cast<const ValueDecl *>(H.R.Key);
        Of->Path = H.Path;
      }
      if (Of)
        C.SelfEnds.push_back({*Of, E.Key, E.Loc, E.Capture, E.Used});
    }
  }

  /// What is live at the entry is what the body itself calls.
  void uses() {
    LiveSet Live = S.usedInside();
    C.UsesObject = IsLambda;
    C.UsesArguments = false;
    for (unsigned I = 0; I != P.Holders.size(); ++I) {
      if (!Live.has(HolderId(I)))
        continue;
      const Holder &H = P.Holders[HolderId(I)];
      C.UsesObject |= H.R.K == Root::Kind::This;
      C.UsesArguments |= H.R.K == Root::Kind::Variable &&
                         isa<ParmVarDecl>(static_cast<const ValueDecl *>(H.R.Key));
    }
  }

  const Solution &S;
  const Program &P;
  const FunctionDecl &Function;
  bool IsLambda = false;
  mutable std::optional<std::set<unsigned>> Waited; ///< Made for the first that asks.
  Contract C;
};

} // namespace

Contract closure::summarise(const Solution &S, const FunctionDecl &Function) {
  return Summary(S, Function).read();
}

//===-- MemberViews.cpp - Views of members that methods change ------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/MemberViews.h"
#include "checks/KeeperActs.h"
#include "checks/MemberEnds.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

namespace {

/// Whether the code names the member, in its lambdas as well.
bool names(const Stmt *S, const ValueDecl &Member) {
  const auto *Named = dyn_cast_or_null<MemberExpr>(S);
  if (Named && Named->getMemberDecl()->getCanonicalDecl() == Member.getCanonicalDecl())
    return true;
  if (const auto *Lambda = dyn_cast_or_null<LambdaExpr>(S); Lambda)
    if (names(Lambda->getBody(), Member))
      return true;
  return S && llvm::any_of(S->children(), [&](const Stmt *Child) { return names(Child, Member); });
}

class MemberViews {
public:
  MemberViews(const SelectedFunctions &Selected, CallKnowledge &Known)
      : Selected(Selected), Known(Known), Done(Known) {}

  std::vector<Defect> find() {
    lenders();
    for (const Lender &L : Lenders)
      for (const FunctionDecl *F : Selected.Defined) {
        const auto *Method = dyn_cast<CXXMethodDecl>(F);
        if (Method && !isa<CXXDestructorDecl, CXXConstructorDecl>(Method) &&
            Method->getParent()->getCanonicalDecl() == L.By->getParent()->getCanonicalDecl())
          look(*Method, L);
      }
    return std::move(Found);
  }

private:
  void lenders() {
    for (const FunctionDecl *F : Selected.ToAnalyse) {
      const auto *Method = dyn_cast<CXXMethodDecl>(F);
      const FunctionResult *Result =
          Method && !Method->getParent()->isLambda() ? Known.resultOf(*F) : nullptr;
      if (!Result || Result->S != FunctionResult::State::Done)
        continue;
      for (const Transfer &Moved : Result->Summary.Transfers)
        if (isLent(Moved))
          Lenders.push_back({Method, &Moved});
    }
  }

  /// Whether a member keeps the closure, and it looks at what another one owns without asking that.
  static bool isLent(const Transfer &Moved) {
    if (!Moved.Borrows || !Moved.View || Moved.From.K != CallEnd::Kind::Object ||
        Moved.From.Path.empty() || Moved.Part == ViewPart::Whole || Moved.LeavesObjects ||
        Moved.To.K != CallEnd::Kind::Object || Moved.To.Path.empty() || !Moved.To.Path.front() ||
        !diesWithObject(Moved.To.Path) || Moved.To.Path.front() == Moved.From.Path.front())
      return false;
    return !Moved.Site.Lambda || !names(Moved.Site.Lambda->getBody(), *Moved.From.Path.front());
  }

  void look(const CXXMethodDecl &In, const Lender &L) {
    for (const OwnerChange &C : Known.types().views().changesOf(In)) {
      if (C.Inside || C.Of.K != Origin::Kind::Object || !isHarmed(In, C, *L.Moved))
        continue;
      bool Again = In.getCanonicalDecl() == L.By->getCanonicalDecl();
      if (Again ? !growsEachTime(In, C, L) : C.Grows)
        continue;
      read();
      if (isKeptForGood(L) && (Again ? isCalledAgain(In) : isCalledBetween(In, L)))
        return report(L, C);
    }
  }

  /// Whether the change, by this method, is the end of what the view refers to, whichever element
  /// that is.
  static bool isHarmed(const CXXMethodDecl &By, const OwnerChange &C, const Transfer &Moved) {
    const std::vector<PathElement> &Path = Moved.From.Path;
    if (C.Leaves || C.Assigns || C.Ordered || C.From || C.Of.Part != ViewPart::Whole ||
        C.Of.Path.empty() || Path.size() < C.Of.Path.size() ||
        !std::equal(C.Of.Path.begin(), C.Of.Path.end(), Path.begin()))
      return false;
    // An element that the caller names may be any of them.
    if (C.Element && llvm::none_of(By.parameters(), [&](const ValueDecl *P) {
          return C.Element == static_cast<const void *>(P);
        }))
      return false;
    bool Whole = Path.size() == C.Of.Path.size();
    return C.Reach == Invalidates::All || (Whole && Moved.Part == ViewPart::Iterator) ||
           (Whole && Moved.Part == ViewPart::Element && C.Reach == Invalidates::References);
  }

  /// Whether each call of the method adds one more closure, and makes the elements move to which
  /// the earlier ones refer.
  bool growsEachTime(const CXXMethodDecl &In, const OwnerChange &C, const Lender &L) {
    const FunctionResult *Result = Known.resultOf(In);
    const ValueDecl *Keeper = L.Moved->To.Path.front();
    return C.Grows && !isa<CXXConstructorDecl>(In) && L.Moved->To.Path.size() <= 2 &&
           owningOf(Keeper->getType(), Known.types()) == Owning::Heap &&
           !Known.types().views().isReserved(*C.Of.Path.back()) &&
           llvm::none_of(Result->Summary.Drops, [&](const CallEnd &E) {
             return E.K == CallEnd::Kind::Object && !E.Path.empty() && E.Path.front() == Keeper;
           });
  }

  void read() {
    if (!Read)
      Done.read(Selected);
    Read = true;
  }

  /// Whether no function in sight, but for the one that leaves the closure, ever takes one out of
  /// there or may do so.
  bool isKeptForGood(const Lender &L) const {
    const auto *Keeper = cast<ValueDecl>(L.Moved->To.Path.front()->getCanonicalDecl());
    return !Done.any([&](const FunctionDecl &In, const Act &A) {
      bool Acts = A.K == Act::Kind::Drops || A.K == Act::Kind::Other || A.K == Act::Kind::Calls;
      if (!Acts || isa<CXXDestructorDecl>(In) || In.getCanonicalDecl() == L.By->getCanonicalDecl())
        return false;
      // A wait has no owner, and may be for what runs there.
      bool Waits = A.K == Act::Kind::Other && !A.Owner;
      return A.Owner == Keeper || (Waits && names(In.getBody(), *Keeper));
    });
  }

  /// Whether the function, or one that it calls, has to do with what keeps the closure, leaves it
  /// there once more, or waits.
  bool settles(const FunctionDecl &F, const Lender &L, unsigned Depth = 0) const {
    const FunctionDecl *Definition = nullptr;
    if (F.getCanonicalDecl() == L.By->getCanonicalDecl())
      return true;
    if (inSystemHeader(F) || Depth == 4)
      return false;
    if (!F.hasBody(Definition)) // what a method does that nobody sees
      return isa<CXXMethodDecl>(F) && !F.isImplicit() && !F.isDefaulted() &&
             cast<CXXMethodDecl>(F).getParent()->getCanonicalDecl() ==
                 L.By->getParent()->getCanonicalDecl();
    if (names(Definition->getBody(), *L.Moved->To.Path.front()))
      return true;
    auto It = Done.all().find(Definition);
    return It != Done.all().end() &&
           (llvm::any_of(It->second.Acts,
                         [](const Act &A) { return A.K == Act::Kind::Other && !A.Owner; }) ||
            llvm::any_of(It->second.Called, [&](const FunctionDecl *Called) {
              return settles(*Called, L, Depth + 1);
            }));
  }

  /// Whether a function in sight, or, if there is none, one elsewhere may call the method while the
  /// closure is kept.
  bool isCalledBetween(const FunctionDecl &In, const Lender &L, unsigned Depth = 0) const {
    if (settles(In, L) || Depth == 4)
      return false;
    bool Called = false;
    for (const auto &[F, What] : Done.all()) {
      if (!What.Called.contains(In.getCanonicalDecl()) ||
          F->getCanonicalDecl() == In.getCanonicalDecl())
        continue;
      Called = true;
      const auto *Method = dyn_cast<CXXMethodDecl>(F);
      bool Own = Method &&
                 Method->getParent()->getCanonicalDecl() == L.By->getParent()->getCanonicalDecl();
      if (Own && isa<CXXConstructorDecl, CXXDestructorDecl>(F))
        continue;
      if (Own ? isCalledBetween(*F, L, Depth + 1) : isInOrder(*F, What, In, L))
        return true;
    }
    return !Called && In.getAccess() != AS_private;
  }

  /// Whether a function that is no method of the class calls what leaves the closure first, or not
  /// at all.
  bool isInOrder(const FunctionDecl &F, const OwnerActs &What, const FunctionDecl &In,
                 const Lender &L) const {
    if (names(F.getBody(), *L.Moved->To.Path.front()))
      return false;
    bool Lent = isa<CXXConstructorDecl>(L.By);
    bool Seen = false;
    for (const Act &A : What.Acts) {
      if (A.K != Act::Kind::Calls)
        continue;
      const FunctionDecl *Callee = A.Callee->getCanonicalDecl();
      Lent |= Callee == L.By->getCanonicalDecl();
      Seen |= Callee == L.By->getCanonicalDecl();
      if (Callee == In.getCanonicalDecl() && Lent)
        return true;
    }
    return !Seen;
  }

  /// Whether somebody calls the method more than once on one object, as far as anybody sees.
  bool isCalledAgain(const CXXMethodDecl &In) const {
    bool Called = false;
    for (const auto &[F, What] : Done.all()) {
      std::set<const Decl *> On;
      for (const Act &A : What.Acts) {
        if (A.K != Act::Kind::Calls || A.Callee->getCanonicalDecl() != In.getCanonicalDecl())
          continue;
        if (A.Loop || !On.insert(A.Owner).second)
          return true;
        Called = true;
      }
    }
    return !Called && In.getNumParams();
  }

  void report(const Lender &L, const OwnerChange &C) {
    const Transfer &Moved = *L.Moved;
    Defect D;
    D.Site = Moved.Site;
    D.View = true;
    D.Of.K = Place::Kind::Object;
    D.Of.Variable = Moved.From.Path.front();
    D.Of.Path = Moved.From.Path;
    D.Of.Part = Moved.Part, D.Of.OnHeap = Moved.OnHeap, D.Of.Deep = Moved.Deep;
    D.Of.Name = Moved.From.Path.front()->getNameAsString();
    D.Why = Outlives::Object;
    D.InObject = Moved.To.Path;
    D.Holder = keeperName(Moved.To, *L.By);
    D.Path = Moved.Inner;
    D.How = C.Ends ? closure::End::Reset : closure::End::Changed;
    D.ChangedBy = C.By;
    D.Destroyed = C.Reach == Invalidates::All;
    D.Ends = C.Loc;
    D.Running = Moved.Starts;
    Found.push_back(std::move(D));
  }

  const SelectedFunctions &Selected;
  CallKnowledge &Known;
  std::vector<Lender> Lenders;
  KeeperActs Done;
  bool Read = false;
  std::vector<Defect> Found;
};

} // namespace

std::vector<Defect> closure::outlivingMembers(const SelectedFunctions &Selected,
                                              CallKnowledge &Known) {
  return MemberViews(Selected, Known).find();
}

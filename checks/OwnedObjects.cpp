//===-- OwnedObjects.cpp - Objects that their owner lets go ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/OwnedObjects.h"
#include "checks/KeeperActs.h"
#include "checks/MemberEnds.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Makers.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace closure;

namespace {

/// Whether objects of the class can ask others for their own end: they know the owner, or call
/// somebody back.
bool mayAskForItsEnd(const CXXRecordDecl &Class, const CXXRecordDecl *Owner) {
  const CXXRecordDecl *Defined = Class.getDefinition();
  if (!Defined)
    return true;
  auto Knows = [&](const FieldDecl *Field) {
    QualType Type = Field->getType().getNonReferenceType();
    for (unsigned Depth = 0; Depth != 3 && !Type.isNull(); ++Depth) {
      const CXXRecordDecl *Of =
          Type->isPointerType() ? Type->getPointeeCXXRecordDecl() : Type->getAsCXXRecordDecl();
      // An iterator points into what others have.
      if (Of && Of->isInStdNamespace() && Of->getIdentifier() &&
          Of->getName().contains_insensitive("iterator"))
        return false;
      if (Type->isFunctionPointerType() || (Of && Of->hasDefinition() && hasCallOperator(*Of)))
        return true;
      if (Of && Owner && areOneKind(*Of, *Owner))
        return true;
      // An interface may be the owner's.
      if (Of && Of->hasDefinition() && Of->isAbstract())
        return true;
      Type = firstTypeArgument(Of);
    }
    return false;
  };
  return llvm::any_of(Defined->fields(), Knows) ||
         llvm::any_of(Defined->bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
           return !Of || (!inSystemHeader(*Of) && mayAskForItsEnd(*Of, Owner));
         });
}

class Owned {
public:
  Owned(const SelectedFunctions &Selected, CallKnowledge &Known)
      : Selected(Selected), Known(Known), Done(Known) {}

  std::vector<Defect> find() {
    lenders();
    if (Lenders.empty() && Elements.empty())
      return {};
    Done.read(Selected);
    for (const FunctionDecl *F : Selected.Defined)
      if (!isa<CXXDestructorDecl>(F))
        for (const Act &A : Done.of(*F))
          look(*F, A);
    return std::move(Found);
  }

private:
  void look(const FunctionDecl &In, const Act &A) {
    if (A.K == Act::Kind::Grows)
      grown(In, A);
    else if (A.K == Act::Kind::Ends && A.Owner)
      ended(In, A), erased(In, A);
    else if (A.K == Act::Kind::Ends)
      deletesItself(In, A);
  }

  void lenders() {
    for (const FunctionDecl *F : Selected.ToAnalyse) {
      const auto *Method = dyn_cast<CXXMethodDecl>(F);
      const FunctionResult *Result =
          Method && !Method->getParent()->isLambda() ? Known.resultOf(*F) : nullptr;
      if (!Result || Result->S != FunctionResult::State::Done)
        continue;
      for (const Transfer &Moved : Result->Summary.Transfers) {
        if (const FieldDecl *Container = elementsIn(Moved))
          Elements[Container].push_back({Method, &Moved});
        if (Moved.Site.Lambda)
          Left.try_emplace(Moved.Site.Lambda->getCallOperator(), Lender{Method, &Moved});
        if (Moved.Borrows && Moved.Site.isThis() && !Moved.Frame &&
            Moved.From.K == CallEnd::Kind::Object && !Moved.LeavesObjects &&
            (outlivesObject(Moved.To) || Moved.To.K == CallEnd::Kind::Parameter))
          Lenders[Method->getParent()->getCanonicalDecl()].push_back({Method, &Moved});
      }
    }
  }

  /// The member of the object of which the closure looks at an element, and that does not keep it.
  static const FieldDecl *elementsIn(const Transfer &Moved) {
    if (!Moved.Borrows || !Moved.View || !Moved.Site.Lambda || Moved.Part != ViewPart::Element ||
        Moved.From.K != CallEnd::Kind::Object || !outlivesObject(Moved.To))
      return nullptr;
    const auto *Field = dyn_cast_or_null<FieldDecl>(
        Moved.From.Path.empty() ? Moved.From.Variable : Moved.From.Path.front());
    return Field ? Field->getCanonicalDecl() : nullptr;
  }

  /// An element that one function lets go of, with closures over it that another has left.
  void erased(const FunctionDecl &In, const Act &End) {
    auto It = Elements.find(dyn_cast<FieldDecl>(End.Owner));
    if (It == Elements.end() || callsBack(*End.Class, In))
      return;
    const auto *Owner = dyn_cast<CXXRecordDecl>(cast<FieldDecl>(End.Owner)->getParent());
    for (const Lender &L : It->second)
      if (L.By->getCanonicalDecl() != In.getCanonicalDecl() &&
          !mayAskForItsEnd(*End.Class, Owner) && !isInTurn(L, In) && !isSettled(L, In, End) &&
          isAfterAll(L, In, End)) {
        report(L, End, closure::End::Reset);
        Found.back().View = true;
        Found.back().Of.Variable = cast<FieldDecl>(End.Owner);
        Found.back().Of.Part = ViewPart::Element;
      }
  }

  void ended(const FunctionDecl &In, const Act &End) {
    auto It = Lenders.find(End.Class);
    if (It == Lenders.end())
      return;
    const auto *Field = dyn_cast<FieldDecl>(End.Owner);
    const auto *Owner = Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
    if (mayAskForItsEnd(*End.Class, Owner) || callsBack(*End.Class, In))
      return;
    for (const Lender &L : It->second)
      if (outlives(L, In, End) && isLent(L, End) && !isInTurn(L, In) && !isSettled(L, In, End) &&
          !taken(L) && isAfterAll(L, In, End))
        report(L, End, closure::End::Reset);
  }

  /// Whether what keeps the closure is there after the end: what a method is given is, if the
  /// function that ends a variable of its own goes on with it, or if it lies beside the owner or
  /// farther out.
  bool outlives(const Lender &L, const FunctionDecl &In, const Act &End) {
    if (L.Moved->To.K != CallEnd::Kind::Parameter)
      return true;
    const auto *V = dyn_cast<VarDecl>(End.Owner);
    if (!V || !V->hasLocalStorage())
      return Done.any([&](const FunctionDecl &, const Act &A) {
        return isCall(A, L, End) && isBeside(keeperGiven(A, L), End);
      });
    bool After = false;
    for (const Act &A : Done.of(In)) {
      if (After && A.K == Act::Kind::Calls && L.isKeptBy(A))
        return true;
      After |= &A == &End;
    }
    return false;
  }

  /// What the call gives that then keeps the closure; null where that is not known.
  static const Decl *keeperGiven(const Act &A, const Lender &L) {
    unsigned Index = L.Moved->To.Index;
    return Index < A.Given.size() ? A.Given[Index] : nullptr;
  }

  /// Whether it is another member of the object that the owner is a member of, or was passed, or is
  /// there for good.
  static bool isBeside(const Decl *Keeper, const Act &End) {
    const auto *Field = dyn_cast_or_null<FieldDecl>(Keeper);
    const auto *Owner = dyn_cast<FieldDecl>(End.Owner);
    if (Field)
      return Owner && Field != Owner && Field->getParent() == Owner->getParent();
    const auto *V = dyn_cast_or_null<VarDecl>(Keeper);
    return V &&
           (V->hasGlobalStorage() || (isa<ParmVarDecl>(V) && (V->getType()->isReferenceType() ||
                                                              V->getType()->isPointerType())));
  }

  /// Whether the end is itself left with what keeps the closures, and comes after them.
  bool isInTurn(const Lender &L, const FunctionDecl &In) {
    auto It = Left.find(&In);
    if (It == Left.end())
      return false;
    std::vector<const ValueDecl *> Keepers = It->second.keepers();
    return llvm::any_of(L.keepers(), [&](const ValueDecl *Keeper) {
      const CXXRecordDecl *Class = classBehind(Keeper->getType());
      return llvm::any_of(Keepers, [&](const ValueDecl *Other) {
        const CXXRecordDecl *Of = classBehind(Other->getType());
        return Other == Keeper || (Class && Of && areOneKind(*Class, *Of));
      });
    });
  }

  /// `delete this` in a method that others call, while what was given to the constructor keeps a
  /// closure over the object; or wherever, while the closure stays where it is for good.
  void deletesItself(const FunctionDecl &In, const Act &End) {
    auto It = Lenders.find(End.Class);
    if (It == Lenders.end())
      return;
    bool Inside = methodAround(&In) != &In || callsBack(*End.Class, In);
    for (const Lender &L : It->second)
      if ((Done.staysForGood(L) || (!Inside && isa<CXXConstructorDecl>(L.By))) &&
          (Inside || isUsedAfter(L, In)) && !isSettled(L, In, End) && !taken(L) &&
          isAfterAll(L, In, End))
        report(L, End, closure::End::Reset);
  }

  /// Whether a caller in sight goes on with what keeps the closure, or there is none.
  bool isUsedAfter(const Lender &L, const FunctionDecl &In) const {
    bool Called = false;
    for (const auto &[F, What] : Done.all()) {
      bool After = false;
      for (const Act &A : What.Acts) {
        if (A.K != Act::Kind::Calls)
          continue;
        if (After && L.isKeptBy(A))
          return true;
        After |= A.Callee->getCanonicalDecl() == In.getCanonicalDecl();
      }
      Called |= After;
    }
    return !Called;
  }

  /// A vector moves objects, over which closures have been left with others.
  void grown(const FunctionDecl &In, const Act &Growth) {
    auto It = Lenders.find(Growth.Class);
    if (It == Lenders.end() || isa<CXXConstructorDecl>(In) || methodAround(&In) != &In ||
        !isa<FieldDecl>(Growth.Owner) || hasRoom(Growth))
      return;
    for (const Lender &L : It->second)
      if (!ownsOnHeap(L.Moved->From.Variable) && !Done.givesUp(In, L) && !taken(L) &&
          isLentBefore(L, In, Growth))
        report(L, Growth, closure::End::Growth);
  }

  bool hasRoom(const Act &Growth) const {
    return Done.any([&](const FunctionDecl &, const Act &A) {
      return A.K == Act::Kind::Reserves && A.Owner == Growth.Owner;
    });
  }

  /// The functions that call the method on what lies in the vector; of a constructor, the one that
  /// makes it there.
  std::set<const FunctionDecl *> lendersIn(const Lender &L, const FunctionDecl &In,
                                           const Act &Growth) const {
    if (isa<CXXConstructorDecl>(L.By))
      return growsInPlace(Growth) ? std::set{In.getCanonicalDecl()}
                                  : std::set<const FunctionDecl *>();
    std::set<const FunctionDecl *> By;
    for (const auto &[F, What] : Done.all())
      if (llvm::any_of(What.Acts, [&](const Act &A) { return isCall(A, L, Growth); }))
        By.insert(F->getCanonicalDecl());
    return By;
  }
  static bool growsInPlace(const Act &Growth) {
    return Growth.Callee->getName().starts_with("emplace");
  }

  /// Whether somebody calls what leaves a closure over an object in the vector, and then, on the
  /// same one, what makes that grow, with nothing between that lets go of the closures.
  bool isLentBefore(const Lender &L, const FunctionDecl &In, const Act &Growth) {
    std::set<const FunctionDecl *> Lending = lendersIn(L, In, Growth);
    for (const auto &[F, What] : Done.all()) {
      if (Done.givesUp(*F, L))
        continue;
      std::set<const Decl *> Lent;
      for (const Act &A : What.Acts) {
        if (A.K != Act::Kind::Calls || !A.Owner)
          continue;
        const FunctionDecl *Callee = A.Callee->getCanonicalDecl();
        bool Lends = Lending.count(Callee), Grows = Callee == In.getCanonicalDecl();
        bool Again = A.Loop && Lends && !isDeclaredIn(*A.Owner, *A.Loop);
        if (Grows && (Lent.count(A.Owner) || Again))
          return true;
        if (Lends)
          Lent.insert(A.Owner);
      }
    }
    return false;
  }

  bool isDeclaredIn(const Decl &Owner, const Stmt &Loop) const {
    const SourceManager &SM = Owner.getASTContext().getSourceManager();
    return SM.isPointWithin(Owner.getLocation(), Loop.getBeginLoc(), Loop.getEndLoc());
  }

  /// Whether a function of the class may be what leads to the end.
  bool callsBack(const CXXRecordDecl &Class, const FunctionDecl &In) {
    for (const auto &[F, What] : Done.all()) {
      const auto *Method = dyn_cast<CXXMethodDecl>(F);
      const Decl *Around = F;
      while (Method && Method->getParent()->isLambda()) {
        Around = Decl::castFromDeclContext(Method->getParent()->getDeclContext());
        Method = dyn_cast<CXXMethodDecl>(Around);
      }
      if (Method && Method->getParent()->getCanonicalDecl() == &Class && Done.leadsTo(*F, In))
        return true;
    }
    return false;
  }

  /// Whether the method is called on what the owner has, or makes it.
  bool isLent(const Lender &L, const Act &End) {
    if (isa<CXXConstructorDecl>(L.By))
      return true;
    return Done.any([&](const FunctionDecl &, const Act &A) { return isCall(A, L, End); });
  }
  static bool isCall(const Act &A, const Lender &L, const Act &End) {
    return (A.K == Act::Kind::Calls || A.K == Act::Kind::Makes) && A.Owner == End.Owner &&
           A.Callee->getCanonicalDecl() == L.By->getCanonicalDecl();
  }

  /// Whether the act may run or take back the closures.
  bool settles(const Act &A, const Lender &L, const Act &End) {
    if (A.K == Act::Kind::Other && !A.Owner)
      return true;
    if (A.K == Act::Kind::Other)
      return A.Owner == End.Owner ||
             (A.Callee->getCanonicalDecl() != L.By->getCanonicalDecl() && L.isKeptBy(A));
    if (A.K == Act::Kind::Drops)
      return L.isKeptBy(A);
    if (A.K != Act::Kind::Calls)
      return false;
    bool OnOwned = A.Owner == End.Owner;
    if (OnOwned && A.Callee->getCanonicalDecl() != L.By->getCanonicalDecl())
      return !cast<CXXMethodDecl>(A.Callee)->isConst() && !Done.staysWithItself(*A.Callee);
    if (L.isKeptBy(A))
      return Done.endsKept(*A.Callee, L);
    return Known.isWait(*A.Callee, A.Class) || Known.runsAnything(*A.Callee);
  }

  /// Whether the function that lets go of the object has done something about its closures before.
  bool isSettled(const Lender &L, const FunctionDecl &In, const Act &End) {
    // Of what ends a local variable, the order in the function tells.
    const auto *V = dyn_cast_or_null<VarDecl>(End.Owner);
    bool Local = V && V->hasLocalStorage() && L.Moved->To.K == CallEnd::Kind::Parameter;
    if (!Local && Done.givesUp(In, L))
      return true;
    bool Settled = false;
    for (const Act &A : Done.of(In)) {
      if (&A == &End)
        return Settled;
      if (isCall(A, L, End))
        Settled = false;
      else
        Settled |= settles(A, L, End);
    }
    return Settled;
  }

  /// Whether nobody in sight calls the function, or one does while closures may be waiting.
  bool isAfterAll(const Lender &L, const FunctionDecl &In, const Act &End) {
    const auto *V = dyn_cast_or_null<VarDecl>(End.Owner);
    if (V && V->hasLocalStorage())
      return true;
    bool Called = false;
    for (const auto &[F, What] : Done.all()) {
      bool Settled = Done.givesUp(*F, L);
      for (const Act &A : What.Acts) {
        bool Ends =
            A.K == Act::Kind::Calls && A.Callee->getCanonicalDecl() == In.getCanonicalDecl();
        if (Ends && !Settled && !isa<CXXDestructorDecl>(F))
          return true;
        Called |= Ends;
        if (A.K == Act::Kind::Calls && places(*A.Callee, L, End))
          Settled = false;
        else if (!Ends)
          Settled |= settles(A, L, End);
      }
    }
    return !Called;
  }

  /// Whether the function leads to the call that leaves the closure with others.
  bool places(const FunctionDecl &Callee, const Lender &L, const Act &End) {
    const FunctionDecl *Definition = nullptr;
    if (!Callee.hasBody(Definition))
      return false;
    return llvm::any_of(Done.of(*Definition), [&](const Act &A) { return isCall(A, L, End); });
  }

  bool taken(const Lender &L) {
    const Step *Unasked = unguardedStep(L.Moved->Inner);
    return Known.types()
        .ends()
        .whyTaken(*L.By->getParent(), *L.Moved, *L.By, Unasked ? Unasked->Unused : Guards())
        .has_value();
  }

  void report(const Lender &L, const Act &End, closure::End How) {
    const Transfer &Moved = *L.Moved;
    Defect D;
    D.Site = Moved.Site;
    D.Of.K = Place::Kind::Object;
    if (const auto *Owner = cast_or_null<ValueDecl>(End.Owner)) {
      D.Of.Name = How == closure::End::Reset ? Owner->getNameAsString() : "";
      D.Of.Variable = How == closure::End::Reset ? nullptr : Owner;
    }
    D.Why = Moved.To.K == CallEnd::Kind::Object ? Outlives::Object : Moved.To.Why;
    D.Holder = keeperName(Moved.To, *L.By);
    D.Path = Moved.Inner;
    D.How = How;
    D.Ends = End.Loc;
    D.Running = Moved.Starts;
    D.Unowned = true;
    Found.push_back(std::move(D));
  }

  const SelectedFunctions &Selected;
  CallKnowledge &Known;
  llvm::DenseMap<const CXXRecordDecl *, std::vector<Lender>> Lenders;
  llvm::DenseMap<const FieldDecl *, std::vector<Lender>> Elements; ///< By the container.
  /// By call operator, the closures that somebody leaves with others.
  llvm::DenseMap<const FunctionDecl *, Lender> Left;
  KeeperActs Done;
  std::vector<Defect> Found;
};

} // namespace

std::vector<Defect> closure::outlivingOwned(const SelectedFunctions &Selected,
                                            CallKnowledge &Known) {
  return Owned(Selected, Known).find();
}

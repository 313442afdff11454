//===-- LostUpdates.cpp - Changes that are made to a copy -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/updates/LostUpdates.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/updates/FunctionClosures.h"
#include "checks/updates/ValueUse.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

namespace {

using Meets = Afterwards::Meets;

class Finder {
public:
  Finder(FunctionClosures &In, CallKnowledge &Known) : In(In), Known(Known) {}

  std::vector<Defect> run() {
    for (const Candidate &Copy : In.All)
      if (In.isVisible(Copy))
        changed(Copy);
    apart();
    for (const Candidate &Copy : In.All)
      if (Copy.Original == Copy.Own && Copy.Own->getDeclContext() == &In.Function)
        early(Copy);
    addCopiedClosures(In, Found);
    return std::move(Found);
  }

private:
  void add(const Candidate &Copy, Update Lost) {
    for (const Defect &D : Found)
      if (D.Site == Copy.Site)
        return;
    Supposed Suppose = supposeReference(Copy);
    Lost.ByReference = Suppose.Right;
    Lost.Concurrent = Suppose.Runs;
    Defect D;
    D.K = Defect::Kind::Lost;
    D.Site = Copy.Site;
    D.Of.K = Place::Kind::Local;
    D.Of.Variable = Copy.Original;
    D.Of.Name = Copy.Original->getNameAsString();
    D.Lost = std::move(Lost);
    Found.push_back(std::move(D));
  }

  /// What the engine would say if the capture were one by reference.
  Supposed supposeReference(const Candidate &Copy) {
    const auto *By = dyn_cast<FunctionDecl>(Copy.Site.Lambda->getLambdaClass()->getDeclContext());
    if (!By)
      return {};
    std::unique_ptr<CallKnowledge> Other = Known.supposing(Copy.Site);
    Supposed Answer = judgeSupposed(In.Context, *By, Copy.Site, Other->types(), *Other);
    bool Changes = In.isChanged(*Copy.Original, Copy.Site.Lambda);
    if (In.isInLoop(Copy.Site.Lambda) && (Changes || Answer.Runs))
      Answer.Right = false;
    if (Answer.Runs && (Changes || isReadBeforeWait(Copy)))
      Answer.Right = false;
    return Answer;
  }

  /// What work beside the function changes must not be read before that is done.
  bool isReadBeforeWait(const Candidate &Copy) {
    for (const Stmt *Use : In.usesOf(*Copy.Site.Lambda))
      if (In.After.firstAfter(Use, [&](const Stmt &S) {
            const auto *Call = dyn_cast<CallExpr>(&S);
            if (Call && Call->getDirectCallee() && Known.isWait(*Call->getDirectCallee()))
              return Meets::End;
            return FunctionClosures::mentions(S, *Copy.Original) ? Meets::Found : Meets::Nothing;
          }))
        return true;
    return false;
  }

  /// The caller sees what becomes of it.
  static bool isHandedIn(const VarDecl &V) {
    QualType Type = V.getType();
    return Type->isLValueReferenceType() && !Type->getPointeeType().isConstQualified();
  }

  /// A flag that starts as true: to look at one that nobody changes tells as little.
  static bool isSetFlag(const VarDecl &V) {
    const auto *Literal = V.getType()->isBooleanType() && V.getInit()
                              ? dyn_cast<CXXBoolLiteralExpr>(V.getInit()->IgnoreParenImpCasts())
                              : nullptr;
    return Literal && Literal->getValue() && !V.getType().isConstQualified();
  }

  /// The variable is never given a value but the first, empty one.
  bool staysEmpty(const VarDecl &V, const LambdaExpr *Except) const {
    // What a handle refers to changes without it.
    return V.getDeclContext() == &In.Function && (startsEmpty(V, In.Context) || isSetFlag(V)) &&
           (V.getType()->isScalarType() || isValue(V.getType())) && !In.isChanged(V, Except);
  }

  /// Nobody sees what the closure makes of its copy: it tells nobody, or nobody listens.
  bool isForNobody(const Candidate &Copy) {
    const OwnCopies::Use &Use = In.useOf(Copy);
    return Use.isBlind() ||
           (Use.Changed.isValid() && !Use.Passed && In.isOnlyCalled(*Copy.Site.Lambda));
  }

  /// The closure changes its copy, and then the original is read.
  void changed(const Candidate &Copy) {
    const LambdaExpr &Lambda = *Copy.Site.Lambda;
    const OwnCopies::Use &Use = In.useOf(Copy);
    if (Use.Changed.isInvalid() ||
        (!isForNobody(Copy) && !(Copy.Own == Copy.Original && staysEmpty(*Copy.Original, &Lambda))))
      return;
    Update Lost;
    Lost.K = Update::How::Changed;
    Lost.Changed = Use.Changed;
    for (const Stmt *Start : In.usesOf(Lambda))
      if (const Stmt *Read = In.After.readAfter(Start, *Copy.Original, Lambda)) {
        Lost.Read = Read->getBeginLoc();
        if (const auto *Reader = dyn_cast<LambdaExpr>(Read))
          if (copies(*Reader, *Copy.Original) && !isDoneBefore(Copy, *Reader))
            continue; // that is a question of what the two have in common
        return add(Copy, std::move(Lost));
      }
    Lost.Read = SourceLocation();
    if (Use.isBlind() && isHandedIn(*Copy.Original) && Copy.Own == Copy.Original)
      add(Copy, std::move(Lost));
  }

  /// Whether nothing calls the closure any more when the other one is made: that only reads the
  /// variable there.
  bool isDoneBefore(const Candidate &Copy, const LambdaExpr &Other) {
    const LambdaExpr &Lambda = *Copy.Site.Lambda;
    for (const Stmt *Use : In.usesOf(Lambda))
      if (In.After.firstAfter(
              &Other, [&](const Stmt &S) { return &S == Use ? Meets::Found : Meets::Nothing; }))
        return false;
    const VarDecl *Holder = In.holderOf(&Lambda);
    if (Holder && !In.callsOf(*Holder).empty())
      return true;
    const SourceManager &SM = In.Context.getSourceManager();
    Supposed Answer = supposeReference(Copy);
    return Answer.Right && !Answer.Runs && llvm::none_of(Answer.Uses, [&](SourceLocation Use) {
             return SM.isBeforeInTranslationUnit(Other.getBeginLoc(), Use);
           });
  }

  /// Those that nothing ties to the others are left out: they read, when the others are done.
  std::vector<const Candidate *> bound(llvm::ArrayRef<const Candidate *> All) {
    std::vector<const Candidate *> Left;
    for (const Candidate *Copy : All)
      if (In.useOf(*Copy).Changed.isValid() || llvm::any_of(All, [&](const Candidate *Other) {
            return In.useOf(*Other).Changed.isValid() && !isDoneBefore(*Other, *Copy->Site.Lambda);
          }))
        Left.push_back(Copy);
    return Left;
  }

  static bool copies(const LambdaExpr &Lambda, const ValueDecl &V) {
    return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &C) {
      return C.capturesVariable() && C.getCapturedVar() == &V && C.getCaptureKind() == LCK_ByCopy;
    });
  }

  /// Several closures over one variable, one of which changes what the others have a copy of.
  void apart() {
    std::vector<const VarDecl *> Order;
    std::map<const VarDecl *, std::vector<const Candidate *>> Sharing;
    for (const Candidate &Copy : In.All)
      if (Copy.Original && Copy.Own == Copy.Original && In.isVisible(Copy) &&
          In.useOf(Copy).Named) {
        std::vector<const Candidate *> &Members = Sharing[Copy.Original];
        if (Members.empty())
          Order.push_back(Copy.Original);
        Members.push_back(&Copy);
      }
    for (const VarDecl *V : Order)
      if (Sharing[V].size() > 1 && !In.isChanged(*V, nullptr) && belongTogether(*V, Sharing[V]))
        if (std::vector<const Candidate *> Bound = bound(Sharing[V]); Bound.size() > 1)
          reportApart(Bound);
  }

  bool belongTogether(const VarDecl &V, llvm::ArrayRef<const Candidate *> Members) {
    unsigned Blind = 0, Seen = 0, Changers = 0, Readers = 0;
    for (const Candidate *Copy : Members) {
      const OwnCopies::Use &Use = In.useOf(*Copy);
      Blind += Use.isBlind();
      Seen += Use.isSeen();
      Changers += Use.Changed.isValid();
      Readers += Use.Changed.isInvalid();
    }
    if (Blind && Seen)
      return true;
    if (!Changers || !Readers)
      return false;
    return staysEmpty(V, nullptr) || (Changers > 1 && areBundled(Members));
  }

  /// One that changes it and one that reads it are handed out as one thing.
  bool areBundled(llvm::ArrayRef<const Candidate *> Members) {
    std::set<const void *> Changing;
    for (const Candidate *Copy : Members)
      if (In.useOf(*Copy).Changed.isValid())
        Changing.merge(In.bundlesOf(*Copy->Site.Lambda));
    return llvm::any_of(Members, [&](const Candidate *Copy) {
      return In.useOf(*Copy).Changed.isInvalid() &&
             llvm::any_of(In.bundlesOf(*Copy->Site.Lambda),
                          [&](const void *Bundle) { return Changing.count(Bundle) != 0; });
    });
  }

  void reportApart(llvm::ArrayRef<const Candidate *> Members) {
    for (const Candidate *Copy : Members) {
      Update Lost;
      Lost.K = Update::How::Apart;
      Lost.Changed = In.useOf(*Copy).Changed;
      // Who reads what this one changes; or who changes what this one reads.
      for (const Candidate *Other : Members)
        if (Other != Copy && Lost.Read.isInvalid() &&
            (Lost.Changed.isValid() ? In.useOf(*Other).isSeen()
                                    : In.useOf(*Other).Changed.isValid()))
          Lost.Read = Other->Site.Lambda->getBeginLoc();
      if (Lost.Read.isInvalid())
        Lost.Read = (Members.front() == Copy ? Members.back() : Members.front())
                        ->Site.Lambda->getBeginLoc();
      add(*Copy, std::move(Lost));
    }
  }

  /// The closure gets the first, empty value, and is only called after another was set.
  void early(const Candidate &Copy) {
    const VarDecl &V = *Copy.Own;
    const LambdaExpr &Lambda = *Copy.Site.Lambda;
    const OwnCopies::Use &Use = In.useOf(Copy);
    if (!Use.Named || !Use.OnlyEmptied || In.After.outermost(&Lambda) != &Lambda ||
        V.getType().isConstQualified() || !startsEmpty(V, In.Context))
      return;
    std::vector<Setting> Sets = changesOf(V);
    // A copy that is made after a change, this one or another, is a snapshot.
    if (Sets.empty() ||
        llvm::any_of(Sets, [&](const Setting &Set) { return isCopiedAfter(Set.At, V); }))
      return;
    Update Lost;
    Lost.K = Update::How::Early;
    const VarDecl *Holder = In.holderOf(&Lambda);
    if (Holder ? calledAfter(Lambda, *Holder, Sets, Lost) : keptUntil(Copy, Sets, Lost))
      add(Copy, std::move(Lost));
  }

  /// A change of the variable, in the function's own graph.
  struct Setting {
    const Stmt *At;
    bool Counts; ///< It goes on from the value that is there.
  };

  /// Expressions, the calls of a lambda that borrows it, and the lambda itself where others may
  /// call it as well.
  std::vector<Setting> changesOf(const VarDecl &V) const {
    std::vector<Setting> Found;
    for (const DeclRefExpr *Mention : In.Code.mentionsOf(&V, /*Copies=*/false)) {
      if (!changesValue(*Mention, In.Code))
        continue;
      bool Counts = valueUse(*Mention, In.Code) != ValueUse::Replaced;
      const Stmt *At = In.After.outermost(Mention);
      const VarDecl *Holder = At != Mention ? In.holderOf(At) : nullptr;
      std::vector<const CallExpr *> Calls =
          Holder ? In.callsOf(*Holder) : std::vector<const CallExpr *>();
      for (const CallExpr *Call : Calls)
        Found.push_back({Call, Counts});
      if (Calls.empty() && In.After.changes(*At, V))
        Found.push_back({At, Counts});
    }
    return Found;
  }

  bool isCopiedAfter(const Stmt *Set, const VarDecl &V) const {
    return In.After.firstAfter(Set, [&](const Stmt &S) {
      const auto *Other = dyn_cast<LambdaExpr>(&S);
      const auto *Declaration = dyn_cast<DeclStmt>(&S);
      return Other && copies(*Other, V)                                    ? Meets::Found
             : Declaration && llvm::is_contained(Declaration->decls(), &V) ? Meets::End
                                                                           : Meets::Nothing;
    });
  }

  /// Called where no change can have been, it is made for the first value. Where there is none on
  /// one way only, as after `if (…) v = …;`, it is not; nor in the first turn of a loop that
  /// counts.
  bool isMadeForFirst(const LambdaExpr &Lambda, llvm::function_ref<bool(const Stmt &)> Calls,
                      llvm::ArrayRef<Setting> Sets) const {
    return In.After.firstAfter(&Lambda, [&](const Stmt &S) {
      if (llvm::any_of(Sets, [&](const Setting &Set) { return Set.At == &S; }))
        return Meets::End;
      bool Changed = !Calls(S) || llvm::any_of(Sets, [&](const Setting &Set) {
        return (Set.Counts || !In.haveCommonLoop(Set.At, &S)) &&
               In.After.firstAfter(Set.At, [&](const Stmt &Later) {
                 return &Later == &S ? Meets::Found : Meets::Nothing;
               });
      });
      return Changed ? Meets::Nothing : Meets::Found;
    }) != nullptr;
  }

  /// The variable that holds the closure is used after a change, and not before.
  bool calledAfter(const LambdaExpr &Lambda, const VarDecl &Holder, llvm::ArrayRef<Setting> Sets,
                   Update &Lost) const {
    auto Calls = [&](const Stmt &S) { return FunctionClosures::mentions(S, Holder); };
    if (isMadeForFirst(Lambda, Calls, Sets))
      return false;
    for (const Setting &Set : Sets)
      if (const Stmt *Call = In.After.firstAfter(
              Set.At, [&](const Stmt &S) { return Calls(S) ? Meets::Found : Meets::Nothing; })) {
        Lost.Changed = Set.At->getBeginLoc();
        Lost.Read = Call->getBeginLoc();
        Lost.Of = Holder.getNameAsString();
        return true;
      }
    return false;
  }

  /// It was handed to something that the function uses again, after the change and not before.
  bool keptUntil(const Candidate &Copy, llvm::ArrayRef<Setting> Sets, Update &Lost) {
    const SourceManager &SM = In.Context.getSourceManager();
    const Stmt *Whole = Sets.front().At;
    for (const Stmt *Up = Whole; Up && isa<Expr>(Up); Up = In.Code.around(Up))
      Whole = Up;
    SourceLocation First = Whole->getBeginLoc(), Done = Whole->getEndLoc();
    const Stmt *Handed = In.After.callAround(Copy.Site.Lambda);
    if (In.isInLoop(Copy.Site.Lambda) || In.isInLoop(Sets.front().At) || First.isMacroID() ||
        !SM.isBeforeInTranslationUnit(Handed->getEndLoc(), First))
      return false;
    std::unique_ptr<CallKnowledge> Other = Known.supposing(Copy.Site);
    Supposed Answer = judgeSupposed(In.Context, In.Function, Copy.Site, Other->types(), *Other);
    if (Answer.Runs)
      return false;
    for (SourceLocation Use : Answer.Uses) {
      if (SM.isBeforeInTranslationUnit(Handed->getEndLoc(), Use) &&
          !SM.isBeforeInTranslationUnit(Done, Use))
        return false;
      if (SM.isBeforeInTranslationUnit(Done, Use) && Lost.Read.isInvalid())
        Lost.Read = Use;
    }
    Lost.Changed = First;
    return Lost.Read.isValid();
  }

  FunctionClosures &In;
  CallKnowledge &Known;
  std::vector<Defect> Found;
};

} // namespace

std::vector<Defect> closure::lostUpdates(const FunctionDecl &Function, CallKnowledge &Known,
                                         ASTContext &Context) {
  if (!Function.doesThisDeclarationHaveABody() || Function.isDependentContext() ||
      Function.isInvalidDecl() || isa<CoroutineBodyStmt>(Function.getBody()))
    return {};
  std::vector<Candidate> Copies = candidatesIn(Function, Context);
  if (Copies.empty())
    return {};
  FunctionClosures In(Context, Function, std::move(Copies));
  return Finder(In, Known).run();
}

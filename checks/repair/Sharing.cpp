//===-- Sharing.cpp - Whether a captured variable can become the closure's own -===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Sharing.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/repair/Aliases.h"
#include "checks/repair/CaptureList.h"
#include "checks/repair/Captured.h"
#include "checks/repair/CopyMove.h"
#include "checks/repair/KnownUses.h"
#include "checks/repair/Surroundings.h"
#include "checks/repair/ViewOwner.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

namespace {

class Decision {
public:
  Decision(const Defect &D, const ASTContext &Context, Preferences Preferred, KnownUses &Known)
      : D(D), Context(Context), Lambda(*D.Site.Lambda), V(captureOf(D.Site).getCapturedVar()),
        Preferred(Preferred), Known(Known), Name("'" + V->getNameAsString() + "'") {}

  Ownership decide() {
    if (D.Why == Outlives::Static)
      return none("the closure is made once for all calls, and would keep the first " + Name);
    const auto *Variable = dyn_cast<VarDecl>(V);
    bool InitCapture = isOwnInitCapture(Lambda, captureOf(D.Site));
    QualType Type = V->getType().getNonReferenceType();
    Usage Own = Known.inside(Lambda).of(V);
    Own.Changes |= handsOut();
    Result.Mutable = Own.Changes;
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    if (V->getType()->isReferenceType() && Record && Record->hasDefinition() &&
        Record->isPolymorphic() && !Record->isEffectivelyFinal())
      return none("a copy of " + Name + " would lose what its class adds to " + Type.getAsString());
    if (Type->isArrayType() && (InitCapture || isa<BindingDecl>(V)))
      return none(Name + " is an array, which would become a pointer");
    if (isReference() && Own.Changes)
      return none("a copy would not change what " + Name + " refers to");
    if (std::string Why = boundToChanging(Variable); !Why.empty())
      return none(Why);
    if (InitCapture) // what it names is an expression, not a variable that could be shared
      return Own.Changes ? none(Name + " changes what it refers to") : copy(Type);
    const FunctionDecl *Owner = functionAround(V);
    if (!Owner || !Owner->getBody())
      return none(Name + " belongs to code that is not visible");
    if (isNamedUnseen(*Owner))
      return none("code that is not compiled here names " + Name + " in the lambda as well");
    Code = &Known.of(*Owner);
    Near = surroundingsOf(Lambda, *V, *Code);
    if (isOwnName(Variable))
      return none(
          Name +
          " is the closure itself, which cannot own itself; keep it in an object that outlives "
          "its calls");
    if (const Keeper *By = keeper(*Owner, Own))
      return sharedWith(*By);
    if (std::string Why = shared(*Owner, Own); !Why.empty())
      return share(Why);
    if (std::string Why = knownByAddress(Type); !Why.empty())
      return isBuiltInPlace(Variable) ? share(Why) : none(Why);
    if (Own.Changes && !Lambda.isMutable() && !CaptureList(Lambda, Context).canBeMutable())
      return share("the lambda changes " + Name + ", and 'mutable' has no place in it");
    if (Own.Changes && (Near.Const || !Near.MayBeMutable ||
                        Lambda.getCallOperator()->isExplicitObjectMemberFunction()))
      return share("the lambda changes " + Name + ", and may be called as a constant");
    if (ViewOwner Owning = viewOwner(Lambda, *V, Known);
        !(Owning.Init.empty() && Owning.Beside.empty()) && !Own.Changes && !Preferred.View) {
      Result.K = Ownership::Kind::Own;
      Result.Owner = Owning.Init;
      Result.Beside = Owning.Beside;
      Result.Header = Owning.Header;
      return Result;
    }
    if (refersToLocal(Variable))
      return none(Name + " refers to another local itself");
    return moveOrCopy(*Owner, Variable, Type);
  }

private:
  Ownership none(std::string Why) {
    Result.K = Ownership::Kind::None;
    Result.Reason = std::move(Why);
    return Result;
  }
  Ownership share(std::string Why) {
    Result.Shared = true;
    return none(std::move(Why));
  }
  Ownership copy(QualType Type) {
    if (!canBeCopied(Type))
      return none(Name + " cannot be copied");
    Result.K = Ownership::Kind::Copy;
    return Result;
  }

  /// Whether a copy is right in all instantiations of the template.
  bool isCopiedElsewhere(const FunctionDecl &Owner) const {
    const FunctionTemplateDecl *Template = Owner.getPrimaryTemplate();
    if (!Template)
      return true;
    const auto *Parameter = dyn_cast<ParmVarDecl>(V);
    for (const FunctionDecl *Other : Template->specializations()) {
      for (const TemplateArgument &Argument : Other->getTemplateSpecializationArgs()->asArray())
        if (Argument.getKind() == TemplateArgument::Type && !canBeCopied(Argument.getAsType()))
          return false;
      if (!Parameter || Parameter->getFunctionScopeIndex() >= Other->getNumParams())
        continue;
      QualType There = Other->getParamDecl(Parameter->getFunctionScopeIndex())->getType();
      if (There->isReferenceType() != V->getType()->isReferenceType())
        return false;
    }
    return true;
  }

  /// Whether the text of the body names the variable where this build has no use of it: in another
  /// branch, or in a macro that stands for nothing.
  bool isNamedUnseen(const FunctionDecl &Owner) const {
    const SourceManager &SM = Context.getSourceManager();
    const BodyNames &Names = Known.namesIn(Owner, Context);
    SourceRange Body = Lambda.getBody()->getSourceRange();
    if (Body.getBegin().isMacroID() || Lambda.isGenericLambda() || isInstantiated(Owner))
      return false;
    unsigned Begin = SM.getFileOffset(Body.getBegin()), End = SM.getFileOffset(Body.getEnd());
    llvm::ArrayRef<unsigned> Unseen = Names.unseen(*V, SM);
    auto First = llvm::lower_bound(Unseen, Begin);
    return First != Unseen.end() && *First < End;
  }

  bool isReference() const {
    if (const auto *Binding = dyn_cast<BindingDecl>(V))
      return cast<VarDecl>(Binding->getDecomposedDecl())->getType()->isLValueReferenceType();
    return V->getType()->isLValueReferenceType();
  }

  /// A copy would keep what the reference named before a change; empty if there is none.
  std::string boundToChanging(const VarDecl *Variable) const {
    if (const auto *Binding = dyn_cast<BindingDecl>(V))
      Variable = cast<VarDecl>(Binding->getDecomposedDecl());
    if (!Variable || !Variable->getType()->isLValueReferenceType())
      return "";
    if (isa<ParmVarDecl>(Variable))
      return givenToChanging(*Variable);
    for (const VarDecl *Root : boundTo(*Variable))
      if (const FunctionDecl *Owner = functionAround(Root);
          Owner && Owner->getBody() &&
          (changesLater(*Owner, *Root, Lambda.getSourceRange()) ||
           isKeptElsewhere(*Owner, *Root, SourceRange(), names(*Variable, *Root))))
        return refersToChanging(*Root);
    return "";
  }
  std::string refersToChanging(const VarDecl &Root) const {
    return Name + " refers to '" + Root.getNameAsString() +
           "', which may change after the closure is made";
  }
  /// The same of a parameter, whose argument the caller is seen to change after the call.
  std::string givenToChanging(const VarDecl &Parameter) const {
    const auto *Root = dyn_cast_or_null<VarDecl>(D.Of.Variable);
    const FunctionDecl *Caller = functionAround(Root);
    if (Root == &Parameter || D.Call.isInvalid() || !Caller || !Caller->getBody() ||
        Caller == functionAround(&Parameter) ||
        !(changesLater(*Caller, *Root, D.Call) ||
          isKeptElsewhere(*Caller, *Root, D.Call, /*Maybe=*/true)))
      return "";
    return refersToChanging(*Root);
  }
  /// Whether the reference names the whole variable, and not a part or an element of it.
  static bool names(const VarDecl &Reference, const VarDecl &Root) {
    const auto *Ref = dyn_cast<DeclRefExpr>(Reference.getInit()->IgnoreParenImpCasts());
    return Ref && Ref->getDecl() == &Root;
  }
  /// Whether `Of` is changed after this place of its function.
  bool changesLater(const FunctionDecl &Owner, const VarDecl &Of, SourceRange Made) const {
    const SourceManager &SM = Context.getSourceManager();
    auto Later = [&](const DeclRefExpr *M) {
      return SM.isBeforeInTranslationUnit(Made.getEnd(), M->getLocation());
    };
    const UseIndex &There = Known.of(Owner);
    return llvm::any_of(There.changing(&Of), [&](const Expr *Whole) {
      Usage Here = There.of(&Of, Whole, &Lambda);
      return Here.Changes && !isAround(*Whole, Made) && llvm::any_of(Here.Mentions, Later);
    });
  }
  /// Whether something else keeps a reference to `Of`, or, if `Maybe`, may keep one, by which it
  /// can change it.
  bool isKeptElsewhere(const FunctionDecl &Owner, const VarDecl &Of, SourceRange Made,
                       bool Maybe) const {
    return llvm::any_of(Known.keepersOf(Owner, &Of), [&](const Keeper &By) {
      return !By.Where.ReadOnly && (Maybe || By.R != Keeper::Reach::May) &&
             !Known.of(Owner).inside(By.Mention, &Lambda) &&
             !(By.Where.Call && isAround(*By.Where.Call, Made));
    });
  }
  bool isAround(const Expr &Whole, SourceRange Inner) const {
    const SourceManager &SM = Context.getSourceManager();
    return Inner.isValid() &&
           !SM.isBeforeInTranslationUnit(Inner.getBegin(), Whole.getBeginLoc()) &&
           !SM.isBeforeInTranslationUnit(Whole.getEndLoc(), Inner.getEnd());
  }

  bool isOwnName(const VarDecl *Variable) const {
    if (!Variable)
      return false;
    for (const Step &S : D.Path)
      if (S.K == Step::Kind::Stored && S.Name == Variable->getNameAsString())
        return true;
    const Expr *Init = Variable->getInit();
    // Of a macro only the place of its use can be compared.
    const SourceManager &SM = Context.getSourceManager();
    return Init && SM.getFileLoc(Init->getBeginLoc()) <= SM.getFileLoc(Lambda.getBeginLoc()) &&
           SM.getFileLoc(Lambda.getEndLoc()) <= SM.getExpansionRange(Init->getEndLoc()).getEnd() &&
           !V->getType()->isReferenceType();
  }

  bool after(SourceLocation Loc) const {
    return Context.getSourceManager().isBeforeInTranslationUnit(Near.Statement->getBeginLoc(), Loc);
  }
  bool leavesAtOnce() const { return isa_and_nonnull<ReturnStmt, CXXThrowExpr>(Near.Statement); }

  /// A loop header steps its variable; that is not state which the closure should see.
  bool isLoopControl() const { return D.K != Defect::Kind::Dangling; }

  /// What was given the variable, may keep a reference to it, and may change it there, or is
  /// meant to see that the closure does; or null.
  const Keeper *keeper(const FunctionDecl &Owner, const Usage &Own) {
    if (D.K == Defect::Kind::LateBinding)
      return nullptr;
    for (const Keeper &By : Known.keepersOf(Owner, V))
      if ((Own.Changes || !By.Where.ReadOnly) && !Code->inside(By.Mention, &Lambda) &&
          !(leavesAtOnce() && By.R == Keeper::Reach::Within))
        return &By;
    return nullptr;
  }
  /// In a cell the variable lives as long as the closure. Where another object keeps a reference
  /// for longer than the function runs, it would have to own the cell as well.
  Ownership sharedWith(const Keeper &By) {
    bool May = By.R == Keeper::Reach::May;
    std::string Why =
        Name + " is shared with " + By.called(Context.getSourceManager()) +
        (May ? ", which may keep a reference to it" : ", which keeps a reference to it");
    bool Together = By.Where.In && By.Where.In->getNameAsString() == D.Holder;
    if (By.R == Keeper::Reach::Beyond && !Together)
      return none(Why + " for longer than it lives");
    return share(Why);
  }

  /// Why a copy would part what belongs together; empty if it would not.
  std::string shared(const FunctionDecl &Owner, const Usage &Own) {
    if (llvm::any_of(
            Own.Changes ? Code->borrowersOf(V) : Code->changersOf(V),
            [&](const LambdaExpr *Other) { return !encloses(*Other) && !contains(*Other); }))
      return Name + " is shared with another lambda that captures it, and one of them changes it";
    if (Own.Changes && !isLoopControl() && (Near.InLoop || isHandedOn()))
      return Name + " is changed by each of several closures";
    if (!Near.Statement) {
      Usage Rest = Code->of(V, Owner.getBody(), &Lambda);
      return Rest.Mentions.empty() || (!Own.Changes && !Rest.Changes)
                 ? ""
                 : Name + " is used by the rest of the function as well";
    }
    if (leavesAtOnce())
      return Own.Changes && !Code->of(V, Near.Statement, &Lambda).Mentions.empty()
                 ? Name + " is changed by the closure and used by the function as well"
                 : "";
    if (Own.Changes && isMentionedLater())
      return Name + " is changed by the closure and used by the function as well";
    if (D.K == Defect::Kind::LateBinding)
      return "";
    if (isAliased(*Code, V, &Lambda, Own.Changes ? Alias::Read : Alias::Change, Context, Known))
      return Name + " is known by another name as well";
    if (changedLater(V))
      return Name + " is changed after the closure is made";
    if (changedByOtherName(V))
      return Name + " is changed by another name after the closure is made";
    return "";
  }

  /// Why others know the object by its address, which a copy does not have; empty if nobody does.
  std::string knownByAddress(QualType Type) const {
    if (Known.isKnownByAddress(Type))
      return Name + " gives away its address when it is made";
    const std::vector<const DeclRefExpr *> &Giving = Known.namesOf(*Code, V, Alias::Given, [&] {
      std::vector<const DeclRefExpr *> Found = Code->mentionsOf(V, /*Copies=*/false);
      llvm::erase_if(Found, [&](const DeclRefExpr *Mention) {
        const CXXMethodDecl *Called = calledOn(Mention, *Code);
        return !Called || !Known.givesObjectAway(*Called);
      });
      return Found;
    });
    for (const DeclRefExpr *Mention : Giving)
      if (!Code->inside(Mention, &Lambda))
        return Name + " gives away its address in '" + calledOn(Mention, *Code)->getNameAsString() +
               "'";
    return "";
  }
  /// A cell is made by the constructor that made the variable, and not by a move.
  static bool isBuiltInPlace(const VarDecl *Variable) {
    const Expr *Init = Variable ? Variable->getInit() : nullptr;
    const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Init ? Init->IgnoreImplicit() : nullptr);
    return Made && !isa<CXXTemporaryObjectExpr>(Made) && !Made->isListInitialization() &&
           !Made->getConstructor()->isCopyOrMoveConstructor();
  }

  bool isMentionedLater() const {
    return Code->anyMention(V, &Lambda, [&](const DeclRefExpr *Mention) {
      return Near.InLoop || after(Mention->getLocation());
    });
  }

  /// Whether a statement after the lambda, or in a loop that comes back to it, gives `Of` a new
  /// value: the variable, or what refers to a part of it.
  bool changedLater(const ValueDecl *Of) const {
    return llvm::any_of(Code->changing(Of), [&](const Expr *Whole) {
      if (movesOut(*Whole) || (steps(*Whole) && isLoopControl()))
        return false;
      Usage Here = Code->of(Of, Whole, &Lambda);
      return Here.Changes && llvm::any_of(Here.Mentions, [&](const DeclRefExpr *M) {
               return after(M->getLocation()) ||
                      (Near.Loop && !isLoopControl() && Code->inside(M, Near.Loop));
             });
    });
  }
  bool changedByOtherName(const ValueDecl *Of) const {
    return llvm::any_of(referencesInto(*Code, Of, Known), [&](const VarDecl *Part) {
      return changedLater(Part) || isAliased(*Code, Part, &Lambda, Alias::Change, Context, Known) ||
             changedByOtherName(Part);
    });
  }
  /// To move it out as it is returned is no change that the closure was meant to see.
  bool movesOut(const Expr &Whole) const {
    const auto *Return = dyn_cast_or_null<ReturnStmt>(Code->around(&Whole));
    const DeclRefExpr *Ref = Return ? returnedName(*Return) : nullptr;
    return Ref && Ref->getDecl() == V;
  }
  bool steps(const Expr &Whole) const {
    const auto *For = dyn_cast_or_null<ForStmt>(Code->around(&Whole));
    return For && (&Whole == For->getInc() || &Whole == For->getCond());
  }

  bool encloses(const LambdaExpr &Other) const {
    return Other.getBeginLoc() <= Lambda.getBeginLoc() && Lambda.getEndLoc() <= Other.getEndLoc();
  }
  bool contains(const LambdaExpr &Other) const {
    return Lambda.getBeginLoc() <= Other.getBeginLoc() && Other.getEndLoc() <= Lambda.getEndLoc();
  }

  /// A pointer, an iterator or a view that was made from another local.
  bool refersToLocal(const VarDecl *Variable) const {
    if (!Variable || !Variable->getInit() || V->getType()->isReferenceType())
      return false;
    if (!refersElsewhere(V->getType().getCanonicalType()))
      return false;
    return mentionsLocal(Variable->getInit()) || isSetToLocal();
  }
  bool isSetToLocal() const {
    return llvm::any_of(Code->of(V).Mentions, [&](const DeclRefExpr *M) {
      const Stmt *Up = Code->around(M);
      while (isa_and_nonnull<ParenExpr, ImplicitCastExpr>(Up))
        Up = Code->around(Up);
      const auto *Assign = dyn_cast_or_null<BinaryOperator>(Up);
      return Assign && Assign->isAssignmentOp() && Assign->getLHS()->IgnoreParenImpCasts() == M &&
             mentionsLocal(Assign->getRHS());
    });
  }
  static bool mentionsLocal(const Stmt *S) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (const auto *Local = dyn_cast<VarDecl>(Ref->getDecl()))
        return Local->hasLocalStorage() && !Local->getType()->isReferenceType() &&
               !Local->getType()->isPointerType();
    // A number that is only read gives no way to where it stands.
    const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
    if (isa<LambdaExpr>(S) ||
        (Cast && Cast->getCastKind() == CK_LValueToRValue && Cast->getType()->isArithmeticType()))
      return false;
    return llvm::any_of(S->children(),
                        [](const Stmt *Child) { return Child && mentionsLocal(Child); });
  }

  Ownership moveOrCopy(const FunctionDecl &Owner, const VarDecl *Variable, QualType Type) {
    bool CanCopy = canBeCopied(Type);
    bool Expensive = Type->isRecordType() && !Type.isTriviallyCopyableType(Context);
    bool CanMove = Variable && !isPack(D.Site) && Context.getLangOpts().CPlusPlus14 &&
                   !V->getType()->isReferenceType() && !Type.isConstQualified() &&
                   canBeMoved(Type) && !usedAgain();
    if (!CanCopy) {
      if (!CanMove)
        return share(Name + " cannot be copied, and is used again");
      if (Near.Erased)
        return share(Name + " cannot be copied, and the closure may be");
      Result.K = Ownership::Kind::Move;
      return Result;
    }
    if (!isCopiedElsewhere(Owner))
      return none("the instantiations of its template would need different repairs");
    Result.K =
        CanMove && Expensive && Preferred.Move ? Ownership::Kind::Move : Ownership::Kind::Copy;
    return Result;
  }

  bool usedAgain() const {
    if (Near.InLoop || !Near.Statement ||
        llvm::any_of(Code->borrowersOf(V),
                     [&](const LambdaExpr *Other) { return !Code->inside(Other, &Lambda); }))
      return true;
    return isMentionedLater() || isAliased(*Code, V, &Lambda, Alias::Derived, Context, Known) ||
           llvm::any_of(Known.keepersOf(*functionAround(V), V),
                        [&](const Keeper &By) { return !Code->inside(By.Mention, &Lambda); });
  }

  /// The closure that is stored first is copied from there more than once.
  bool isHandedOn() const {
    const auto *Declaration = dyn_cast_or_null<DeclStmt>(Near.Statement);
    const auto *Holder = Declaration && Declaration->isSingleDecl()
                             ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                             : nullptr;
    return Holder && Holder != V && Code->of(Holder).Mentions.size() > 1;
  }

  /// `-> int &`: the caller can change what the closure returns.
  bool handsOut() const {
    QualType Returned = Lambda.getCallOperator()->getReturnType();
    if (!Returned->isLValueReferenceType() || Returned->getPointeeType().isConstQualified())
      return false;
    QualType Type = V->getType().getNonReferenceType();
    return Type->isRecordType() || Type->isArrayType() ||
           Context.hasSameUnqualifiedType(Returned->getPointeeType(), Type);
  }

  const Defect &D;
  const ASTContext &Context;
  const LambdaExpr &Lambda;
  const ValueDecl *V;
  Preferences Preferred;
  KnownUses &Known;
  const UseIndex *Code = nullptr; ///< Of the function that declares the variable.
  std::string Name;
  Surroundings Near;
  Ownership Result;
};

} // namespace

Ownership closure::ownershipOf(const Defect &D, const ASTContext &Context, Preferences Preferred,
                               KnownUses &Known) {
  return Decision(D, Context, Preferred, Known).decide();
}

//===-- Sharing.cpp - Whether a captured variable can become the closure's own -===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Sharing.h"
#include "checks/engine/Types.h"
#include "checks/engine/Usage.h"
#include "checks/repair/Aliases.h"
#include "checks/repair/CaptureList.h"
#include "checks/repair/Captured.h"
#include "checks/repair/CopyMove.h"
#include "checks/repair/ViewOwner.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

namespace {

/// What stands around a lambda in the function that declares the captured variable.
struct Surroundings {
  const Stmt *Statement = nullptr; ///< The innermost statement that is no expression's part.
  bool InLoop = false; ///< A loop or a lambda in the variable's scope makes the lambda again.
  bool Erased = false; ///< It becomes part of an object that must be copyable.
  bool Const = false;  ///< It is stored in a const variable.
  /// It goes straight into the return value or into a `std::function`, whose call is not
  /// const: so it may be `mutable`.
  bool MayBeMutable = false;
  std::vector<const LambdaExpr *> Others; ///< Other lambdas that capture the variable by reference.
};

class Around {
public:
  Around(const LambdaExpr *Lambda, const ValueDecl *V) : Lambda(Lambda), V(V) {}
  Surroundings Found;

  /// True if `S` holds the lambda.
  bool visit(const Stmt *S) {
    if (!S)
      return false;
    if (S == Lambda)
      return true;
    // A jump back makes the lambda again.
    if (isa<LabelStmt>(S) && V->getBeginLoc() < S->getBeginLoc() &&
        S->getBeginLoc() < Lambda->getBeginLoc())
      Found.InLoop = true;
    if (const auto *Other = dyn_cast<LambdaExpr>(S))
      for (const LambdaCapture &C : Other->captures())
        if (C.capturesVariable() && C.getCaptureKind() == LCK_ByRef && C.getCapturedVar() == V)
          Found.Others.push_back(Other);
    bool Holds = false;
    if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(D); Variable && visit(Variable->getInit())) {
          Holds = true;
          Found.Const |=
              Variable->getType().isConstQualified() || Variable->getType()->isReferenceType();
        }
    } else {
      for (const Stmt *Child : S->children())
        Holds |= visit(Child);
    }
    if (!Holds)
      return false;
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(S)) {
      const CXXRecordDecl *Made = Construct->getConstructor()->getParent();
      Found.MayBeMutable |= !Passed && isWrapper(*Made);
      if (!Made->isLambda() && Made->getName() != "move_only_function")
        Found.Erased = true;
      Passed |= !Made->isLambda();
    }
    if (const auto *Assign = dyn_cast<CXXOperatorCallExpr>(S); Assign && Assign->isAssignmentOp()) {
      const CXXRecordDecl *Target = Assign->getArg(0)->getType()->getAsCXXRecordDecl();
      Found.MayBeMutable |= !Passed && Target && isWrapper(*Target);
    }
    // What a callee, or a closure that takes it in, asks of it is not known.
    if (isa<CallExpr, LambdaExpr>(S))
      Found.Erased = Passed = true;
    if (const auto *List = dyn_cast<InitListExpr>(S); List && List->getType()->isRecordType())
      Passed = true;
    if (isa<ReturnStmt>(S))
      Found.MayBeMutable |= !Passed;
    if (!Found.Statement)
      note(S);
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S) && !insideScope(S))
      Found.InLoop = true;
    if (isa<LambdaExpr>(S) && !insideScope(S))
      WithinCallee = true;
    else if (runsOnce(S))
      WithinCallee = false;
    Found.InLoop |= WithinCallee && !isa<Expr>(S);
    return true;
  }

private:
  /// The statement is a declaration, a return, a throw, or the whole expression.
  void note(const Stmt *S) {
    if (isa<DeclStmt, ReturnStmt, CXXThrowExpr>(S) || !Whole)
      Found.Statement = isa<Expr>(S) && !isa<CXXThrowExpr>(S) ? nullptr : S;
    else if (!isa<Expr>(S))
      Found.Statement = Whole;
    if (isa<Expr>(S))
      Whole = S;
  }
  /// Calls what it holds as it was made, not as a constant.
  static bool isWrapper(const CXXRecordDecl &Record) {
    if (Record.getName() == "function")
      return true;
    QualType Wrapped = firstTypeArgument(&Record);
    if (Wrapped.isNull() || Record.getName() != "move_only_function")
      return false;
    const auto *Signature = Wrapped->getAs<FunctionProtoType>();
    return Signature && !Signature->isConst();
  }
  /// Calls a lambda that stands in the call, at most once.
  static bool runsOnce(const Stmt *S) {
    const auto *Call = dyn_cast<CallExpr>(S);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee)
      return false;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
      return isa<LambdaExpr>(Operator->getArg(0)->IgnoreUnlessSpelledInSource());
    return Callee->isInStdNamespace() && Callee->getIdentifier() &&
           Callee->getName() == "call_once";
  }
  const Stmt *Whole = nullptr;
  bool Passed = false;
  bool WithinCallee = false; ///< In a lambda that something else calls, perhaps many times.

  bool insideScope(const Stmt *Loop) const {
    return V->getBeginLoc() >= Loop->getBeginLoc() && V->getBeginLoc() <= Loop->getEndLoc();
  }
  const LambdaExpr *Lambda;
  const ValueDecl *V;
};

class Decision {
public:
  Decision(const Defect &D, const ASTContext &Context, Preferences Preferred)
      : D(D), Context(Context), Lambda(*D.Site.Lambda), V(captureOf(D.Site).getCapturedVar()),
        Preferred(Preferred), Name("'" + V->getNameAsString() + "'") {}

  Ownership decide() {
    if (D.Why == Outlives::Static)
      return none("the closure is made once for all calls, and would keep the first " + Name);
    const auto *Variable = dyn_cast<VarDecl>(V);
    bool InitCapture = isOwnInitCapture(Lambda, captureOf(D.Site));
    QualType Type = V->getType().getNonReferenceType();
    Usage Own = usageInside(Lambda, V);
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
    Around A(&Lambda, V);
    A.visit(Owner->getBody());
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Owner))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        A.visit(Init->getInit());
    Near = A.Found;
    if (isOwnName(Variable))
      return none(
          Name +
          " is the closure itself, which cannot own itself; keep it in an object that outlives "
          "its calls");
    if (std::string Why = shared(*Owner, Own); !Why.empty())
      return share(Why);
    if (Own.Changes && !Lambda.isMutable() && !CaptureList(Lambda, Context).canBeMutable())
      return share("the lambda changes " + Name + ", and 'mutable' has no place in it");
    if (Own.Changes && (Near.Const || !Near.MayBeMutable ||
                        Lambda.getCallOperator()->isExplicitObjectMemberFunction()))
      return share("the lambda changes " + Name + ", and may be called as a constant");
    if (ViewOwner Owning = viewOwner(Lambda, *V);
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

  bool isReference() const {
    if (const auto *Binding = dyn_cast<BindingDecl>(V))
      return cast<VarDecl>(Binding->getDecomposedDecl())->getType()->isLValueReferenceType();
    return V->getType()->isLValueReferenceType();
  }

  /// A copy would keep what the reference named before a change; empty if there is none.
  std::string boundToChanging(const VarDecl *Variable) const {
    if (const auto *Binding = dyn_cast<BindingDecl>(V))
      Variable = cast<VarDecl>(Binding->getDecomposedDecl());
    if (!Variable || isa<ParmVarDecl>(Variable) || !Variable->getType()->isLValueReferenceType())
      return "";
    for (const VarDecl *Root : boundTo(*Variable))
      if (const FunctionDecl *Owner = functionAround(Root);
          Owner && changesLater(Owner->getBody(), Root))
        return Name + " refers to '" + Root->getNameAsString() +
               "', which may change after the closure is made";
    return "";
  }
  bool changesLater(const Stmt *S, const VarDecl *Of) const {
    if (!S || S == &Lambda)
      return false;
    if (!isa<Expr>(S))
      return llvm::any_of(S->children(),
                          [&](const Stmt *Child) { return changesLater(Child, Of); });
    Usage Here = usageOf(S, Of, &Lambda);
    return Here.Changes && llvm::any_of(Here.Mentions, [&](const DeclRefExpr *M) {
             return Context.getSourceManager().isBeforeInTranslationUnit(Lambda.getEndLoc(),
                                                                         M->getLocation());
           });
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

  /// Why a copy would part what belongs together; empty if it would not.
  std::string shared(const FunctionDecl &Owner, const Usage &Own) {
    for (const LambdaExpr *Other : Near.Others) {
      if (encloses(*Other) || contains(*Other))
        continue;
      if (Own.Changes || usageInside(*Other, V).Changes)
        return Name + " is shared with another lambda that captures it, and one of them changes it";
    }
    if (Own.Changes && !isLoopControl() && (Near.InLoop || isHandedOn(Owner)))
      return Name + " is changed by each of several closures";
    Usage Rest = usageOf(Owner.getBody(), V, &Lambda);
    if (!Near.Statement)
      return Rest.Mentions.empty() || (!Own.Changes && !Rest.Changes)
                 ? ""
                 : Name + " is used by the rest of the function as well";
    if (leavesAtOnce())
      return Own.Changes && !usageOf(Near.Statement, V, &Lambda).Mentions.empty()
                 ? Name + " is changed by the closure and used by the function as well"
                 : "";
    bool Later = false;
    for (const DeclRefExpr *Mention : Rest.Mentions)
      Later |= Near.InLoop || after(Mention->getLocation());
    if (Own.Changes && Later)
      return Name + " is changed by the closure and used by the function as well";
    if (D.K == Defect::Kind::LateBinding)
      return "";
    if (isAliased(Owner.getBody(), V, &Lambda, Own.Changes ? Alias::Read : Alias::Change, Context))
      return Name + " is known by another name as well";
    if (!changedLater(Owner))
      return "";
    return Name + " is changed after the closure is made";
  }

  /// Whether a statement after the lambda gives the variable a new value.
  bool changedLater(const FunctionDecl &Owner) { return changedLater(Owner.getBody(), false); }
  bool changedLater(const Stmt *S, bool Control) {
    if (!S || S == &Lambda)
      return false;
    if (const auto *For = dyn_cast<ForStmt>(S)) {
      bool Found = changedLater(For->getInit(), Control) || changedLater(For->getBody(), Control);
      return Found || changedLater(For->getInc(), true) || changedLater(For->getCond(), true);
    }
    // To move it out as it is returned is no change that the closure was meant to see.
    if (const auto *Return = dyn_cast<ReturnStmt>(S))
      if (const DeclRefExpr *Ref = returnedName(*Return); Ref && Ref->getDecl() == V)
        return false;
    if (!isa<Expr>(S)) {
      for (const Stmt *Child : S->children())
        if (changedLater(Child, Control))
          return true;
      return false;
    }
    Usage Here = usageOf(S, V, &Lambda);
    if (!Here.Changes || (Control && isLoopControl()))
      return false;
    return llvm::any_of(Here.Mentions,
                        [&](const DeclRefExpr *M) { return after(M->getLocation()); });
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
    const FunctionDecl *Owner = functionAround(V);
    return mentionsLocal(Variable->getInit()) || (Owner && isSetToLocal(Owner->getBody()));
  }
  bool isSetToLocal(const Stmt *S) const {
    if (!S)
      return false;
    const auto *Assign = dyn_cast<BinaryOperator>(S);
    if (Assign && Assign->isAssignmentOp()) {
      const auto *Ref = dyn_cast<DeclRefExpr>(Assign->getLHS()->IgnoreParenImpCasts());
      if (Ref && Ref->getDecl() == V && mentionsLocal(Assign->getRHS()))
        return true;
    }
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return isSetToLocal(Child); });
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
                   canBeMoved(Type) && !usedAgain(Owner);
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

  bool usedAgain(const FunctionDecl &Owner) const {
    if (Near.InLoop || !Near.Others.empty() || !Near.Statement)
      return true;
    Usage Rest = usageOf(Owner.getBody(), V, &Lambda);
    for (const DeclRefExpr *Mention : Rest.Mentions)
      if (after(Mention->getLocation()))
        return true;
    return isAliased(Owner.getBody(), V, &Lambda, Alias::Derived, Context);
  }

  /// The closure that is stored first is copied from there more than once.
  bool isHandedOn(const FunctionDecl &Owner) const {
    const auto *Declaration = dyn_cast_or_null<DeclStmt>(Near.Statement);
    const auto *Holder = Declaration && Declaration->isSingleDecl()
                             ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                             : nullptr;
    return Holder && Holder != V && usageOf(Owner.getBody(), Holder).Mentions.size() > 1;
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
  std::string Name;
  Surroundings Near;
  Ownership Result;
};

} // namespace

Ownership closure::ownershipOf(const Defect &D, const ASTContext &Context, Preferences Preferred) {
  return Decision(D, Context, Preferred).decide();
}

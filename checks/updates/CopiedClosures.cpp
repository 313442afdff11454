//===-- CopiedClosures.cpp - Closures whose state stays behind in a copy --===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "checks/updates/Cache.h"
#include "checks/updates/FunctionClosures.h"
#include "checks/updates/HandedClosure.h"
#include "checks/updates/ValueUse.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

namespace {

/// `std::function<void (…)>`: what it calls is asked for nothing.
bool returnsNothing(QualType Wrapper) {
  QualType Signature = firstTypeArgument(Wrapper->getAsCXXRecordDecl());
  const auto *Type = Signature.isNull() ? nullptr : Signature->getAs<FunctionProtoType>();
  return Type && Type->getReturnType()->isVoidType();
}

/// `std::execution::par`: several threads would share the state.
bool isParallel(const CallExpr &Call) {
  const CXXRecordDecl *First =
      Call.getNumArgs() ? Call.getArg(0)->getType()->getAsCXXRecordDecl() : nullptr;
  return First && First->getName().ends_with("_policy");
}

/// Starts work by itself, and drops what that returns.
bool isThread(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && Class->isInStdNamespace() &&
         (Class->getName() == "thread" || Class->getName() == "jthread");
}

bool isStd(const CallExpr &Call, llvm::ArrayRef<llvm::StringRef> Names) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Callee->isInStdNamespace() && Callee->getDeclName().isIdentifier() &&
         llvm::is_contained(Names, Callee->getName());
}

bool isWrapper(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && inSystemHeader(*Class) && Class->getName() == "function";
}

/// Where a copy of the closure goes.
struct Copying {
  const CallExpr *Call = nullptr;
  const CXXConstructExpr *Thread = nullptr; ///< That it starts.
  const Expr *Given = nullptr;              ///< The argument of the call.
  const VarDecl *Variable = nullptr;
  bool Wrapped = false;
  QualType Type; ///< Of what is handed over.
};

class CopiedClosures {
public:
  CopiedClosures(FunctionClosures &In, std::vector<Defect> &Found) : In(In), Found(Found) {}

  void run() {
    std::map<const LambdaExpr *, std::vector<const Candidate *>> States;
    for (const Candidate &Copy : In.All)
      if (In.After.outermost(Copy.Site.Lambda) == Copy.Site.Lambda) {
        const OwnCopies::Use &Use = In.useOf(Copy);
        if (Use.Changed.isValid() && Use.isSeen() && !isCache(*Copy.Site.Lambda, *Copy.Own))
          States[Copy.Site.Lambda].push_back(&Copy);
      }
    for (auto &[Lambda, State] : States)
      look(*Lambda, State);
  }

private:
  void look(const LambdaExpr &Lambda, llvm::ArrayRef<const Candidate *> State) {
    const VarDecl *Holder = In.holderOf(&Lambda);
    if (!Holder) {
      if (std::optional<Copying> To = copyOf(&Lambda, /*Itself=*/true))
        recopied(*To, &Lambda, State);
      return;
    }
    for (const DeclRefExpr *Mention : In.Code.mentionsOf(Holder, /*Copies=*/true)) {
      if (const Stmt *Outer = In.After.outermost(Mention); Outer != Mention) {
        captured(*cast<LambdaExpr>(Outer), *Holder, State);
        continue;
      }
      std::optional<Copying> To = copyOf(Mention, /*Itself=*/false);
      if (!To || recopied(*To, Mention, State))
        continue;
      if (To->Variable)
        secondVariable(*To, *Holder, *Mention, State);
      else if (To->Thread || (To->Call && startsThread(*To->Call)))
        started(*To, *Holder, *Mention, State);
      else
        handedOver(*To, *Holder, *Mention, State);
    }
  }

  /// Follows a value that is copied to where the copy goes. `Itself`: the lambda, not its variable.
  std::optional<Copying> copyOf(const Expr *Closure, bool Itself) const {
    Copying To;
    bool Copied = Itself;
    const Stmt *E = Closure;
    for (const Stmt *Up = In.Code.around(E); Up; E = Up, Up = In.Code.around(E)) {
      if (const auto *Make = dyn_cast<CXXConstructExpr>(Up)) {
        if (isWrapper(Make->getType()) && !isWrapper(cast<Expr>(E)->getType()))
          To.Wrapped = Copied = true;
        else if (Make->getConstructor()->isCopyConstructor())
          Copied = true;
        else if (isThread(Make->getType()) && storesCopy(*Make, *cast<Expr>(E))) {
          To.Thread = Make;
          return To;
        } else if (!Make->getConstructor()->isMoveConstructor())
          return std::nullopt;
      } else if (isa<ParenExpr, FullExpr, ImplicitCastExpr, CXXFunctionalCastExpr,
                     CXXBindTemporaryExpr, MaterializeTemporaryExpr>(Up)) {
        continue;
      } else if (const auto *Call = dyn_cast<CallExpr>(Up)) {
        Copied |= storesCopy(*Call, *cast<Expr>(E));
        if (!Copied || !llvm::is_contained(Call->arguments(), E))
          return std::nullopt;
        if (isStd(*Call, {"bind", "bind_front", "bind_back"}))
          continue;
        if (isStd(*Call, {"make_pair", "make_tuple", "make_optional", "make_any", "make_unique",
                          "make_shared"}))
          return std::nullopt;
        if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
            Operator && (Operator->getOperator() != OO_Call || Operator->getArg(0) == E))
          return std::nullopt;
        To.Call = Call;
        To.Given = cast<Expr>(E);
        To.Type = cast<Expr>(E)->getType();
        return To;
      } else if (const auto *Declaration = dyn_cast<DeclStmt>(Up)) {
        To.Variable = declaredWith(*Declaration, E);
        if (!Copied || !To.Variable || To.Variable->getType()->isReferenceType())
          return std::nullopt;
        return To;
      } else {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  void add(Update Lost, const Expr *Given, llvm::ArrayRef<const Candidate *> State) {
    for (const Candidate *Copy : State) {
      if (llvm::any_of(Found, [&](const Defect &D) { return D.Site == Copy->Site; }))
        continue;
      Defect D;
      D.K = Defect::Kind::Lost;
      D.Site = Copy->Site;
      D.Of.K = Place::Kind::ClosureState;
      D.Of.Variable = Copy->Own;
      D.Of.Name = Copy->Own->getNameAsString();
      D.Lost = Lost;
      D.Lost.Changed = In.useOf(*Copy).Changed;
      D.Lost.Given = Given;
      Found.push_back(std::move(D));
    }
  }

  bool recopied(const Copying &To, const Expr *Given, llvm::ArrayRef<const Candidate *> State) {
    if (!To.Call)
      return false;
    HandedClosure Handed = handedTo(*To.Call, *To.Given);
    if (Handed.Recopies.empty())
      return false;
    Update Lost;
    Lost.K = Update::How::Recopied;
    Lost.By = Handed.Recopies;
    Lost.Copied = Handed.Recopied;
    Lost.ByReference = true;
    add(std::move(Lost), Given, State);
    return true;
  }

  /// The nearest call of the variable, after `From`, that is asked for its result.
  const Stmt *askedAfter(const Stmt *From, const VarDecl &Holder) const {
    return In.After.firstAfter(From, [&](const Stmt &S) {
      if (const auto *Declaration = dyn_cast<DeclStmt>(&S))
        return llvm::is_contained(Declaration->decls(), &Holder) ? Afterwards::Meets::End
                                                                 : Afterwards::Meets::Nothing;
      const auto *Call = dyn_cast<CXXOperatorCallExpr>(&S);
      if (!Call || !Call->getNumArgs() ||
          !FunctionClosures::mentions(*stripped(Call->getArg(0)), Holder))
        return Afterwards::Meets::Nothing;
      if (Call->getOperator() == OO_Equal)
        return Afterwards::Meets::End;
      return Call->getOperator() == OO_Call && !Call->getType()->isVoidType() &&
                     !isDiscarded(Call, In.Code)
                 ? Afterwards::Meets::Found
                 : Afterwards::Meets::Nothing;
    });
  }

  /// The copy is gone when the call returns, and its state with it, unless that gives it back.
  void handedOver(const Copying &To, const VarDecl &Holder, const Expr &Mention,
                  llvm::ArrayRef<const Candidate *> State) {
    const FunctionDecl *Callee = To.Call->getDirectCallee();
    const VarDecl *All = collectionOf(*To.Call);
    bool Dropped = All ? isForNobodyIn(*All) : To.Wrapped && handedTo(*To.Call, *To.Given).Dropped;
    if (!Callee || ((To.Wrapped || isStored(*To.Call)) && !returnsNothing(To.Type) && !Dropped))
      return;
    if (isStd(*To.Call, {"async"}) && isResultAsked(*To.Call))
      return;
    bool GivesBack = In.Context.hasSameUnqualifiedType(To.Call->getType(), Holder.getType());
    if ((GivesBack && !isDiscarded(To.Call, In.Code)) || isa<CXXConversionDecl>(Callee))
      return;
    const Stmt *Read = askedAfter(To.Call, Holder);
    if (!Read)
      return;
    Update Lost;
    Lost.K = Update::How::Copied;
    Lost.By = nameOfCallee(*To.Call);
    Lost.Of = Holder.getNameAsString();
    Lost.Copied = Mention.getBeginLoc();
    Lost.Read = Read->getBeginLoc();
    Lost.ByReference =
        Dropped || (Callee->isInStdNamespace() && !To.Wrapped && !isParallel(*To.Call));
    add(std::move(Lost), &Mention, State);
  }

  /// A method of a library that stores the closure.
  static bool isStored(const CallExpr &Call) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call.getDirectCallee());
    return Method && inSystemHeader(*Method) && !isa<CXXOperatorCallExpr>(Call);
  }

  /// The local collection that is given another element.
  static const VarDecl *collectionOf(const CallExpr &Call) {
    const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
    const CXXMethodDecl *Callee = Method ? Method->getMethodDecl() : nullptr;
    if (!Callee || !isStored(Call) || !Callee->getDeclName().isIdentifier() ||
        !(Callee->getName() == "push_back" || Callee->getName() == "emplace_back"))
      return nullptr;
    const auto *V = dyn_cast_or_null<VarDecl>(namedIn(Method->getImplicitObjectArgument()));
    return V && V->hasLocalStorage() && !V->getType()->isReferenceType() ? V : nullptr;
  }

  /// Whether the elements are only called, and nobody asks them for anything.
  bool isForNobodyIn(const VarDecl &All) const {
    bool Called = false;
    for (const DeclRefExpr *Mention : In.Code.mentionsOf(&All, /*Copies=*/true)) {
      const Stmt *Up = usedBy(*Mention);
      const Stmt *Over = Up ? In.Code.around(Up) : nullptr;
      if (const auto *Walk = dyn_cast_or_null<CXXForRangeStmt>(Over)) {
        if (!In.isOnlyCalled(*Walk->getLoopVariable()))
          return false;
        Called = true;
        continue;
      }
      const auto *Method = isa_and_nonnull<MemberExpr>(Up) ? dyn_cast_or_null<CallExpr>(Over)
                                                           : dyn_cast_or_null<CallExpr>(Up);
      if (!Method || In.After.outermost(Mention) != Mention)
        return false;
      if (!Method->isLValue() || !Method->getType()->isRecordType()) {
        if (isa<CXXOperatorCallExpr>(Method) || !isDiscarded(Method, In.Code))
          return false;
        continue; // another element, or more room
      }
      const CallExpr *Call = In.callOf(*Method);
      if (isDiscarded(Method, In.Code))
        continue; // `emplace_back` gives the element
      if (!Call || !isDiscarded(Call, In.Code))
        return false;
      Called = true;
    }
    return Called;
  }
  /// Whether somebody asks, or may ask, the future that the call returns for its value.
  bool isResultAsked(const CallExpr &Call) const {
    if (isDiscarded(&Call, In.Code))
      return false;
    const VarDecl *Future = nullptr;
    const Stmt *E = &Call;
    for (const Stmt *Up = In.Code.around(E); Up; E = Up, Up = In.Code.around(E))
      if (const auto *Declaration = dyn_cast<DeclStmt>(Up)) {
        Future = declaredWith(*Declaration, E);
        break;
      } else if (isa<MemberExpr>(Up)) {
        return isMethodAsked(*Up);
      } else if (!isa<Expr>(Up) || isa<CallExpr>(Up)) {
        return true;
      }
    return !Future || llvm::any_of(In.Code.mentionsOf(Future, /*Copies=*/true),
                                   [&](const DeclRefExpr *Mention) {
                                     return isMethodAsked(*usedBy(*Mention));
                                   });
  }
  /// What is done with the object that the expression names, or a part of it.
  const Stmt *usedBy(const Expr &Named) const {
    const Stmt *Up = In.Code.around(&Named);
    while (Up && isa<ImplicitCastExpr, ParenExpr>(Up))
      Up = In.Code.around(Up);
    return Up;
  }
  bool isMethodAsked(const Stmt &Member) const {
    const auto *Call =
        isa<MemberExpr>(Member) ? dyn_cast_or_null<CallExpr>(In.Code.around(&Member)) : nullptr;
    return !Call || (!Call->getType()->isVoidType() && !isDiscarded(Call, In.Code));
  }

  /// Whether the call makes a thread in a collection.
  static bool startsThread(const CallExpr &Call) {
    const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
    const CXXRecordDecl *Class = Method ? Method->getRecordDecl() : nullptr;
    QualType Element = Class ? firstTypeArgument(Class) : QualType();
    return isStored(Call) && !Element.isNull() && isThread(Element);
  }

  /// The variable that is the thread.
  const VarDecl *threadOf(const CXXConstructExpr &Made) const {
    const Stmt *E = &Made, *Up = In.Code.around(E);
    while (Up && isa<FullExpr, CXXBindTemporaryExpr, CXXFunctionalCastExpr>(Up))
      E = Up, Up = In.Code.around(E);
    const auto *Declaration = dyn_cast_or_null<DeclStmt>(Up);
    return Declaration ? declaredWith(*Declaration, E) : nullptr;
  }

  /// The thread calls its copy, and nobody sees what that returns.
  void started(const Copying &To, const VarDecl &Holder, const Expr &Mention,
               llvm::ArrayRef<const Candidate *> State) {
    const Expr *Start = To.Thread ? cast<Expr>(To.Thread) : To.Call;
    const Stmt *Read = askedAfter(Start, Holder);
    if (!Read)
      return;
    const VarDecl *Thread = To.Thread ? threadOf(*To.Thread) : nullptr;
    Update Lost;
    Lost.K = Update::How::Copied;
    Lost.By = To.Thread ? qualifiedName(*To.Thread->getConstructor()->getParent())
                        : nameOfCallee(*To.Call);
    Lost.Of = Holder.getNameAsString();
    Lost.Copied = Mention.getBeginLoc();
    Lost.Read = Read->getBeginLoc();
    // By reference it is right if the function leaves the closure alone up to `join`.
    Lost.ByReference = Thread && !In.After.firstAfter(Start, [&](const Stmt &S) {
      return FunctionClosures::mentions(S, *Thread)  ? Afterwards::Meets::End
             : FunctionClosures::mentions(S, Holder) ? Afterwards::Meets::Found
                                                     : Afterwards::Meets::Nothing;
    });
    add(std::move(Lost), &Mention, State);
  }

  /// The copy of the closure that another one has.
  static const LambdaCapture *copyIn(const LambdaExpr &Around, const VarDecl &Holder) {
    for (const LambdaCapture &C : Around.captures()) {
      const auto *Own = C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy
                            ? dyn_cast<VarDecl>(C.getCapturedVar())
                            : nullptr;
      if (Own && (isOwnInitCapture(Around, C) ? copiedBy(*Own) : Own) == &Holder)
        return &C;
    }
    return nullptr;
  }

  /// The closure is copied into another one, around it, that nobody asks for what it returns.
  void captured(const LambdaExpr &Around, const VarDecl &Holder,
                llvm::ArrayRef<const Candidate *> State) {
    const LambdaCapture *Copy = copyIn(Around, Holder);
    if (!Copy || !(onlyCalls(Around, *Copy->getCapturedVar()) || isForNobody(Around)))
      return;
    const Stmt *Read = nullptr;
    for (const Stmt *Use : In.usesOf(Around))
      Read = Read ? Read : askedAfter(Use, Holder);
    if (!Read)
      return;
    const VarDecl *Name = In.holderOf(&Around);
    Update Lost;
    Lost.K = Update::How::Copied;
    Lost.By = Name ? Name->getNameAsString() : "";
    Lost.Of = Holder.getNameAsString();
    Lost.Copied = Copy->getLocation();
    Lost.Read = Read->getBeginLoc();
    add(std::move(Lost), nullptr, State);
  }

  /// Whether the lambda only calls its copy, and asks nothing of it.
  static bool onlyCalls(const LambdaExpr &Around, const ValueDecl &Copy) {
    const UseIndex Inside = UseIndex::inside(Around);
    std::vector<const DeclRefExpr *> Mentions = Inside.mentionsOf(&Copy, /*Copies=*/true);
    return !Mentions.empty() && llvm::all_of(Mentions, [&](const DeclRefExpr *Mention) {
      const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Inside.around(Mention));
      return Call && Call->getOperator() == OO_Call && Call->getArg(0) == Mention &&
             isDiscarded(Call, Inside);
    });
  }

  /// Whether what the lambda returns is lost, wherever it is called.
  bool isForNobody(const LambdaExpr &Around) const {
    if (In.holderOf(&Around))
      return In.isOnlyCalled(Around);
    return isDropped(copyOf(&Around, /*Itself=*/true));
  }

  /// Whether the variable is only called, and handed to what only calls it; nobody asks it for
  /// anything.
  bool isForNobody(const VarDecl &Second) const {
    std::vector<const DeclRefExpr *> Mentions = In.Code.mentionsOf(&Second, /*Copies=*/true);
    return In.isOnlyCalled(Second) ||
           (Mentions.size() == 1 && In.After.outermost(Mentions[0]) == Mentions[0] &&
            isDropped(copyOf(Mentions[0], /*Itself=*/false)));
  }
  bool isDropped(const std::optional<Copying> &To) const {
    return To && To->Call && isDiscarded(To->Call, In.Code) &&
           handedTo(*To->Call, *To->Given).Dropped;
  }

  /// The second variable is called, and nobody asks it for anything.
  void secondVariable(const Copying &To, const VarDecl &Holder, const Expr &Mention,
                      llvm::ArrayRef<const Candidate *> State) {
    if (!isForNobody(*To.Variable))
      return;
    const Stmt *First =
        In.After.callAround(In.Code.mentionsOf(To.Variable, /*Copies=*/true).front());
    const Stmt *Read = askedAfter(First, Holder);
    if (!Read)
      return;
    Update Lost;
    Lost.K = Update::How::Copied;
    Lost.By = To.Variable->getNameAsString();
    Lost.Of = Holder.getNameAsString();
    Lost.Copied = Mention.getBeginLoc();
    Lost.Read = Read->getBeginLoc();
    if (!To.Wrapped)
      Lost.Into = To.Variable;
    Lost.ByReference = true;
    add(std::move(Lost), &Mention, State);
  }

  FunctionClosures &In;
  std::vector<Defect> &Found;
};

} // namespace

void closure::addCopiedClosures(FunctionClosures &In, std::vector<Defect> &Found) {
  CopiedClosures(In, Found).run();
}

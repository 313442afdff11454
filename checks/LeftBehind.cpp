//===-- LeftBehind.cpp - Closures that a destructor may miss ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/LeftBehind.h"
#include "checks/KeeperActs.h"
#include "checks/MemberEnds.h"
#include "checks/UnguardedThis.h"
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include <deque>

using namespace clang;
using namespace closure;

/// The same for what the caller of the constructor passed: it was there before the object.
static bool staysBehind(const CallEnd &To) {
  return To.K == CallEnd::Kind::Parameter || outlivesObject(To);
}

static constexpr unsigned MaxDepth = 3;

/// The function that the expression calls, and that somebody wrote in sight.
static const FunctionDecl *bodyBehind(const Stmt &S) {
  const FunctionDecl *Callee = nullptr, *Definition = nullptr;
  if (const auto *Call = dyn_cast<CallExpr>(&S))
    Callee = Call->getDirectCallee();
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S))
    Callee = Construct->getConstructor();
  return Callee && !inSystemHeader(*Callee) && Callee->hasBody(Definition) ? Definition : nullptr;
}

/// Whether what the code throws leaves it: what stands in a `try` block may be caught.
static bool throwsOut(const Stmt *S, unsigned Depth) {
  if (!S || isa<LambdaExpr, CXXTryStmt>(S))
    return false;
  if (isa<CXXThrowExpr>(S))
    return true;
  if (const FunctionDecl *Called = Depth < MaxDepth ? bodyBehind(*S) : nullptr) {
    const auto *Type = Called->getType()->getAs<FunctionProtoType>();
    if (!(Type && Type->isNothrow()) && throwsOut(Called->getBody(), Depth + 1))
      return true;
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return throwsOut(Child, Depth); });
}

/// Whether a part of the code stands in a `try` block, or in a handler.
static bool isInTry(const Stmt *Code, const Stmt &Part, bool In = false) {
  if (!Code || Code == &Part)
    return Code && In;
  // What a handler throws, nothing around it is seen to catch.
  bool Inside = isa<CXXTryStmt>(Code) || (In && !isa<CXXCatchStmt>(Code));
  return llvm::any_of(Code->children(),
                      [&](const Stmt *Child) { return isInTry(Child, Part, Inside); });
}

namespace {

/// One closure over the object that the constructor leaves with others.
class Search {
public:
  Search(const CXXConstructorDecl &Constructor, const Transfer &Moved, const CFG &Graph)
      : Constructor(Constructor), Moved(Moved), Graph(Graph), L{&Constructor, &Moved} {}

  /// Where the constructor throws after that, with nothing between that may take the closure back.
  const Stmt *throwAfter() {
    Where At = leavesAt();
    if (!At.Block)
      return nullptr;
    std::deque<Where> Work{{At.Block, At.Index + 1}};
    llvm::DenseSet<const CFGBlock *> Seen;
    while (!Work.empty()) {
      Where Here = Work.front();
      Work.pop_front();
      bool Over = false;
      for (unsigned I = Here.Index; I != Here.Block->size() && !Over; ++I) {
        const Stmt *S = statementAt(*Here.Block, I);
        if (S && throws(*S))
          return S;
        Over = S && settles(*S, 0);
      }
      for (const CFGBlock *Next : Here.Block->succs())
        if (!Over && Next && Seen.insert(Next).second)
          Work.push_back({Next, 0});
    }
    return nullptr;
  }

private:
  struct Where {
    const CFGBlock *Block = nullptr;
    unsigned Index = 0;
  };

  static const Stmt *statementAt(const CFGBlock &Block, unsigned I) {
    if (auto Element = Block[I].getAs<CFGStmt>())
      return Element->getStmt();
    return nullptr;
  }

  /// The last step of the closure's way that this function takes.
  Where leavesAt() const {
    const SourceManager &SM = Constructor.getASTContext().getSourceManager();
    Where Last;
    const Stmt *By = nullptr;
    for (const CFGBlock *Block : Graph)
      for (unsigned I = 0; I != Block->size(); ++I) {
        const auto *E = dyn_cast_or_null<Expr>(statementAt(*Block, I));
        if (!E || !isa<CallExpr, CXXConstructExpr>(E) ||
            llvm::none_of(Moved.Inner, [&](const Step &S) { return S.Loc == E->getExprLoc(); }))
          continue;
        if (!By || SM.isBeforeInTranslationUnit(By->getEndLoc(), E->getEndLoc()))
          By = E, Last = {Block, I};
      }
    return Last;
  }

  bool throws(const Stmt &S) const {
    bool Visibly = isa<CXXThrowExpr>(S);
    if (const FunctionDecl *Called = Visibly ? nullptr : bodyBehind(S)) {
      const auto *Type = Called->getType()->getAs<FunctionProtoType>();
      Visibly = !(Type && Type->isNothrow()) && throwsOut(Called->getBody(), 1) &&
                !settlesInside(Called->getBody(), 1);
    }
    return Visibly && !isInTry(Constructor.getBody(), S);
  }

  /// Whether the call is one on what keeps the closure, or leads to one: it may take that back.
  bool settles(const Stmt &S, unsigned Depth) const {
    if (isa<CXXCatchStmt>(S) || isa<CXXDeleteExpr>(S))
      return true;
    const auto *Call = dyn_cast<CallExpr>(&S);
    if (!Call)
      return false;
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
    if (!Call->getDirectCallee()) // through a pointer or a value
      return true;
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    const CXXRecordDecl *Class =
        Member ? classOfObject(Member->getImplicitObjectArgument()) : nullptr;
    if (Method && Class && !Method->isConst() && isKeeper(*Class) && !leaves(*Call))
      return true;
    const FunctionDecl *Called = bodyBehind(S);
    return Called && !leaves(*Call) && Depth < MaxDepth &&
           settlesInside(Called->getBody(), Depth + 1);
  }
  bool settlesInside(const Stmt *Code, unsigned Depth) const {
    return Code && (settles(*Code, Depth) || llvm::any_of(Code->children(), [&](const Stmt *Child) {
                      return settlesInside(Child, Depth);
                    }));
  }

  bool isKeeper(const CXXRecordDecl &Class) const {
    if (Moved.To.K == CallEnd::Kind::Elsewhere)
      return true;
    return llvm::any_of(L.keepers(), [&](const ValueDecl *Keeper) {
      const CXXRecordDecl *Of = classBehind(Keeper->getType());
      return Of && areOneKind(*Of, Class);
    });
  }

  /// A call that leaves a closure with others takes none back.
  bool leaves(const CallExpr &Call) const {
    return llvm::any_of(Call.arguments(), [](const Expr *Given) { return lambdaIn(Given); });
  }

  const CXXConstructorDecl &Constructor;
  const Transfer &Moved;
  const CFG &Graph;
  Lender L;
};

} // namespace

/// Whether a local of the constructor does something to others when it dies: a guard.
static bool hasGuards(const Stmt *S, Types &T) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Declared = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declared->decls()) {
      const auto *V = dyn_cast<VarDecl>(D);
      const CXXRecordDecl *Class = V ? V->getType()->getAsCXXRecordDecl() : nullptr;
      if (Class && Class->hasDefinition() && !Class->hasTrivialDestructor() &&
          (T.ends().doesAnything(*Class) || T.canHoldClass(*Class)))
        return true;
    }
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return hasGuards(Child, T); });
}

static Defect endingBy(const FunctionDecl &F, const Transfer &Moved, End How, SourceLocation Ends) {
  Defect D = defectOf(F, Moved);
  D.How = How;
  D.Ends = Ends;
  return D;
}

/// Where the constructor visibly throws when it has left the closure with others; null if it does
/// not.
static const Stmt *throwAfter(const CXXConstructorDecl &Constructor, const Transfer &Moved,
                              Types &T) {
  const auto *Type = Constructor.getType()->getAs<FunctionProtoType>();
  if ((Type && Type->isNothrow()) || hasGuards(Constructor.getBody(), T))
    return nullptr;
  CFG::BuildOptions Options;
  Options.AddInitializers = true;
  Options.setAllAlwaysAdd();
  std::unique_ptr<CFG> Graph =
      CFG::buildCFG(&Constructor, Constructor.getBody(), &Constructor.getASTContext(), Options);
  return Graph ? Search(Constructor, Moved, *Graph).throwAfter() : nullptr;
}

namespace {

/// Closures over the object in a constructor of which a member keeps what the call returned that
/// got them. By that they are taken back, so the engine leaves them alone.
class Handles {
public:
  Handles(const CXXConstructorDecl &Constructor, CallKnowledge &Known)
      : Constructor(Constructor), Known(Known),
        Use(Known.types().ends().uses().of(*Constructor.getParent())) {}

  std::vector<Transfer> find() {
    for (const CXXCtorInitializer *Init : Constructor.inits())
      walk(Init->getInit());
    walk(Constructor.getBody());
    return std::move(Found);
  }

private:
  void walk(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
      for (unsigned I = 0; I != Call->getNumArgs(); ++I)
        if (const LambdaExpr *Lambda = lambdaIn(Call->getArg(I));
            Lambda && Use.KeptIn.lookup(Lambda))
          handed(*Call, I, *Lambda);
    for (const Stmt *Child : S->children())
      walk(Child);
  }

  void handed(const CXXMemberCallExpr &Call, unsigned Index, const LambdaExpr &Lambda) {
    const auto *This = llvm::find_if(Lambda.captures(),
                                     [](const LambdaCapture &Each) { return Each.capturesThis(); });
    const CXXMethodDecl *Method = Call.getMethodDecl();
    const Expr *Object = Call.getImplicitObjectArgument();
    const Contract *C =
        Method ? Known.contractOf(*Method, {Call.getArgs(), Call.getNumArgs()}, Object) : nullptr;
    if (!C || This == Lambda.capture_end() || This->getCaptureKind() != LCK_This ||
        llvm::none_of(C->Transfers, [&](const Transfer &Each) {
          return Each.From.K == CallEnd::Kind::Parameter && Each.From.Index == Index &&
                 Each.To.K != CallEnd::Kind::Result && Each.To.K != CallEnd::Kind::Parameter;
        }))
      return;
    Transfer Moved;
    if (!names(*Object, Moved.To))
      return;
    Moved.From.K = CallEnd::Kind::Object;
    Moved.Borrows = true;
    Moved.Site = {&Lambda, unsigned(This - Lambda.capture_begin())};
    Moved.Inner = {{C->Source == Authority::Assumption ? Step::Kind::Assumed : Step::Kind::Kept,
                    Method->getNameAsString(), Call.getExprLoc()}};
    Found.push_back(std::move(Moved));
  }

  /// What the closure is given to: a parameter, a global, what a member refers to.
  static bool names(const Expr &Object, CallEnd &To) {
    const Decl *Of = mentionedIn(&Object).Of;
    if (const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(Of)) {
      To.K = CallEnd::Kind::Parameter;
      To.Index = Parameter->getFunctionScopeIndex();
      return Parameter->getType()->isReferenceType() || Parameter->getType()->isPointerType();
    }
    if (const auto *Member = dyn_cast_or_null<FieldDecl>(Of)) {
      To.K = CallEnd::Kind::Object;
      To.Path = {Member};
      return true;
    }
    const auto *V = dyn_cast_or_null<VarDecl>(Of);
    To.K = CallEnd::Kind::Variable;
    To.Variable = V;
    To.Why = Outlives::Global;
    return V && V->hasGlobalStorage();
  }

  const CXXConstructorDecl &Constructor;
  CallKnowledge &Known;
  const ClassUse &Use;
  std::vector<Transfer> Found;
};

} // namespace

std::vector<Defect> closure::leftBehind(const FunctionDecl &F, const FunctionResult &Result,
                                        CallKnowledge &Known) {
  std::vector<Defect> Found;
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F);
  // Once another constructor has made the object, its destructor runs.
  if (!Constructor || Constructor->isDelegatingConstructor() ||
      Result.S != FunctionResult::State::Done || !Constructor->getBody())
    return Found;
  ObjectEnd &Ends = Known.types().ends();
  const CXXRecordDecl &Class = *Constructor->getParent();
  std::vector<Transfer> Left = Handles(*Constructor, Known).find();
  Left.insert(Left.end(), Result.Summary.Transfers.begin(), Result.Summary.Transfers.end());
  for (const Transfer &Moved : Left) {
    if (!Moved.Borrows || !Moved.Site.isThis() || Moved.Frame || Moved.LeavesObjects ||
        Moved.From.K != CallEnd::Kind::Object || !staysBehind(Moved.To))
      continue;
    if (std::optional<EndAct::Need> Unmet = Ends.unmetNeed(Class, Moved, F)) {
      Found.push_back(endingBy(F, Moved, End::Scope, Unmet->Loc));
      Found.back().ChangedBy = Unmet->Of->getNameAsString();
    } else if (Ends.takesOnlyItself(Class, Moved, F)) {
      if (const Stmt *Throw = throwAfter(*Constructor, Moved, Known.types()))
        Found.push_back(endingBy(F, Moved, End::Unwinding, Throw->getBeginLoc()));
    }
  }
  return Found;
}

/// Whether the code calls, on what has the name, something that may take a closure back.
static bool takesFrom(const Stmt *S, llvm::StringRef Keeper) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    const ValueDecl *Object = namedIn(Call->getImplicitObjectArgument());
    if (Method && !Method->isConst() && Call->getNumArgs() && Object &&
        Object->getDeclName().isIdentifier() && Object->getName() == Keeper &&
        llvm::none_of(Call->arguments(), [](const Expr *Given) { return lambdaIn(Given); }))
      return true;
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return takesFrom(Child, Keeper); });
}

static bool takesInLoop(const Stmt *S, const Defect &D, const SourceManager &SM) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (isLoop(S) && SM.isBeforeInTranslationUnit(S->getEndLoc(), D.Ends) &&
      mentions(S, *D.Of.Variable) && takesFrom(S, D.Holder))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return takesInLoop(Child, D, SM); });
}

bool closure::areTakenOneByOne(const Defect &D, const FunctionDecl &F) {
  return D.View && D.How == End::Changed && D.Of.Variable && !D.Holder.empty() &&
         D.Ends.isValid() && takesInLoop(F.getBody(), D, F.getASTContext().getSourceManager());
}

//===-- Account.cpp - Whether a body shows all that it does with a parameter --===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/Account.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;
using namespace closure;

namespace closure {

/// The uses of one parameter in one body, and of the variables that get what it holds.
class Uses {
public:
  Uses(Account &Of, const FunctionDecl &Definition)
      : Of(Of), T(Of.T), Parents(Definition.getBody()) {
    gather(Definition.getBody(), /*InLambda=*/false);
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Definition))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        initialiser(Init->getInit());
  }

  bool isUsed(const ValueDecl &V) const { return Mentions.count(&V); }

  /// Whether all that is called on the object is seen.
  bool areSeen() const { return CallsAreSeen; }

  bool areKnown(const ValueDecl &Parameter) {
    if (!CallsAreSeen)
      return false;
    track(Parameter);
    for (size_t I = 0; I != Tracked.size(); ++I)
      for (const DeclRefExpr *Mention : Mentions.lookup(Tracked[I]))
        if (!goesOn(*Mention))
          return false;
    return true;
  }

private:
  void initialiser(Stmt *S) {
    Parents.addStmt(S);
    gather(S, /*InLambda=*/false);
  }

  void gather(const Stmt *S, bool InLambda) {
    if (!S)
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      Mentions[Ref->getDecl()].push_back(Ref);
    if (const auto *Return = dyn_cast<ReturnStmt>(S); Return && InLambda)
      Inner.insert(Return);
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
        Call && Call->getMethodDecl() &&
        isa<CXXThisExpr>(stripped(Call->getImplicitObjectArgument())))
      CallsAreSeen &= Of.isSeenThrough(*Call->getMethodDecl());
    for (const Stmt *Child : S->children())
      gather(Child, InLambda || isa<LambdaExpr>(S));
  }

  bool track(const ValueDecl &V) {
    if (Seen.insert(&V).second)
      Tracked.push_back(&V);
    return true;
  }

  /// Where the value of an expression goes, step by step; true at an end that is known.
  bool goesOn(const Expr &Mention) {
    const Expr *E = &Mention;
    for (;;) {
      QualType Type = E->getType();
      // A test, or nothing at all.
      if (Type->isBooleanType() || Type->isVoidType())
        return true;
      if (!T.canHold(Type))
        return false;
      const Stmt *Parent = Parents.getParent(E);
      const auto *Outer = dyn_cast_or_null<Expr>(Parent);
      if (!Outer)
        return !Parent || endsAt(*Parent, *E);
      std::optional<bool> End = through(*Outer, *E);
      if (End)
        return *End;
      E = Outer;
    }
  }

  bool endsAt(const Stmt &S, const Expr &Value) {
    if (isa<ReturnStmt>(S))
      return !Inner.contains(&S); // the result of a closure is not followed here
    const auto *Declaration = dyn_cast<DeclStmt>(&S);
    if (!Declaration)
      return true;
    for (const Decl *D : Declaration->decls())
      if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit() == &Value)
        return V->hasGlobalStorage() || (T.canHold(V->getType()) && track(*V));
    return false;
  }

  /// Nothing where the outer expression has what the inner one had; else whether it is an end that
  /// is known.
  std::optional<bool> through(const Expr &Outer, const Expr &E) {
    if (isa<ParenExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr, CastExpr,
            InitListExpr, CXXStdInitializerListExpr>(Outer))
      return std::nullopt;
    if (const auto *Unary = dyn_cast<UnaryOperator>(&Outer))
      return Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf
                 ? std::nullopt
                 : std::optional<bool>(Unary->getOpcode() == UO_LNot);
    if (const auto *New = dyn_cast<CXXNewExpr>(&Outer))
      return New->getNumPlacementArgs() ? std::optional<bool>(false) : std::nullopt;
    if (const auto *Choice = dyn_cast<ConditionalOperator>(&Outer))
      return Choice->getCond() == &E ? std::optional<bool>(true) : std::nullopt;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&Outer))
      return captured(*Lambda, E);
    if (const auto *Member = dyn_cast<MemberExpr>(&Outer))
      return member(*Member);
    if (const auto *Binary = dyn_cast<BinaryOperator>(&Outer))
      return binary(*Binary, E);
    if (const auto *Call = dyn_cast<CallExpr>(&Outer))
      return call(*Call, E);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Outer))
      return construct(*Construct, E);
    return isa<CXXThrowExpr>(Outer);
  }

  std::optional<bool> captured(const LambdaExpr &Lambda, const Expr &Init) {
    for (unsigned I = 0; I != Lambda.capture_size(); ++I)
      if (Lambda.capture_init_begin()[I] == &Init)
        track(*Lambda.capture_begin()[I].getCapturedVar());
    return std::nullopt;
  }

  std::optional<bool> member(const MemberExpr &Member) {
    if (!isa<CXXMethodDecl>(Member.getMemberDecl()))
      return T.canHold(Member.getType()) ? std::nullopt : std::optional<bool>(true);
    const Stmt *Parent = Parents.getParentIgnoreParens(const_cast<MemberExpr *>(&Member));
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Parent);
    const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
    if (!Method || !Of.isSeenThrough(*Method))
      return false;
    return !T.canHold(Call->getType()) || goesOn(*Call);
  }

  std::optional<bool> binary(const BinaryOperator &Binary, const Expr &E) {
    if (Binary.isCommaOp())
      return Binary.getRHS() == &E ? std::nullopt : std::optional<bool>(true);
    if (Binary.getOpcode() == BO_Assign)
      return Binary.getLHS() == &E || isNamed(*Binary.getLHS());
    return Binary.isComparisonOp() || Binary.isLogicalOp();
  }

  /// Whether what a parameter of this type refers to is the caller's.
  static bool isCallers(QualType Type) { return Type->isReferenceType() || Type->isPointerType(); }

  /// Whether what is stored in the target is in something that the engine has a name for.
  bool isNamed(const Expr &Target, unsigned Nesting = 0) {
    const Expr *E = stripped(&Target);
    if (Nesting > 8 || isa<CXXThisExpr>(E))
      return Nesting <= 8;
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      return isNamed(*Member->getBase(), Nesting + 1);
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      return isNamed(*Unary->getSubExpr(), Nesting + 1);
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E))
      return isNamed(*Element->getBase(), Nesting + 1);
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      return Operator->getDirectCallee() && inSystemHeader(*Operator->getDirectCallee()) &&
             isNamed(*Operator->getArg(0), Nesting + 1);
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) // `map.at(…)`, `queue.back()`
      return Call->getMethodDecl() && inSystemHeader(*Call->getMethodDecl()) && Call->isLValue() &&
             isNamed(*Call->getImplicitObjectArgument(), Nesting + 1);
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!V)
      return false;
    if (V->hasGlobalStorage() || (isa<ParmVarDecl>(V) && isCallers(V->getType())))
      return true;
    // A local that owns what is stored, or another name of something.
    if (V->getType()->isReferenceType())
      return V->getInit() && isNamed(*V->getInit(), Nesting + 1);
    return !T.isPointerLike(V->getType()) && track(*V);
  }

  std::optional<bool> call(const CallExpr &Call, const Expr &E) {
    if (Call.getCallee() == &E)
      return true;
    const FunctionDecl *Callee = Call.getDirectCallee();
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
    llvm::ArrayRef<const Expr *> Arguments(Call.getArgs(), Call.getNumArgs());
    const Expr *Object = nullptr;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
      Object = Member->getImplicitObjectArgument();
    if (Operator && isa_and_nonnull<CXXMethodDecl>(Callee)) {
      Object = Arguments.front();
      Arguments = Arguments.drop_front();
      if (Object == &E)
        return onOperator(*Operator);
      if (Operator->getOperator() == OO_Equal)
        return isNamed(*Object);
    }
    if (Operator && Call.getType()->isBooleanType())
      return true;
    const auto *At = llvm::find(Arguments, &E);
    return Callee && At != Arguments.end()
               ? given(*Callee, Arguments, At - Arguments.begin(), Object)
               : std::optional<bool>(false);
  }

  /// `f()`, `f = nullptr`, `*f`.
  std::optional<bool> onOperator(const CXXOperatorCallExpr &Call) {
    if (Call.getOperator() == OO_Call || Call.getOperator() == OO_Equal)
      return true;
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee || !Of.isSeenThrough(*Callee))
      return false;
    return T.canHold(Call.getType()) ? std::nullopt : std::optional<bool>(true);
  }

  std::optional<bool> construct(const CXXConstructExpr &Construct, const Expr &E) {
    const CXXConstructorDecl *Constructor = Construct.getConstructor();
    if (Constructor->isCopyOrMoveConstructor())
      return std::nullopt;
    llvm::ArrayRef<const Expr *> Arguments(Construct.getArgs(), Construct.getNumArgs());
    const auto *At = llvm::find(Arguments, &E);
    return At == Arguments.end() ? std::optional<bool>(false)
                                 : given(*Constructor, Arguments, At - Arguments.begin(), nullptr);
  }

  /// What the callee does with one of its arguments: nothing where its result has it.
  std::optional<bool> given(const FunctionDecl &Callee, Arguments Given, unsigned Index,
                            const Expr *Object) {
    if (Of.Known.accessOf(Callee) == Access::Same)
      return std::nullopt;
    const Contract *C = Of.Known.contractOf(Callee, Given);
    if (!C || !Of.isToldOf(Callee, *C, Index))
      return false;
    bool Returned = false, Moves = false;
    for (const Transfer &Moved : C->Transfers) {
      if (Moved.From.K != CallEnd::Kind::Parameter || Moved.From.Index != Index)
        continue;
      Moves = true;
      bool Made = Moved.To.K == CallEnd::Kind::Object && !Object;
      Returned |= Made || Moved.To.K == CallEnd::Kind::Result;
      if (Moved.To.K == CallEnd::Kind::Object && Object && !isNamed(*Object))
        return false;
      if (Moved.To.K == CallEnd::Kind::Parameter &&
          (Moved.To.Index >= Given.size() || !isNamed(*Given[Moved.To.Index])))
        return false;
    }
    if (Returned)
      return std::nullopt;
    // A library calls a callable. What else it does with a pointer, nobody says.
    return Moves || !inSystemHeader(Callee) || T.isCallable(Given[Index]->getType());
  }

  Account &Of;
  Types &T;
  ParentMap Parents;
  bool CallsAreSeen = true;
  llvm::DenseMap<const ValueDecl *, std::vector<const DeclRefExpr *>> Mentions;
  llvm::DenseSet<const ValueDecl *> Seen;
  llvm::DenseSet<const Stmt *> Inner;
  std::vector<const ValueDecl *> Tracked;
};

} // namespace closure

/// Whether the function makes an object of what it gets in memory that has no name.
static bool makesInMemory(const FunctionDecl &Callee) {
  llvm::StringRef Name = Callee.getDeclName().isIdentifier() ? Callee.getName() : "";
  return Name.starts_with("construct") || Name.starts_with("uninitialized");
}

bool Account::isToldOf(const FunctionDecl &Callee, const Contract &C, unsigned Index) {
  switch (C.Source) {
  case Authority::Attribute:
    return true;
  case Authority::Body:
    return isGivenInside(Callee, Index);
  case Authority::Shape:
    return inStandardLibrary(Callee) && !makesInMemory(Callee);
  case Authority::Model: // of a library that is not a part of this one
    return inSystemHeader(Callee);
  case Authority::Unknown:
  case Authority::Assumption:
    return false;
  }
  return false;
}

bool Account::isSeenThrough(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (inSystemHeader(Callee) || (Method && Method->isConst()))
    return true;
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition) || Depth + 1 >= MaxDepth)
    return false;
  if (!Entered.insert(Definition).second)
    return true;
  ++Depth;
  bool Seen = Uses(*this, *Definition).areSeen();
  --Depth;
  Entered.erase(Definition);
  return Seen;
}

bool Account::isGivenInside(const FunctionDecl &Callee, unsigned Index) {
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition)) // another unit has told
    return true;
  if (Depth == MaxDepth || !Entered.insert(Definition).second)
    return false;
  ++Depth;
  bool Given = Uses(*this, *Definition).areKnown(*Definition->getParamDecl(Index));
  --Depth;
  Entered.erase(Definition);
  return Given;
}

bool Account::isGiven(const FunctionDecl &Definition, unsigned Index) {
  const ParmVarDecl &Parameter = *Definition.getParamDecl(Index);
  Uses Body(*this, Definition);
  return Body.isUsed(Parameter) && Body.areKnown(Parameter);
}

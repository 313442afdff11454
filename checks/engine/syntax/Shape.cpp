//===-- Shape.cpp - The nesting of one function's body --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Shape.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

Shape::Shape(const FunctionDecl &Function) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    for (const CXXCtorInitializer *Init : Constructor->inits()) {
      Context C;
      C.Full = Init;
      C.Kept = true;
      walk(Init->getInit(), C);
      if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Init->getInit()))
        walk(Default->getExpr(), C);
    }
  walk(Function.getBody(), {});
}

bool Shape::inside(const Stmt *Inner, const Stmt *Outer) const {
  for (; Inner; Inner = LoopParents.lookup(Inner))
    if (Inner == Outer)
      return true;
  return false;
}

void Shape::declare(const VarDecl *V, const Context &C) {
  if (C.InLambda)
    return;
  Loops[V] = C.Loop;
  Order[V] = Variables.size() + 1;
  for (const CXXTryStmt *Try = C.Try; Try; Try = TryAround.lookup(Try))
    DeclaredIn[Try].push_back(V);
  Variables.push_back(V);
  TryIn[V] = C.Try;
  Previous[V] = C.Last;
}

void Shape::noteAssignment(const ValueDecl *V, const Expr *Value) {
  Reassigned.insert(V);
  if (Value)
    Values[V].push_back(Value);
  while (Value) {
    Value = Value->IgnoreUnlessSpelledInSource();
    if (isa<LambdaExpr>(Value))
      AssignedTo[Value] = V;
    const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
    Value = Construct && Construct->getNumArgs() ? Construct->getArg(0) : nullptr;
  }
}

void Shape::noteGiven(const Expr *Target, const Expr *Value) {
  // `std::tie(name, size) = …`
  if (const auto *Tie = dyn_cast<CallExpr>(stripped(Target));
      Tie && Tie->getDirectCallee() && isTie(*Tie->getDirectCallee())) {
    for (const Expr *Part : Tie->arguments())
      PartsGiven[namedIn(Part)].push_back({nullptr, nullptr});
    return;
  }
  AssignTarget To = targetOf(*Target);
  if (!To.IsPart)
    Assigned[To.Whole].push_back(Value);
  else if (To.Whole)
    PartsGiven[To.Whole].push_back({To.Member, Value});
}

const Expr *Shape::givenOnce(const ValueDecl *V, const ValueDecl *Member) const {
  const Expr *Only = nullptr;
  for (const auto &[To, Value] : partsGiven(V)) {
    if (!To || (To == Member && Only))
      return nullptr;
    if (To == Member)
      Only = Value;
  }
  return Only;
}

/// What the call may change, by a reference, a pointer or as its object.
void Shape::noteLent(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || inStandardLibrary(*Callee))
    return;
  auto Lend = [&](const Expr *E) {
    E = stripped(E);
    if (const auto *Address = dyn_cast<UnaryOperator>(E);
        Address && Address->getOpcode() == UO_AddrOf)
      E = Address->getSubExpr();
    if (const ValueDecl *V = namedIn(E))
      GivenTo[V].push_back(&Call);
  };
  for (const ParmVarDecl *P : Callee->parameters()) {
    QualType T = P->getType();
    unsigned I =
        P->getFunctionScopeIndex() + (isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee));
    if ((T->isReferenceType() || T->isPointerType()) && !T->getPointeeType().isConstQualified() &&
        I < Call.getNumArgs())
      Lend(Call.getArg(I));
  }
  const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
  if (Method && Method->getMethodDecl() && !Method->getMethodDecl()->isConst())
    Lend(Method->getImplicitObjectArgument());
}

/// What is in a container goes into another one of its kind: `all.merge(fresh)`.
void Shape::noteNodes(const CXXMemberCallExpr &Call) {
  if (const CXXMethodDecl *Method = Call.getMethodDecl(); Method && inStandardLibrary(*Method))
    if (const Expr *Source = sourceOfNodes(*Method, {Call.getArgs(), Call.getNumArgs()}))
      Moved.insert(namedIn(Source));
}

void Shape::note(const Expr *E, const Context &C) {
  if (E->containsErrors())
    Errors = true;
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAssignmentOp()) {
    Reassigned.insert(namedIn(B->getLHS()));
    if (B->getOpcode() == BO_Assign && B->getType()->isPointerType())
      noteGiven(B->getLHS(), B->getRHS());
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E); O && O->isAssignmentOp()) {
    noteAssignment(namedIn(O->getArg(0)), O->getNumArgs() == 2 ? O->getArg(1) : nullptr);
    if (O->getOperator() == OO_Equal)
      noteGiven(O->getArg(0), O->getArg(1));
  }
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && (U->isIncrementDecrementOp() || U->getOpcode() == UO_AddrOf))
    Reassigned.insert(namedIn(U->getSubExpr()));
  else if (const auto *Call = dyn_cast<CallExpr>(E); Call && isMove(*Call))
    Moved.insert(namedIn(Call->getArg(0)));
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    noteNodes(*Call);
    if (const VarDecl *Raw = adoptedBy(*Call))
      AdoptedLater[namedIn(Call->getImplicitObjectArgument())].push_back(Raw);
  }
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    noteLent(*Call);
    for (const ValueDecl *V : replacedBy(*Call))
      PartsGiven[V].push_back({nullptr, nullptr});
  }
  noteBound(E, C);
  if (C.InLambda)
    return;
  if (isa<MaterializeTemporaryExpr>(E))
    Full[E] = C.Full;
  if (isa<LambdaExpr, CallExpr, CXXConstructExpr, BinaryOperator, UnaryOperator, InitListExpr,
          CXXParenListInitExpr>(E))
    LoopsAround[E] = C.Loop;
  if (isa<CXXThrowExpr>(E))
    TryAround[E] = C.Try;
  if (isa<CXXThrowExpr, CallExpr>(E))
    InScope[E] = C.Last;
}

/// Whether the value is a function: it can be called with what stands beside it.
static bool isFunction(const Expr *E) {
  if (!E)
    return false;
  QualType T = E->getType();
  return T->isFunctionType() || T->isFunctionPointerType() || T->isMemberFunctionPointerType() ||
         isa<LambdaExpr>(E->IgnoreUnlessSpelledInSource());
}

/// Whether nothing is changed by a value of this type: it refers to a constant, or is one.
static bool refersToConstant(QualType T) {
  QualType Of =
      T->isPointerType() ? T->getPointeeType() : firstTypeArgument(T->getAsCXXRecordDecl());
  return T.isConstQualified() || (!Of.isNull() && isReferring(T) && Of.isConstQualified());
}

/// What a call or a construction may keep a reference to, as a part of a closure.
void Shape::noteBound(const Expr *E, const Context &C) {
  llvm::ArrayRef<const Expr *> Operands;
  if (const auto *Call = dyn_cast<CallExpr>(E))
    Operands = {Call->getArgs(), Call->getNumArgs()};
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    Operands = {Construct->getArgs(), Construct->getNumArgs()};
  else if (const auto *List = dyn_cast<InitListExpr>(E))
    Operands = List->inits();
  if (Operands.empty())
    return;
  if (C.Kept && C.ByCall && E->getType()->isRecordType())
    Handles.insert(E);
  bool Functor = !isa<CallExpr>(E) && isFunctorClass(E->getType());
  bool Beside = Functor || llvm::any_of(Operands, isFunction);
  for (const Expr *Operand : Operands) {
    if (!Operand)
      continue;
    const Expr *Of = Beside || Operand->getType()->isRecordType() ? referredBy(Operand) : nullptr;
    const auto *V = Of || Functor ? dyn_cast_or_null<VarDecl>(namedIn(Of ? Of : Operand)) : nullptr;
    if (!V || !V->hasLocalStorage())
      continue;
    if (!refersToConstant(Operand->getType()))
      Signalled.insert(V);
    if (!C.InLambda)
      Borrowed.push_back(V);
  }
}

bool Shape::isFunctorClass(QualType T) {
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition())
    return false;
  auto [It, New] = Functors.try_emplace(Record, false);
  if (New)
    It->second = isFunctor(*Record);
  return It->second;
}

void Shape::noteUse(const Expr *E) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    ++Mentions[Ref->getDecl()];
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    OverloadedOperatorKind K = Operator->getOperator();
    if (K == OO_Arrow || K == OO_Star || K == OO_Equal)
      ++Uses[namedIn(Operator->getArg(0))];
  } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (Member->isArrow())
      ++Uses[namedIn(Member->getBase())];
  } else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(E)) {
    const ValueDecl *V = namedIn(Delete->getArgument());
    Deleted.insert(V);
    ++Uses[V];
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && (isa<CXXConversionDecl>(Method) ||
                   (Method->getDeclName().isIdentifier() && Method->getName() == "reset")))
      ++Uses[namedIn(Call->getImplicitObjectArgument())];
    else if (Method && Method->getDeclName().isIdentifier() && Method->getName() == "get")
      ++Gets[namedIn(Call->getImplicitObjectArgument())];
  }
}

void Shape::noteConstruction(const Expr *E) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->isElidable() && Construct->getNumArgs())
    if (const Expr *Inner = constructionIn(E))
      Elided.insert(Inner);
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E))
    if (const Expr *Inner = constructionIn(Temporary->getSubExpr()); Inner && !Elided.count(Inner))
      Materialised[Inner] = E;
}

/// Whether the function, by its name, makes one object a part of another.
static bool adopts(const CXXMethodDecl *Method) {
  llvm::StringRef Name =
      Method && Method->getDeclName().isIdentifier() ? Method->getName() : llvm::StringRef();
  return Name.contains_insensitive("parent") || Name.contains_insensitive("owner") ||
         Name.contains_insensitive("adopt");
}

/// `child->setParent(this)`, `std::unique_ptr<T>(child)`.
void Shape::noteAdoption(const Expr *E) {
  auto Adopt = [&](const Expr *Of) {
    const Expr *Bare = Of->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(Bare))
      Adopted.insert(Member->getMemberDecl());
    else if (const ValueDecl *V = namedIn(Bare))
      Adopted.insert(V);
  };
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    if (adopts(Call->getMethodDecl()) && llvm::any_of(Call->arguments(), [](const Expr *Argument) {
          return isa<CXXThisExpr>(Argument->IgnoreParenCasts());
        }))
      Adopt(Call->getImplicitObjectArgument());
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E)) {
    if (Construct->getNumArgs() && Construct->getArg(0)->getType()->isPointerType() &&
        hasArrow(*Construct->getConstructor()->getParent()))
      Adopt(Construct->getArg(0));
  }
}

/// Follows what becomes of the value of `E` and of what is in it.
void Shape::noteKeeper(const Expr *E, Context &C) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  const auto *Binary = dyn_cast<BinaryOperator>(E);
  if ((Operator && Operator->isAssignmentOp()) || (Binary && Binary->isAssignmentOp())) {
    C.Kept = true, C.ByCall = false;
  } else if (const auto *Call = dyn_cast<CallExpr>(E); Call && !isMove(*Call)) {
    // The standard library hands out no connections.
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (C.Kept && !(Callee && inStandardLibrary(*Callee)))
      C.ByCall = true;
    // `futures.push_back(run([this] { … }))`
    if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call); Method && !C.Kept)
      C.Kept = isa<MemberExpr>(Method->getImplicitObjectArgument()->IgnoreParenImpCasts());
  }
}

/// Whether the handler, or a closure in it, takes hold of the exception beside its reference.
static bool keepsException(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (const FunctionDecl *Callee = Call->getDirectCallee();
        Callee && Callee->getDeclName().isIdentifier() && Callee->getName() == "current_exception")
      return true;
  return llvm::any_of(S->children(), [](const Stmt *Child) { return keepsException(Child); });
}

void Shape::walk(const Stmt *S, Context C) {
  if (!S)
    return;
  if (const auto *E = dyn_cast<Expr>(S)) {
    noteConstruction(E);
    noteAdoption(E);
    noteUse(E);
    // Wrappers are no elements of the graph.
    if (!C.Full && !isa<FullExpr, ParenExpr>(E))
      C.Full = E;
    note(E, C);
  }
  if (const auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *V = dyn_cast<VarDecl>(D)) {
        declare(V, C);
        C.Full = V;
        C.Kept = true, C.ByCall = false;
        if (const Expr *Made = V->getInit() ? constructionIn(V->getInit()) : nullptr)
          Initialised[Made] = V;
        if (const Expr *Maker = makerOf(*V)) {
          const auto *New = dyn_cast<CXXNewExpr>(Maker);
          if (const Expr *Made = New ? New->getConstructExpr() : Maker)
            Owners[Made] = V;
        }
        walk(V->getInit(), C);
        if (const auto *Parts = dyn_cast<DecompositionDecl>(V))
          for (const BindingDecl *Part : Parts->bindings())
            if (const VarDecl *Held = Part->getHoldingVar())
              walk(Held->getInit(), C);
        C.Last = V;
      }
    return;
  }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const Expr *Init : Lambda->capture_inits())
      walk(Init, C);
    for (const LambdaCapture &Capture : Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByRef) {
        const ValueDecl *V = Capture.getCapturedVar();
        Borrowed.push_back(V);
        if (usesInside(*Lambda).of(V).Changes)
          Signalled.insert(V);
      }
    if (!C.InLambda)
      Lambdas.push_back(Lambda);
    if (C.Kept && C.ByCall)
      Handles.insert(Lambda);
    if (C.Loop && !C.Sometimes && !C.InLambda)
      EachTurn[Lambda] = C.Loop;
    C.InLambda = true;
    C.Kept = C.ByCall = false;
    C.Full = nullptr;
    return walk(Lambda->getBody(), C);
  }
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    C.Full = S;
    C.Kept = true, C.ByCall = false;
    if (const Expr *Value = Return->getRetValue())
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Value->IgnoreParenImpCasts()); Ref && !C.InLambda)
        Moved.insert(Ref->getDecl());
    return walk(Return->getRetValue(), C);
  }
  if (isa<ForStmt, WhileStmt, DoStmt>(S))
    return walkLoop(S, C);
  if (isa<CXXForRangeStmt>(S))
    return walkRangeFor(S, C);
  if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
    TryAround[Try] = C.Try;
    for (unsigned I = 0; I != Try->getNumHandlers(); ++I) {
      const CXXCatchStmt *Handler = Try->getHandler(I);
      TryOf[Handler] = Try;
      Context Inside = C;
      if (const VarDecl *V = Handler->getExceptionDecl()) {
        declare(V, C);
        Inside.Last = V;
        if (V->getType()->isReferenceType() && !keepsException(Handler->getHandlerBlock()))
          Caught.insert(V);
      }
      walk(Handler->getHandlerBlock(), Inside);
    }
    C.Try = Try;
    return walk(Try->getTryBlock(), C);
  }
  walkChildren(S, C);
}

/// Whether the part runs only if a condition in `S` holds.
static bool isBranch(const Stmt *S, const Stmt *Part) {
  if (const auto *If = dyn_cast<IfStmt>(S))
    return Part == If->getThen() || Part == If->getElse();
  if (const auto *Switch = dyn_cast<SwitchStmt>(S))
    return Part == Switch->getBody();
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(S))
    return Part == Choice->getTrueExpr() || Part == Choice->getFalseExpr();
  const auto *Binary = dyn_cast<BinaryOperator>(S);
  return Binary && Binary->isLogicalOp() && Part == Binary->getRHS();
}

/// What the statement declares last; `Before` where it declares nothing.
static const VarDecl *lastDeclared(const Stmt *S, const VarDecl *Before) {
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(S);
  if (Declaration)
    for (const Decl *D : Declaration->decls())
      if (const auto *V = dyn_cast<VarDecl>(D))
        Before = V;
  return Before;
}

void Shape::walkChildren(const Stmt *S, Context C) {
  if (isa<ContinueStmt>(S) && !C.InLambda)
    Shortened.insert(C.Loop);
  if (const auto *E = dyn_cast<Expr>(S))
    noteKeeper(E, C);
  else
    C.Full = nullptr, C.Kept = C.ByCall = false;
  for (const Stmt *Child : S->children()) {
    Context Inside = C;
    Inside.Sometimes |= isBranch(S, Child);
    walk(Child, Inside);
    C.Last = lastDeclared(Child, C.Last);
  }
}

void Shape::walkLoop(const Stmt *S, Context C) {
  LoopParents[S] = C.Loop;
  C.Loop = S;
  C.Sometimes = false;
  walkChildren(S, C);
}

void Shape::walkRangeFor(const Stmt *S, Context C) {
  const auto *For = cast<CXXForRangeStmt>(S);
  LoopParents[S] = C.Loop;
  for (const Stmt *Once :
       {static_cast<const Stmt *>(For->getInit()), static_cast<const Stmt *>(For->getRangeStmt()),
        static_cast<const Stmt *>(For->getBeginStmt()),
        static_cast<const Stmt *>(For->getEndStmt())}) {
    walk(Once, C);
    C.Last = lastDeclared(Once, C.Last);
  }
  C.Loop = S;
  C.Sometimes = false;
  walk(For->getLoopVarStmt(), C);
  C.Last = lastDeclared(For->getLoopVarStmt(), C.Last);
  walk(For->getBody(), C);
}

bool Shape::catches(const CXXCatchStmt &Handler, QualType Thrown) {
  if (!Handler.getExceptionDecl())
    return true;
  Thrown = Thrown.getCanonicalType().getUnqualifiedType();
  QualType Caught =
      Handler.getCaughtType().getCanonicalType().getNonReferenceType().getUnqualifiedType();
  const CXXRecordDecl *Derived = Thrown->getAsCXXRecordDecl();
  const CXXRecordDecl *Base = Caught->getAsCXXRecordDecl();
  return Caught == Thrown || (Derived && Base && Derived->hasDefinition() &&
                              Base->hasDefinition() && Derived->isDerivedFrom(Base));
}

const CXXCatchStmt *Shape::handlerOf(const CXXThrowExpr &Throw) const {
  if (!Throw.getSubExpr())
    return nullptr;
  for (const CXXTryStmt *Try = TryAround.lookup(&Throw); Try; Try = TryAround.lookup(Try))
    for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
      if (catches(*Try->getHandler(I), Throw.getSubExpr()->getType()))
        return Try->getHandler(I);
  return nullptr;
}

bool Shape::isWithin(const VarDecl *V, const CXXTryStmt &Block) const {
  for (const CXXTryStmt *Try = TryIn.lookup(V); Try; Try = TryAround.lookup(Try))
    if (Try == &Block)
      return true;
  return false;
}

llvm::ArrayRef<const VarDecl *> Shape::unwoundBy(const CXXCatchStmt &Handler) const {
  auto It = DeclaredIn.find(TryOf.lookup(&Handler));
  if (It == DeclaredIn.end())
    return {};
  return It->second;
}

const UseIndex &Shape::usesInside(const LambdaExpr &Lambda) const {
  auto It = Inside.find(&Lambda);
  if (It == Inside.end())
    It = Inside.emplace(&Lambda, UseIndex::inside(Lambda)).first;
  return It->second;
}

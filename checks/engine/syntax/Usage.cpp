//===-- Usage.cpp - How a piece of code uses a variable -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Usage.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

/// A generic lambda's own body is a pattern, in which a call says little of its arguments.
static std::vector<const Stmt *> bodiesOf(const LambdaExpr &Lambda) {
  std::vector<const Stmt *> Bodies;
  if (const FunctionTemplateDecl *Template =
          Lambda.getCallOperator()->getDescribedFunctionTemplate())
    for (const FunctionDecl *Instance : Template->specializations())
      if (Instance->hasBody())
        Bodies.push_back(Instance->getBody());
  if (Bodies.empty())
    Bodies.push_back(Lambda.getBody());
  return Bodies;
}

/// Visits each node once, and notes what mentions a variable, and where everything stands.
class UseIndex::Walk {
public:
  explicit Walk(UseIndex &Of) : Of(Of) {}

  void visit(const Stmt *S, const Stmt *Parent) {
    if (!S)
      return;
    unsigned Begin = Count++;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      Of.Mentions[Ref->getDecl()].push_back({S, Begin, Copies.lookup(Ref->getDecl()) != 0, {}});
    else if (isa<CXXThisExpr>(S))
      Of.Mentions[nullptr].push_back({S, Begin, false, {}});
    else if (isa<LabelStmt>(S))
      Of.Labels.push_back(S);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      visitLambda(*Lambda);
    else if (const auto *For = dyn_cast<CXXForRangeStmt>(S))
      for (const Stmt *Part : {static_cast<const Stmt *>(For->getInit()),
                               static_cast<const Stmt *>(For->getRangeStmt()),
                               static_cast<const Stmt *>(For->getLoopVarStmt()), For->getBody()})
        visit(Part, S);
    else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
      visit(Default->getExpr(), S);
    else
      visitChildren(S);
    Of.At[S] = {Parent, Begin, Count};
  }

private:
  void visitChildren(const Stmt *S) {
    const Stmt *Before = nullptr;
    for (const Stmt *Child : S->children()) {
      if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Child))
        for (const Decl *D : Declaration->decls()) {
          Of.Using |= isa<UsingDirectiveDecl, UsingDecl, NamespaceAliasDecl>(D);
          if (const auto *V = dyn_cast<VarDecl>(D))
            Of.Declarations[V] = {Declaration, isa<CompoundStmt>(S) ? Before : nullptr};
        }
      visit(Child, S);
      Before = Child;
    }
  }

  void visitLambda(const LambdaExpr &Lambda) {
    std::vector<const ValueDecl *> Copied;
    // The initialiser of a plain capture by reference is a mention, not a change.
    unsigned Index = 0;
    for (const LambdaCapture &C : Lambda.captures()) {
      const Expr *Init = Lambda.capture_init_begin()[Index++];
      if (isOwnInitCapture(Lambda, C))
        visit(Init, &Lambda);
      if (!C.capturesVariable())
        continue;
      if (C.getCaptureKind() == LCK_ByCopy)
        Copied.push_back(C.getCapturedVar());
      else if (C.getCaptureKind() == LCK_ByRef)
        Of.Borrowers[C.getCapturedVar()].push_back(&Lambda);
    }
    for (const ValueDecl *V : Copied)
      ++Copies[V];
    for (const Stmt *Body : bodiesOf(Lambda))
      visit(Body, &Lambda);
    for (const ValueDecl *V : Copied)
      --Copies[V];
  }

  UseIndex &Of;
  unsigned Count = 0;
  llvm::DenseMap<const ValueDecl *, unsigned> Copies; ///< The lambdas around that have a copy.
};

/// What becomes of a value, as the code around it, up to a given part of the code, tells.
class UseIndex::Change {
public:
  Change(const UseIndex &Of, const Stmt *Within) : Of(Of), Within(Within) {}

  /// Whether the value of the lvalue `E` is changed.
  bool isChanged(const Stmt *E) const {
    const Stmt *Up = around(E);
    if (!Up)
      return false;
    if (isa<ParenExpr, CXXBindTemporaryExpr, FullExpr>(Up))
      return isChanged(Up);
    if (const auto *Cast = dyn_cast<CastExpr>(Up)) {
      if (Cast->getCastKind() == CK_LValueToRValue || Cast->getType().isConstQualified() ||
          Cast->getCastKind() == CK_ToVoid)
        return false;
      if (Cast->getType()->isPointerType() && Cast->getType()->getPointeeType().isConstQualified())
        return false;
      return isChanged(Up);
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Up)) {
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
        return !Method->isStatic() && !Method->isConst() && !readsOnly(*Method, Up);
      return !Member->getType().isConstQualified() && isChanged(Up);
    }
    if (isa<ArraySubscriptExpr>(Up))
      return isChanged(Up);
    if (const auto *Conditional = dyn_cast<ConditionalOperator>(Up))
      return E != Conditional->getCond() && isChanged(Up);
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Up))
      if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
          Method && Call->getNumArgs() &&
          Call->getArg(0)->IgnoreParens() == cast<Expr>(E)->IgnoreParens())
        return !Method->isConst() && !readsOnly(*Method, E);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Up))
      return Binary->isAssignmentOp()
                 ? E == Binary->getLHS()
                 : Binary->isCommaOp() && E == Binary->getRHS() && isChanged(Up);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Up))
      return bindsForChange(*Declaration);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Up))
      return bindsForChange(*Lambda, E);
    if (const auto *List = dyn_cast<InitListExpr>(Up))
      return bindsForChange(*List, E);
    // An operand of a statement changes nothing; of a call it binds to a plain reference.
    return isa<Expr>(Up);
  }

private:
  const Stmt *around(const Stmt *S) const { return S == Within ? nullptr : Of.around(S); }

  /// A member function that has a const twin, such as `operator[]` of a vector, only
  /// reads if its result is only read. The call is around `E`.
  bool readsOnly(const CXXMethodDecl &Method, const Stmt *E) const {
    const CXXMethodDecl *Twin = nullptr;
    for (const CXXMethodDecl *Other : Method.getParent()->methods())
      if (Other->isConst() && Other->getDeclName() == Method.getDeclName() &&
          Other->getNumParams() == Method.getNumParams())
        Twin = Other;
    if (!Twin || !inSystemHeader(Method))
      return false;
    // For a named member function the parent is the member expression, then the call.
    const Stmt *Call = around(E);
    while (Call && !isa<CallExpr>(Call))
      Call = around(Call);
    if (!Call)
      return false;
    const auto *Expression = cast<Expr>(Call);
    if (!Expression->isGLValue()) // an iterator: what is done with it is not followed
      return Twin->getReturnType().getCanonicalType() == Method.getReturnType().getCanonicalType();
    return !isChanged(Expression);
  }

  /// `[&r = x]`: what is done with `r` is not followed.
  static bool bindsForChange(const LambdaExpr &Lambda, const Stmt *Init) {
    unsigned Index = 0;
    for (const LambdaCapture &C : Lambda.captures())
      if (Lambda.capture_init_begin()[Index++] == Init && isOwnInitCapture(Lambda, C) &&
          bindsForChange(C.getCapturedVar()->getType()))
        return true;
    return false;
  }

  /// A member of an aggregate that is a reference.
  static bool bindsForChange(const InitListExpr &List, const Stmt *Init) {
    const CXXRecordDecl *Record = List.getType()->getAsCXXRecordDecl();
    if (!Record)
      return false;
    // The bases come before the members.
    unsigned Index = Record->getNumBases();
    for (const FieldDecl *Field : Record->fields()) {
      if (Index < List.getNumInits() && List.getInit(Index) == Init)
        return bindsForChange(Field->getType());
      ++Index;
    }
    return false;
  }

  static bool bindsForChange(QualType Type) {
    return Type->isReferenceType() && !Type->getPointeeType().isConstQualified();
  }

  bool bindsForChange(const DeclStmt &Declaration) const {
    const auto *Bound =
        Declaration.isSingleDecl() ? dyn_cast<VarDecl>(Declaration.getSingleDecl()) : nullptr;
    if (!Bound)
      return true;
    if (Bound->isImplicit())
      if (const auto *For = dyn_cast_or_null<CXXForRangeStmt>(around(&Declaration))) {
        QualType Element = For->getLoopVariable()->getType();
        return Element->isReferenceType() && !Element->getPointeeType().isConstQualified();
      }
    return Bound->getType()->isReferenceType() &&
           !Bound->getType()->getPointeeType().isConstQualified();
  }

  const UseIndex &Of;
  const Stmt *Within;
};

UseIndex::UseIndex(llvm::ArrayRef<const Stmt *> Code) {
  Walk W(*this);
  for (const Stmt *S : Code)
    W.visit(S, nullptr);
}

UseIndex UseIndex::inside(const LambdaExpr &Lambda) { return UseIndex(bodiesOf(Lambda)); }

bool UseIndex::inside(const Stmt *Inner, const Stmt *Outer) const {
  Position I = At.lookup(Inner), O = At.lookup(Outer);
  return O.Begin <= I.Begin && I.End <= O.End && O.End;
}

llvm::ArrayRef<UseIndex::Mention> UseIndex::mentions(const ValueDecl *V, const Stmt *Within) const {
  auto It = Mentions.find(V);
  if (It == Mentions.end())
    return {};
  if (!Within)
    return It->second;
  Position Part = At.lookup(Within);
  auto Before = [](const Mention &M, unsigned Number) { return M.Number < Number; };
  llvm::ArrayRef<Mention> All = It->second;
  return {llvm::lower_bound(All, Part.Begin, Before), llvm::lower_bound(All, Part.End, Before)};
}

bool UseIndex::changes(const ValueDecl *V, const Mention &M, const Stmt *Within) const {
  if (M.Copied || V->getType().getNonReferenceType().isConstQualified())
    return false;
  // Only a declaration does anything with the value of an expression that is complete.
  const Stmt *Up = Within ? around(Within) : nullptr;
  if (Up && (isa<Expr>(Up) || isa<DeclStmt>(Up)))
    return Change(*this, Within).isChanged(M.Ref);
  if (!M.Changes)
    M.Changes = Change(*this, nullptr).isChanged(M.Ref);
  return *M.Changes;
}

Usage UseIndex::of(const ValueDecl *V, const Stmt *Within, const Stmt *Except) const {
  Usage Found;
  Position Hole = At.lookup(Except);
  for (const Mention &M : mentions(V, Within)) {
    if (M.Number >= Hole.Begin && M.Number < Hole.End)
      continue;
    Found.Mentions.push_back(cast<DeclRefExpr>(M.Ref));
    Found.Changes |= changes(V, M, Within);
  }
  return Found;
}

bool UseIndex::anyMention(const ValueDecl *V, const Stmt *Except,
                          llvm::function_ref<bool(const DeclRefExpr *)> Is) const {
  Position Hole = At.lookup(Except);
  return llvm::any_of(llvm::reverse(mentions(V, nullptr)), [&](const Mention &M) {
    return (M.Number < Hole.Begin || M.Number >= Hole.End) && Is(cast<DeclRefExpr>(M.Ref));
  });
}

std::vector<const DeclRefExpr *> UseIndex::mentionsOf(const ValueDecl *V, bool Copies) const {
  std::vector<const DeclRefExpr *> Found;
  for (const Mention &M : mentions(V, nullptr))
    if (Copies || !M.Copied)
      Found.push_back(cast<DeclRefExpr>(M.Ref));
  return Found;
}

llvm::ArrayRef<const Expr *> UseIndex::changing(const ValueDecl *V) const {
  auto [It, New] = Changing.try_emplace(V);
  unsigned End = 0; // of the expression that was looked at last
  const Stmt *Whole = nullptr;
  for (const Mention &M : New ? mentions(V, nullptr) : llvm::ArrayRef<Mention>()) {
    if (M.Number >= End) {
      Whole = M.Ref;
      for (const Stmt *Up = Whole; Up; Up = around(Up))
        if (isa<Expr>(Up))
          Whole = Up;
      End = At.lookup(Whole).End;
    }
    if ((It->second.empty() || It->second.back() != Whole) && changes(V, M, Whole))
      It->second.push_back(cast<Expr>(Whole));
  }
  return It->second;
}

bool UseIndex::changesObject() const {
  auto It = Mentions.find(nullptr);
  return It != Mentions.end() && llvm::any_of(It->second, [&](const Mention &M) {
           return Change(*this, nullptr).isChanged(M.Ref);
         });
}

llvm::ArrayRef<const LambdaExpr *> UseIndex::borrowersOf(const ValueDecl *V) const {
  auto It = Borrowers.find(V);
  if (It == Borrowers.end())
    return {};
  return It->second;
}

llvm::ArrayRef<const LambdaExpr *> UseIndex::changersOf(const ValueDecl *V) const {
  auto [It, New] = Changers.try_emplace(V);
  if (New)
    for (const LambdaExpr *Lambda : borrowersOf(V))
      if (of(V, Lambda).Changes)
        It->second.push_back(Lambda);
  return It->second;
}

std::vector<const Expr *> UseIndex::mentionsOfObject() const {
  std::vector<const Expr *> Found;
  if (auto It = Mentions.find(nullptr); It != Mentions.end())
    for (const Mention &M : It->second)
      Found.push_back(cast<Expr>(M.Ref));
  return Found;
}

bool UseIndex::isChanged(const Expr *Part) const { return Change(*this, nullptr).isChanged(Part); }

bool closure::isOwnInitCapture(const LambdaExpr &Lambda, const LambdaCapture &Capture) {
  if (!Capture.capturesVariable() || !Capture.getCapturedVar()->isInitCapture())
    return false;
  const DeclContext *In = Capture.getCapturedVar()->getDeclContext();
  return In == static_cast<const DeclContext *>(Lambda.getCallOperator());
}

Usage closure::usageOf(const Stmt *S, const ValueDecl *V, const Stmt *Except) {
  return UseIndex(S).of(V, nullptr, Except);
}

bool closure::changesObject(const LambdaExpr &Lambda) {
  return UseIndex::inside(Lambda).changesObject();
}

const DeclRefExpr *closure::returnedName(const ReturnStmt &Return) {
  const Expr *Value = Return.getRetValue();
  while (Value) {
    Value = Value->IgnoreImplicit();
    const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
    if (!Construct || Construct->getNumArgs() != 1)
      break;
    Value = Construct->getArg(0);
  }
  return dyn_cast_or_null<DeclRefExpr>(Value);
}

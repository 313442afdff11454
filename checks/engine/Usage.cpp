//===-- Usage.cpp - How a piece of code uses a variable -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/Usage.h"
#include "checks/engine/Types.h"
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

namespace {

/// The uses of a variable; without one, those of `this`.
class Walk {
public:
  Walk(const ValueDecl *V, const Stmt *Except) : V(V), Except(Except) {}

  void visit(const Stmt *S, bool Copied = false) {
    if (!S || S == Except)
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S); V && Ref && Ref->getDecl() == V) {
      Found.Mentions.push_back(Ref);
      if (!Copied && !V->getType().getNonReferenceType().isConstQualified())
        Found.Changes |= changes(Parents.size(), Ref);
    }
    if (!V && isa<CXXThisExpr>(S))
      Found.Changes |= changes(Parents.size(), S);
    Parents.push_back(S);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
      visitLambda(*Lambda, Copied);
    else if (const auto *For = dyn_cast<CXXForRangeStmt>(S))
      for (const Stmt *Part : {static_cast<const Stmt *>(For->getInit()),
                               static_cast<const Stmt *>(For->getRangeStmt()),
                               static_cast<const Stmt *>(For->getLoopVarStmt()), For->getBody()})
        visit(Part, Copied);
    else if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(S))
      visit(Default->getExpr(), Copied);
    else
      for (const Stmt *Child : S->children())
        visit(Child, Copied);
    Parents.pop_back();
  }

  Usage Found;

private:
  void visitLambda(const LambdaExpr &Lambda, bool Copied) {
    bool Copies = Copied;
    for (const LambdaCapture &C : Lambda.captures())
      if (C.capturesVariable() && C.getCapturedVar() == V && C.getCaptureKind() == LCK_ByCopy)
        Copies = true;
    // The initialiser of a plain capture by reference is a mention, not a change.
    unsigned Index = 0;
    for (const LambdaCapture &C : Lambda.captures()) {
      const Expr *Init = Lambda.capture_init_begin()[Index++];
      if (isOwnInitCapture(Lambda, C))
        visit(Init, Copied);
    }
    for (const Stmt *Body : bodiesOf(Lambda))
      visit(Body, Copies);
  }

  /// Whether the value of the lvalue `E`, whose parents are the first `Count`, is changed.
  bool changes(size_t Count, const Stmt *E) {
    if (!Count)
      return false;
    const Stmt *Up = Parents[Count - 1];
    if (isa<ParenExpr, CXXBindTemporaryExpr, FullExpr>(Up))
      return changes(Count - 1, Up);
    if (const auto *Cast = dyn_cast<CastExpr>(Up)) {
      if (Cast->getCastKind() == CK_LValueToRValue || Cast->getType().isConstQualified() ||
          Cast->getCastKind() == CK_ToVoid)
        return false;
      if (Cast->getType()->isPointerType() && Cast->getType()->getPointeeType().isConstQualified())
        return false;
      return changes(Count - 1, Up);
    }
    if (const auto *Member = dyn_cast<MemberExpr>(Up)) {
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
        return !Method->isStatic() && !Method->isConst() && !readsOnly(*Method, Count - 1);
      return !Member->getType().isConstQualified() && changes(Count - 1, Up);
    }
    if (isa<ArraySubscriptExpr>(Up))
      return changes(Count - 1, Up);
    if (const auto *Conditional = dyn_cast<ConditionalOperator>(Up))
      return E != Conditional->getCond() && changes(Count - 1, Up);
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Up))
      if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
          Method && Call->getNumArgs() && Call->getArg(0)->IgnoreParens() == E)
        return !Method->isConst() && !readsOnly(*Method, Count);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Up))
      return Binary->isAssignmentOp()
                 ? E == Binary->getLHS()
                 : Binary->isCommaOp() && E == Binary->getRHS() && changes(Count - 1, Up);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Up))
      return bindsForChange(*Declaration, Count);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Up))
      return bindsForChange(*Lambda, E);
    if (const auto *List = dyn_cast<InitListExpr>(Up))
      return bindsForChange(*List, E);
    // An operand of a statement changes nothing; of a call it binds to a plain reference.
    return isa<Expr>(Up);
  }

  /// A member function that has a const twin, such as `operator[]` of a vector, only
  /// reads if its result is only read. `CallAt` counts the parents up to the call.
  bool readsOnly(const CXXMethodDecl &Method, size_t CallAt) {
    const CXXMethodDecl *Twin = nullptr;
    for (const CXXMethodDecl *Other : Method.getParent()->methods())
      if (Other->isConst() && Other->getDeclName() == Method.getDeclName() &&
          Other->getNumParams() == Method.getNumParams())
        Twin = Other;
    if (!Twin || !inSystemHeader(Method))
      return false;
    // For a named member function the parent is the member expression, then the call.
    size_t Call = CallAt;
    while (Call && !isa<CallExpr>(Parents[Call - 1]))
      --Call;
    if (!Call)
      return false;
    const auto *Expression = cast<Expr>(Parents[Call - 1]);
    if (!Expression->isGLValue()) // an iterator: what is done with it is not followed
      return Twin->getReturnType().getCanonicalType() == Method.getReturnType().getCanonicalType();
    return !changes(Call - 1, Expression);
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

  bool bindsForChange(const DeclStmt &Declaration, size_t Count) {
    const auto *Bound =
        Declaration.isSingleDecl() ? dyn_cast<VarDecl>(Declaration.getSingleDecl()) : nullptr;
    if (!Bound)
      return true;
    if (Bound->isImplicit() && Count >= 2)
      if (const auto *For = dyn_cast<CXXForRangeStmt>(Parents[Count - 2])) {
        QualType Element = For->getLoopVariable()->getType();
        return Element->isReferenceType() && !Element->getPointeeType().isConstQualified();
      }
    return Bound->getType()->isReferenceType() &&
           !Bound->getType()->getPointeeType().isConstQualified();
  }

  const ValueDecl *V;
  const Stmt *Except;
  std::vector<const Stmt *> Parents;
};

} // namespace

bool closure::isOwnInitCapture(const LambdaExpr &Lambda, const LambdaCapture &Capture) {
  if (!Capture.capturesVariable() || !Capture.getCapturedVar()->isInitCapture())
    return false;
  const DeclContext *In = Capture.getCapturedVar()->getDeclContext();
  return In == static_cast<const DeclContext *>(Lambda.getCallOperator());
}

Usage closure::usageOf(const Stmt *S, const ValueDecl *V, const Stmt *Except) {
  Walk W(V, Except);
  W.visit(S);
  return std::move(W.Found);
}

bool closure::changesObject(const LambdaExpr &Lambda) {
  return llvm::any_of(bodiesOf(Lambda), [](const Stmt *Body) {
    Walk W(nullptr, nullptr);
    W.visit(Body);
    return W.Found.Changes;
  });
}

Usage closure::usageInside(const LambdaExpr &Lambda, const ValueDecl *V) {
  Walk W(V, nullptr);
  for (const Stmt *Body : bodiesOf(Lambda))
    W.visit(Body);
  return std::move(W.Found);
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

//===-- LeadsSomewhere.cpp - Whether a pointer leads to an object ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/LeadsSomewhere.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

namespace {

class Question {
public:
  Question(const VarDecl &V, const LambdaExpr &Lambda, const UseIndex &Code)
      : V(V), Lambda(Lambda), Code(Code), SM(V.getASTContext().getSourceManager()) {}

  bool isMadeSo() const {
    const Expr *Init = V.getInit() ? stripped(V.getInit()) : nullptr;
    if (!Init || Code.of(&V).Changes)
      return false;
    if (const auto *Address = dyn_cast<UnaryOperator>(Init))
      return Address->getOpcode() == UO_AddrOf && !isBehindIterator(Address->getSubExpr());
    const auto *Call = dyn_cast<CXXMemberCallExpr>(Init);
    const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
    if (!Method || !inStandardLibrary(*Method) || !Method->getDeclName().isIdentifier())
      return false;
    if (Method->getName() == "insert" || Method->getName().starts_with("emplace"))
      return isIteratorType(V.getType()) || V.getType()->isPointerType();
    const auto *Owner = dyn_cast<DeclRefExpr>(stripped(Call->getImplicitObjectArgument()));
    const auto *Held = Owner ? dyn_cast<VarDecl>(Owner->getDecl()) : nullptr;
    return Held && Method->getName() == "get" && makerOf(*Held);
  }

  bool isAsked() const {
    for (const Stmt *Part = &Lambda; const Stmt *Up = Code.around(Part); Part = Up) {
      if (isa<LambdaExpr>(Up))
        return false;
      if (tells(*Up, Part) && !changesSince(*Up))
        return true;
    }
    return false;
  }

private:
  static bool isBehindIterator(const Expr *E) {
    const auto *Star = dyn_cast<CXXOperatorCallExpr>(stripped(E));
    return Star && Star->getOperator() == OO_Star && isIteratorType(Star->getArg(0)->getType());
  }

  bool isV(const Expr *E) const {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(E));
    if (const auto *Copy = dyn_cast<CXXConstructExpr>(stripped(E)); Copy && Copy->getNumArgs() == 1)
      Ref = dyn_cast<DeclRefExpr>(stripped(Copy->getArg(0)));
    return Ref && Ref->getDecl() == &V;
  }

  /// What stands for an object that is not there: null, or the end.
  static bool isNowhere(const Expr *E) {
    E = stripped(E);
    if (const auto *Copy = dyn_cast<CXXConstructExpr>(E); Copy && Copy->getNumArgs() == 1)
      E = stripped(Copy->getArg(0));
    if (isa<CXXNullPtrLiteralExpr, GNUNullExpr, IntegerLiteral>(E))
      return true;
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    return Callee && Callee->getDeclName().isIdentifier() &&
           (Callee->getName() == "end" || Callee->getName() == "cend");
  }

  bool compares(const Expr *A, const Expr *B) const {
    return (isV(A) && isNowhere(B)) || (isV(B) && isNowhere(A));
  }

  /// Whether the object is there if the condition has this value.
  bool says(const Expr *Condition, bool Value) const {
    if (!Condition)
      return false;
    Condition = Condition->IgnoreParenImpCasts();
    if (const auto *Whole = dyn_cast<FullExpr>(Condition))
      return says(Whole->getSubExpr(), Value);
    if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(Condition)) {
      CXXRewrittenBinaryOperator::DecomposedForm Form = Rewritten->getDecomposedForm();
      return (Form.Opcode == BO_NE) == Value && (Form.Opcode == BO_NE || Form.Opcode == BO_EQ) &&
             compares(Form.LHS, Form.RHS);
    }
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Condition))
      return Operator->getNumArgs() == 2 &&
             Operator->getOperator() == (Value ? OO_ExclaimEqual : OO_EqualEqual) &&
             compares(Operator->getArg(0), Operator->getArg(1));
    if (const auto *Not = dyn_cast<UnaryOperator>(Condition))
      return Not->getOpcode() == UO_LNot && says(Not->getSubExpr(), !Value);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Condition)) {
      if (Binary->getOpcode() == (Value ? BO_LAnd : BO_LOr))
        return says(Binary->getLHS(), Value) || says(Binary->getRHS(), Value);
      return Binary->getOpcode() == (Value ? BO_NE : BO_EQ) &&
             compares(Binary->getLHS(), Binary->getRHS());
    }
    return Value && V.getType()->isPointerType() && isV(Condition);
  }

  static bool leaves(const Stmt *S) {
    if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
      return !Block->body_empty() && leaves(Block->body_back());
    if (const auto *Whole = dyn_cast_or_null<FullExpr>(S))
      return leaves(Whole->getSubExpr());
    return isa_and_nonnull<ReturnStmt, BreakStmt, ContinueStmt, CXXThrowExpr>(S);
  }

  /// Whether the code uses what it leads to, on whatever way it goes.
  bool uses(const Stmt *S) const {
    if (!S || isa<LambdaExpr, IfStmt, SwitchStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt,
                  AbstractConditionalOperator, CXXTryStmt>(S))
      return false;
    if (const auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isLogicalOp())
      return uses(Binary->getLHS());
    if (const auto *Member = dyn_cast<MemberExpr>(S); Member && Member->isArrow())
      if (isV(Member->getBase()))
        return true;
    if (const auto *Deref = dyn_cast<UnaryOperator>(S);
        Deref && Deref->getOpcode() == UO_Deref && isV(Deref->getSubExpr()))
      return true;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
        Operator && Operator->getNumArgs() == 1 &&
        (Operator->getOperator() == OO_Star || Operator->getOperator() == OO_Arrow) &&
        isV(Operator->getArg(0)))
      return true;
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return uses(Child); });
  }

  /// A statement as `UseIndex` knows it.
  static const Stmt *bare(const Stmt *S) {
    while (const auto *Whole = dyn_cast_or_null<FullExpr>(S))
      S = Whole->getSubExpr();
    return S;
  }

  /// Whether `Around` tells that the object is there when `Part` of it runs.
  bool tells(const Stmt &Around, const Stmt *Part) const {
    if (const auto *If = dyn_cast<IfStmt>(&Around))
      return (Part == bare(If->getThen()) && says(If->getCond(), true)) ||
             (Part == bare(If->getElse()) && says(If->getCond(), false));
    if (const auto *While = dyn_cast<WhileStmt>(&Around))
      return Part == bare(While->getBody()) && says(While->getCond(), true);
    if (const auto *For = dyn_cast<ForStmt>(&Around))
      return Part == bare(For->getBody()) && says(For->getCond(), true);
    const auto *Block = dyn_cast<CompoundStmt>(&Around);
    if (!Block)
      return false;
    for (const Stmt *Before : Block->body()) {
      if (bare(Before) == Part)
        break;
      const auto *If = dyn_cast<IfStmt>(Before);
      if (If ? !If->getElse() && leaves(If->getThen()) && says(If->getCond(), false) : uses(Before))
        return true;
    }
    return false;
  }

  /// Whether it has another value since, on the way to the lambda.
  bool changesSince(const Stmt &Told) const {
    const auto *For = dyn_cast<ForStmt>(&Told);
    return llvm::any_of(Code.changing(&V), [&](const Expr *Change) {
      return Code.inside(Change, &Told) &&
             SM.isBeforeInTranslationUnit(Change->getBeginLoc(), Lambda.getBeginLoc()) &&
             !(For && For->getInc() && Code.inside(Change, bare(For->getInc())));
    });
  }

  const VarDecl &V;
  const LambdaExpr &Lambda;
  const UseIndex &Code;
  const SourceManager &SM;
};

} // namespace

bool closure::leadsSomewhere(const VarDecl &V, const LambdaExpr &Lambda, const UseIndex &Code) {
  Question Ask(V, Lambda, Code);
  return Ask.isMadeSo() || Ask.isAsked();
}

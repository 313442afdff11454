//===-- StaticClosure.cpp - A static closure over locals ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#define CLOSURE_SYNTAX_VISITOR
#include "checks/Compat.h"
#include "checks/repair/StaticClosure.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace closure;

namespace {

/// Finds the static variable around a lambda, and how the function uses it.
class Collector : public SyntaxVisitor<Collector> {
public:
  explicit Collector(const LambdaExpr &Lambda) : Lambda(Lambda) {}
  const VarDecl *Static = nullptr;
  const Stmt *Declaration = nullptr;
  unsigned Uses = 0, Plain = 0;

  bool VisitDeclStmt(DeclStmt *S) {
    for (const Decl *D : S->decls())
      if (const auto *V = dyn_cast<VarDecl>(D);
          V && V->isStaticLocal() && V->getInit() && S->isSingleDecl() && around(*V->getInit()))
        Static = V, Declaration = S;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    Uses += Static && Ref->getDecl() == Static;
    return true;
  }
  // A call of the closure, a look into the table, a walk through it: nothing that could
  // outlive the function.
  bool VisitCallExpr(CallExpr *Call) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
    if (Operator && Operator->getNumArgs() && !Operator->isAssignmentOp())
      count(Operator->getArg(0));
    else if (Member)
      count(Member->getImplicitObjectArgument());
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    count(For->getRangeInit());
    return true;
  }
  /// A lambda would have to capture what is no longer static.
  bool TraverseLambdaExpr(LambdaExpr *Inner) {
    unsigned Before = Uses;
    bool Go = SyntaxVisitor::TraverseLambdaExpr(Inner);
    if (Uses != Before && Inner->getCaptureDefault() != LCD_ByRef)
      ++Uses;
    return Go;
  }

private:
  bool around(const Expr &Init) const {
    return Init.getBeginLoc() <= Lambda.getBeginLoc() && Lambda.getEndLoc() <= Init.getEndLoc();
  }
  void count(const Expr *E) {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E ? E->IgnoreParenImpCasts() : nullptr);
    Plain += Ref && Ref->getDecl() == Static;
  }
  const LambdaExpr &Lambda;
};

} // namespace

/// The closure itself, a wrapper of one, or a table that nobody can change.
static bool hasNoState(const VarDecl &V) {
  const CXXRecordDecl *Record = V.getType()->getAsCXXRecordDecl();
  return V.getType().isConstQualified() ||
         (Record && (Record->isLambda() || Record->getName() == "function"));
}

/// What the closure changes of its own lasts from call to call.
static bool keepsState(const LambdaExpr &Lambda) {
  return Lambda.isMutable() && llvm::any_of(Lambda.captures(), [](const LambdaCapture &C) {
           return C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy;
         });
}

static bool returnsReference(const FunctionDecl &Owner) {
  QualType Returned = Owner.getReturnType();
  return Returned->isReferenceType() || Returned->isPointerType();
}

std::optional<FixItHint> closure::dropStatic(const FunctionDecl &Owner, const LambdaExpr &Lambda,
                                             const ASTContext &Context) {
  Collector Found(Lambda);
  Found.TraverseStmt(Owner.getBody());
  const VarDecl *V = Found.Static;
  if (!V || Found.Uses != Found.Plain || !hasNoState(*V) || V->isConstexpr() ||
      V->getTSCSpec() != TSCS_unspecified || returnsReference(Owner) || keepsState(Lambda))
    return std::nullopt;
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation Begin = Found.Declaration->getBeginLoc();
  if (Begin.isMacroID() || V->getLocation().isMacroID())
    return std::nullopt;
  Token T;
  for (SourceLocation Loc = Begin; SM.isBeforeInTranslationUnit(Loc, V->getLocation());
       Loc = Lexer::findNextToken(Loc, SM, Context.getLangOpts())->getLocation()) {
    if (Lexer::getRawToken(Loc, T, SM, Context.getLangOpts()))
      return std::nullopt;
    if (T.is(tok::raw_identifier) && T.getRawIdentifier() == "static")
      return FixItHint::CreateRemoval(CharSourceRange::getCharRange(
          Loc, Lexer::findNextToken(Loc, SM, Context.getLangOpts())->getLocation()));
  }
  return std::nullopt;
}

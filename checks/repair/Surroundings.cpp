//===-- Surroundings.cpp - What stands around a lambda ------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Surroundings.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Usage.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

namespace {

class Around {
public:
  Around(const LambdaExpr *Lambda, const ValueDecl *V, const UseIndex &Code)
      : Lambda(Lambda), V(V), Code(Code) {}

  Surroundings look() {
    // A jump back makes the lambda again.
    Found.InLoop = llvm::any_of(Code.labels(), [&](const Stmt *Label) {
      return V->getBeginLoc() < Label->getBeginLoc() &&
             Label->getBeginLoc() < Lambda->getBeginLoc();
    });
    for (const Stmt *Part = Lambda; const Stmt *S = Code.around(Part); Part = S) {
      if (const auto *Declaration = dyn_cast<DeclStmt>(S))
        for (const Decl *D : Declaration->decls())
          if (const auto *Variable = dyn_cast<VarDecl>(D); Variable && Variable->getInit() == Part)
            Found.Const |=
                Variable->getType().isConstQualified() || Variable->getType()->isReferenceType();
      holds(S);
    }
    return Found;
  }

private:
  /// The lambda stands in `S`.
  void holds(const Stmt *S) {
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
    if (isLoop(S) && !insideScope(S))
      Found.InLoop = true, Found.Loop = S;
    if (isa<LambdaExpr>(S) && !insideScope(S))
      WithinCallee = true;
    else if (runsOnce(S))
      WithinCallee = false;
    Found.InLoop |= WithinCallee && !isa<Expr>(S);
  }

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
  const UseIndex &Code;
  Surroundings Found;
};

} // namespace

Surroundings closure::surroundingsOf(const LambdaExpr &Lambda, const ValueDecl &V,
                                     const UseIndex &Code) {
  return Around(&Lambda, &V, Code).look();
}

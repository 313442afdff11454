//===-- OwnerChanges.cpp - What an expression does to what owners own -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

namespace {

/// Gathers the changes of one expression.
class Changing {
public:
  Changing(Views &V, const Shape *Body, SourceLocation Loc) : V(V), Body(Body), Loc(Loc) {}
  std::vector<OwnerChange> Found;

  void ends(const Expr &Pointer, llvm::StringRef By) {
    for (Origin &O : V.ofValue(&Pointer, Body))
      add(std::move(O), Invalidates::All, By).Ends = true;
  }
  void leaves(const Expr &Owner) {
    for (Origin &O : V.ofLvalue(&Owner, Body))
      add(std::move(O), Invalidates::Nothing, "").Leaves = true;
  }
  void changes(const Expr &Owner, Invalidates Reach, llvm::StringRef By,
               const void *Element = nullptr) {
    bool Pointer = Owner.getType()->isPointerType();
    QualType Type = Pointer ? Owner.getType()->getPointeeType() : Owner.getType();
    Owning How = owningOf(Type, V.types());
    bool Ends = How == Owning::Sole || How == Owning::Shared;
    bool Grows = Reach == Invalidates::References &&
                 (By.contains("push") || By.contains("emplace") || By.contains("append") ||
                  By == "resize" || By == "operator+=");
    for (Origin &O : Pointer ? V.ofValue(&Owner, Body) : V.ofLvalue(&Owner, Body)) {
      OwnerChange &C = add(std::move(O), Reach, By);
      C.Ends = Ends, C.Grows = Grows, C.Element = Element;
    }
  }
  /// What a visible body does.
  void called(const FunctionDecl &Callee, const Expr *Object, Arguments Given) {
    for (const OwnerChange &Inner : V.changesOf(Callee))
      for (Origin &O : V.inCall(Inner.Of, Object, Given, Body)) {
        OwnerChange &C = add(std::move(O), Inner.Reach, Callee.getNameAsString());
        C.Leaves = Inner.Leaves, C.Ends = Inner.Ends, C.Grows = Inner.Grows;
        C.Element = Inner.Element;
      }
  }

private:
  OwnerChange &add(Origin Of, Invalidates Reach, llvm::StringRef By) {
    OwnerChange C;
    C.Of = std::move(Of), C.Reach = Reach, C.By = By.str(), C.Loc = Loc;
    Found.push_back(std::move(C));
    return Found.back();
  }
  Views &V;
  const Shape *Body;
  SourceLocation Loc;
};

} // namespace

/// `std::move(x)`, `std::forward<T>(x)`: x has another owner afterwards, perhaps.
static bool givesAway(const FunctionDecl &F) {
  return inStandardLibrary(F) && F.getDeclName().isIdentifier() && F.getNumParams() == 1 &&
         (F.getName() == "move" || F.getName() == "forward");
}

static void assigned(Changing &Into, const CXXOperatorCallExpr &Operator, Views &V) {
  const Expr *Target = Operator.getArg(0);
  QualType Type = Target->getType();
  if (!Type->isRecordType() || (V.isView(Type) && owningOf(Type, V.types()) == Owning::No))
    return;
  Into.changes(*Target, Invalidates::All, "operator=");
}

static void called(Changing &Into, const CallExpr &Call, Views &V, const Shape *Body) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return;
  Arguments Given{Call.getArgs(), Call.getNumArgs()};
  Contracts &Known = V.types().known();
  if (givesAway(*Callee))
    return Into.leaves(*Given[0]);
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Object = Member->getImplicitObjectArgument();
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call); Operator && Method) {
    Object = Given[0];
    Given = Given.drop_front();
    if (Operator->getOperator() == OO_Equal)
      return assigned(Into, *Operator, V);
  }
  if (Known.isSwap(*Callee)) {
    if (Object)
      Into.leaves(*Object);
    for (const Expr *Argument : Given)
      Into.leaves(*Argument);
    return;
  }
  if (Method && Method->isConst())
    return;
  if (Object && Method) {
    if (Invalidation What = Known.invalidates(*Callee); What.Reach != Invalidates::Nothing) {
      const void *Element = nullptr;
      if (What.Element && *What.Element < Given.size()) {
        // By an iterator: what that leads to; else by the key.
        for (const Origin &O : V.ofValue(Given[*What.Element], Body))
          Element = O.Element;
        if (!Element)
          Element = V.keyOf(*Given[*What.Element]);
      }
      if (What.Element && !Element)
        return; // another one, as far as anybody sees
      return Into.changes(
          *Object, What.Reach,
          Callee->getDeclName().isIdentifier() ? Callee->getName() : "operator+=", Element);
    }
    if (inStandardLibrary(*Callee) && Callee->getDeclName().isIdentifier() &&
        Callee->getName() == "release")
      return Into.leaves(*Object);
  } else if (inStandardLibrary(*Callee) && Callee->getDeclName().isIdentifier() &&
             Callee->getName() == "exchange" && !Given.empty()) {
    return Into.leaves(*Given[0]);
  }
  if (!inSystemHeader(*Callee))
    Into.called(*Callee, Object, Given);
}

std::vector<OwnerChange> Views::changesBy(const Stmt &S, const Shape *Body) {
  Changing Into(*this, Body, isa<Expr>(S) ? cast<Expr>(S).getExprLoc() : S.getBeginLoc());
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(&S))
    Into.ends(*Delete->getArgument(), "delete");
  else if (const auto *Call = dyn_cast<CallExpr>(&S))
    called(Into, *Call, *this, Body);
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    if (Construct->getNumArgs() && !inSystemHeader(*Construct->getConstructor()))
      Into.called(*Construct->getConstructor(), nullptr,
                  {Construct->getArgs(), Construct->getNumArgs()});
  } else if (const auto *Return = dyn_cast<ReturnStmt>(&S)) {
    if (const DeclRefExpr *Ref = returnedName(*Return))
      Into.leaves(*Ref);
  }
  return std::move(Into.Found);
}

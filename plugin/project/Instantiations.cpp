//===-- Instantiations.cpp - What skipped bodies would have instantiated ---===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Instantiations.h"
#include "checks/engine/Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace closure;

namespace {

/// Whether a body makes a lambda; stops at the first.
class LambdaSearch : public RecursiveASTVisitor<LambdaSearch> {
public:
  bool Found = false;
  bool VisitLambdaExpr(LambdaExpr *) {
    Found = true;
    return false;
  }
};

class Search : public RecursiveASTVisitor<Search> {
public:
  bool Hidden = false;

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldWalkTypesOfTypeLocs() const { return false; }

  bool TraverseDecl(Decl *D) {
    if (D && !isa<TranslationUnitDecl, NamespaceDecl, LinkageSpecDecl>(D) && inSystemHeader(*D))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    const CXXMethodDecl *Operator = Lambda->getCallOperator();
    FunctionTemplateDecl *Template = Operator ? Operator->getDescribedFunctionTemplate() : nullptr;
    // Inside a pattern it stands for nothing; its instances are visited as well.
    if (!Template || Operator->getParent()->isDependentContext())
      return true;
    for (FunctionDecl *Instance : Template->specializations())
      if (Instance->hasBody())
        return true;
    return report(Operator->getBody());
  }

  bool VisitFunctionTemplateDecl(FunctionTemplateDecl *Template) {
    const FunctionDecl *Pattern = Template->getTemplatedDecl();
    bool Customary =
        isa<CXXConstructorDecl, CXXConversionDecl>(Pattern) || Pattern->isOverloadedOperator();
    const auto *Method = dyn_cast<CXXMethodDecl>(Pattern);
    if (!Customary || (Method && Method->getParent()->isLambda()) ||
        Pattern->getDeclContext()->isDependentContext() || !Pattern->hasBody())
      return true;
    for (FunctionDecl *Instance : Template->specializations())
      if (Instance->hasBody())
        return true;
    return report(Pattern->getBody());
  }

  bool VisitCXXMethodDecl(CXXMethodDecl *Method) {
    if (Method->isDependentContext() || Method->hasBody() ||
        Method->getTemplateSpecializationKind() != TSK_ImplicitInstantiation)
      return true;
    const FunctionDecl *Pattern = Method->getTemplateInstantiationPattern();
    return !Pattern || !Pattern->hasBody() || report(Pattern->getBody());
  }

private:
  /// Stops the search if it is over.
  bool report(Stmt *Body) {
    LambdaSearch Look;
    Look.TraverseStmt(Body);
    Hidden |= Look.Found;
    return !Hidden;
  }
};

} // namespace

bool closure::hidesInstantiations(ASTContext &Context) {
  Search S;
  for (Decl *Top : Context.getTranslationUnitDecl()->decls())
    if (!S.TraverseDecl(Top))
      break;
  return S.Hidden;
}

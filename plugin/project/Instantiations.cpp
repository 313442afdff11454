//===-- Instantiations.cpp - What skipped bodies would have instantiated ---===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/Instantiations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace closure;

namespace {

/// Whether a body makes a lambda that borrows; stops at the first.
class LambdaSearch : public RecursiveASTVisitor<LambdaSearch> {
public:
  bool Found = false;
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    Found = Lambda->getCaptureDefault() == LCD_ByRef ||
            llvm::any_of(Lambda->captures(),
                         [](const LambdaCapture &C) { return C.getCaptureKind() == LCK_ByRef; });
    return !Found;
  }
};

class Search : public RecursiveASTVisitor<Search> {
public:
  explicit Search(const SourceManager &SM) : SM(SM) {}

  bool Unknown = false;
  std::vector<FunctionDecl *> Members;

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
    if (Pattern && Pattern->hasBody() && borrows(Pattern->getBody()))
      Members.push_back(Method);
    return true;
  }

private:
  bool inSystemHeader(const Decl &D) const { return SM.isInSystemHeader(D.getLocation()); }
  static bool borrows(Stmt *Body) {
    LambdaSearch Look;
    Look.TraverseStmt(Body);
    return Look.Found;
  }
  /// Stops the search if it is over.
  bool report(Stmt *Body) {
    Unknown |= borrows(Body);
    return !Unknown;
  }

  const SourceManager &SM;
};

/// Lets Sema define things although the unit has ended.
class Reopened {
public:
  explicit Reopened(Sema &S)
      : S(S), Scope(S.TUScope), Quiet(S.getDiagnostics().getSuppressAllDiagnostics()) {
    // Implicit members of classes with arrays look up builtins in the scope of the unit, which
    // Sema forgets at the end of the unit. The parser still has it.
    if (!S.TUScope)
      S.TUScope = S.getCurScope();
    // What does not compile for these arguments is what nobody calls.
    S.getDiagnostics().setSuppressAllDiagnostics(true);
  }
  ~Reopened() {
    S.getDiagnostics().setSuppressAllDiagnostics(Quiet);
    S.TUScope = Scope;
  }

private:
  Sema &S;
  clang::Scope *const Scope;
  const bool Quiet;
};

} // namespace

HiddenCode closure::hiddenCode(Sema &S) {
  Search Found(S.getASTContext().getSourceManager());
  for (Decl *Top : S.getASTContext().getTranslationUnitDecl()->decls())
    if (!Found.TraverseDecl(Top))
      break;
  HiddenCode Code;
  Code.Unknown = Found.Unknown;
  if (Code.Unknown)
    return Code;
  Reopened Unit(S);
  for (FunctionDecl *Member : Found.Members) {
    S.InstantiateFunctionDefinition(Member->getLocation(), Member, /*Recursive=*/true);
    Code.Members.push_back(Member->getTemplateInstantiationPattern()->getSourceRange());
  }
  return Code;
}

//===-- DeclarationOrder.cpp - Swapping two declarations ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/DeclarationOrder.h"
#include "checks/repair/Captured.h"
#include "checks/repair/KnownUses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

namespace {

const VarDecl *declares(const Stmt *S) {
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(S);
  return Declaration && Declaration->isSingleDecl()
             ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
             : nullptr;
}

bool isAlone(const FieldDecl &Field) {
  return !Field.getBeginLoc().isMacroID() && !Field.getEndLoc().isMacroID() &&
         llvm::none_of(cast<CXXRecordDecl>(Field.getParent())->fields(), [&](const FieldDecl *F) {
           return F != &Field && F->getBeginLoc() == Field.getBeginLoc(); // `int a, b;`
         });
}

/// Whether a constructor says in which order it initialises the two.
bool ordersBoth(const CXXRecordDecl &Class, const FieldDecl &A, const FieldDecl &B) {
  return llvm::any_of(Class.ctors(), [&](const CXXConstructorDecl *Constructor) {
    const FunctionDecl *Definition = nullptr;
    if (!Constructor->hasBody(Definition))
      return Constructor->isUserProvided();
    return llvm::count_if(cast<CXXConstructorDecl>(Definition)->inits(),
                          [&](const CXXCtorInitializer *Init) {
                            return Init->isWritten() &&
                                   (Init->getAnyMember() == &A || Init->getAnyMember() == &B);
                          }) > 1;
  });
}

std::optional<Edits> swapMembers(const Defect &D, const ASTContext &Context) {
  const auto *Dies = dyn_cast_or_null<FieldDecl>(D.Of.Variable);
  const auto *Class = Dies ? dyn_cast<CXXRecordDecl>(Dies->getParent()) : nullptr;
  if (!Class || isa<ClassTemplateSpecializationDecl>(Class))
    return std::nullopt;
  const FieldDecl *Above = nullptr;
  for (const FieldDecl *Field : Class->fields())
    if (Field->getFieldIndex() + 1 == Dies->getFieldIndex())
      Above = Field;
  if (!Above || !D.InObject || D.InObject->empty() || D.InObject->front() != Above ||
      Above->getAccess() != Dies->getAccess() || !isAlone(*Above) || !isAlone(*Dies) ||
      ordersBoth(*Class, *Above, *Dies))
    return std::nullopt;
  Edits Swap;
  Swap.Hints.push_back(FixItHint::CreateReplacement(Above->getSourceRange(),
                                                    sourceText(Dies->getSourceRange(), Context)));
  Swap.Hints.push_back(FixItHint::CreateReplacement(Dies->getSourceRange(),
                                                    sourceText(Above->getSourceRange(), Context)));
  Swap.Title =
      "declare '" + D.Of.Name + "' before '" + D.Holder + "' instead, so that it dies after it";
  return Swap;
}

} // namespace

std::optional<Edits> closure::swapDeclarations(const Finding &F, const ASTContext &Context,
                                               KnownUses &Known) {
  const Defect &D = F.Defects.front();
  if (D.How == End::Members && F.Defects.size() == 1)
    return swapMembers(D, Context);
  const auto *V = dyn_cast_or_null<VarDecl>(D.Of.Variable);
  const FunctionDecl *Owner = functionAround(V);
  if (F.Defects.size() != 1 || !Owner || !Owner->getBody() || D.Why != Outlives::None ||
      D.How == End::Reset || D.How == End::Growth || D.K == Defect::Kind::LateBinding ||
      Owner->isTemplateInstantiation())
    return std::nullopt;
  // The declaration of the holder stands straight above that of the variable.
  const UseIndex &Code = Known.of(*Owner);
  UseIndex::Declared Here = Code.declarationOf(V);
  const VarDecl *Above = declares(Here.Before);
  if (!Above || Above->getName() != D.Holder || declares(Here.Statement) != V ||
      Here.Before->getBeginLoc().isMacroID() || Here.Statement->getBeginLoc().isMacroID() ||
      Here.Before->getEndLoc().isMacroID() || Here.Statement->getEndLoc().isMacroID() ||
      !Code.of(Above, Here.Statement).Mentions.empty())
    return std::nullopt;
  Edits Swap;
  auto Replace = [&](const Stmt *Old, const Stmt *New) {
    Swap.Hints.push_back(FixItHint::CreateReplacement(Old->getSourceRange(),
                                                      sourceText(New->getSourceRange(), Context)));
  };
  Replace(Here.Before, Here.Statement);
  Replace(Here.Statement, Here.Before);
  Swap.Title = "declare '" + V->getNameAsString() + "' before '" + D.Holder +
               "' instead, so that it dies after it";
  return Swap;
}

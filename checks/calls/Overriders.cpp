//===-- Overriders.cpp - Which virtual functions nothing overrides --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/Overriders.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace closure;

/// Declarations only: the classes inside a function are among its declarations. What a module or a
/// precompiled header holds back cannot derive from a class that only this unit sees.
void Overriders::gather(const DeclContext &In) {
  for (const Decl *D : In.noload_decls()) {
    if (const auto *Method = dyn_cast<CXXMethodDecl>(D))
      for (const CXXMethodDecl *Base : Method->overridden_methods())
        Overriding[Base->getCanonicalDecl()].push_back(Method);
    if (const auto *Template = dyn_cast<ClassTemplateDecl>(D); Template && D->isCanonicalDecl())
      for (const ClassTemplateSpecializationDecl *Instance : Template->specializations())
        gather(*Instance);
    else if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
             Template && D->isCanonicalDecl())
      for (const FunctionDecl *Instance : Template->specializations())
        gather(*Instance);
    if (const auto *Inner = dyn_cast<DeclContext>(D))
      gather(*Inner);
  }
}

bool Overriders::mayReplace(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (!Method || !Method->isVirtual() || isa<CXXConstructorDecl, CXXDestructorDecl>(Method))
    return false;
  const CXXRecordDecl *Class = Method->getParent();
  if (Method->hasAttr<FinalAttr>() || Class->isEffectivelyFinal())
    return false;
  if (!Class->isInAnonymousNamespace() && !Class->isLocalClass())
    return true;
  gatherAll();
  return Overriding.count(Method->getCanonicalDecl());
}

void Overriders::gatherAll() {
  if (!std::exchange(Gathered, true))
    gather(*Context.getTranslationUnitDecl());
}

llvm::SmallVector<const CXXMethodDecl *, 4> Overriders::overridersOf(const CXXMethodDecl &Method) {
  gatherAll();
  llvm::SmallVector<const CXXMethodDecl *, 4> All;
  auto Add = [&](const CXXMethodDecl &Of) {
    if (auto It = Overriding.find(Of.getCanonicalDecl()); It != Overriding.end())
      for (const CXXMethodDecl *One : It->second)
        if (!llvm::is_contained(All, One))
          All.push_back(One);
  };
  Add(Method);
  for (size_t I = 0; I != All.size(); ++I)
    Add(*All[I]);
  return All;
}

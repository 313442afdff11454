//===-- KnownUses.cpp - How functions use their variables, each read once -===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/KnownUses.h"
#include "checks/repair/Captured.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

const UseIndex &KnownUses::of(const FunctionDecl &Function) {
  auto It = Functions.find(&Function);
  if (It != Functions.end())
    return It->second;
  std::vector<const Stmt *> Code{Function.getBody()};
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      Code.push_back(Init->getInit());
  return Functions.emplace(&Function, UseIndex(Code)).first->second;
}

const UseIndex &KnownUses::inside(const LambdaExpr &Lambda) {
  auto It = Lambdas.find(&Lambda);
  return It != Lambdas.end() ? It->second
                             : Lambdas.emplace(&Lambda, UseIndex::inside(Lambda)).first->second;
}

const BodyNames &KnownUses::namesIn(const FunctionDecl &Function, const ASTContext &Context) {
  auto It = Bodies.find(&Function);
  return It != Bodies.end() ? It->second
                            : Bodies.emplace(&Function, BodyNames(Function, Context)).first->second;
}

const std::vector<const DeclRefExpr *> &
KnownUses::namesOf(const UseIndex &Code, const ValueDecl *V, Alias Kind,
                   llvm::function_ref<std::vector<const DeclRefExpr *>()> Find) {
  auto [It, New] = Names.try_emplace({&Code, V, Kind});
  if (New)
    It->second = Find();
  return It->second;
}

const std::vector<Keeper> &KnownUses::keepersOf(const FunctionDecl &Owner, const ValueDecl *V) {
  auto Read = [&](const FunctionDecl &F) -> const UseIndex & { return of(F); };
  return Keeping.of(of(Owner), Owner, V, Read);
}

bool KnownUses::givesObjectAway(const CXXMethodDecl &Method) {
  auto Read = [&](const FunctionDecl &F) -> const UseIndex & { return of(F); };
  return Keeping.givesObjectAway(Method, Read);
}

bool KnownUses::givesViewAway(const LambdaExpr &Lambda, const ValueDecl *V) {
  auto Read = [&](const FunctionDecl &F) -> const UseIndex & { return of(F); };
  return Keeping.givesViewAway(inside(Lambda), *Lambda.getCallOperator(), V, Read);
}

bool KnownUses::isKnownByAddress(QualType Type) {
  auto Read = [&](const FunctionDecl &F) -> const UseIndex & { return of(F); };
  return Keeping.isKnownByAddress(Type, Read);
}

const std::string &KnownUses::memo(const std::string &Question,
                                   llvm::function_ref<std::string()> Find) {
  auto [It, New] = Answers.try_emplace(Question);
  if (New)
    It->second = Find();
  return It->second;
}

const std::vector<const Finding *> &KnownUses::findingsOver(const VarDecl *V,
                                                            const std::vector<Finding> &All) {
  if (Findings.empty())
    for (const Finding &F : All)
      for (const Defect &D : F.Defects)
        if (const VarDecl *Of = variableOf(D.Site);
            Of && (Findings[Of].empty() || Findings[Of].back() != &F))
          Findings[Of].push_back(&F);
  return Findings[V];
}

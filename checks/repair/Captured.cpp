//===-- Captured.cpp - What a capture names -------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Captured.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

const LambdaCapture &closure::captureOf(const CaptureSite &Site) {
  return Site.Lambda->capture_begin()[Site.Index];
}

const VarDecl *closure::variableOf(const CaptureSite &Site) {
  const LambdaCapture &C = captureOf(Site);
  return C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
}

std::string closure::nameOf(const CaptureSite &Site) {
  return Site.isThis() ? "this" : captureOf(Site).getCapturedVar()->getNameAsString();
}

bool closure::isPack(const CaptureSite &Site) {
  const LambdaCapture &C = captureOf(Site);
  if (C.isPackExpansion())
    return true;
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(C.getCapturedVar());
  const FunctionDecl *Owner = functionAround(Parameter);
  const FunctionDecl *Pattern = Owner ? Owner->getTemplateInstantiationPattern() : nullptr;
  return Pattern && llvm::any_of(Pattern->parameters(), [&](const ParmVarDecl *P) {
           return P->isParameterPack() && P->getDeclName() == Parameter->getDeclName();
         });
}

const FunctionDecl *closure::functionAround(const ValueDecl *D) {
  return D ? dyn_cast<FunctionDecl>(D->getDeclContext()) : nullptr;
}

bool closure::isInstantiated(const DeclContext &Code) {
  for (const DeclContext *In = &Code; In; In = In->getParent())
    if (const auto *F = dyn_cast<FunctionDecl>(In); F && F->isTemplateInstantiation())
      return true;
  return false;
}

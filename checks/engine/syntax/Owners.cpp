//===-- Owners.cpp - What smart pointers are made to own ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

const CallExpr *closure::makerOf(const VarDecl &Owner) {
  const auto *Call =
      dyn_cast_or_null<CallExpr>(Owner.getInit() ? constructionIn(Owner.getInit()) : nullptr);
  const FunctionDecl *Maker = Call ? Call->getDirectCallee() : nullptr;
  if (!Maker)
    return nullptr;
  std::string Name = qualifiedName(*Maker);
  return Name == "std::make_unique" || Name == "std::make_shared" ? Call : nullptr;
}

const CXXRecordDecl *closure::madeBy(const CallExpr &Call) {
  const TemplateArgumentList *Given = Call.getDirectCallee()->getTemplateSpecializationArgs();
  QualType Made = Given ? firstTypeArgument(*Given) : QualType();
  return Made.isNull() ? nullptr : Made->getAsCXXRecordDecl();
}

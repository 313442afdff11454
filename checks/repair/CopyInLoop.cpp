//===-- CopyInLoop.cpp - Each closure of a loop gets a copy ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/CopyInLoop.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/repair/Captured.h"
#include "checks/repair/CopyMove.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// The edit stands in the template: what one instance moves, all others must be able to copy.
static bool everyInstanceCopies(const VarDecl &V) {
  const auto *Parameter = dyn_cast<ParmVarDecl>(&V);
  const FunctionDecl *In = functionAround(&V);
  const FunctionTemplateDecl *Template = In ? In->getPrimaryTemplate() : nullptr;
  if (!Parameter || !Template)
    return canBeCopied(V.getType().getNonReferenceType());
  unsigned Index = Parameter->getFunctionScopeIndex();
  return llvm::all_of(Template->specializations(), [&](const FunctionDecl *Instance) {
    return Index < Instance->getNumParams() &&
           canBeCopied(Instance->getParamDecl(Index)->getType().getNonReferenceType());
  });
}

/// `x = std::move(x)` becomes `x`, any other move its operand; nothing if a macro spells it.
static std::optional<FixItHint> copyOf(const Defect &D, const ASTContext &Context) {
  const VarDecl *Captured = variableOf(D.Site);
  const auto *Made = dyn_cast<CXXConstructExpr>(Captured->getInit()->IgnoreImplicit());
  const auto *Call = Made ? dyn_cast<CallExpr>(stripped(Made->getArg(0))) : nullptr;
  if (!Call || Call->getBeginLoc().isMacroID() || Call->getEndLoc().isMacroID())
    return std::nullopt;
  bool Plain =
      Captured->getInitStyle() == VarDecl::CInit && Captured->getName() == D.Of.Variable->getName();
  SourceLocation Begin = Plain ? captureOf(D.Site).getLocation() : Call->getBeginLoc();
  return FixItHint::CreateReplacement(SourceRange(Begin, Call->getEndLoc()),
                                      sourceText(Call->getArg(0)->getSourceRange(), Context));
}

Repair closure::copyInLoop(const Finding &F, const ASTContext &Context) {
  Repair R;
  for (const Defect &D : F.Defects) {
    std::string Why;
    std::optional<FixItHint> Edit = copyOf(D, Context);
    if (!everyInstanceCopies(*cast<VarDecl>(D.Of.Variable)))
      Why = "'" + D.Of.Name + "' cannot be copied; make it anew in each iteration, or share it";
    else if (!Edit)
      Why = "'" + D.Of.Name + "' is moved by a cast or a macro";
    if (!Why.empty()) {
      R.First = Edits();
      R.Reason = "no repair is offered: " + Why;
      return R;
    }
    R.First.Hints.push_back(std::move(*Edit));
  }
  NameList Names;
  for (const Defect &D : F.Defects)
    Names.add(D.Of.Name);
  R.First.Title = "copy " + quotedList(Names.names()) + " into each closure";
  R.OnlyCopies = true;
  R.Mends.push_back(F.Lambda);
  return R;
}

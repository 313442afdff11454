//===-- View.cpp - Views of what has ended, in words ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/message/View.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/repair/Captured.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool closure::isPointee(const Defect &D) {
  return D.Of.Variable && D.Of.Path.empty() && D.Of.Part != ViewPart::Whole &&
         D.Of.Variable->getType()->isPointerType();
}

std::string closure::changeText(const Defect &D) {
  if (isPointee(D))
    return "what it points at is deleted";
  if (D.How == End::Reset)
    return "what " + (D.Of.Name.empty() ? "it points at" : "'" + D.Of.Name + "' owns") + " dies";
  return (D.Of.Name.empty() ? "that" : "'" + D.Of.Name + "'") + " changes";
}

/// Where no lambda makes the closure: `'v', a view of 'text', is bound here`.
static std::string boundViewText(const Finding &F) {
  std::string Text;
  for (const Defect &D : F.Defects) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(D.Site.Bound));
    std::string Of = D.Of.Name.empty() ? "a temporary" : "'" + D.Of.Name + "'";
    Text += (Text.empty() ? "" : ", and ") +
            (Ref ? "'" + Ref->getDecl()->getNameAsString() + "', a view of " + Of + ","
                 : "a view of " + Of);
  }
  return Text + (F.Defects.size() > 1 ? " are bound here" : " is bound here");
}

std::string closure::viewText(const Finding &F) {
  if (!F.Lambda)
    return boundViewText(F);
  std::string Text;
  for (const Defect &D : F.Defects) {
    if (isPointee(D) && D.Of.Name == nameOf(D.Site)) {
      Text += (Text.empty() ? "'" : ", and '") + D.Of.Name + "'";
      continue;
    }
    bool Reference = captureOf(D.Site).getCaptureKind() == LCK_ByRef;
    Text += (Text.empty() ? "" : ", and ") + ("'" + nameOf(D.Site) + "'") +
            (Reference ? " by reference, a part of " : ", a view of ") +
            (D.Of.Name.empty() ? "a temporary" : "'" + D.Of.Name + "'");
  }
  return "lambda captures " + Text;
}

//===-- StandAlone.cpp - Repairs where nobody holds too long --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/StandAlone.h"
#include "checks/repair/Captured.h"
#include "checks/repair/CopyMove.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

/// `x = std::move(x)` becomes `x`, and `y = std::move(x)`, `y = x`; nothing where the move is only
/// a part of the initialiser, or of a macro.
static std::optional<FixItHint> copyInstead(const Defect &D, const ASTContext &Context) {
  const auto *Own = cast<VarDecl>(captureOf(D.Site).getCapturedVar());
  const Expr *Init = Own->getInit()->IgnoreUnlessSpelledInSource();
  const auto *Call = dyn_cast<CallExpr>(Init);
  SourceLocation Begin = Own->getLocation();
  if (!Call || Begin.isMacroID() || Call->getEndLoc().isMacroID())
    return std::nullopt;
  bool Same = Own->getName() == D.Of.Name;
  CharSourceRange Entry = CharSourceRange::getTokenRange(Begin, Call->getEndLoc());
  llvm::StringRef Text =
      Lexer::getSourceText(Entry, Context.getSourceManager(), Context.getLangOpts());
  // `x{std::move(x)}` ends behind the call.
  if (Text.find('=') == llvm::StringRef::npos)
    return std::nullopt;
  return FixItHint::CreateReplacement(Entry, Same ? D.Of.Name
                                                  : Own->getNameAsString() + " = " + D.Of.Name);
}

Repair closure::withoutOwner(const Finding &F, const ASTContext &Context) {
  Repair R;
  if (F.isAbout(Defect::Kind::Itself)) {
    R.Reason = "no repair is offered: what is used afterwards has to be copied into a local of the "
               "body before the closure is destroyed";
    return R;
  }
  for (const Defect &D : F.Defects) {
    std::optional<FixItHint> Edit;
    if (canBeCopied(D.Of.Variable->getType().getNonReferenceType()))
      Edit = copyInstead(D, Context);
    if (!Edit) {
      R.First = Edits();
      R.Reason = "no repair is offered: '" + D.Of.Name + "' is there only once";
      return R;
    }
    R.First.Hints.push_back(*Edit);
  }
  R.Mends.push_back(F.Lambda);
  return R;
}

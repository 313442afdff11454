//===-- ByValue.cpp - Repairs that capture by value -----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/ByValue.h"
#include "checks/repair/CaptureList.h"
#include "checks/repair/Sharing.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

Repair closure::repairByValue(const Finding &F, const ASTContext &Context, bool PreferMove) {
  Repair R;
  if (F.Lambda->getBeginLoc().isMacroID()) {
    R.Reason = "no repair is offered inside a macro";
    return R;
  }
  CaptureList List(*F.Lambda, Context);
  bool Mutable = false, Any = false;
  std::vector<std::string> Left;
  for (const Defect &D : F.Defects) {
    Ownership Owned = ownershipOf(D, Context, PreferMove);
    if (Owned.K == Ownership::Kind::None) {
      Left.push_back(Owned.Reason);
      continue;
    }
    Any = true;
    Mutable |= Owned.Mutable;
    R.NeedsUtility |= Owned.K == Ownership::Kind::Move;
    List.byValue(D.Site.Index, Owned.K == Ownership::Kind::Move);
  }
  if (!Left.empty())
    R.Reason = (Any ? "one capture is left as it is: " : "no repair is offered: ") + Left.front();
  if (!Any)
    return R;
  std::optional<FixItHint> Edit = List.edit();
  if (!Edit) {
    R.NeedsUtility = false;
    R.Reason = "no repair is offered: the capture list comes from a macro";
    return R;
  }
  R.Edits.push_back(*Edit);
  if (Mutable && !F.Lambda->isMutable())
    R.Edits.push_back(List.makeMutable());
  return R;
}

//===-- Bundle.cpp - Closures that want to be a class, in words -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/message/Bundle.h"
#include "checks/repair/Edits.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;
using namespace closure;

static const Bundle &bundleOf(const Finding &F) { return F.Defects.front().Together; }

std::string closure::bundleText(const Finding &F) {
  const Bundle &Of = bundleOf(F);
  return "lambda is one of " + std::to_string(Of.Members.size()) + " that share " +
         quotedList(Of.States) + " and that " + keeperText(Of.Why, Of.Holder) +
         " keeps together, where a class would do";
}

std::vector<Message> closure::bundleNotes(const Finding &F) {
  std::vector<Message> Notes;
  for (const Bundle::Member &M : bundleOf(F).Members) {
    std::string Does = M.Changes.empty() ? "" : "changes " + quotedList(M.Changes);
    if (!M.Reads.empty())
      Does += (Does.empty() ? "reads " : " and reads ") + quotedList(M.Reads);
    Notes.push_back({M.Lambda->getBeginLoc(),
                     (M.Name.empty() ? "this closure" : "'" + M.Name + "'") + " " + Does});
  }
  if (SourceLocation Loc = bundleOf(F).Returned; Loc.isValid())
    Notes.push_back({Loc, "they are returned together here"});
  return Notes;
}

std::string closure::classText(const Finding &F) {
  const Bundle &Of = bundleOf(F);
  NameList Methods;
  for (const Bundle::Member &M : Of.Members)
    if (isValidAsciiIdentifier(M.Name))
      Methods.add(M.Name);
  bool AllNamed = Methods.names().size() == Of.Members.size();
  return "no repair is offered: write a class with " + quotedList(Of.States) +
         (Of.States.size() > 1 ? " as members and " : " as a member and ") +
         (AllNamed ? quotedList(Methods.names()) + " as methods" : "a method for each closure");
}

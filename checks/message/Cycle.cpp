//===-- Cycle.cpp - Closures that own what keeps them, in words -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/message/Cycle.h"
#include "checks/repair/Edits.h"
#include "clang/AST/Decl.h"

using namespace clang;
using namespace closure;

std::string closure::cycleText(const Finding &F) {
  std::vector<std::string> Names = captureNames(F);
  bool Several = Names.size() > 1;
  const std::vector<const ValueDecl *> &Ring = F.Defects.front().Ring;
  std::string Closure = F.Lambda ? "lambda" : "closure";
  std::string Text = F.Lambda ? "lambda captures " + quotedList(Names)
                     : Names.front().empty() || Names.front() == "this"
                         ? "a pointer to the object is bound here"
                         : quotedList(Names) + (Several ? " are bound here" : " is bound here");
  Text += ", which ";
  if (Ring.empty())
    Text += (Several ? "own the " : "owns the ") + Closure + " itself";
  else
    Text += (Several ? "keep the " : "keeps the ") + Closure + " in '" +
            Ring.back()->getNameAsString() + "'";
  return Text + ", so that neither is ever destroyed";
}

std::vector<Message> closure::ringNotesOf(const Finding &F) {
  std::vector<Message> Notes;
  const Defect &Lead = F.Defects.front();
  for (const ValueDecl *Member : Lead.Ring)
    Notes.push_back({Member->getLocation(),
                     "'" + Member->getNameAsString() + "' leads from what " +
                         (Lead.Holder.empty() ? "the bound pointer" : "'" + Lead.Holder + "'") +
                         " owns to the " + (F.Lambda ? "lambda" : "closure") +
                         ", and nothing in sight empties it"});
  return Notes;
}

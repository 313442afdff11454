//===-- Update.cpp - Lost updates in words --------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/message/Update.h"
#include "checks/repair/Captured.h"
#include "checks/repair/Edits.h"

using namespace clang;
using namespace closure;

using How = Update::How;

std::string closure::updateText(const Finding &F) {
  const Defect &Lead = F.Defects.front();
  bool Several = captureNames(F).size() > 1;
  std::string Names = quotedList(captureNames(F));
  std::string Copy = Several ? "its copies" : "its copy";
  std::string It = Several ? "they" : "it";
  std::string Of = "'" + Lead.Lost.Of + "'";
  std::string By = Lead.Lost.By.empty() ? "another closure" : "'" + Lead.Lost.By + "'";
  NameList Read;
  for (const Defect &D : F.Defects)
    Read.add(D.Of.Name);
  std::string Originals = quotedList(Read.names());
  std::string Are = Read.names().size() > 1 ? " are" : " is";
  switch (Lead.Lost.K) {
  case How::Changed:
    return "lambda captures " + Names + " by copy and changes only " + Copy + ", but " + Originals +
           (Lead.Lost.Read.isValid() ? Are + " read afterwards as if " + It + " had changed"
                                     : (Read.names().size() > 1 ? " refer" : " refers") +
                                           std::string(" to what others look at"));
  case How::Apart:
    return Lead.Lost.Changed.isValid()
               ? "lambda captures " + Names + " by copy and changes only " + Copy +
                     ", but another closure is meant to see that"
               : "lambda captures " + Names +
                     " by copy and never sees what another closure changes in its own copy";
  case How::Copied:
    return "lambda changes its own " + Names + ", but " + By + " gets a copy, and " + Of +
           " is asked afterwards as if " + It + " had changed";
  case How::Recopied:
    return "lambda changes its own " + Names + ", but " + By +
           " copies it before its first call and goes on with both";
  case How::Early:
    return "lambda captures " + Names + " by copy before " + (Several ? "they are" : "it is") +
           " set, so that " + (Lead.Lost.Of.empty() ? "it" : Of) + " only sees " +
           (Several ? "their first values" : "its first value");
  case How::None:
    break;
  }
  return "";
}

std::vector<Message> closure::updateNotes(const Finding &F) {
  std::vector<Message> Notes;
  auto Add = [&](SourceLocation Loc, std::string Text) {
    if (Loc.isValid())
      Notes.push_back({Loc, std::move(Text)});
  };
  for (const Defect &D : F.Defects) {
    std::string Name = "'" + nameOf(D.Site) + "'", Original = "'" + D.Of.Name + "'";
    const Update &Lost = D.Lost;
    std::string Of = "'" + Lost.Of + "'";
    if (captureOf(D.Site).isImplicit())
      Add(captureOf(D.Site).getLocation(), Name + " is captured by this use");
    if (Lost.K == How::Early) {
      Add(Lost.Changed, Original + " is set here, after the closure got its copy");
      Add(Lost.Read, "the closure is used here, with the first value");
      continue;
    }
    Add(Lost.Changed, Name + " is changed here, in the closure's own copy");
    if (Lost.K == How::Changed)
      Add(Lost.Read, Original + " is read here, unchanged");
    else if (Lost.K == How::Apart)
      Add(Lost.Read, "this closure has another copy");
    else if (Lost.K == How::Copied) {
      Add(Lost.Copied, Of + " is copied here, with its " + Name);
      Add(Lost.Read, Of + " is asked here, of which " + Name + " is as it was");
    } else
      Add(Lost.Copied, "'" + Lost.By + "' copies the closure here");
  }
  return Notes;
}

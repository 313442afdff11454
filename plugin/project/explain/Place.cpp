//===-- Place.cpp - Which lambda is meant ---------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/explain/Place.h"
#include "checks/Explain.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace closure;
namespace fs = llvm::sys::fs;

/// Takes `:NUMBER` off the end; false if there is none.
static bool takeNumber(llvm::StringRef &Word, unsigned &Number) {
  auto [Before, After] = Word.rsplit(':');
  if (After.empty() || Before.size() + After.size() + 1 != Word.size() ||
      After.getAsInteger(10, Number))
    return false;
  Word = Before;
  return true;
}

std::string closure::readPlace(llvm::StringRef Word, AskedPlace &Asked) {
  llvm::StringRef File = Word;
  unsigned Last = 0, First = 0;
  const std::string Form = "; write FILE:LINE or FILE:LINE:COLUMN";
  if (!takeNumber(File, Last))
    return "'" + Word.split(':').second.str() + "' is no number of a line" + Form;
  bool Both = takeNumber(File, First);
  Asked.File = File.str();
  Asked.Line = Both ? First : Last;
  Asked.Column = Both ? Last : 0;
  if (!Asked.Line || (Both && !Asked.Column))
    return "lines and columns count from 1" + Form;
  if (fs::is_directory(Asked.File))
    return "'" + Asked.File + "' is a folder" + Form;
  if (!fs::exists(Asked.File))
    return "there is no file '" + Asked.File + "'";
  auto Text = llvm::MemoryBuffer::getFile(Asked.File);
  if (!Text)
    return "'" + Asked.File + "' cannot be read: " + Text.getError().message();
  llvm::StringRef Content = (*Text)->getBuffer();
  size_t Lines = Content.count('\n') + (!Content.empty() && !Content.ends_with("\n"));
  if (Asked.Line > Lines)
    return "'" + Asked.File + "' has " + std::to_string(Lines) + (Lines == 1 ? " line" : " lines") +
           ", and no line " + std::to_string(Asked.Line);
  return "";
}

static std::pair<unsigned, unsigned> position(const Mark &At) { return {At.Line, At.Column}; }

static bool covers(const LambdaPlace &Of, const AskedPlace &Asked) {
  if (!Asked.Column)
    return Of.First.Line <= Asked.Line && Asked.Line <= Of.Last.Line;
  std::pair<unsigned, unsigned> At(Asked.Line, Asked.Column);
  return position(Of.First) <= At && At <= position(Of.Last);
}

std::vector<LambdaPlace> closure::meantBy(const AskedPlace &Asked,
                                          llvm::ArrayRef<LambdaPlace> All) {
  std::vector<LambdaPlace> Meant;
  for (const LambdaPlace &One : All)
    if (One.First.Line == Asked.Line && (!Asked.Column || One.First.Column == Asked.Column))
      Meant.push_back(One);
  if (!Meant.empty())
    return Meant;
  // In the order of the source, the last that covers a place is the innermost.
  for (const LambdaPlace &One : All)
    if (covers(One, Asked))
      Meant = {One};
  return Meant;
}

std::string closure::noneThere(const AskedPlace &Asked, llvm::ArrayRef<LambdaPlace> All) {
  if (All.empty())
    return "there is no lambda in '" + Asked.File + "' that the compiler sees";
  unsigned Before = 0, After = 0;
  for (const LambdaPlace &One : All)
    if (One.First.Line <= Asked.Line)
      Before = One.First.Line;
    else if (!After)
      After = One.First.Line;
  std::string Text =
      "no lambda begins at, or covers, " + Asked.File + ":" + std::to_string(Asked.Line);
  if (Asked.Column)
    Text += ":" + std::to_string(Asked.Column);
  Text += "; the nearest ";
  if (Before && After)
    return Text + "begin in lines " + std::to_string(Before) + " and " + std::to_string(After);
  return Text + "begins in line " + std::to_string(Before ? Before : After);
}

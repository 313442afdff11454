//===-- OptionWords.cpp - What is wrong with a word of the command line ---===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "plugin/project/OptionWords.h"
#include "plugin/common/CheckWords.h"
#include "plugin/project/Options.h"
#include "llvm/ADT/SmallVector.h"

using namespace closure;
namespace cl = llvm::cl;

static std::string dashed(llvm::StringRef Option) {
  return (Option.size() == 1 ? "-" : "--") + Option.str();
}

bool closure::refuseValue(llvm::StringRef Option, llvm::StringRef Value,
                          const cl::generic_parser_base &Known) {
  std::vector<std::string> Words;
  for (unsigned I = 0; I != Known.getNumOptions(); ++I)
    Words.push_back(Known.getOption(I).empty() ? "nothing" : "'" + Known.getOption(I).str() + "'");
  std::string List;
  for (size_t I = 0; I != Words.size(); ++I)
    List += (I == 0 ? "" : I + 1 == Words.size() ? " or " : ", ") + Words[I];
  complain(dashed(Option) + " takes " + List + ", and not '" + Value + "'");
  return true;
}

bool closure::refuseNumber(llvm::StringRef Option, llvm::StringRef Value) {
  complain(dashed(Option) + " takes a number, and not '" + Value + "'");
  return true;
}

/// What stands between the first two quotation marks.
static llvm::StringRef quotedIn(llvm::StringRef Line) {
  return Line.split('\'').second.split('\'').first;
}

/// `; did you mean '--quiet'?`. LLVM suggests what is nearest, however far.
static std::string nearestOptionTo(llvm::StringRef Word) {
  std::vector<std::string> Names;
  for (const auto &Entry : cl::getRegisteredOptions())
    if (Entry.second->getOptionHiddenFlag() == cl::NotHidden)
      Names.push_back(dashed(Entry.second->ArgStr));
  return nearestTo(Word.split('=').first, std::vector<llvm::StringRef>(Names.begin(), Names.end()));
}

std::string closure::faultOfFormat(llvm::StringRef Word) {
  for (llvm::StringRef Name : {"text", "json", "sarif", "github", "gitlab"})
    if (Word.starts_with("-") && Word.ltrim('-') == Name)
      return "there is no option '" + Word.str() + "'; did you mean '--format=" + Name.str() + "'?";
  return "";
}

void closure::complainOfOptions(llvm::StringRef Faults) {
  llvm::SmallVector<llvm::StringRef, 4> Lines;
  Faults.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (size_t I = 0; I != Lines.size(); ++I) {
    llvm::StringRef Text = Lines[I].split(": ").second;
    if (!Text.starts_with("Unknown command line argument")) {
      complain(Text.empty() ? Lines[I] : Text);
      continue;
    }
    llvm::StringRef Word = quotedIn(Text);
    std::string Near = nearestOptionTo(Word);
    complain("there is no option '" + Word + "'" + (Near.empty() ? "; --help lists them" : Near));
    if (I + 1 != Lines.size() && Lines[I + 1].contains("Did you mean"))
      ++I;
  }
}

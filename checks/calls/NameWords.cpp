//===-- NameWords.cpp - What the words of a name promise ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/NameWords.h"
#include "checks/calls/ModelContract.h"
#include "checks/engine/Types.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace closure;

std::vector<std::string> closure::wordsOf(const FunctionDecl &Callee) {
  std::vector<std::string> Words;
  if (!Callee.getDeclName().isIdentifier())
    return Words;
  llvm::StringRef Name = Callee.getName();
  for (size_t Begin = 0; Begin < Name.size();) {
    size_t End = Begin + 1;
    while (End < Name.size() && Name[End] != '_' &&
           !(llvm::isUpper(Name[End]) && !llvm::isUpper(Name[End - 1])))
      ++End;
    if (llvm::StringRef Word = Name.slice(Begin, End).trim('_'); !Word.empty())
      Words.push_back(Word.lower());
    Begin = End;
  }
  return Words;
}

static bool keepsByName(llvm::ArrayRef<std::string> Words, const ModelSet &Models) {
  return llvm::any_of(Words, [&](const std::string &W) { return Models.isKeepWord(W); }) &&
         llvm::none_of(Words, [&](const std::string &W) { return Models.isCallWord(W); });
}

bool closure::waitsByName(const FunctionDecl &Callee, const ModelSet &Models, bool BodyUnknown) {
  std::vector<std::string> Words = wordsOf(Callee);
  return llvm::any_of(Words, [&](const std::string &Word) {
    return Models.isWaitWord(Word) || (BodyUnknown && Models.isRunWord(Word));
  });
}

std::optional<Contract> closure::assumedContract(const FunctionDecl &Callee,
                                                 const ModelSet &Models, AssumeEscape Assume,
                                                 Types &T) {
  if (Assume == AssumeEscape::Never || !Callee.getDeclName().isIdentifier())
    return std::nullopt;
  std::vector<std::string> Words = wordsOf(Callee);
  if (Assume == AssumeEscape::Named && !keepsByName(Words, Models))
    return std::nullopt;
  if (llvm::any_of(Words, [&](const std::string &W) { return Models.isCallWord(W); }))
    return std::nullopt;
  Contract C;
  C.Source = Authority::Assumption;
  CallEnd To = callEnd(CallEnd::Kind::Elsewhere);
  To.Function = &Callee;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (Method && !Method->isStatic() && T.canHoldClass(*Method->getParent()))
    To = callEnd(CallEnd::Kind::Object);
  for (unsigned I = 0; I != Callee.getNumParams(); ++I)
    if (isCallable(Callee.getParamDecl(I)->getType(), T))
      C.Transfers.push_back(fromParameter(I, To));
  if (C.Transfers.empty())
    return std::nullopt;
  return C;
}

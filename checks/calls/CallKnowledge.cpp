//===-- CallKnowledge.cpp - Where contracts come from ---------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/CallKnowledge.h"
#include "checks/Compat.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace closure;

CallKnowledge::CallKnowledge(ASTContext &Context, ModelSet Models)
    : Context(Context), Models(std::move(Models)), T(Context, *this) {}

const FunctionModel *CallKnowledge::modelOf(const FunctionDecl &Callee) const {
  return Models.find(qualifiedName(Callee));
}

Access CallKnowledge::accessOf(const FunctionDecl &Callee) const {
  if (!inSystemHeader(Callee))
    return Access::None;
  const FunctionModel *Model = modelOf(Callee);
  if (Model && Model->Does.K == Effect::Kind::Same)
    return Access::Same;
  if (Model && Model->Does.K == Effect::Kind::Part)
    return Access::Part;
  return Access::None;
}

bool CallKnowledge::isSwap(const FunctionDecl &Callee) const {
  if (!inSystemHeader(Callee))
    return false;
  const FunctionModel *Model = modelOf(Callee);
  return Model && Model->Does.K == Effect::Kind::Swap;
}

/// `waitForDone`, `sync_commit`: the words of the name say so.
bool CallKnowledge::isWait(const FunctionDecl &Callee) const {
  if (!Callee.getDeclName().isIdentifier())
    return false;
  if (const FunctionModel *Model = modelOf(Callee); Model && inSystemHeader(Callee))
    return Model->Does.K == Effect::Kind::Waits;
  llvm::StringRef Name = Callee.getName();
  for (size_t Begin = 0; Begin < Name.size();) {
    size_t End = Begin + 1;
    while (End < Name.size() && Name[End] != '_' && !llvm::isUpper(Name[End]))
      ++End;
    if (Models.isWaitWord(Name.slice(Begin, End).trim('_').lower()))
      return true;
    Begin = End;
  }
  return false;
}

static CallEnd end(CallEnd::Kind K, unsigned Index = 0) {
  CallEnd E;
  E.K = K;
  E.Index = Index;
  return E;
}

/// A model's words as transfers.
static Contract contractFrom(const FunctionModel &Model, const FunctionDecl &Callee) {
  Contract C;
  C.Plain = true;
  C.UsesObject = Model.Does.K == Effect::Kind::CalledThis;
  C.UsesArguments = Model.Does.K == Effect::Kind::Called || C.UsesObject;
  std::optional<CallEnd> To;
  auto Moves = [&](CallEnd To, CallEnd From) {
    Transfer Moved;
    Moved.To = To, Moved.From = From;
    C.Transfers.push_back(std::move(Moved));
  };
  switch (Model.Does.K) {
  case Effect::Kind::Called:
  case Effect::Kind::Swap:
  case Effect::Kind::Waits:
  case Effect::Kind::CalledThis:
  case Effect::Kind::Same:
  case Effect::Kind::Part:
    break;
  case Effect::Kind::Returned:
    To = end(CallEnd::Kind::Result);
    break;
  case Effect::Kind::Exchange:
    Moves(end(CallEnd::Kind::Result), end(CallEnd::Kind::Parameter, 0));
    C.Drops.push_back(end(CallEnd::Kind::Parameter, 0));
    Moves(end(CallEnd::Kind::Parameter, 0), end(CallEnd::Kind::Parameter, 1));
    break;
  case Effect::Kind::ReplacedThis:
    C.Drops.push_back(end(CallEnd::Kind::Object));
    To = end(CallEnd::Kind::Object);
    break;
  case Effect::Kind::KeptThis:
    To = end(CallEnd::Kind::Object);
    break;
  case Effect::Kind::KeptParameter:
    To = end(CallEnd::Kind::Parameter, Model.Does.Target);
    break;
  case Effect::Kind::DroppedThis:
    C.Drops.push_back(end(CallEnd::Kind::Object));
    break;
  }
  for (unsigned I = 0; To && I != Callee.getNumParams(); ++I)
    if (!Model.Parameter || *Model.Parameter == I)
      Moves(*To, end(CallEnd::Kind::Parameter, I));
  return C;
}

/// The standard library by shape: what a constructor gets, the object holds; what a member
/// function returns, the object held; everything else only calls what it gets.
static Contract contractByShape(const FunctionDecl &Callee) {
  Contract C;
  C.Plain = true;
  C.UsesObject = false;
  auto Moves = [&](CallEnd To, CallEnd From) {
    Transfer Moved;
    Moved.To = To, Moved.From = From;
    C.Transfers.push_back(std::move(Moved));
  };
  if (isa<CXXConstructorDecl>(Callee)) {
    C.UsesArguments = false;
    for (unsigned I = 0; I != Callee.getNumParams(); ++I)
      Moves(end(CallEnd::Kind::Object), end(CallEnd::Kind::Parameter, I));
  } else if (const auto *Method = dyn_cast<CXXMethodDecl>(&Callee); Method && !Method->isStatic()) {
    Moves(end(CallEnd::Kind::Result), end(CallEnd::Kind::Object));
  }
  return C;
}

const Contract *CallKnowledge::contractOfLibrary(const FunctionDecl &Callee) {
  auto [It, New] = Library.try_emplace(&Callee);
  if (New) {
    const FunctionModel *Model = modelOf(Callee);
    It->second =
        std::make_unique<Contract>(Model ? contractFrom(*Model, Callee) : contractByShape(Callee));
  }
  return It->second.get();
}

/// A cheap look: a function none of whose ends can hold a closure has nothing to tell.
bool CallKnowledge::touchesClosures(const FunctionDecl &Callee) {
  if (T.canHold(Callee.getReturnType()))
    return true;
  for (const ParmVarDecl *Parameter : Callee.parameters())
    if (T.canHold(Parameter->getType()))
      return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  return Method && !Method->isStatic() && T.canHold(typeOf(Context, *Method->getParent()));
}

const Contract *CallKnowledge::contractOf(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (inSystemHeader(Callee))
    return contractOfLibrary(Callee);
  // Which overrider runs is not known here.
  if (Method && Method->isVirtual() && !isa<CXXConstructorDecl>(Method) &&
      !Method->hasAttr<FinalAttr>() && !Method->getParent()->isEffectivelyFinal())
    return nullptr;
  return contractOfBody(Callee);
}

const Contract *CallKnowledge::contractOfDestructor(const CXXDestructorDecl &Callee) {
  return Callee.isUserProvided() && !inSystemHeader(Callee) ? contractOfBody(Callee) : nullptr;
}

const Contract *CallKnowledge::contractOfBody(const FunctionDecl &Callee) {
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition) || !touchesClosures(*Definition))
    return nullptr;
  const FunctionResult *Result = resultOf(*Definition);
  return Result && Result->S == FunctionResult::State::Done ? &Result->Summary : nullptr;
}

const FunctionResult *CallKnowledge::resultOf(const FunctionDecl &Function) {
  if (auto It = Results.find(&Function); It != Results.end())
    return It->second.get(); // null while it is under way: recursion is cut
  if (Depth >= MaxDepth || inSystemHeader(Function))
    return nullptr;
  Results[&Function] = nullptr;
  ++Depth;
  auto Result = std::make_unique<FunctionResult>(analyseFunction(Context, Function, T, *this));
  --Depth;
  return (Results[&Function] = std::move(Result)).get();
}

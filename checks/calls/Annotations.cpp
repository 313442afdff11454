//===-- Annotations.cpp - Contracts from attributes in the code -----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/Annotations.h"
#include "checks/Compat.h"
#include "checks/calls/ModelContract.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace closure;

static std::string firstArgument(const AnnotateAttr &A) {
  for (const Expr *E : A.args())
    if (const auto *Text = dyn_cast<StringLiteral>(E->IgnoreParenImpCasts()))
      return Text->getString().str();
    else if (const auto *Constant = dyn_cast<ConstantExpr>(E))
      if (const auto *Inner =
              dyn_cast<StringLiteral>(Constant->getSubExpr()->IgnoreParenImpCasts()))
        return Inner->getString().str();
  return "";
}

/// Adds what the attributes of a parameter, or of a function, say.
void Annotations::add(Claims &To, const Decl &D) const {
  if (!D.hasAttrs())
    return;
  if (D.hasAttr<NoEscapeAttr>())
    To.push_back({Claim::Kind::Called, ""});
  if (isa<ParmVarDecl>(D) && D.hasAttr<LifetimeBoundAttr>())
    To.push_back({Claim::Kind::Returned, ""});
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(&D))
    for (const std::string &Holder : capturedBy(*Parameter))
      To.push_back({Claim::Kind::KeptBy, Holder});
  for (const auto *A : D.specific_attrs<AnnotateAttr>()) {
    llvm::StringRef Word = A->getAnnotation();
    if (Word.consume_front("closure::")) {
      if (Word == "called")
        To.push_back({Claim::Kind::Called, ""});
      else if (Word == "returned")
        To.push_back({Claim::Kind::Returned, ""});
      else if (Word == "kept")
        To.push_back({Claim::Kind::Kept, ""});
      else if (Word == "kept_by")
        To.push_back({Claim::Kind::KeptBy, firstArgument(*A)});
      else if (Word == "called_until")
        To.push_back({Claim::Kind::CalledUntil, firstArgument(*A)});
    } else if (std::optional<Meaning> Means = Models.meaningOf(Word);
               Means && *Means != Meaning::Outlives) {
      To.push_back({*Means == Meaning::Called     ? Claim::Kind::Called
                    : *Means == Meaning::Returned ? Claim::Kind::Returned
                                                  : Claim::Kind::Kept,
                    ""});
    }
  }
}

/// Not every attribute of a declaration is there in the next one, nor in an instance, nor in what
/// overrides it: all of them count.
void Annotations::addInherited(std::vector<Claims> &To, const FunctionDecl &Callee) const {
  for (const FunctionDecl *Declared : Callee.redecls()) {
    if (Declared->getNumParams() != To.size())
      continue;
    // Before the function, it is about each callable.
    Claims OfAll;
    add(OfAll, *Declared);
    for (unsigned I = 0; I != To.size(); ++I) {
      const ParmVarDecl &Parameter = *Declared->getParamDecl(I);
      add(To[I], Parameter);
      if (!OfAll.empty() && T.isCallable(Parameter.getType()))
        To[I].insert(To[I].end(), OfAll.begin(), OfAll.end());
    }
  }
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Callee))
    for (const CXXMethodDecl *Overridden : Method->overridden_methods())
      addInherited(To, *Overridden);
}

const std::vector<Annotations::Claims> &Annotations::claimsOf(const FunctionDecl &Callee) {
  auto [It, New] = Known.try_emplace(&Callee);
  if (!New)
    return It->second;
  std::vector<Claims> All(Callee.getNumParams());
  addInherited(All, Callee);
  if (const FunctionDecl *Pattern = Callee.getTemplateInstantiationPattern())
    addInherited(All, *Pattern);
  if (llvm::all_of(All, [](const Claims &Of) { return Of.empty(); }))
    All.clear();
  return Known[&Callee] = std::move(All);
}

bool Annotations::endsAnnotatedWork(const FunctionDecl &Callee) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (!Method || !Method->getDeclName().isIdentifier())
    return false;
  return llvm::any_of(Method->getParent()->methods(), [&](const CXXMethodDecl *Other) {
    return llvm::any_of(Other->parameters(), [&](const ParmVarDecl *P) {
      Claims Of;
      add(Of, *P);
      return llvm::any_of(Of, [&](const Claim &C) {
        return C.K == Claim::Kind::CalledUntil && C.Of == Method->getName();
      });
    });
  });
}

bool Annotations::isVouchedFor(const ValueDecl &Variable) const {
  return llvm::any_of(Variable.specific_attrs<AnnotateAttr>(), [&](const AnnotateAttr *A) {
    return A->getAnnotation() == "closure::outlives_closures" ||
           Models.meaningOf(A->getAnnotation()) == Meaning::Outlives;
  });
}

/// Where a closure goes that is kept: `this`, a parameter by name, or out of sight.
static CallEnd keeper(const std::string &Name, const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  bool HasObject = isa<CXXConstructorDecl>(Callee) || (Method && !Method->isStatic());
  if ((Name.empty() || Name == "this") && HasObject)
    return callEnd(CallEnd::Kind::Object);
  for (unsigned I = 0; I != Callee.getNumParams(); ++I)
    if (!Name.empty() && Callee.getParamDecl(I)->getName() == Name)
      return callEnd(CallEnd::Kind::Parameter, I);
  CallEnd End = callEnd(CallEnd::Kind::Elsewhere);
  End.Function = &Callee;
  return End;
}

Contract Annotations::annotated(Contract Base, const FunctionDecl &Callee) {
  const std::vector<Claims> &All = claimsOf(Callee);
  for (unsigned I = 0; I != All.size(); ++I) {
    const Claims &Of = All[I];
    if (Of.empty())
      continue;
    // That the result refers to the argument is what the body's borrow says, in more detail.
    bool Bound = llvm::any_of(Of, [](const Claim &C) { return C.K != Claim::Kind::Called; });
    llvm::erase_if(Base.Transfers, [&](const Transfer &Moved) {
      return Moved.From.K == CallEnd::Kind::Parameter && Moved.From.Index == I &&
             !(Bound && Moved.Borrows);
    });
    auto Add = [&](CallEnd To) {
      Base.Transfers.push_back(fromParameter(I, std::move(To)));
      Base.Transfers.back().Declared = true;
    };
    for (const Claim &C : Of)
      switch (C.K) {
      case Claim::Kind::Called:
        Base.UsesArguments = true;
        break;
      case Claim::Kind::Returned:
        Add(callEnd(isa<CXXConstructorDecl>(Callee) ? CallEnd::Kind::Object
                                                    : CallEnd::Kind::Result));
        break;
      case Claim::Kind::CalledUntil:
        Base.Until = C.Of;
        Add(keeper("", Callee));
        break;
      case Claim::Kind::Kept:
      case Claim::Kind::KeptBy:
        Add(keeper(C.Of, Callee));
        break;
      }
  }
  return Base;
}

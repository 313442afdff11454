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
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace closure;

namespace {
struct Claim {
  enum class Kind { Called, Returned, Kept, KeptBy, CalledUntil } K;
  std::string Of;
};
} // namespace

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

static std::vector<Claim> claimsOf(const ParmVarDecl &Parameter) {
  std::vector<Claim> Claims;
  if (Parameter.hasAttr<NoEscapeAttr>())
    Claims.push_back({Claim::Kind::Called, ""});
  if (Parameter.hasAttr<LifetimeBoundAttr>())
    Claims.push_back({Claim::Kind::Returned, ""});
  for (const std::string &Holder : capturedBy(Parameter))
    Claims.push_back({Claim::Kind::KeptBy, Holder});
  for (const auto *A : Parameter.specific_attrs<AnnotateAttr>()) {
    llvm::StringRef Word = A->getAnnotation();
    if (!Word.consume_front("closure::"))
      continue;
    if (Word == "called")
      Claims.push_back({Claim::Kind::Called, ""});
    else if (Word == "returned")
      Claims.push_back({Claim::Kind::Returned, ""});
    else if (Word == "kept")
      Claims.push_back({Claim::Kind::Kept, ""});
    else if (Word == "kept_by")
      Claims.push_back({Claim::Kind::KeptBy, firstArgument(*A)});
    else if (Word == "called_until")
      Claims.push_back({Claim::Kind::CalledUntil, firstArgument(*A)});
  }
  return Claims;
}

bool closure::isAnnotated(const FunctionDecl &Callee) {
  return llvm::any_of(Callee.parameters(),
                      [](const ParmVarDecl *P) { return P->hasAttrs() && !claimsOf(*P).empty(); });
}

bool closure::endsAnnotatedWork(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (!Method || !Method->getDeclName().isIdentifier())
    return false;
  return llvm::any_of(Method->getParent()->methods(), [&](const CXXMethodDecl *Other) {
    return llvm::any_of(Other->parameters(), [&](const ParmVarDecl *P) {
      return P->hasAttrs() && llvm::any_of(claimsOf(*P), [&](const Claim &C) {
               return C.K == Claim::Kind::CalledUntil && C.Of == Method->getName();
             });
    });
  });
}

bool closure::isVouchedFor(const ValueDecl &Variable) {
  return llvm::any_of(Variable.specific_attrs<AnnotateAttr>(), [](const AnnotateAttr *A) {
    return A->getAnnotation() == "closure::outlives_closures";
  });
}

/// Where a closure goes that is kept: `this`, a parameter by name, or out of sight.
static CallEnd keeper(const std::string &Name, const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  bool HasObject = isa<CXXConstructorDecl>(Callee) || (Method && !Method->isStatic());
  if ((Name.empty() || Name == "this") && HasObject)
    return callEnd(CallEnd::Kind::Object);
  for (unsigned I = 0; I != Callee.getNumParams(); ++I)
    if (Callee.getParamDecl(I)->getName() == Name)
      return callEnd(CallEnd::Kind::Parameter, I);
  CallEnd End = callEnd(CallEnd::Kind::Elsewhere);
  End.Function = &Callee;
  return End;
}

Contract closure::annotated(Contract Base, const FunctionDecl &Callee) {
  Base.Source = Authority::Attribute;
  for (unsigned I = 0; I != Callee.getNumParams(); ++I) {
    std::vector<Claim> Claims = claimsOf(*Callee.getParamDecl(I));
    if (Claims.empty())
      continue;
    llvm::erase_if(Base.Transfers, [&](const Transfer &T) {
      return T.From.K == CallEnd::Kind::Parameter && T.From.Index == I;
    });
    for (const Claim &C : Claims)
      switch (C.K) {
      case Claim::Kind::Called:
        Base.UsesArguments = true;
        break;
      case Claim::Kind::Returned:
        Base.Transfers.push_back(
            fromParameter(I, callEnd(isa<CXXConstructorDecl>(Callee) ? CallEnd::Kind::Object
                                                                     : CallEnd::Kind::Result)));
        break;
      case Claim::Kind::CalledUntil:
        Base.Until = C.Of;
        Base.Transfers.push_back(fromParameter(I, keeper("", Callee)));
        break;
      case Claim::Kind::Kept:
      case Claim::Kind::KeptBy:
        Base.Transfers.push_back(fromParameter(I, keeper(C.Of, Callee)));
        break;
      }
  }
  return Base;
}

//===-- Suggestions.cpp - What declarations could say of closures ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Suggestions.h"
#include "checks/Selection.h"
#include "checks/calls/Account.h"
#include "checks/calls/Annotations.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

namespace {

class Adviser {
public:
  Adviser(ASTContext &Unit, ModelSet Models, std::shared_ptr<const SummaryIndex> Others,
          MacroValues Macros)
      : SM(Unit.getSourceManager()), Models(std::move(Models)),
        Known(Unit, this->Models, AssumeEscape::Never, std::move(Others), std::move(Macros)),
        Declared(this->Models, Known.types()), Unit(Unit) {}

  std::vector<SuggestedFunction> run() {
    std::vector<SuggestedFunction> Found;
    for (const FunctionDecl *F : selectFunctions(Unit, Known.types()).Defined)
      if (isSeenByOthers(*F) && getsCallable(*F))
        Found.push_back(adviceFor(*F));
    return Found;
  }

private:
  /// Whether others see a declaration of it, and nothing more.
  bool isSeenByOthers(const FunctionDecl &F) const {
    const FunctionDecl *First = F.getCanonicalDecl();
    SourceLocation At = First->getLocation();
    return First != &F && SM.isInMainFile(SM.getFileLoc(F.getLocation())) && At.isFileID() &&
           !SM.isInMainFile(At) && !SM.isInSystemHeader(At);
  }

  bool getsCallable(const FunctionDecl &F) {
    return llvm::any_of(F.parameters(), [&](const ParmVarDecl *P) {
      return Known.types().isCallable(P->getType());
    });
  }

  SuggestedFunction adviceFor(const FunctionDecl &F) {
    SuggestedFunction Made;
    Made.Declaration = F.getCanonicalDecl();
    Made.Name = qualifiedName(F);
    const FunctionResult *Result = Known.resultOf(F);
    Made.Whole = !Declared.isAnnotated(F) && !Known.summaryOf(F).empty();
    if (!Result || Result->S != FunctionResult::State::Done || Result->Summary.Coroutine ||
        !Made.Whole)
      return Made;
    for (unsigned I = 0; I != F.getNumParams(); ++I) {
      if (!Known.types().isCallable(F.getParamDecl(I)->getType()))
        continue;
      if (std::optional<Suggestion> S = adviceFor(F, I, Result->Summary))
        Made.Of.push_back(*S);
      else
        Made.Whole = false;
    }
    return Made;
  }

  /// All that the contract says of the parameter has to be one and the same thing.
  std::optional<Suggestion> adviceFor(const FunctionDecl &F, unsigned Index, const Contract &C) {
    std::optional<Suggestion> Made;
    for (const Transfer &Moved : C.Transfers) {
      if (Moved.From.K != CallEnd::Kind::Parameter || Moved.From.Index != Index)
        continue;
      std::optional<Suggestion> S = adviceFor(Moved, C);
      if (!S || (Made && (Made->S != S->S || Made->Keeper != S->Keeper || Made->Runs != S->Runs)))
        return std::nullopt;
      Made = S;
    }
    if (!Account(Known, Known.types()).isGiven(F, Index))
      return std::nullopt;
    if (!Made)
      Made.emplace();
    Made->Parameter = F.getCanonicalDecl()->getParamDecl(Index);
    Made->Index = Index;
    return Made;
  }

  std::optional<Suggestion> adviceFor(const Transfer &Moved, const Contract &C) const {
    if (Moved.Borrows || Moved.Or || Moved.Frame || Moved.View || Moved.Throws ||
        !Moved.From.Path.empty())
      return std::nullopt;
    Suggestion S;
    S.Runs = Moved.Starts;
    S.Replaces = llvm::any_of(C.Drops, [&](const CallEnd &Dropped) {
      return Dropped.K == Moved.To.K && Dropped.Index == Moved.To.Index &&
             Dropped.Path == Moved.To.Path;
    });
    switch (Moved.To.K) {
    case CallEnd::Kind::Result:
      S.S = Suggestion::Says::Returned;
      return S;
    case CallEnd::Kind::Object:
      S.S = Suggestion::Says::KeptByObject;
      return S;
    case CallEnd::Kind::Parameter:
      S.S = Suggestion::Says::KeptByParameter;
      S.Keeper = Moved.To.Index;
      return S;
    case CallEnd::Kind::Variable:
    case CallEnd::Kind::Elsewhere:
      S.S = Suggestion::Says::KeptOutOfSight;
      return S;
    case CallEnd::Kind::This:
    case CallEnd::Kind::Exception:
      return std::nullopt;
    }
    return std::nullopt;
  }

  const SourceManager &SM;
  const ModelSet Models;
  CallKnowledge Known;
  Annotations Declared;
  ASTContext &Unit;
};

} // namespace

std::vector<SuggestedFunction> closure::suggestionsFor(ASTContext &Unit, ModelSet Models,
                                                       std::shared_ptr<const SummaryIndex> Others,
                                                       MacroValues Macros) {
  return Adviser(Unit, std::move(Models), std::move(Others), std::move(Macros)).run();
}

static const FunctionDecl &functionOf(const Suggestion &S) {
  return *cast<FunctionDecl>(S.Parameter->getDeclContext());
}

/// Attributes say who keeps it, and not that it runs by itself; and of what lies out of sight
/// nobody could tell which function clears it.
std::string closure::attributeFor(const Suggestion &S, bool Clang) {
  QualType Type = S.Parameter->getType();
  bool Refers = Type->isReferenceType() || Type->isPointerType();
  if (S.Runs)
    return "";
  switch (S.S) {
  case Suggestion::Says::Called:
    return !Clang ? "CLOSURE_CALLED" : Refers ? "[[clang::noescape]]" : "";
  case Suggestion::Says::Returned:
    return "[[clang::lifetimebound]]";
  case Suggestion::Says::KeptByObject:
    if (isa<CXXConstructorDecl>(functionOf(S)) && Clang)
      return "[[clang::lifetimebound]]";
    return Clang ? "[[clang::lifetime_capture_by(this)]]" : "CLOSURE_KEPT";
  case Suggestion::Says::KeptByParameter: {
    std::string By = functionOf(S).getParamDecl(S.Keeper)->getNameAsString();
    if (By.empty())
      return "";
    return Clang ? "[[clang::lifetime_capture_by(" + By + ")]]" : "CLOSURE_KEPT_BY(" + By + ")";
  }
  case Suggestion::Says::KeptOutOfSight:
    return "";
  }
  return "";
}

static std::string effectOf(const Suggestion &S) {
  const std::string Verb = S.Runs ? "deferred: " : S.Replaces ? "replaced: " : "kept: ";
  switch (S.S) {
  case Suggestion::Says::Called:
    return "called";
  case Suggestion::Says::Returned:
    return S.Runs ? "\"deferred: return\"" : "returned";
  case Suggestion::Says::KeptByObject:
    return "\"" + Verb + "this\"";
  case Suggestion::Says::KeptByParameter:
    return "\"" + Verb + "parameter " + std::to_string(S.Keeper) + "\"";
  case Suggestion::Says::KeptOutOfSight:
    return S.Runs ? "\"deferred: global\"" : "\"kept: global\"";
  }
  return "";
}

std::string closure::modelEntryFor(const SuggestedFunction &Function) {
  if (!Function.Whole || Function.Of.empty())
    return "";
  const std::string Effect = effectOf(Function.Of.front());
  if (llvm::any_of(Function.Of, [&](const Suggestion &S) { return effectOf(S) != Effect; }))
    return "";
  std::string Text = "  - names: \"" + Function.Name + "\"\n    effect: " + Effect + "\n";
  return Text + "    parameter: " +
         (Function.Of.size() > 1 ? "every callable" : std::to_string(Function.Of.front().Index)) +
         "\n";
}

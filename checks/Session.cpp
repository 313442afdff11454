//===-- Session.cpp - The findings of one translation unit ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Session.h"
#include "checks/OwnThreads.h"
#include "checks/Selection.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/repair/Captured.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace clang;
using namespace closure;

namespace {

class Collector {
public:
  Collector(ASTContext &Context, ModelSet Models, AssumeEscape Assume,
            std::shared_ptr<const SummaryIndex> Others)
      : SM(Context.getSourceManager()),
        Known(Context, std::move(Models), Assume, std::move(Others)), Context(Context) {}

  std::vector<Finding> run(Session::Knowledge *Learned) {
    SelectedFunctions Selected = selectFunctions(Context, Known.types());
    for (bool Unowned : {false, true}) // what is certain comes first
      for (const FunctionDecl *F : Selected.ToAnalyse)
        if (const FunctionResult *Result = Known.resultOf(*F))
          for (const Defect &D : Result->Defects)
            if (D.Unowned == Unowned && !(Unowned && isUpToCallers(D, *F, Selected)))
              add(D);
    for (const FunctionDecl *F : Selected.Defined)
      for (const Defect &D : outlivingThreads(*F, Known))
        add(D);
    for (size_t I = 0; I != Work.size(); ++I)
      follow(Defect(Work[I]));
    if (Learned)
      learn(Selected.Defined, *Learned);
    std::vector<Finding> Found;
    for (auto &[Where, F] : Findings) {
      llvm::sort(F.Defects.begin(), F.Defects.end(),
                 [](const Defect &A, const Defect &B) { return A.Site.Index < B.Site.Index; });
      Found.push_back(std::move(F));
    }
    llvm::sort(Found.begin(), Found.end(), [&](const Finding &A, const Finding &B) {
      return SM.isBeforeInTranslationUnit(A.Lambda->getBeginLoc(), B.Lambda->getBeginLoc());
    });
    return Found;
  }

private:
  /// Where callers are in sight, they show whether what they pass, or call it on, lives long
  /// enough.
  static bool isUpToCallers(const Defect &D, const FunctionDecl &In,
                            const SelectedFunctions &Selected) {
    return (D.Site.isThis() ? Selected.Placed : Selected.Called).contains(In.getCanonicalDecl());
  }

  /// What the main file defines, others see as a declaration; what closures reach in a header,
  /// an editor does, which skips the bodies of headers.
  void learn(llvm::ArrayRef<const FunctionDecl *> Defined, Session::Knowledge &Learned) {
    for (const FunctionDecl *F : Defined)
      if (Known.hasReached(*F) || SM.isInMainFile(SM.getFileLoc(F->getLocation())))
        if (std::string Line = Known.summaryOf(*F); !Line.empty())
          if (auto [It, New] = Learned.Functions.try_emplace(usrOf(*F), Line);
              !New && It->second != Line)
            It->second = disagreement(It->first);
    Learned.Asked.insert(Known.asked().begin(), Known.asked().end());
  }

  /// The instantiations of a template have one lambda in the source between them.
  void add(const Defect &D) {
    SourceLocation Begin = SM.getFileLoc(D.Site.Lambda->getBeginLoc());
    auto [It, New] = Findings.try_emplace(Begin.getRawEncoding());
    Finding &F = It->second;
    if (New)
      F.Lambda = D.Site.Lambda;
    if (!Named[&F].insert(nameOf(D.Site)).second)
      return;
    F.Defects.push_back(D);
    Work.push_back(D);
  }

  /// A closure that can be called after a variable died makes closures over that dead
  /// variable: the lambdas inside it that capture it again are as wrong.
  void follow(const Defect &Outer) {
    const CXXMethodDecl *Operator = Outer.Site.Lambda->getCallOperator();
    if (FunctionTemplateDecl *Template = Operator->getDescribedFunctionTemplate()) {
      for (const FunctionDecl *Instance : Template->specializations())
        followInto(Outer, *Instance);
      return;
    }
    followInto(Outer, *Operator);
  }

  void followInto(const Defect &Outer, const FunctionDecl &Body) {
    if (!Body.doesThisDeclarationHaveABody() || Body.isDependentContext())
      return;
    const FunctionResult *Result = Known.resultOf(Body);
    if (!Result || Outer.K == Defect::Kind::LateBinding || Outer.Site.isThis())
      return;
    for (const Transfer &Moved : Result->Summary.Transfers) {
      if (!Moved.Borrows || Moved.From.K != CallEnd::Kind::Variable ||
          Moved.From.Variable != Outer.Of.Variable)
        continue;
      Defect D = Outer;
      D.Site = Moved.Site;
      D.Why = Moved.To.K == CallEnd::Kind::Result ? Outlives::Return : Moved.To.Why;
      D.Holder = Moved.To.Variable ? Moved.To.Variable->getNameAsString() : std::string();
      D.Path = Moved.Inner;
      add(D);
    }
  }

  const SourceManager &SM;
  CallKnowledge Known;
  ASTContext &Context;
  std::map<unsigned, Finding> Findings;
  llvm::DenseMap<const Finding *, std::set<std::string>> Named; ///< What each speaks of.
  std::vector<Defect> Work;
};

} // namespace

const std::vector<Finding> &Session::findings(ASTContext &Context, const Settings &Set) {
  if (Analysed != &Context) {
    Included.clear();
    Mended.clear();
    Found.clear();
    Analysed = &Context;
  }
  for (auto &[Known, Findings] : Found)
    if (Known == Set)
      return Findings;
  ModelSet Models = modelsInForce(Set, Context.getSourceManager(), Errors);
  std::shared_ptr<const SummaryIndex> From =
      Others ? Others : summariesInForce(Set, Context.getSourceManager(), Warnings);
  Collector Analysis(Context, std::move(Models), Set.Assume, std::move(From));
  Found.push_back({Set, Analysis.run(Learned)});
  return Found.back().second;
}

void Session::dropKnownHeaders(Edits &E, FileID File) {
  for (auto It = E.Headers.begin(); It != E.Headers.end();)
    It = Included.insert({File, *It}).second ? std::next(It) : E.Headers.erase(It);
}

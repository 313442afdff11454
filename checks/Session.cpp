//===-- Session.cpp - The findings of one translation unit ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Session.h"
#include "checks/LastCalls.h"
#include "checks/LeftBehind.h"
#include "checks/MemberEnds.h"
#include "checks/MemberPointers.h"
#include "checks/MemberViews.h"
#include "checks/Message.h"
#include "checks/OwnThreads.h"
#include "checks/OwnedObjects.h"
#include "checks/Selection.h"
#include "checks/SpentCalls.h"
#include "checks/UnguardedThis.h"
#include "checks/UnsharedThis.h"
#include "checks/bundles/Bundles.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/cycles/ReferenceCycles.h"
#include "checks/engine/syntax/InPlace.h"
#include "checks/repair/Captured.h"
#include "checks/updates/LostUpdates.h"
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
  Collector(Session &Shared, ASTContext &Context, ModelSet Models, AssumeEscape Assume,
            std::shared_ptr<const SummaryIndex> Others, MacroValues Macros)
      : Shared(Shared), SM(Context.getSourceManager()),
        Known(Context, std::move(Models), Assume, std::move(Others), std::move(Macros)),
        Context(Context) {}

  std::vector<Finding> run(Session::Knowledge *Learned) {
    SelectedFunctions Selected = selectFunctions(Context, Known.types());
    std::vector<std::pair<const FunctionDecl *, const FunctionResult *>> Results;
    for (const FunctionDecl *F : Selected.ToAnalyse)
      guarded(*F, [&] {
        if (const FunctionResult *Result = Known.resultOf(*F))
          Results.push_back({F, Result});
      });
    LastCalls Calls(Selected.Defined, Known);
    SpentCalls Spent(Selected.Defined, Known, Calls, SM);
    for (bool Unowned : {false, true}) // what is certain comes first
      for (auto [F, Result] : Results)
        for (const Defect &D : Result->Defects)
          if (!D.standsAlone() && D.Unowned == Unowned &&
              !(Unowned && isUpToCallers(D, *F, Selected)) &&
              !diesInTime(D, *F, Calls, Selected.Defined) && !Spent.isSpent(D, *F) &&
              !areTakenOneByOne(D, *F))
            add(D);
    for (const FunctionDecl *F : Selected.Defined)
      guarded(*F, [&] {
        for (const Defect &D : outlivingThreads(*F, Known))
          add(D);
      });
    for (const FieldDecl *Field : Selected.Initialised)
      if (std::optional<Defect> D = outlivingInitializer(*Field, Known))
        add(*D);
    for (const Defect &D : outlivingOwned(Selected, Known))
      add(D);
    for (const Defect &D : outlivingMembers(Selected, Known))
      add(D);
    for (auto [F, Result] : Results)
      for (const Defect &D : leftBehind(*F, *Result, Known))
        add(D);
    for (auto [F, Result] : Results)
      for (const Defect &D : unsharedIn(*F, *Result, Known))
        add(D);
    for (auto [F, Result] : Results)
      for (const Defect &D : Result->Defects)
        if (D.K == Defect::Kind::Emptied ||
            (D.K == Defect::Kind::Itself && isCalledInPlace(D, *F, Selected)))
          addAlone(D);
    for (const FunctionDecl *F : Selected.ToAnalyse)
      guarded(*F, [&] {
        llvm::for_each(lostUpdates(*F, Known, Context), [&](const Defect &D) { add(D); });
      });
    for (const Defect &D : referenceCycles(Results, Selected.Defined, Known))
      add(D);
    for (auto [F, Result] : Results)
      for (const LambdaExpr *Lambda : Result->Lent)
        guarded(*F, [&] { eachBody(*Lambda, [&](const FunctionDecl &Body) { lent(Body); }); });
    if (Shared.includesUnguarded())
      for (auto [F, Result] : Results)
        for (const Defect &D : unguardedIn(*F, *Result, Known))
          addUnguarded(D);
    for (size_t I = 0; I != Work.size(); ++I)
      if (const LambdaExpr *Lambda = Work[I].Site.Lambda)
        guarded(*Lambda->getCallOperator(), [&] { follow(Defect(Work[I])); });
    for (const FunctionDecl *F : Selected.ToAnalyse)
      guarded(*F, [&] {
        for (const Defect &D : bundlesIn(*F))
          if (llvm::none_of(D.Together.Members,
                            [&](const Bundle::Member &M) { return isWrong(M); }))
            add(D);
      });
    mergeFrames();
    leaveToViews();
    if (Learned && Shared.crash().empty())
      learn(Selected.Defined, *Learned);
    std::vector<Finding> Found;
    for (auto &[Where, F] : Findings) {
      llvm::sort(F.Defects.begin(), F.Defects.end(),
                 [](const Defect &A, const Defect &B) { return A.Site.Index < B.Site.Index; });
      Found.push_back(std::move(F));
    }
    llvm::sort(Found.begin(), Found.end(), [&](const Finding &A, const Finding &B) {
      return SM.isBeforeInTranslationUnit(A.Maker->getBeginLoc(), B.Maker->getBeginLoc());
    });
    return Found;
  }

  /// The functions that were too large, in the order of the source.
  std::vector<Message> skipped() const {
    std::vector<Message> Found;
    Known.eachResult([&](const FunctionDecl &F, const FunctionResult &Result) {
      if (Result.S == FunctionResult::State::TooLarge)
        Found.push_back(skippedOf(F, Result));
    });
    llvm::sort(Found, [&](const Message &A, const Message &B) {
      return SM.isBeforeInTranslationUnit(A.Loc, B.Loc);
    });
    return Found;
  }

  void count(Session::Counts &To) const {
    Known.eachResult([&](const FunctionDecl &, const FunctionResult &Result) {
      To.Analysed += Result.S == FunctionResult::State::Done;
      To.TooLarge += Result.S == FunctionResult::State::TooLarge;
      To.Broken += Result.S == FunctionResult::State::Errors;
    });
  }

private:
  /// After a crash nothing more is begun: what was under way has left its traces.
  void guarded(const FunctionDecl &F, llvm::function_ref<void()> Analyse) {
    if (Shared.crash().empty())
      Shared.guarded(Analyse, [&] {
        return "the analysis of '" + F.getQualifiedNameAsString() + "' in line " +
               std::to_string(SM.getExpansionLineNumber(F.getLocation()));
      });
  }

  /// Where callers are in sight, they show whether what they pass, or call it on, lives long
  /// enough.
  static bool isUpToCallers(const Defect &D, const FunctionDecl &In,
                            const SelectedFunctions &Selected) {
    return (D.Site.isThis() ? Selected.Placed : Selected.Called).contains(In.getCanonicalDecl());
  }

  /// What a method leaves in its object matters only to those who go on to use that.
  bool diesInTime(const Defect &D, const FunctionDecl &In, LastCalls &Calls,
                  llvm::ArrayRef<const FunctionDecl *> Defined) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(&In);
    if (const CXXMethodDecl *Around = methodAround(&In);
        Around && Around != Method && isLastIn(*Around, In, SM))
      Method = Around;
    if (!Method || D.K != Defect::Kind::Dangling || D.Running || D.Site.isThis() ||
        D.Ends != In.getBody()->getEndLoc())
      return false;
    bool Part = D.InObject && isPartOfObject(*D.InObject, Defined);
    return (Part && Calls.endsObject(*Method)) ||
           (isLeftToPart(D, In, Known) &&
            (Calls.isLastOfModel(*Method) || Calls.endsObject(*Method)));
  }

  /// Whether what holds the closure is called where it is: by the function that stores it there,
  /// or, if that does not say, by others, or by the library that it belongs to.
  bool isCalledInPlace(const Defect &D, const FunctionDecl &In,
                       const SelectedFunctions &Selected) const {
    if (!D.Stored)
      return false;
    if (Called How = howCalled(In.getBody(), *D.Stored, D.Site.Lambda); How != Called::Unknown)
      return How == Called::InPlace;
    if (Selected.InPlace.contains(D.Stored))
      return true;
    QualType Type = D.Stored->getType().getNonReferenceType();
    for (unsigned Depth = 0; Depth != 3 && !Type.isNull(); ++Depth) {
      const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
      if (Record && Known.callsInPlace(qualifiedName(*Record)))
        return true;
      Type = firstTypeArgument(Record);
    }
    return false;
  }

  /// What is captured by reference and dies has to be mended before anybody thinks of a class.
  bool isWrong(const Bundle::Member &M) const {
    return Findings.count(
        {SM.getFileLoc(M.Lambda->getBeginLoc()).getRawEncoding(), true, Family::Lifetime});
  }

  /// What is wrong with the lambda in other ways is said first.
  void addAlone(const Defect &D) {
    auto It = Findings.find({SM.getFileLoc(D.Site.maker()->getBeginLoc()).getRawEncoding(),
                             D.Site.Lambda != nullptr, D.family()});
    if (It == Findings.end() || It->second.isAbout(D.K))
      add(D);
  }

  /// What is known to dangle is said by the check that knows it.
  void addUnguarded(const Defect &D) {
    auto It = Findings.find({SM.getFileLoc(D.Site.maker()->getBeginLoc()).getRawEncoding(),
                             D.Site.Lambda != nullptr, Family::Lifetime});
    if (It == Findings.end() ||
        llvm::none_of(It->second.Defects, [](const Defect &Known) { return Known.Site.isThis(); }))
      add(D);
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
    SourceLocation Begin = SM.getFileLoc(D.Site.maker()->getBeginLoc());
    auto [It, New] =
        Findings.try_emplace({Begin.getRawEncoding(), D.Site.Lambda != nullptr, D.family()});
    Finding &F = It->second;
    if (New)
      F.Maker = D.Site.maker(), F.Lambda = D.Site.Lambda;
    // What a closure must not have is worse than what it is left without.
    if (bool Emptied = D.K == Defect::Kind::Emptied;
        !New && F.isAbout(Defect::Kind::Emptied) != Emptied) {
      if (Emptied)
        return;
      F.Defects.clear();
      Named[&F].clear();
    }
    if (!Named[&F].insert(nameOf(D.Site)).second)
      return;
    F.Defects.push_back(D);
    Work.push_back(D);
  }

  /// A coroutine that outlives its closure may outlive what that captured, too: one warning says
  /// it.
  void mergeFrames() {
    for (auto &[Where, F] : Findings) {
      if (std::get<Family>(Where) != Family::Frame)
        continue;
      auto Other =
          Findings.find({std::get<unsigned>(Where), std::get<bool>(Where), Family::Lifetime});
      if (Other == Findings.end())
        continue;
      std::vector<Defect> &Dangling = Other->second.Defects;
      for (Defect &D : F.Defects) {
        auto Same = [&](const Defect &O) { return nameOf(O.Site) == nameOf(D.Site); };
        D.Dangles = llvm::any_of(Dangling, Same);
        llvm::erase_if(Dangling, Same);
      }
      if (Dangling.empty())
        Findings.erase(Other);
    }
  }

  /// A temporary closure that another one has a view of is reported there, where that captures it.
  void leaveToViews() {
    std::set<SourceLocation> Viewed;
    for (const auto &[Where, F] : Findings)
      if (std::get<Family>(Where) == Family::View && F.Lambda)
        for (const Defect &D : F.Defects)
          Viewed.insert(captureOf(D.Site).getLocation());
    auto IsTold = [&](const Defect &D) {
      return llvm::any_of(D.Path, [&](const Step &S) {
        return S.K == Step::Kind::Captured && Viewed.count(S.Loc);
      });
    };
    for (auto It = Findings.begin(); It != Findings.end();)
      if (!It->second.Lambda && llvm::all_of(It->second.Defects, IsTold))
        It = Findings.erase(It);
      else
        ++It;
  }

  /// A closure that can be called after a variable died makes closures over that dead
  /// variable: the lambdas inside it that capture it again are as wrong.
  void follow(const Defect &Outer) {
    eachBody(*Outer.Site.Lambda, [&](const FunctionDecl &Body) { followInto(Outer, Body); });
  }

  /// The body of the lambda; of a generic one, each of its instances.
  static void eachBody(const LambdaExpr &Lambda,
                       llvm::function_ref<void(const FunctionDecl &)> See) {
    auto SeeBody = [&](const FunctionDecl &Body) {
      if (Body.doesThisDeclarationHaveABody() && !Body.isDependentContext())
        See(Body);
    };
    const CXXMethodDecl *Operator = Lambda.getCallOperator();
    FunctionTemplateDecl *Template = Operator->getDescribedFunctionTemplate();
    if (!Template)
      return SeeBody(*Operator);
    for (const FunctionDecl *Instance : Template->specializations())
      SeeBody(*Instance);
  }

  /// What a closure is called with is gone when it returns: those that it makes over that, and
  /// leaves with others, are left without.
  void lent(const FunctionDecl &Body) {
    const FunctionResult *Result = Known.resultOf(Body);
    if (!Result)
      return;
    for (const Transfer &Moved : Result->Summary.Transfers) {
      if (!Moved.Borrows || Moved.From.K != CallEnd::Kind::Parameter || Moved.From.Behind ||
          !Moved.Site.Lambda || Moved.To.K == CallEnd::Kind::Result ||
          Moved.To.K == CallEnd::Kind::Parameter)
        continue;
      const ParmVarDecl *Parameter = Body.getParamDecl(Moved.From.Index);
      Defect D;
      D.Site = Moved.Site;
      D.Of.K = Place::Kind::Caller;
      D.Of.Variable = Parameter;
      D.Of.Name = Parameter->getNameAsString();
      D.Why = Moved.To.Why;
      D.Holder = Moved.To.Variable   ? Moved.To.Variable->getNameAsString()
                 : Moved.To.Function ? nameInClass(*Moved.To.Function)
                                     : std::string();
      D.Path = Moved.Inner;
      D.How = End::Function;
      D.Ends = Body.getBody()->getEndLoc();
      D.Running = Moved.Starts;
      add(D);
    }
  }

  void followInto(const Defect &Outer, const FunctionDecl &Body) {
    const FunctionResult *Result = Known.resultOf(Body);
    if (!Result || Outer.K == Defect::Kind::LateBinding || Outer.standsAlone() ||
        Outer.Site.isThis() || Outer.View || Outer.Frame)
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

  Session &Shared;
  const SourceManager &SM;
  CallKnowledge Known;
  ASTContext &Context;
  /// By where the closure is made, whether by a lambda, and what is asked about it.
  std::map<std::tuple<unsigned, bool, Family>, Finding> Findings;
  llvm::DenseMap<const Finding *, std::set<std::string>> Named; ///< What each speaks of.
  std::vector<Defect> Work;
};

} // namespace

const std::vector<Finding> &Session::findings(ASTContext &Context, const Settings &Set) {
  if (Analysed != &Context) {
    Included.clear();
    Told.clear();
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
  Collector Analysis(*this, Context, std::move(Models), Set.Assume, std::move(From), Macros);
  Found.push_back({Set, Analysis.run(Learned)});
  for (Message &M : Analysis.skipped())
    if (SourceLocation Loc = Context.getSourceManager().getFileLoc(M.Loc);
        Told.insert(Loc.getRawEncoding()).second)
      TooLarge.push_back({Loc, std::move(M.Text)});
  Counted = {};
  Analysis.count(Counted);
  return Found.back().second;
}

bool Session::guarded(llvm::function_ref<void()> Work, llvm::function_ref<std::string()> Doing) {
  if (!Guarding)
    return Work(), true;
  bool Survived = Guarding(Work);
  if (!Survived && Crashed.empty())
    Crashed = Doing();
  return Survived;
}

void Session::dropKnownHeaders(Edits &E, FileID File) {
  for (auto It = E.Headers.begin(); It != E.Headers.end();)
    It = Included.insert({File, *It}).second ? std::next(It) : E.Headers.erase(It);
}

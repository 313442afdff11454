//===-- Explain.cpp - What one lambda is, and why it is judged as it is ---===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#define CLOSURE_SYNTAX_VISITOR
#include "checks/Compat.h"
#include "checks/Explain.h"
#include "checks/CheckRegistry.h"
#include "checks/Message.h"
#include "checks/NoLint.h"
#include "checks/Selection.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/engine/FunctionLives.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Views.h"
#include "checks/explain/Capture.h"
#include "checks/explain/Words.h"
#include "checks/repair/Captured.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include <map>
#include <memory>
#include <set>
#include <utility>

using namespace clang;
using namespace closure;

namespace {

/// The lambdas of some code; not those in their bodies, unless `Inside`.
class Finder : public SyntaxVisitor<Finder> {
public:
  explicit Finder(bool Inside) : Inside(Inside) {}
  std::vector<const LambdaExpr *> Found;
  std::set<const LambdaExpr *> Returned; ///< Those in what is returned.

  bool TraverseReturnStmt(ReturnStmt *Return) {
    bool Before = std::exchange(InReturn, true);
    bool Goes = !Return->getRetValue() || TraverseStmt(Return->getRetValue());
    InReturn = Before;
    return Goes;
  }

  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    Found.push_back(Lambda);
    if (InReturn)
      Returned.insert(Lambda);
    for (Expr *Init : Lambda->capture_inits())
      if (!TraverseStmt(Init))
        return false;
    return !Inside || TraverseStmt(Lambda->getBody());
  }

private:
  const bool Inside;
  bool InReturn = false;
};

/// Those that the function itself makes.
Finder lambdasOf(const FunctionDecl &F) {
  Finder Find(/*Inside=*/false);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F))
    for (const CXXCtorInitializer *Init : Constructor->inits()) {
      Expr *Value = Init->getInit();
      if (auto *Default = dyn_cast_or_null<CXXDefaultInitExpr>(Value))
        Value = Default->getExpr();
      Find.TraverseStmt(Value);
    }
  Find.TraverseStmt(F.getBody());
  return Find;
}

/// An event, and the capture that it is told of.
using NamedEvent = std::pair<const LifeEvent *, std::string>;

class Explainer {
public:
  Explainer(Session &Shared, ASTContext &Context, const ExplainSettings &With)
      : Shared(Shared), Context(Context), SM(Context.getSourceManager()), With(With),
        Known(Context, modelsInForce(With.Set, SM, Ignored), With.Set.Assume,
              summariesInForce(With.Set, SM, Ignored), With.Macros) {
    for (const Finding &F : Shared.findings(Context, With.Set))
      if (F.Lambda)
        for (const LambdaExpr *Of : lambdasIn(F))
          Findings[Of->getBeginLoc().getRawEncoding()].push_back(&F);
  }

  std::vector<Explanation> run(llvm::ArrayRef<LambdaPlace> Wanted) {
    for (const LambdaPlace &Place : Wanted)
      Made[Place.Begin.getRawEncoding()];
    for (const FunctionDecl *F : selectFunctions(Context, Known.types()).ToAnalyse)
      Shared.guarded([&] { look(*F); },
                     [&] { return "the explanation of '" + F->getQualifiedNameAsString() + "'"; });
    std::vector<Explanation> All;
    for (const LambdaPlace &Place : Wanted) {
      std::vector<Explanation> &Of = Made[Place.Begin.getRawEncoding()];
      if (Of.empty())
        Of.push_back(unknown(*Place.Lambda));
      llvm::move(Of, std::back_inserter(All));
      Of.clear();
    }
    return All;
  }

private:
  /// All that the finding is about: of many over one state it names the first.
  static std::vector<const LambdaExpr *> lambdasIn(const Finding &F) {
    std::vector<const LambdaExpr *> All{F.Lambda};
    if (F.family() == Family::Bundle)
      for (const Bundle::Member &M : F.Defects.front().Together.Members)
        if (M.Lambda && !llvm::is_contained(All, M.Lambda))
          All.push_back(M.Lambda);
    return All;
  }

  unsigned key(const LambdaExpr &Lambda) const {
    return SM.getFileLoc(Lambda.getBeginLoc()).getRawEncoding();
  }

  void look(const FunctionDecl &F) {
    Finder Find = lambdasOf(F);
    std::vector<const LambdaExpr *> Here = Find.Found;
    llvm::erase_if(Here, [&](const LambdaExpr *Lambda) { return !Made.count(key(*Lambda)); });
    if (Here.empty())
      return;
    FunctionLives Lives = livesIn(Context, F, Known.types(), Known);
    for (const LambdaExpr *Lambda : Here)
      add(Made[key(*Lambda)], explanation(*Lambda, &F, Find.Returned.count(Lambda), Lives));
  }

  /// What holds for several instances is said once.
  static void add(std::vector<Explanation> &To, Explanation One) {
    for (Explanation &Old : To)
      if (isSame(Old, One)) {
        if (Old.Function != One.Function && !llvm::is_contained(Old.AlsoIn, One.Function))
          Old.AlsoIn.push_back(One.Function);
        return;
      }
    To.push_back(std::move(One));
  }

  static bool isSame(const Explanation &A, const Explanation &B) {
    auto Accounts = [](const CaptureAccount &X, const CaptureAccount &Y) {
      return X.Name == Y.Name && X.Type == Y.Type && X.Size == Y.Size && X.V == Y.V &&
             X.Why == Y.Why;
    };
    auto Happens = [](const Happening &X, const Happening &Y) {
      return X.Text == Y.Text && X.At.Line == Y.At.Line;
    };
    return A.V == B.V && A.Size == B.Size && A.Because == B.Because &&
           std::equal(A.Captures.begin(), A.Captures.end(), B.Captures.begin(), B.Captures.end(),
                      Accounts) &&
           std::equal(A.TimeLine.begin(), A.TimeLine.end(), B.TimeLine.begin(), B.TimeLine.end(),
                      Happens);
  }

  Explanation outline(const LambdaExpr &Lambda) {
    Explanation E;
    E.Begin = markOf(Lambda.getBeginLoc(), SM);
    E.End = markOf(Lambda.getEndLoc(), SM);
    E.IntroducerEnd = markOf(Lambda.getIntroducerRange().getEnd(), SM);
    if (Lambda.getBeginLoc().isMacroID() && !SM.isMacroArgExpansion(Lambda.getBeginLoc()))
      E.Macro = Lexer::getImmediateMacroName(Lambda.getBeginLoc(), SM, Context.getLangOpts()).str();
    const CXXRecordDecl *Class = Lambda.getLambdaClass();
    E.Generic = Lambda.isGenericLambda();
    if (!Class->isDependentType() && Class->isCompleteDefinition() && !Class->isInvalidDecl() &&
        llvm::all_of(Class->fields(), [](const FieldDecl *F) { return hasSize(*F); }))
      E.Size = Context.getTypeSizeInChars(Lambda.getType()).getQuantity();
    return E;
  }

  Explanation explanation(const LambdaExpr &Lambda, const FunctionDecl *F, bool Returned,
                          const FunctionLives &Lives) {
    Explanation E = outline(Lambda);
    E.Function = functionText(*F);
    std::vector<const Life *> Own(Lambda.capture_size());
    for (const Life &Of : Lives.Captures)
      if (Of.Site.Lambda == &Lambda && Of.Site.Index < Own.size())
        Own[Of.Site.Index] = &Of;
    std::optional<Life> Supposed;
    const Life *Way = wayOf(Lambda, *F, Lives, Own, Supposed);
    for (unsigned I = 0; I != Lambda.capture_size(); ++I)
      E.Captures.push_back(
          accountOf(Lambda, I, {Own[I], Way, Returned}, Context,
                    [&](QualType Type) { return Known.types().views().isView(Type); }));
    if (Lives.S != FunctionResult::State::Done)
      return ignorant(std::move(E), Lives.S == FunctionResult::State::TooLarge
                                        ? "the function is too large to be analysed"
                                        : "the function does not compile");
    addFindings(E, Lambda);
    for (const CaptureAccount &C : E.Captures)
      E.V = std::max(E.V, C.V);
    E.Because = sentence(E);
    Own.push_back(Way);
    addTimeLine(E, Own);
    return E;
  }

  /// Where the closure goes, if it borrows nothing; `Supposed` has that if it holds nothing at all.
  const Life *wayOf(const LambdaExpr &Lambda, const FunctionDecl &F, const FunctionLives &Lives,
                    llvm::ArrayRef<const Life *> Own, std::optional<Life> &Supposed) {
    for (const Life &Of : Lives.Closures)
      if (Of.Site.Lambda == &Lambda && !Of.Events.empty())
        return &Of;
    if (!With.Ways || Own.empty() || llvm::any_of(Own, [](const Life *Of) { return Of; }))
      return nullptr;
    std::unique_ptr<CallKnowledge> Supposing = Known.supposing({&Lambda, 0});
    Supposed = closure::wayOf(Context, F, Lambda, Supposing->types(), *Supposing);
    return Supposed ? &*Supposed : nullptr;
  }

  /// Nobody analyses the code around it.
  Explanation unknown(const LambdaExpr &Lambda) {
    Explanation E = outline(Lambda);
    const auto *F =
        dyn_cast_or_null<FunctionDecl>(Lambda.getLambdaClass()->getParentFunctionOrMethod());
    if (F)
      E.Function = functionText(*F);
    for (unsigned I = 0; I != Lambda.capture_size(); ++I)
      E.Captures.push_back(accountOf(Lambda, I, {}, Context, [](QualType) { return false; }));
    if (!Lambda.capture_size() && !Lambda.getLambdaClass()->isDependentContext()) {
      E.V = Verdict::Right;
      E.Because = sentence(E);
      return E;
    }
    if (const auto *Field =
            dyn_cast_or_null<FieldDecl>(Lambda.getLambdaClass()->getLambdaContextDecl()))
      if (ofMember(E, Lambda, *Field))
        return E;
    return ignorant(std::move(E),
                    Lambda.getLambdaClass()->isDependentContext()
                        ? "it stands in a template that nothing in this file instantiates"
                    : SM.isInSystemHeader(SM.getFileLoc(Lambda.getBeginLoc()))
                        ? "it stands in a header of the system"
                        : "the code around it is not analysed");
  }

  /// The lambda stands where a member is declared: no function makes it, but each constructor does.
  /// False where nothing is known of that.
  bool ofMember(Explanation &E, const LambdaExpr &Lambda, const FieldDecl &Field) {
    const Expr *Init = Field.getInClassInitializer();
    addFindings(E, Lambda);
    if (E.Findings.empty() && (!Init || lambdaIn(Init) != &Lambda))
      return false;
    std::string Name = "'" + Field.getNameAsString() + "'";
    for (CaptureAccount &C : E.Captures)
      if (C.V < Verdict::Silenced)
        C.Why = {"member " + Name + " has the closure, and dies with the object"};
    E.Because = sentence(E);
    addTimeLine(E, std::vector<const Life *>(E.Captures.size()));
    return true;
  }

  static Explanation ignorant(Explanation E, std::string Because) {
    E.V = Verdict::NotAnalysed;
    E.Because = std::move(Because);
    for (CaptureAccount &C : E.Captures)
      C.V = Verdict::NotAnalysed, C.Why.clear();
    return E;
  }

  void addFindings(Explanation &E, const LambdaExpr &Lambda) {
    E.V = Verdict::Right;
    Unguarded = false;
    // A macro can make several at one place.
    auto It = Findings.find(Lambda.getBeginLoc().getRawEncoding());
    if (It == Findings.end())
      return;
    for (const Finding *F : It->second)
      if (With.How.admits(*F))
        for (const RegisterCheck *Check : RegisterCheck::all())
          if (Check->Owns(*F))
            addFinding(E, Lambda, *F, Check->Name);
  }

  void addFinding(Explanation &E, const LambdaExpr &Lambda, const Finding &F,
                  llvm::StringRef Check) {
    Message Warning = warningOf(F);
    if (key(*F.Lambda) != key(Lambda))
      Warning.Text = "part of what is reported in line " +
                     std::to_string(markOf(F.Lambda->getBeginLoc(), SM).Line) + ": " + Warning.Text;
    SourceLocation First = SM.getFileLoc(F.Maker->getBeginLoc());
    Told Of{Check.str(), std::move(Warning.Text),
            hasNoLint(First, Check, SM) ||
                (With.IsSilenced && With.IsSilenced(SM.getFileLoc(Warning.Loc), Check)),
            !With.Runs || With.Runs(Check)};
    bool Assumed = llvm::any_of(F.Defects, [](const Defect &D) { return D.isAssumed(); });
    bool Open = Assumed || F.family() == Family::Guard;
    Verdict V = Of.Silenced ? Verdict::Silenced : Open ? Verdict::Suspect : Verdict::Wrong;
    Unguarded = F.family() == Family::Guard;
    E.Findings.push_back(std::move(Of));
    if (F.family() == Family::Bundle) // a matter of style, of which nothing becomes wrong
      return addNotes(E, F);
    E.V = std::max(E.V, V);
    std::vector<std::string> Names = captureNames(F);
    for (CaptureAccount &C : E.Captures)
      if (llvm::is_contained(Names, C.Name)) {
        if (C.V < Verdict::Silenced)
          C.Why.clear();
        C.V = std::max(C.V, V);
        C.Why.push_back((Check + " reports it").str());
      }
    addNotes(E, F);
  }

  void addNotes(Explanation &E, const Finding &F) {
    for (const Message &Note : notesOf(F))
      addOnce(E.TimeLine,
              {kindAt(F, Note), markOf(Note.Loc, SM), besideItsLine(Note.Text), "code"});
  }

  /// A note stands at its place, and says `here`; beside a line that is one word too many.
  static std::string besideItsLine(llvm::StringRef Text) {
    auto [Before, After] = Text.split(" here,");
    if (!After.empty())
      return (Before + "," + After).str();
    Text.consume_back(" here");
    return Text.str();
  }

  /// What a note of a finding is about.
  static llvm::StringRef kindAt(const Finding &F, const Message &Note) {
    for (const Defect &D : F.Defects) {
      for (const Step &S : D.Path)
        if (S.Loc == Note.Loc && stepText(S) == Note.Text)
          return "kept";
      if (D.Used == Note.Loc)
        return "called";
      if (D.Ends == Note.Loc)
        return "dies";
    }
    return "step";
  }

  std::string sentence(const Explanation &E) const {
    switch (E.V) {
    case Verdict::Right:
      if (E.Captures.empty())
        return "it captures nothing, so nothing can be gone when it is called";
      if (!E.Findings.empty())
        return "nothing is wrong with it, but a check of style has something to say";
      return Context.getDiagnostics().hasUncompilableErrorOccurred()
                 ? "nothing is wrong with it as far as the file can be read, which does not compile"
                 : "nothing is wrong with it";
    case Verdict::Callers:
      return "nothing is wrong in this function; its callers have to keep what the closure refers "
             "to";
    case Verdict::NotAnalysed:
      return "";
    case Verdict::Undecided:
      return "it cannot be told from the code in sight, so the checks keep quiet";
    case Verdict::Silenced:
      return "a check reports it, and a comment silences that";
    case Verdict::Suspect:
      return Unguarded ? "it may be wrong: nothing is seen that ends it with its object"
                       : "it may be wrong: what a call does is assumed by its name";
    case Verdict::Wrong:
      return "it is wrong";
    }
    return "";
  }

  /// Those of all captures, in the order of the program.
  static std::vector<NamedEvent> eventsOf(const Explanation &E, llvm::ArrayRef<const Life *> Own) {
    std::multimap<uint64_t, NamedEvent> ByTime;
    for (const Life *Of : Own)
      if (Of)
        for (const LifeEvent &Event : Of->Events)
          if (!isOvertaken(Event, Of->Events))
            ByTime.insert({Event.When, {&Event, E.Captures[Of->Site.Index].Name}});
    return valuesOf(std::move(ByTime));
  }

  template <class Map> static std::vector<NamedEvent> valuesOf(Map Sorted) {
    std::vector<NamedEvent> Values;
    for (auto &[Key, Value] : Sorted)
      Values.push_back(std::move(Value));
    return Values;
  }

  void addTimeLine(Explanation &E, llvm::ArrayRef<const Life *> Own) {
    std::vector<NamedEvent> Events = eventsOf(E, Own);
    std::vector<Happening> Line{{"captured", E.Begin, "the closure is made", "code"}};
    for (const auto &[Event, Name] : inLines(E.Begin.File, Events)) {
      if (Event->K == LifeEvent::Kind::Unborrowed || isCovered(*Event, Events))
        continue;
      Happening One{eventWord(Event->K), markOf(Event->Loc, SM), eventText(*Event, Name),
                    authorityWord(Event->Because.K)};
      if (One.Kind == "kept" || One.Kind == "started" || One.Kind == "left" || One.Kind == "called")
        addOnce(E.Goes, One);
      if (E.V < Verdict::Silenced)
        addOnce(Line, std::move(One));
    }
    for (Happening &One : E.TimeLine)
      addOnce(Line, std::move(One), /*Sorted=*/E.V < Verdict::Silenced);
    E.TimeLine = std::move(Line);
  }

  /// By the lines of the file: which of two branches is looked at first tells nothing. What happens
  /// elsewhere stays with the call that leads there.
  std::vector<NamedEvent> inLines(llvm::StringRef File, llvm::ArrayRef<NamedEvent> Events) const {
    std::map<uint64_t, unsigned> LineOf; ///< By when.
    for (const NamedEvent &One : Events)
      if (Mark At = markOf(One.first->Loc, SM); At.File == File)
        LineOf.try_emplace(One.first->When, At.Line);
    std::multimap<unsigned, NamedEvent> ByLine;
    unsigned Line = 0;
    for (const NamedEvent &One : Events) {
      auto It = LineOf.find(One.first->When);
      if (It != LineOf.end())
        Line = It->second;
      ByLine.insert({One.first->K == LifeEvent::Kind::Left ? UINT_MAX : Line, One});
    }
    return valuesOf(std::move(ByLine));
  }

  /// What another event at the same place tells better: a call that ends the work may run it, too;
  /// one that keeps the closure gets it; and what a call gives away has a name or none.
  static bool isCovered(const LifeEvent &Event, llvm::ArrayRef<NamedEvent> Events) {
    return llvm::any_of(Events, [&](const auto &Other) {
      const LifeEvent &E = *Other.first;
      if (&E == &Event || E.Loc != Event.Loc)
        return false;
      if (Event.K == LifeEvent::Kind::Called)
        return E.K == LifeEvent::Kind::Finished || E.K == LifeEvent::Kind::Waited ||
               (E.K == LifeEvent::Kind::Kept && E.Note.K == Step::Kind::Assumed);
      return Event.K == LifeEvent::Kind::Unowned && E.K == Event.K && Event.By.Name.empty() &&
             !E.By.Name.empty();
    });
  }

  /// At the end, or, `Sorted`, behind what happens in the lines before.
  static void addOnce(std::vector<Happening> &To, Happening One, bool Sorted = false) {
    auto Same = [&](const Happening &Old) {
      return Old.Text == One.Text && Old.At.Line == One.At.Line && Old.At.File == One.At.File;
    };
    if (One.Text.empty() || llvm::any_of(To, Same))
      return;
    auto At = To.end();
    while (Sorted && At - To.begin() > 1 && isBehind(*std::prev(At), One))
      --At;
    To.insert(At, std::move(One));
  }

  static bool isBehind(const Happening &Later, const Happening &Than) {
    return !Later.At.isValid() || (Later.At.File == Than.At.File && Later.At.Line > Than.At.Line);
  }

  Session &Shared;
  ASTContext &Context;
  const SourceManager &SM;
  const ExplainSettings &With;
  std::vector<std::string> Ignored; ///< The session has told what is wrong with model files.
  CallKnowledge Known;
  bool Unguarded = false; ///< The last finding was of this kind, and no other decides.
  std::map<unsigned, std::vector<const Finding *>> Findings; ///< By where the lambda begins.
  std::map<unsigned, std::vector<Explanation>> Made;
};

} // namespace

std::vector<LambdaPlace> closure::lambdasIn(ASTContext &Context,
                                            llvm::function_ref<bool(SourceLocation)> InFile) {
  const SourceManager &SM = Context.getSourceManager();
  Finder Find(/*Inside=*/true);
  for (Decl *Scope : Context.getTraversalScope()) {
    auto *Unit = dyn_cast<TranslationUnitDecl>(Scope);
    if (!Unit) {
      Find.TraverseDecl(Scope);
      continue;
    }
    for (Decl *D : Unit->decls())
      if (!SM.isInSystemHeader(SM.getFileLoc(D->getLocation())))
        Find.TraverseDecl(D);
  }
  std::vector<LambdaPlace> Places;
  for (const LambdaExpr *Lambda : Find.Found) {
    SourceLocation Begin = SM.getFileLoc(Lambda->getBeginLoc());
    auto Same = [&](const LambdaPlace &Known) { return Known.Begin == Begin; };
    if (InFile(Begin) && llvm::none_of(Places, Same))
      Places.push_back({Lambda, Begin, markOf(Begin, SM), markOf(Lambda->getEndLoc(), SM)});
  }
  llvm::sort(Places, [&](const LambdaPlace &A, const LambdaPlace &B) {
    return SM.isBeforeInTranslationUnit(A.Begin, B.Begin);
  });
  return Places;
}

std::vector<Explanation> closure::explain(Session &Shared, ASTContext &Context,
                                          const ExplainSettings &With,
                                          llvm::ArrayRef<LambdaPlace> Wanted) {
  return Explainer(Shared, Context, With).run(Wanted);
}

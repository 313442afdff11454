//===-- CallKnowledge.cpp - Where contracts come from ---------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/CallKnowledge.h"
#include "checks/Compat.h"
#include "checks/calls/Account.h"
#include "checks/calls/HandOffs.h"
#include "checks/calls/ModelContract.h"
#include "checks/engine/syntax/Coroutine.h"
#include "checks/engine/syntax/Expressions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include <cstdlib>

using namespace clang;
using namespace closure;

CallKnowledge::CallKnowledge(ASTContext &Context, ModelSet Models, AssumeEscape Assume,
                             std::shared_ptr<const SummaryIndex> Others, MacroValues Macros)
    : Context(Context), Models(std::move(Models)), Assume(Assume), Others(std::move(Others)),
      Reader(Context, this->Others.get()), Macros(std::move(Macros)), T(Context, *this),
      Declared(this->Models, T), Replaced(Context) {}

std::unique_ptr<CallKnowledge> CallKnowledge::supposing(CaptureSite ByReference) const {
  auto Other = std::make_unique<CallKnowledge>(Context, Models, Assume, Others, Macros);
  Other->T.suppose(ByReference);
  return Other;
}

/// The entry for the calls of which no condition is asked.
static const FunctionModel *plain(llvm::ArrayRef<const FunctionModel *> Models) {
  for (const FunctionModel *Model : Models)
    if (Model->When.empty() && !Model->isOfViews())
      return Model;
  return nullptr;
}

bool CallKnowledge::has(const FunctionDecl &Callee, Effect::Verb V) const {
  const FunctionModel *Model = plain(modelsOf(Callee));
  return Model && Model->has(V);
}

Invalidation CallKnowledge::invalidates(const FunctionDecl &Callee,
                                        const CXXRecordDecl *Object) const {
  for (const FunctionModel *Model : modelsOf(Callee, Object))
    for (const Effect &E : Model->Does)
      if (E.V == Effect::Verb::Invalidates && holdsFor(Model->When, {}, {Object}, Macros)) {
        Invalidation Found;
        Found.Reach = E.Reach;
        if (Model->Parameter.K == ParameterChoice::Kind::Index)
          Found.Element = Model->Parameter.Index;
        return Found;
      }
  return {};
}

ViewOf CallKnowledge::viewOf(const FunctionDecl &Callee) const {
  ViewOf Found;
  for (const FunctionModel *Model : modelsOf(Callee))
    for (const Effect &E : Model->Does)
      if (E.V == Effect::Verb::View && E.To == Effect::Target::This)
        Found.Object = true;
      else if (E.V == Effect::Verb::View)
        Found.Parameter = E.Index;
  return Found;
}

bool CallKnowledge::startsWork(llvm::StringRef Name) const {
  std::string Constructor = (Name + "::" + Name.substr(Name.rfind(':') + 1)).str();
  return llvm::any_of(Models.find(Constructor), [](const FunctionModel *Model) {
    return Model->has(Effect::Verb::Deferred);
  });
}

bool CallKnowledge::isSwap(const FunctionDecl &Callee) const {
  return has(Callee, Effect::Verb::Swap);
}
bool CallKnowledge::queues(const FunctionDecl &Callee) const {
  llvm::ArrayRef<const FunctionModel *> Said = modelsOf(Callee);
  if (!Said.empty())
    return llvm::any_of(Said, [](const FunctionModel *Model) {
      return Model->has(Effect::Verb::Once) || Model->has(Effect::Verb::Deferred);
    });
  return llvm::any_of(wordsOf(Callee),
                      [&](const std::string &Word) { return Models.isQueueWord(Word); });
}
bool CallKnowledge::isFinish(const FunctionDecl &Callee) const {
  return has(Callee, Effect::Verb::Ends);
}

bool CallKnowledge::isBinder(const FunctionDecl &Callee) const {
  return llvm::any_of(modelsOf(Callee),
                      [](const FunctionModel *Model) { return Model->has(Effect::Verb::Binds); });
}

bool CallKnowledge::runsAnything(const FunctionDecl &Callee) const {
  if (const FunctionModel *Model = plain(modelsOf(Callee)))
    for (const Effect &E : Model->Does)
      if (E.V == Effect::Verb::Called && E.To == Effect::Target::Global)
        return true;
  // `exec(sql)` and `process(line)` do that to what they get: the main loop gets nothing to do.
  bool Given = llvm::any_of(Callee.parameters(), [](const ParmVarDecl *P) {
    return !P->hasDefaultArg() && !P->getType()->isIntegralOrEnumerationType();
  });
  return !givesOut(Callee) && llvm::any_of(wordsOf(Callee), [&](const std::string &Word) {
    bool Acts = Word == "exec" || Word == "process";
    return Models.isRunWord(Word) && Word != "execute" && !(Acts && Given);
  });
}

/// Whether something happens in the body that cannot be followed: it comes back to a place, or
/// calls what is out of sight.
static bool hidesWait(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (isLoop(S))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S)) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!Callee || (!Callee->hasBody() && !inStandardLibrary(*Callee) && !Callee->isNoReturn() &&
                    !Callee->isDefaulted()))
      return true;
  }
  return llvm::any_of(S->children(), hidesWait);
}

/// What takes closures in, as its body shows or its name says, does not take them back.
bool CallKnowledge::takesIn(const FunctionDecl &Callee, const Contract *Seen) {
  if (!Seen && keepsByName(Callee, Models))
    Seen = inSystemHeader(Callee) ? contractOfLibrary(Callee) : contractOfUnknown(Callee);
  return Seen && llvm::any_of(Seen->Transfers, [&](const Transfer &Moved) {
           return Moved.From.K == CallEnd::Kind::Parameter &&
                  (Seen->Source != Authority::Assumption ||
                   T.isCallable(Callee.getParamDecl(Moved.From.Index)->getType()));
         });
}

bool CallKnowledge::isWait(const FunctionDecl &Callee, const CXXRecordDecl *Object) {
  if (Callee.isNoReturn() || isOfAwaiting(Callee))
    return false;
  if (const FunctionModel *Model = plain(modelsOf(Callee, Object));
      Model && !isOutranked(*Model, Callee))
    return Model->has(Effect::Verb::Waits) || Model->has(Effect::Verb::Ends);
  if (inStandardLibrary(Callee))
    return false;
  const Contract *Seen = readsBody(Callee) ? contractOfBody(Callee) : contractOfOthers(Callee);
  if (Seen && Seen->Waits)
    return true;
  const FunctionDecl *Definition = nullptr;
  if (Seen && Callee.hasBody(Definition) && !hidesWait(Definition->getBody()))
    return false;
  return !takesIn(Callee, Seen) && waitsByName(Callee, Models, /*BodyUnknown=*/!Seen);
}

bool CallKnowledge::awaits(const FunctionDecl &Callee) {
  if (const FunctionModel *Model = plain(modelsOf(Callee)))
    return Model->has(Effect::Verb::Waits);
  if (inSystemHeader(Callee))
    return false;
  auto [It, New] = Awaiting.try_emplace(Callee.getCanonicalDecl(), false); // recursion adds nothing
  if (!New)
    return It->second;
  const FunctionDecl *Definition = nullptr;
  bool Awaits = false;
  if (Callee.hasBody(Definition))
    Awaits = anyCall(Definition->getBody(), [&](const FunctionDecl &F) { return awaits(F); });
  else if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(&Callee))
    Awaits = llvm::any_of(Destructor->getParent()->methods(), [&](const CXXMethodDecl *Method) {
      return Method != Destructor && awaitsByName(*Method, Models);
    });
  else
    Awaits = awaitsByName(Callee, Models);
  return Awaiting[Callee.getCanonicalDecl()] = Awaits;
}

/// The standard library by shape: what a constructor gets, the object holds; what a member
/// function returns, the object held; what the type of the result is made for, the result holds;
/// everything else only calls what it gets.
static Contract contractByShape(const FunctionDecl &Callee) {
  Contract C;
  C.Source = Authority::Shape;
  C.UsesObject = false;
  auto Moves = [&](CallEnd To, CallEnd From) {
    Transfer Moved;
    Moved.To = To, Moved.From = From;
    C.Transfers.push_back(std::move(Moved));
  };
  if (isa<CXXConstructorDecl>(Callee)) {
    C.UsesArguments = false;
    for (unsigned I = 0; I != Callee.getNumParams(); ++I)
      Moves(callEnd(CallEnd::Kind::Object), callEnd(CallEnd::Kind::Parameter, I));
  } else if (const auto *Method = dyn_cast<CXXMethodDecl>(&Callee); Method && !Method->isStatic()) {
    Moves(callEnd(CallEnd::Kind::Result), callEnd(CallEnd::Kind::Object));
  }
  for (unsigned I = 0; I != Callee.getNumParams(); ++I)
    if (isInResult(*Callee.getParamDecl(I), Callee))
      Moves(callEnd(CallEnd::Kind::Result), callEnd(CallEnd::Kind::Parameter, I));
  return C;
}

/// Whether an entry says what becomes of what the function gets, and not only what it does with
/// its object.
static bool speaksOfArguments(const FunctionModel &Model) {
  using Verb = Effect::Verb;
  return llvm::any_of(Model.Does, [](const Effect &E) {
    return E.V == Verb::Returned || E.V == Verb::Kept || E.V == Verb::Replaced ||
           E.V == Verb::Deferred || E.V == Verb::Once ||
           (E.V == Verb::Called && E.To == Effect::Target::None);
  });
}

/// What the closures of a body borrow of its reference parameters, which a model of the function
/// does not speak of: it stays borrowed whatever the model says of the arguments themselves.
static void addBorrows(Contract &To, const Contract &Seen) {
  for (const Transfer &Moved : Seen.Transfers)
    if (Moved.Borrows && Moved.From.K == CallEnd::Kind::Parameter &&
        Moved.To.K == CallEnd::Kind::Elsewhere &&
        llvm::none_of(Moved.Inner, [](const Step &S) { return S.K == Step::Kind::Assumed; }))
      To.Transfers.push_back(Moved);
}

/// What closures that the function gets return, and which its caller made: something out of sight
/// holds it, and may call it later.
void CallKnowledge::addHarvest(Contract &To, const FunctionDecl &Callee) {
  for (const ParmVarDecl *Parameter : Callee.parameters()) {
    const CXXRecordDecl *Record = Parameter->getType().getNonReferenceType()->getAsCXXRecordDecl();
    const CXXMethodDecl *Operator =
        Record && Record->isLambda() ? Record->getLambdaCallOperator() : nullptr;
    const Contract *Made = Operator && readsBody(*Operator) ? contractOfBody(*Operator) : nullptr;
    if (!Made)
      continue;
    for (Transfer Moved : Made->Transfers)
      if (Moved.To.K == CallEnd::Kind::Result && Moved.From.K == CallEnd::Kind::Variable) {
        Moved.To = callEnd(CallEnd::Kind::Elsewhere);
        Moved.To.Function = &Callee;
        To.Transfers.push_back(std::move(Moved));
      }
  }
}

const Contract *CallKnowledge::contractOfModel(const FunctionModel &Model,
                                               const FunctionDecl &Callee) {
  if (auto It = Modelled.find({&Callee, &Model}); It != Modelled.end())
    return It->second.get();
  auto C = std::make_unique<Contract>(contractFrom(Model, Callee, T));
  if (!Model.OfUser && speaksOfArguments(Model) && readsBody(Callee))
    if (const Contract *Seen = contractOfBody(Callee))
      addBorrows(*C, *Seen);
  if (Model.has(Effect::Verb::Harvests))
    addHarvest(*C, Callee);
  return Modelled.try_emplace({&Callee, &Model}, std::move(C)).first->second.get();
}

bool CallKnowledge::isLetGo(const FunctionDecl &Callee, unsigned Parameter) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (!Method || !Method->isVirtual())
    return false;
  llvm::SmallVector<const CXXMethodDecl *, 4> Bodies = Replaced.overridersOf(*Method);
  if (!Method->isPureVirtual())
    Bodies.push_back(Method);
  return !Bodies.empty() && llvm::all_of(Bodies, [&](const CXXMethodDecl *Body) {
    const Contract *Seen = contractOfExact(*Body);
    return Seen && llvm::none_of(Seen->Transfers, [&](const Transfer &Moved) {
             return Moved.From.K == CallEnd::Kind::Parameter && Moved.From.Index == Parameter;
           });
  });
}

std::optional<Contract> CallKnowledge::assumed(const FunctionDecl &Callee) {
  return assumedContract(Callee, Models, Assume, T,
                         [&](unsigned Parameter) { return isLetGo(Callee, Parameter); });
}

const Contract *CallKnowledge::contractOfLibrary(const FunctionDecl &Callee) {
  auto [It, New] = Library.try_emplace(&Callee);
  if (New) {
    std::optional<Contract> Assumed;
    if (!inStandardLibrary(Callee))
      Assumed = assumed(Callee);
    It->second = std::make_unique<Contract>(Assumed ? *Assumed : contractByShape(Callee));
  }
  return It->second.get();
}

const Contract *CallKnowledge::contractOfOthers(const FunctionDecl &Callee) {
  if (!Others || inSystemHeader(Callee) || Replaced.mayReplace(Callee) || !canBeSummarised(Callee))
    return nullptr;
  auto [It, New] = Elsewhere.try_emplace(Callee.getCanonicalDecl());
  if (!New)
    return It->second.get();
  std::string USR = usrOf(Callee);
  Asked.insert(USR);
  if (llvm::StringRef Line = Others->find(USR); !Line.empty())
    if (std::optional<Contract> Read = Reader.read(Line, Callee))
      It->second = std::make_unique<Contract>(std::move(*Read));
  return It->second.get();
}

std::string CallKnowledge::summaryOf(const FunctionDecl &Function) {
  if (inSystemHeader(Function) || Replaced.mayReplace(Function) || !canBeSummarised(Function))
    return "";
  const Contract *Known = contractOfBody(Function);
  return Known ? summaryLine(Function, *Known) : "";
}

const Contract *CallKnowledge::contractOfUnknown(const FunctionDecl &Callee) {
  if (const Contract *Known = contractOfOthers(Callee))
    return Known;
  auto [It, New] = Library.try_emplace(&Callee);
  if (New)
    if (std::optional<Contract> Assumed = assumed(Callee)) {
      It->second = std::make_unique<Contract>(std::move(*Assumed));
      It->second->About = Others ? usrOf(Callee) : "";
    }
  return It->second.get();
}

/// What it captures holds nothing, so that it can only destroy itself by a global.
bool CallKnowledge::mayEndItself(const CXXRecordDecl &Closure) {
  const CXXMethodDecl *Operator = Closure.getLambdaCallOperator();
  if (!Operator || !Closure.capture_size() || Closure.isGenericLambda() ||
      !Operator->doesThisDeclarationHaveABody() || Operator->isDependentContext() ||
      !mentionsHolder(Operator->getBody(), T))
    return false;
  const FunctionResult *Result = resultOf(*Operator);
  return Result && !Result->Summary.SelfEnds.empty();
}

/// A cheap look: a function has nothing to tell if none of its ends, and no variable that
/// outlives it, can hold a closure, and it makes none over its object.
bool CallKnowledge::touchesClosures(const FunctionDecl &Callee) {
  auto [It, New] = Touching.try_emplace(&Callee, false);
  if (!New)
    return It->second;
  bool Touches = endsHold(Callee) || mentionsHolder(Callee.getBody(), T) || lendsObject(Callee) ||
                 lendsArguments(Callee) || lendsViews(Callee);
  return Touching[&Callee] = Touches;
}

bool CallKnowledge::endsHold(const FunctionDecl &Callee) {
  if (T.canHold(Callee.getReturnType()))
    return true;
  for (const ParmVarDecl *Parameter : Callee.parameters())
    if (T.canHold(Parameter->getType()))
      return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  return Method && !Method->isStatic() && T.canHold(typeOf(Context, *Method->getParent()));
}

bool CallKnowledge::givesUp(const CXXMethodDecl &Callee) {
  if (!Callee.getReturnType()->isPointerType() || Callee.isConst() || Callee.isStatic())
    return false;
  if (const FunctionModel *Model = plain(modelsOf(Callee)))
    return Model->has(Effect::Verb::Dropped);
  const Contract *C = readsBody(Callee) ? contractOfBody(Callee) : nullptr;
  return C && llvm::any_of(C->Drops, [](const CallEnd &Dropped) {
           return Dropped.K == CallEnd::Kind::Object;
         });
}

bool CallKnowledge::readsBody(const FunctionDecl &Callee) {
  if (inSystemHeader(Callee) || !Callee.hasBody())
    return false;
  return !Replaced.mayReplace(Callee);
}

const Contract *CallKnowledge::contractOf(const FunctionDecl &Callee, Arguments Given,
                                          const Expr *Object) {
  const Contract *Known = unannotated(Callee, Given, Object);
  bool Ends = Declared.endsAnnotatedWork(Callee);
  if (!Ends && !Declared.isAnnotated(Callee))
    return Known;
  auto [It, New] = Annotated.try_emplace({&Callee, Known});
  if (New) {
    Contract Base;
    Base.Source = Authority::Attribute;
    It->second = std::make_unique<Contract>(Declared.annotated(Known ? *Known : Base, Callee));
    if (Ends)
      It->second->Ends.push_back(callEnd(CallEnd::Kind::Object));
  }
  return It->second.get();
}

/// Whether the body, which is seen, tells all that the model is about: a function of the project
/// may have the name of a library's. A model of the user's knows better, and so does one of a
/// library whose body is deep, or hands closures to what nobody follows.
bool CallKnowledge::isOutranked(const FunctionModel &Model, const FunctionDecl &Callee) {
  const FunctionDecl *Definition = nullptr;
  if (Model.OfUser || inStandardLibrary(Callee) || !readsBody(Callee) ||
      !speaksOfArguments(Model) || !Callee.hasBody(Definition))
    return false;
  auto [It, New] = Outranked.try_emplace({&Callee, &Model}, false); // recursion tells nothing
  const Contract *Seen = New ? contractOfBody(Callee) : nullptr;
  // A body that confirms the model does not know how the library would guard.
  bool Confirms =
      Seen && (Model.Unused || Model.has(Effect::Verb::Guarded)) &&
      llvm::any_of(Seen->Transfers, [](const Transfer &Moved) {
        return Moved.From.K == CallEnd::Kind::Parameter && Moved.To.K != CallEnd::Kind::Result;
      });
  if (!Seen || Confirms)
    return Outranked[{&Callee, &Model}];
  bool Tells = false;
  for (unsigned I = 0; I != Callee.getNumParams(); ++I) {
    if (!concerns(Model, Callee, I, T) || !T.canHold(Callee.getParamDecl(I)->getType()))
      continue;
    if (!Account(*this, T).isGiven(*Definition, I))
      return false;
    Tells = true;
  }
  return Outranked[{&Callee, &Model}] = Tells;
}

/// In the order of authority: a model, unless the body knows better, the visible body, what can be
/// assumed.
const Contract *CallKnowledge::unannotated(const FunctionDecl &Callee, Arguments Given,
                                           const Expr *Object) {
  if (hidesCallee(Callee, Given, Models))
    return nullptr;
  const FunctionModel *Model = nullptr;
  eachEntry(Callee, Given, Object, [&](const FunctionModel &Each, bool Counts) {
    if (Counts && !Each.isOfViews())
      Model = &Each;
  });
  if (Model && !isOutranked(*Model, Callee))
    return contractOfModel(*Model, Callee);
  if (bool Library = inSystemHeader(Callee); Library || readsBody(Callee))
    return Library ? contractOfLibrary(Callee) : contractOfBody(Callee);
  const Contract *Known = contractOfUnknown(Callee);
  std::optional<unsigned> Fresh = freshArgument(Callee, Given, Models, T);
  if (Known || !Fresh || Assume == AssumeEscape::Never || Declared.isAnnotated(Callee) ||
      Declared.endsAnnotatedWork(Callee))
    return Known;
  std::unique_ptr<Contract> &Keeping = Annotated[{&Callee, nullptr}];
  if (!Keeping)
    Keeping = std::make_unique<Contract>(keepingArgument(Callee, *Fresh, T));
  return Keeping.get();
}

const Contract *CallKnowledge::contractOfExact(const CXXMethodDecl &Callee) {
  return inSystemHeader(Callee) || !Callee.hasBody() ? nullptr : contractOfBody(Callee);
}

const Contract *CallKnowledge::contractOfDestructor(const CXXDestructorDecl &Callee) {
  if (!Callee.isUserProvided() || inSystemHeader(Callee))
    return nullptr;
  return Callee.hasBody() ? contractOfBody(Callee) : contractOfOthers(Callee);
}

const Contract *CallKnowledge::contractOfBody(const FunctionDecl &Callee) {
  const FunctionDecl *Definition = nullptr;
  if (!Callee.hasBody(Definition) || !touchesClosures(*Definition))
    return nullptr;
  const FunctionResult *Result = resultOf(*Definition);
  return Result && Result->S == FunctionResult::State::Done ? &Result->Summary : nullptr;
}

/// Does the work on another stack where so many calls lie on this one that it may be used up.
static void onStackFor(unsigned Depth, llvm::function_ref<void()> Work) {
  constexpr unsigned CallsOnOne = 24, Size = 8u << 20;
  if (Depth % CallsOnOne)
    return Work();
  // Who guards the analysis must learn of a crash there.
  if (!llvm::CrashRecoveryContext().RunSafelyOnThread(Work, Size))
    std::abort();
}

const FunctionResult *CallKnowledge::resultOf(const FunctionDecl &Function) {
  if (auto It = Results.find(&Function); It != Results.end())
    return It->second.get(); // null while it is under way: recursion is cut
  if (Depth >= MaxDepth || inSystemHeader(Function))
    return nullptr;
  // Whether a closure can hold anything may depend on its body: that is asked first.
  if (const auto *Operator = dyn_cast<CXXMethodDecl>(&Function);
      Operator && Operator->getParent()->isLambda()) {
    T.canHoldClass(*Operator->getParent());
    if (auto It = Results.find(&Function); It != Results.end())
      return It->second.get();
  }
  Results[&Function] = nullptr;
  ++Depth;
  std::unique_ptr<FunctionResult> Result;
  onStackFor(Depth, [&] {
    Result = std::make_unique<FunctionResult>(analyseFunction(Context, Function, T, *this));
  });
  --Depth;
  return (Results[&Function] = std::move(Result)).get();
}

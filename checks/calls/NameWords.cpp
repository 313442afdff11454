//===-- NameWords.cpp - What the words of a name promise ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/calls/NameWords.h"
#include "checks/calls/ModelContract.h"
#include "checks/engine/syntax/CallableViews.h"
#include "checks/engine/syntax/Coroutine.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace closure;

static std::vector<std::string> wordsIn(llvm::StringRef Name) {
  std::vector<std::string> Words;
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

std::vector<std::string> closure::wordsOf(const NamedDecl &Named) {
  return Named.getDeclName().isIdentifier() ? wordsIn(Named.getName()) : std::vector<std::string>();
}

/// `removeLater` takes back and `post_and_wait` waits; `async_remove` and `async_wait` do not.
static bool leavesNothing(llvm::ArrayRef<std::string> Words, const ModelSet &Models) {
  auto Async = [&](const std::string &Word) { return Models.isAsyncWord(Word); };
  if (Words.empty())
    return false;
  bool First = Models.isDoneWord(Words.front()) || Models.isWaitWord(Words.front());
  bool Last = Models.isDoneWord(Words.back());
  return (First && llvm::none_of(Words, Async)) ||
         (Last && !(Words.size() > 1 && Async(Words.end()[-2])));
}

/// What begins with a word that keeps, keeps: `subscribe_once`. After a word that calls it is what
/// that is done to, as in `for_each_listener`, unless it says when: `callLater`.
static bool keepsByName(llvm::ArrayRef<std::string> Words, const ModelSet &Models,
                        bool Callable = true) {
  if (leavesNothing(Words, Models))
    return false;
  auto Acts = [&](const std::string &W) {
    return Models.isCallWord(W) || Models.isDoneWord(W) || Models.isWaitWord(W);
  };
  const auto *First = llvm::find_if(Words, Acts);
  bool Act = First != Words.end();
  bool Asks = !Words.empty() && Words.front() == "if"; // `if_open_then` is a condition
  for (const auto *W = Words.begin(); W != Words.end(); ++W)
    // `handler_remove`: what stands for a callable does nothing itself.
    if ((Models.isLaterWord(*W) && !(Asks && *W == "then")) ||
        ((Models.isKeepWord(*W) || (Callable && Models.isStoreWord(*W))) &&
         (!Act || (W < First && !Models.isKeepParameterWord(*W)))))
      return true;
  return false;
}

bool closure::keepsByName(const FunctionDecl &Callee, const ModelSet &Models) {
  return ::keepsByName(wordsOf(Callee), Models);
}

bool closure::registersByName(const FunctionDecl &Callee, const ModelSet &Models) {
  std::vector<std::string> Words = wordsOf(Callee);
  auto Handler = [&](const std::string &W) { return Models.isKeepParameterWord(W); };
  auto Next = [&](const std::string &W) { return Models.isQueueWord(W) || Models.isAsyncWord(W); };
  return !Words.empty() && llvm::none_of(Words, Next) &&
         (Words.front() == "on" || Models.isStoreWord(Words.front()) ||
          llvm::any_of(Words, Handler));
}

bool closure::givesOut(const FunctionDecl &Callee) {
  QualType Result = Callee.getReturnType();
  const CXXRecordDecl *Of = Result->isReferenceType() || Result->isPointerType()
                                ? Result->getPointeeType()->getAsCXXRecordDecl()
                                : nullptr;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  bool Itself = Of && Method && !Method->isStatic() && areOneKind(*Of, *Method->getParent());
  return Of && !Itself && !Callee.getNumParams();
}

bool closure::waitsByName(const FunctionDecl &Callee, const ModelSet &Models, bool BodyUnknown) {
  std::vector<std::string> Words = wordsOf(Callee);
  bool Runs = BodyUnknown && !givesOut(Callee);
  return llvm::any_of(Words, [&](const std::string &Word) {
    return Models.isWaitWord(Word) || (Runs && Models.isRunWord(Word));
  });
}

bool closure::awaitsByName(const FunctionDecl &Callee, const ModelSet &Models) {
  return !isOfAwaiting(Callee) && llvm::any_of(wordsOf(Callee), [&](const std::string &Word) {
    return Models.isAwaitWord(Word);
  });
}

bool closure::isOwningWrapper(const ParmVarDecl &Parameter, const ModelSet &Models) {
  QualType Type = Parameter.getType().getCanonicalType();
  const CXXRecordDecl *Record = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record || Type->isLValueReferenceType())
    return false;
  // Of a class over a signature, those that only refer to the callable say so.
  QualType Wrapped = firstTypeArgument(Record);
  std::vector<std::string> Class = wordsIn(Record->getName());
  bool Owns = !Wrapped.isNull() && Wrapped->isFunctionProtoType() && !Class.empty() &&
              Class.back() != "ref" && Class.back() != "view";
  return Owns || Models.isHolder(qualifiedName(*Record));
}

/// What the callable gives back, as far as its type says.
static QualType resultOf(QualType Callable) {
  const CXXRecordDecl *Record = Callable.getNonReferenceType()->getAsCXXRecordDecl();
  if (Record && Record->isLambda() && !Record->isGenericLambda())
    return Record->getLambdaCallOperator()->getReturnType();
  QualType Wrapped = firstTypeArgument(Record);
  const auto *Signature = Wrapped.isNull() ? nullptr : Wrapped->getAs<FunctionProtoType>();
  return Signature ? Signature->getReturnType() : QualType();
}

/// `std::function<void(Result)> callback`, by value: a wrapper that owns what it wraps, under
/// a name that says what it is for.
static bool keepsByParameter(const ParmVarDecl &Parameter, const ModelSet &Models) {
  return isOwningWrapper(Parameter, Models) &&
         llvm::any_of(wordsOf(Parameter),
                      [&](const std::string &Word) { return Models.isKeepParameterWord(Word); });
}

/// Whether the value comes later: the name of the function says so, or a callable beside this one
/// waits for it: `asyncUpdate(std::function<Row()> make, std::function<void(Status)> done)`.
static bool comesLater(const ParmVarDecl &Parameter, const FunctionDecl &Callee,
                       llvm::ArrayRef<std::string> Words, const ModelSet &Models) {
  return llvm::any_of(Words, [&](const std::string &W) { return Models.isAsyncWord(W); }) ||
         llvm::any_of(Callee.parameters(), [&](const ParmVarDecl *Other) {
           QualType Back = resultOf(Other->getType());
           return Other != &Parameter && isOwningWrapper(*Other, Models) && !Back.isNull() &&
                  Back->isVoidType();
         });
}

/// A wrapper of something that computes a value, for a function that hands no value back:
/// it asks for the value at once, unless that comes later.
static bool asksForValue(const ParmVarDecl &Parameter, const FunctionDecl &Callee,
                         llvm::ArrayRef<std::string> Words, const ModelSet &Models) {
  QualType Back = Callee.getReturnType();
  if (comesLater(Parameter, Callee, Words, Models))
    return false;
  QualType Wrapped =
      firstTypeArgument(Parameter.getType().getNonReferenceType()->getAsCXXRecordDecl());
  const auto *Signature = Wrapped.isNull() ? nullptr : Wrapped->getAs<FunctionProtoType>();
  return Signature && Signature->getReturnType()->isRecordType() &&
         (Back->isVoidType() || Back->isBooleanType());
}

static llvm::SmallVector<QualType, 4> typeArguments(const CXXRecordDecl &Record) {
  llvm::SmallVector<QualType, 4> Found;
  if (const auto *Of = dyn_cast<ClassTemplateSpecializationDecl>(&Record))
    for (const TemplateArgument &A : Of->getTemplateArgs().asArray())
      if (A.getKind() == TemplateArgument::Type)
        Found.push_back(A.getAsType());
  return Found;
}

/// Whether the type, a value, is of the class or has it inside: a member, what a container holds.
static bool hasInside(QualType Whole, const CXXRecordDecl &Class, unsigned Depth = 0) {
  const CXXRecordDecl *Record = bareType(Whole)->getAsCXXRecordDecl();
  if (!Record || Depth == 4)
    return false;
  auto Has = [&](QualType Part) { return hasInside(Part, Class, Depth + 1); };
  return Record->getCanonicalDecl() == Class.getCanonicalDecl() ||
         llvm::any_of(typeArguments(*Record), Has) ||
         (!inSystemHeader(*Record) && Record->hasDefinition() &&
          llvm::any_of(Record->fields(), [&](const FieldDecl *F) { return Has(F->getType()); }));
}

/// The class of the user's that the value is, or that is inside what the standard library wraps.
static const CXXRecordDecl *ownClassIn(QualType Value, unsigned Depth = 0) {
  const CXXRecordDecl *Record = bareType(Value)->getAsCXXRecordDecl();
  if (!Record || Depth == 4 || !Record->isInStdNamespace())
    return Record;
  for (QualType Inside : typeArguments(*Record))
    if (const CXXRecordDecl *Own = ownClassIn(Inside, Depth + 1); Own && !Own->isInStdNamespace())
      return Own;
  return nullptr;
}

/// `Entries complete(…, std::function<std::optional<Entry>(…)> callback)`: what the callable
/// answers is in what the function hands back, so it was asked before.
static bool handsAnswerBack(const ParmVarDecl &Parameter, const FunctionDecl &Callee) {
  QualType Answer = resultOf(Parameter.getType());
  const CXXRecordDecl *Class = Answer.isNull() ? nullptr : ownClassIn(Answer);
  QualType Back = Callee.getReturnType();
  return Class && !Class->isInStdNamespace() && Back->isRecordType() && hasInside(Back, *Class);
}

/// `retryOnFailure`, `splitOn`: a condition, or a value, is asked for at once; the word that says
/// when is not what the function is called for.
static bool asksInside(const ParmVarDecl &Parameter, llvm::ArrayRef<std::string> Words,
                       const ModelSet &Models) {
  auto Says = [&](const std::string &W) {
    return Models.isLaterWord(W) || Models.isKeepWord(W) || Models.isStoreWord(W);
  };
  const auto *First = llvm::find_if(Words, Says);
  QualType Back = resultOf(Parameter.getType());
  return First != Words.end() && First != Words.begin() && Models.isLaterWord(*First) &&
         !Models.isAsyncWord(*First) &&
         llvm::none_of(llvm::make_range(First, Words.end()),
                       [&](const std::string &W) { return Models.isKeepWord(W); }) &&
         !Back.isNull() && (Back->isBooleanType() || Back->isIntegerType());
}

/// `bulk_set(std::function<void(Store &)> change)`: the callable works on something of the
/// function's, which the word, not the first of its name, says the function does.
static bool worksInside(const ParmVarDecl &Parameter, llvm::ArrayRef<std::string> Words,
                        const ModelSet &Models) {
  if (Words.empty() || Models.isStoreWord(Words.front()) ||
      ::keepsByName(Words, Models, /*Callable=*/false))
    return false;
  QualType Wrapped =
      firstTypeArgument(Parameter.getType().getNonReferenceType()->getAsCXXRecordDecl());
  const auto *Signature = Wrapped.isNull() ? nullptr : Wrapped->getAs<FunctionProtoType>();
  return Signature && llvm::any_of(Signature->param_types(), [](QualType T) {
           return T->isLValueReferenceType() && !T->getPointeeType().isConstQualified() &&
                  T->getPointeeType()->isRecordType();
         });
}

/// `static std::unique_ptr<Timer> create(…)`: what it is given, the new object has.
static bool makesOwnClass(const CXXMethodDecl &Method, Types &T) {
  QualType Back = Method.getReturnType().getCanonicalType();
  const CXXRecordDecl *Made =
      Back->isPointerType() ? Back->getPointeeCXXRecordDecl() : Back->getAsCXXRecordDecl();
  if (QualType Owned = Made ? firstTypeArgument(Made) : QualType(); !Owned.isNull())
    if (const CXXRecordDecl *Of = Owned->getAsCXXRecordDecl())
      Made = Of;
  return Made && Made->getCanonicalDecl() == Method.getParent()->getCanonicalDecl() &&
         T.canHold(Back);
}

/// A message that a queue gets by a reference to const: it cannot keep that, so it copies.
static bool isCopiedByQueue(QualType Given, llvm::ArrayRef<std::string> Words,
                            const ModelSet &Models) {
  const CXXRecordDecl *Record = Given.getNonReferenceType()->getAsCXXRecordDecl();
  return Given.getNonReferenceType().isConstQualified() && Record && Record->hasDefinition() &&
         !Record->isPolymorphic() && !inSystemHeader(*Record) &&
         llvm::any_of(Words, [&](const std::string &W) { return Models.isQueueWord(W); });
}

/// An event, a command, a task: what is in it goes where it goes.
static bool carries(const ParmVarDecl &Parameter, llvm::ArrayRef<std::string> Words,
                    const ModelSet &Models, Types &T) {
  QualType Given = Parameter.getType();
  return T.canHold(Given) &&
         (!Given->isLValueReferenceType() || isCopiedByQueue(Given, Words, Models)) &&
         (Given.getNonReferenceType()->isRecordType() || Given->isPointerType());
}

/// `attach(std::unique_ptr<Task> task)`: what somebody puts on the heap under the name of its base,
/// and gives away, is to outlive the call.
static bool isGivenTask(const ParmVarDecl &Parameter, Types &T) {
  QualType Given = Parameter.getType();
  QualType Owned = firstTypeArgument(Given.getNonReferenceType()->getAsCXXRecordDecl());
  const CXXRecordDecl *Class = Owned.isNull() ? nullptr : Owned->getAsCXXRecordDecl();
  return !Given->isLValueReferenceType() && isSoleOwner(Given) && Class && Class->hasDefinition() &&
         Class->isPolymorphic() && T.canHold(Given);
}

/// `launch(task())`: it goes on by itself, unless the name says as well that this is waited for.
static bool startsCoroutine(const ParmVarDecl &Parameter, const FunctionDecl &Callee,
                            llvm::ArrayRef<std::string> Words, const ModelSet &Models, Types &T) {
  auto Blocks = [&](const std::string &W) { return Models.isAwaitWord(W) || Models.isDoneWord(W); };
  return T.isCoroutine(Parameter.getType()) && !Parameter.getType()->isLValueReferenceType() &&
         Callee.getReturnType()->isVoidType() &&
         llvm::any_of(Words, [&](const std::string &W) { return Models.isStartWord(W); }) &&
         llvm::none_of(Words, Blocks);
}

/// Whether the type is made for the other, a bare one: `Guard<F>` for `F`.
static bool isMadeFor(QualType Type, QualType Other, unsigned Depth = 0) {
  const auto *Of =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(bareType(Type)->getAsCXXRecordDecl());
  return Of && Depth < 4 &&
         llvm::any_of(
             Of->getTemplateArgs().asArray(),
             [&](const TemplateArgument &A) {
               return A.getKind() == TemplateArgument::Type &&
                      (bareType(A.getAsType()) == Other ||
                       isMadeFor(A.getAsType(), Other, Depth + 1));
             });
}

bool closure::isInResult(const ParmVarDecl &Parameter, const FunctionDecl &Callee) {
  QualType Given = bareType(Parameter.getType());
  const CXXRecordDecl *Closure = Given->getAsCXXRecordDecl();
  return Closure && Closure->isLambda() && !Callee.getReturnType()->isReferenceType() &&
         isMadeFor(Callee.getReturnType(), Given);
}

/// Whether the words say that the function calls what it gets, or takes something back.
static bool callsByName(llvm::ArrayRef<std::string> Words, const ModelSet &Models) {
  return llvm::any_of(
      Words, [&](const std::string &W) { return Models.isCallWord(W) || Models.isDoneWord(W); });
}

/// What an assumption says of where the function puts what it keeps.
static CallEnd keeperOf(const FunctionDecl &Callee, Types &T) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (isa<CXXConstructorDecl>(Callee) ||
      (Method && !Method->isStatic() && T.canHoldClass(*Method->getParent())))
    return callEnd(CallEnd::Kind::Object);
  if (Method && Method->isStatic() && makesOwnClass(*Method, T))
    return callEnd(CallEnd::Kind::Result);
  CallEnd To = callEnd(CallEnd::Kind::Elsewhere);
  To.Function = &Callee;
  return To;
}

std::optional<Contract> closure::assumedContract(const FunctionDecl &Callee, const ModelSet &Models,
                                                 AssumeEscape Assume, Types &T,
                                                 llvm::function_ref<bool(unsigned)> IsLetGo) {
  if (Assume == AssumeEscape::Never)
    return std::nullopt;
  std::vector<std::string> Words = wordsOf(Callee);
  bool Constructor = isa<CXXConstructorDecl>(Callee);
  bool Named = ::keepsByName(Words, Models);
  auto Starts = [&](const ParmVarDecl *P) { return startsCoroutine(*P, Callee, Words, Models, T); };
  bool StartsAny = llvm::any_of(Callee.parameters(), Starts);
  if ((Words.empty() && !Constructor) || (!Named && !StartsAny && callsByName(Words, Models)))
    return std::nullopt;
  Contract C;
  C.Source = Authority::Assumption;
  CallEnd To = keeperOf(Callee, T);
  bool All = Assume == AssumeEscape::Always || Named;
  for (unsigned I = 0; I != Callee.getNumParams(); ++I) {
    const ParmVarDecl &Parameter = *Callee.getParamDecl(I);
    if (refersToCallable(Parameter.getType(), T))
      continue;
    bool Starting = Starts(&Parameter);
    bool Kept = T.isCallable(Parameter.getType())
                    ? !asksForValue(Parameter, Callee, Words, Models) &&
                          !asksInside(Parameter, Words, Models) &&
                          !worksInside(Parameter, Words, Models) &&
                          (All ||
                           (keepsByParameter(Parameter, Models) && !IsLetGo(I) &&
                            !handsAnswerBack(Parameter, Callee)) ||
                           (Constructor && isTakenIn(Parameter)))
                    : (::keepsByName(Words, Models, /*Callable=*/false) &&
                       carries(Parameter, Words, Models, T)) ||
                          isGivenTask(Parameter, T);
    if (!Kept && !Starting)
      continue;
    bool Given = isInResult(Parameter, Callee);
    C.Transfers.push_back(fromParameter(I, Given ? callEnd(CallEnd::Kind::Result) : To));
    C.Transfers.back().Declared = Given; // by its type
    C.Transfers.back().Starts = Starting || llvm::any_of(Words, [&](const std::string &W) {
                                  return Models.isAsyncWord(W);
                                });
  }
  if (C.Transfers.empty())
    return std::nullopt;
  return C;
}

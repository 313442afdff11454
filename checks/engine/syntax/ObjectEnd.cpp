//===-- ObjectEnd.cpp - What an object's end does to closures over it -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Relations.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include <set>

using namespace clang;
using namespace closure;

/// What a closure that others hold has to do with: those that hold it, and what it looks at.
struct ObjectEnd::Trail {
  std::set<const Decl *> Decls;
  std::set<const CXXRecordDecl *> Classes;
  const LambdaExpr *Lambda = nullptr;
  /// What holds the closure is a global, or not known at all.
  bool Global = false;
  /// What alone holds the closure, as the class that makes it knows it: a parameter of its
  /// constructor, a member that is bound to that. None where it is not known.
  std::set<const Decl *> Keepers;
  const CXXRecordDecl *Maker = nullptr;
  const FunctionDecl *By = nullptr; ///< What leaves it with them.

  void add(const Decl *D) {
    if (D)
      Decls.insert(D);
  }
  void add(const CXXRecordDecl *Class) {
    if (Class)
      Classes.insert(Class->getCanonicalDecl());
  }
};

const std::vector<EndAct> &ObjectEnd::actsOf(const CXXRecordDecl &Class) {
  auto [It, New] = Acts.try_emplace(Class.getCanonicalDecl());
  if (New)
    It->second = endActsOf(Class, T);
  return It->second;
}

static const Decl *groupOf(const FunctionDecl &F) {
  const DeclContext *In = F.getDeclContext()->getRedeclContext();
  return In->isTranslationUnit() ? F.getCanonicalDecl() : cast<Decl>(In)->getCanonicalDecl();
}

ObjectEnd::Trail ObjectEnd::trailOf(const Transfer &Left, const FunctionDecl &By) {
  Trail Of;
  const LambdaExpr *Lambda = Left.Site.Lambda;
  Of.Lambda = Lambda;
  Of.By = &By;
  auto AddValue = [&](const ValueDecl *V) {
    if (const auto *F = dyn_cast<FunctionDecl>(V)) { // what an accessor gives access to
      Of.add(groupOf(*F));
      Of.add(classBehind(F->getReturnType()));
    } else {
      Of.add(cast<Decl>(V));
      Of.add(classBehind(V->getType()));
    }
  };
  const CallEnd &To = Left.To;
  if (To.K == CallEnd::Kind::Parameter && To.Index < By.getNumParams())
    AddValue(By.getParamDecl(To.Index));
  if (To.Variable) {
    AddValue(To.Variable);
    Of.Global = To.Why == Outlives::Global || To.Why == Outlives::Static;
  }
  for (PathElement Element : To.Path)
    if (Element && Element != pendingPart())
      AddValue(Element);
  Of.Global |= To.K == CallEnd::Kind::Elsewhere;
  addKeepers(Of.Keepers, Left, By);
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&By))
    Of.Maker = Method->getParent()->getCanonicalDecl();
  if (To.Function) {
    Of.add(groupOf(*To.Function));
    if (const auto *Method = dyn_cast<CXXMethodDecl>(To.Function))
      Of.add(Method->getParent());
  }
  if (!Lambda) // what is bound without one is given to nothing else
    return Of;
  for (const Expr *Init : Lambda->capture_inits())
    if (Init && !isa<CXXThisExpr>(Init->IgnoreParenImpCasts()))
      if (Mentioned M = mentionedIn(Init); M.Of)
        Of.add(M.Of);
  const CXXMethodDecl *Maker = methodAround(Lambda->getLambdaClass()->getDeclContext());
  if (!Maker)
    return Of;
  const ClassUse &Use = Uses.of(*Maker->getParent());
  std::vector<const Decl *> Beside;
  if (auto It = Use.Beside.find(Lambda); It != Use.Beside.end())
    Beside = It->second;
  for (size_t I = 0; I != Beside.size(); ++I) {
    if (!isa<FieldDecl>(Beside[I]) || !Of.Decls.insert(Beside[I]).second)
      continue;
    // What a timer was made from runs its handlers; what it is a part of can end it.
    if (auto It = Use.Given.find(Beside[I]); It != Use.Given.end())
      for (const Mentioned &M : It->second) {
        if (isa_and_nonnull<FieldDecl>(M.Of))
          Beside.push_back(M.Of);
        if (M.Class && !M.Class->isInStdNamespace())
          Of.add(M.Class);
      }
  }
  return Of;
}

/// The parameters that the member was made of or given.
std::set<const Decl *> ObjectEnd::givenTo(const FieldDecl &Member) {
  const auto *Owner = dyn_cast<CXXRecordDecl>(Member.getParent());
  std::set<const Decl *> Names;
  if (Owner)
    for (const Mentioned &M : Uses.of(*Owner).Given.lookup(&Member))
      if (isa_and_nonnull<ParmVarDecl>(M.Of))
        Names.insert(M.Of);
  return Names;
}

void ObjectEnd::addKeepers(std::set<const Decl *> &Keepers, const Transfer &Left,
                           const FunctionDecl &By) {
  const CallEnd &To = Left.To;
  const Decl *First = nullptr;
  if (To.K == CallEnd::Kind::Parameter && To.Index < By.getNumParams())
    First = By.getParamDecl(To.Index);
  else if (To.K == CallEnd::Kind::Object && !To.Path.empty() && To.Path.front() &&
           To.Path.front() != pendingPart())
    First = To.Path.front();
  if (!First || Left.Or)
    return;
  Keepers.insert(First);
  if (const auto *Member = dyn_cast<FieldDecl>(First))
    Keepers.merge(givenTo(*Member));
}

/// Whether it is done to another object of the class of what holds the closure: one that the object
/// was given beside that.
bool ObjectEnd::isDoneToOther(const EndAct &Act, const Trail &Of) {
  if (!Act.On || !Of.Maker || Of.Keepers.empty() ||
      cast<CXXRecordDecl>(Act.On->getParent())->getCanonicalDecl() != Of.Maker ||
      Of.Keepers.count(Act.On) || (Act.K != EndAct::Kind::Changes && Act.K != EndAct::Kind::Frees))
    return false;
  const CXXRecordDecl *Class = classBehind(Act.On->getType());
  bool Alike = Class && llvm::any_of(Of.Keepers, [&](const Decl *Keeper) {
                 const auto *Value = dyn_cast<ValueDecl>(Keeper);
                 const CXXRecordDecl *Other = Value ? classBehind(Value->getType()) : nullptr;
                 return Other && Class->getCanonicalDecl() == Other->getCanonicalDecl();
               });
  if (!Alike)
    return false;
  bool IsPart = !Act.On->getType()->isReferenceType() && !Act.On->getType()->isPointerType();
  std::set<const Decl *> Given = givenTo(*Act.On);
  return (IsPart || !Given.empty()) &&
         llvm::none_of(Given, [&](const Decl *D) { return Of.Keepers.count(D); }) &&
         llvm::any_of(Of.Keepers, [](const Decl *Keeper) { return isa<ParmVarDecl>(Keeper); });
}

/// The library that does it was not asked to take the closure back.
static bool isUnused(const EndAct &Act, const Guards &Unused) {
  return Unused && (leavesClosures(*Act.By, Unused) ||
                    (inSystemHeader(*Act.By) && Act.K != EndAct::Kind::Waits));
}

/// Whether what is called, and not seen, may have been given anything elsewhere.
static bool hasRoom(const CXXRecordDecl &Class, Types &T) {
  return !Class.hasDefinition() || T.canHoldClass(Class);
}

bool ObjectEnd::reaches(const EndAct &Act, const Trail &Of, const Guards &Unused) {
  if (isUnused(Act, Unused) || isDoneToOther(Act, Of))
    return false;
  if (Act.K == EndAct::Kind::Any || Act.K == EndAct::Kind::Waits)
    return true;
  auto IsOfKind = [&](const CXXRecordDecl *Class) {
    return Class && llvm::any_of(Of.Classes, [&](const CXXRecordDecl *Other) {
             return areOneKind(*Class, *Other);
           });
  };
  if (Act.K == EndAct::Kind::Unseen && !Act.To) // the object's own
    return true;
  if (Act.To && Of.Decls.count(Act.To))
    return true;
  if (IsOfKind(Act.Class))
    return true;
  if (Act.K == EndAct::Kind::Changes || Act.K == EndAct::Kind::Frees) {
    const auto *V = dyn_cast_or_null<VarDecl>(Act.To);
    return V && V->hasGlobalStorage() && Of.Lambda && mentions(Of.Lambda->getBody(), *V);
  }
  if (Act.K == EndAct::Kind::Touches) {
    if (!Act.Class) // a free function, and the handles that it gets
      return Of.Global && !isa_and_nonnull<FieldDecl>(Act.To);
    // What was given elsewhere to something with room for closures is not known.
    return hasRoom(*Act.Class, T);
  }
  return wasGiven(Act, [&](const Mentioned &M) {
    return (M.Of && (isa<CXXRecordDecl>(M.Of) || Of.Decls.count(M.Of))) || IsOfKind(M.Class);
  });
}

bool ObjectEnd::ends(const EndAct &Act, const Trail &Of, const Guards &Unused) {
  return reaches(Act, Of, Unused) && !(Of.By && unmet(Act, *Of.By));
}

/// Whether the code, or a method of the object that it calls, names the member.
static bool namesMember(const Stmt *S, const FieldDecl &Member, unsigned Depth = 0) {
  if (!S)
    return false;
  if (const auto *Access = dyn_cast<MemberExpr>(S)) {
    const FunctionDecl *Definition = nullptr;
    const auto *Method = dyn_cast<CXXMethodDecl>(Access->getMemberDecl());
    if (Access->getMemberDecl() == &Member ||
        (Method && Depth != 3 && Method->hasBody(Definition) && !inSystemHeader(*Method) &&
         namesMember(Definition->getBody(), Member, Depth + 1)))
      return true;
  }
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return namesMember(Child, Member, Depth); });
}

/// What the constructor makes of the member, a number or a pointer; nothing if that is not known.
static std::optional<int64_t> firstValue(const CXXConstructorDecl &Constructor,
                                         const FieldDecl &Of) {
  const Expr *Value = nullptr;
  for (const CXXCtorInitializer *Init : Constructor.inits())
    if (Init->getAnyMember() == &Of)
      Value = Init->getInit();
  for (unsigned Depth = 0; Value && Depth != 4; ++Depth) {
    if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Value))
      Value = Default->getExpr();
    Value = stripped(Value);
    if (const auto *List = dyn_cast<InitListExpr>(Value); List && List->getNumInits() == 1)
      Value = List->getInit(0);
    else if (const auto *Made = dyn_cast<CXXConstructExpr>(Value); Made && Made->getNumArgs())
      Value = Made->getArg(0); // of an atomic
  }
  Expr::EvalResult Result;
  if (!Value || Value->isValueDependent())
    return std::nullopt;
  if (isa<CXXNullPtrLiteralExpr, ImplicitValueInitExpr, CXXScalarValueInitExpr>(Value))
    return 0;
  if (!Value->getType()->isIntegralOrEnumerationType() ||
      !Value->EvaluateAsInt(Result, Of.getASTContext()))
    return std::nullopt;
  return Result.Val.getInt().getExtValue();
}

/// What the act wants of a private member, and does not get where only the constructor was called.
const EndAct::Need *ObjectEnd::unmet(const EndAct &Act, const FunctionDecl &By) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&By);
  if (Act.Needs.empty() || !Constructor || Constructor->isDelegatingConstructor() ||
      Act.By->getCanonicalDecl() != Constructor->getParent()->getCanonicalDecl() ||
      !Uses.of(*Constructor->getParent()).Whole)
    return nullptr;
  for (const EndAct::Need &N : Act.Needs) {
    if (N.Of->getParent()->getCanonicalDecl() != Constructor->getParent()->getCanonicalDecl() ||
        N.Of->getAccess() == AS_public || namesMember(Constructor->getBody(), *N.Of))
      continue;
    std::optional<int64_t> First = firstValue(*Constructor, *N.Of);
    if (First && (*First == N.Value) != N.Equal)
      return &N;
  }
  return nullptr;
}

/// Whether an object of the class can be given such a thing.
static bool takes(const CXXRecordDecl *Class, llvm::function_ref<bool(const Mentioned &)> Is) {
  if (!Class || !Class->hasDefinition())
    return true;
  return llvm::any_of(Class->getDefinition()->methods(), [&](const CXXMethodDecl *Method) {
    return llvm::any_of(Method->parameters(), [&](const ParmVarDecl *Parameter) {
      return Is({nullptr, classBehind(Parameter->getType())});
    });
  });
}

/// Whether the member whose destructor is not seen was given such a thing, or may have been.
bool ObjectEnd::wasGiven(const EndAct &Act, llvm::function_ref<bool(const Mentioned &)> Is) {
  const auto *Member = dyn_cast_or_null<FieldDecl>(Act.To);
  const auto *Owner = Member ? dyn_cast<CXXRecordDecl>(Member->getParent()) : nullptr;
  if (!Owner)
    return true;
  // Whoever makes an aggregate gives its members what they get.
  if (Owner->hasDefinition() && Owner->getDefinition()->isAggregate() && takes(Act.Class, Is))
    return true;
  const ClassUse &Use = Uses.of(*Owner);
  auto It = Use.Given.find(Member);
  return It != Use.Given.end() && llvm::any_of(It->second, Is);
}

/// Whether it is done to a part of the object that dies.
static bool isOwnValue(const EndAct &Act) {
  const auto *Member = dyn_cast_or_null<FieldDecl>(Act.To);
  const CXXRecordDecl *Class = Member ? Member->getType()->getAsCXXRecordDecl() : nullptr;
  return Class && Act.Class && !(Class->hasDefinition() && hasArrow(*Class));
}

/// What is not seen leaves the question open.
static Reason reasonOf(const EndAct &Act) {
  bool Seen =
      Act.K != EndAct::Kind::Any && Act.K != EndAct::Kind::Touches && Act.K != EndAct::Kind::Unseen;
  return {Reason::Kind::Destructor, Act.By, !Seen};
}

/// Whether a base can have been given anything: one without members, whose constructors take
/// nothing, as many an interface is, cannot.
static bool canBeGiven(const CXXRecordDecl &Base) {
  return !Base.hasDefinition() || !Base.field_empty() ||
         llvm::any_of(Base.ctors(), [](const CXXConstructorDecl *C) {
           return !C->isCopyOrMoveConstructor() && C->getNumParams();
         });
}

std::optional<Reason> ObjectEnd::whyEnded(const CXXRecordDecl &Class, const Decl *Holder) {
  const auto *Value = dyn_cast_or_null<ValueDecl>(Holder);
  const auto *Variable = dyn_cast_or_null<VarDecl>(Holder);
  bool Function = isa_and_nonnull<FunctionDecl>(Value);
  bool Global = !Value || Function || (Variable && Variable->hasGlobalStorage());
  const CXXRecordDecl *Of =
      Value && !Function ? classBehind(Value->getType()) : dyn_cast_or_null<CXXRecordDecl>(Holder);
  auto IsOfKind = [&](const CXXRecordDecl *Other) {
    return Of && Other && areOneKind(*Of, *Other);
  };
  auto Ends = [&](const EndAct &Act) {
    switch (Act.K) {
    case EndAct::Kind::Any:
    case EndAct::Kind::Waits:
      return true;
    case EndAct::Kind::Unseen:
      if (!Act.To) // a library's base knows only what its model says
        return Act.By->getCanonicalDecl() == Class.getCanonicalDecl() ||
               (!inSystemHeader(*Act.By) && canBeGiven(*Act.By));
      return IsOfKind(Act.Class) ||
             wasGiven(Act, [&](const Mentioned &M) { return !Of || IsOfKind(M.Class); });
    case EndAct::Kind::Changes:
    case EndAct::Kind::Frees:
      return !Act.To || IsOfKind(Act.Class) || Act.To == Holder ||
             (!Of && Act.Class && hasRoom(*Act.Class, T));
    case EndAct::Kind::Touches:
      if (isOwnValue(Act))
        return IsOfKind(Act.Class) || hasRoom(*Act.Class, T);
      return Act.Class || isa_and_nonnull<FieldDecl>(Act.To) || Global;
    }
    return true;
  };
  for (const EndAct &Act : actsOf(Class))
    if (Ends(Act))
      return reasonOf(Act);
  return std::nullopt;
}

bool ObjectEnd::mayEndAnything(const CXXRecordDecl &Class, const Guards &Unused) {
  return llvm::any_of(actsOf(Class), [&](const EndAct &Act) {
    if (isUnused(Act, Unused))
      return false;
    if (Act.K == EndAct::Kind::Unseen)
      return !Act.To;
    return Act.K != EndAct::Kind::Frees &&
           (Act.K != EndAct::Kind::Changes || (Act.Class && hasRoom(*Act.Class, T)));
  });
}

bool ObjectEnd::mayWait(const CXXRecordDecl &Class, const Guards &Unused) {
  return llvm::any_of(actsOf(Class), [&](const EndAct &Act) {
    return (Act.K == EndAct::Kind::Waits || Act.K == EndAct::Kind::Any) && !isUnused(Act, Unused) &&
           !inSystemHeader(*Act.By);
  });
}

/// Whether a copy or a move that somebody wrote hands on the member that holds the closure.
bool ObjectEnd::carries(const CXXMethodDecl &Copy, const Transfer &Left) {
  const Contract *C = T.known().contractOfExact(Copy);
  return C && llvm::any_of(C->Transfers, [&](const Transfer &Moved) {
           return !Moved.Borrows && Moved.From.K == CallEnd::Kind::Parameter &&
                  Moved.To.K == CallEnd::Kind::Object &&
                  (Moved.To.Path.empty() || Moved.To.Path.front() == Left.To.Path.front());
         });
}

/// The copy or the move that somebody wrote and that makes the closures anew, or may.
std::optional<Reason> ObjectEnd::whyMadeAnew(const CXXRecordDecl &Declared, const Transfer &Left) {
  const CXXRecordDecl *Class = Declared.getDefinition();
  if (Declared.isInStdNamespace())
    return std::nullopt;
  if (!Class)
    return Reason{Reason::Kind::Nothing, &Declared, /*Open=*/true};
  const auto *Member =
      Left.To.K == CallEnd::Kind::Object && !Left.To.Path.empty() ? Left.To.Path.front() : nullptr;
  bool OwnMember = Member && Member != pendingPart() && !Member->getType()->isReferenceType() &&
                   !Member->getType()->isPointerType();
  for (const CXXMethodDecl *M : Class->methods()) {
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(M);
    bool Copies = Constructor ? Constructor->isCopyOrMoveConstructor()
                              : M->isCopyAssignmentOperator() || M->isMoveAssignmentOperator();
    if (!Copies || !M->isUserProvided() || M->isDeleted())
      continue;
    bool Open = !M->hasBody() || callsUnseen(*M, T);
    if (Open || T.known().lendsObject(*M) || (Constructor && OwnMember && !carries(*M, Left)))
      return Reason{Reason::Kind::Body, M, Open};
  }
  return std::nullopt;
}

std::optional<Reason> ObjectEnd::whyTaken(const CXXRecordDecl &Class, const Transfer &Left,
                                          const FunctionDecl &By, const Guards &Unused) {
  if (std::optional<Reason> Anew = whyMadeAnew(Class, Left))
    return Anew;
  const std::vector<EndAct> &All = actsOf(Class);
  if (All.empty())
    return std::nullopt;
  Trail Of = trailOf(Left, By);
  for (const EndAct &Act : All)
    if (ends(Act, Of, Unused))
      return reasonOf(Act);
  return std::nullopt;
}

std::optional<EndAct::Need> ObjectEnd::unmetNeed(const CXXRecordDecl &Class, const Transfer &Left,
                                                 const FunctionDecl &By) {
  std::optional<EndAct::Need> Found;
  Trail Of = trailOf(Left, By);
  for (const EndAct &Act : actsOf(Class))
    if (reaches(Act, Of, {})) {
      const EndAct::Need *Unmet = unmet(Act, By);
      if (!Unmet)
        return std::nullopt;
      Found = *Unmet;
    }
  return Found;
}

bool ObjectEnd::takesOnlyItself(const CXXRecordDecl &Class, const Transfer &Left,
                                const FunctionDecl &By) {
  const CXXRecordDecl *Defined = Class.getDefinition();
  Trail Of = trailOf(Left, By);
  auto Ends = [&](const EndAct &Act) { return ends(Act, Of, {}); };
  if (!Defined || llvm::none_of(actsOf(Class), Ends))
    return false;
  return llvm::none_of(Defined->fields(),
                       [&](const FieldDecl *F) { return llvm::any_of(endActsOf(*F, T), Ends); }) &&
         llvm::none_of(Defined->bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Has = Base.getType()->getAsCXXRecordDecl();
           return !Has || llvm::any_of(actsOf(*Has), Ends);
         });
}

/// A future of `std::async` waits when it dies; which one it is, its type does not tell.
static bool holdsFuture(QualType Type) {
  const CXXRecordDecl *Record = Type.getCanonicalType()->getAsCXXRecordDecl();
  if (!Record || !Record->isInStdNamespace())
    return false;
  QualType Inner = firstTypeArgument(Record);
  return Record->getName().contains("future") || (!Inner.isNull() && holdsFuture(Inner));
}

bool ObjectEnd::forgetsHandle(const LambdaExpr &Lambda, const CXXRecordDecl &Class) {
  const ClassUse &Use = Uses.of(Class);
  const FieldDecl *Handle = Use.KeptIn.lookup(&Lambda);
  return Handle && Handle->getAccess() == AS_private && Use.Whole && !Use.Used.contains(Handle) &&
         !holdsFuture(Handle->getType()) && endActsOf(*Handle, T).empty();
}

std::optional<Handle> closure::handleIn(QualType Owner, Types &T) {
  static constexpr llvm::StringLiteral Owners[] = {"unique_ptr", "shared_ptr", "optional",
                                                   "vector",     "list",       "deque"};
  const CXXRecordDecl *Record = Owner.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record || !Record->getIdentifier())
    return std::nullopt;
  const CXXRecordDecl *Class = Record;
  if (Record->isInStdNamespace()) {
    QualType Owned = firstTypeArgument(Record);
    if (!llvm::is_contained(Owners, Record->getName()) || Owned.isNull())
      return std::nullopt;
    if (Owned->isVoidType())
      return Handle{Record, true};
    Class = Owned->getAsCXXRecordDecl();
  }
  Class = Class && Class->hasDefinition() ? Class->getDefinition() : nullptr;
  if (!Class || inSystemHeader(*Class))
    return std::nullopt;
  // Of an interface nobody sees what it does.
  const CXXDestructorDecl *Destructor = Class->getDestructor();
  if (Class != Record && Destructor && Destructor->isVirtual() && Class->field_empty())
    return Handle{Class, true};
  return T.ends().doesAnything(*Class) ? std::optional(Handle{Class, false}) : std::nullopt;
}

//===-- Keepers.cpp - Who may keep a reference to a variable --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Keepers.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/repair/Captured.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

std::string Keeper::called(const SourceManager &SM) const {
  SourceLocation Loc = Where.Call ? Where.Call->getExprLoc() : Mention->getLocation();
  std::string Line = " in line " + std::to_string(SM.getExpansionLineNumber(Loc));
  if (!Where.Callee)
    return (Where.Call ? "a call" : "what keeps its address") + Line;
  const auto *Method = dyn_cast<CXXMethodDecl>(Where.Callee);
  if (Method && Method->getParent()->isLambda())
    return "a lambda that is called" + Line;
  const NamedDecl *Named = Where.Callee;
  if (isa<CXXConstructorDecl>(Where.Callee))
    Named = Method->getParent();
  return "'" + Named->getNameAsString() + "'" + Line;
}

/// Whether the object that the closure's variable is kept in dies no later than the variable.
static Keeper::Reach reachOf(const TrailEnd &Where, const UseIndex &Code, const ValueDecl *V) {
  if (Where.K == TrailEnd::Kind::Unseen)
    return Keeper::Reach::May;
  const auto *In = dyn_cast_or_null<VarDecl>(Where.In);
  if (Where.K != TrailEnd::Kind::Stored || !In || In->getType()->isReferenceType() ||
      In->getDeclContext() != V->getDeclContext())
    return Keeper::Reach::Beyond;
  const CXXRecordDecl *Owner = In->getType()->getAsCXXRecordDecl();
  if (Where.Pointed && !(Owner && Owner->getName() == "unique_ptr"))
    return Keeper::Reach::Beyond;
  const auto *Variable = dyn_cast<VarDecl>(V);
  if (const auto *Binding = dyn_cast<BindingDecl>(V))
    Variable = dyn_cast<VarDecl>(Binding->getDecomposedDecl());
  const Stmt *Declared = Variable ? Code.declarationOf(Variable).Statement : nullptr;
  const Stmt *Block = Declared ? Code.around(Declared) : nullptr; // none for a parameter
  const Stmt *There = Code.declarationOf(In).Statement;
  bool Within = Block ? There && Code.inside(There, Block) : isa<ParmVarDecl>(V);
  return Within ? Keeper::Reach::Within : Keeper::Reach::Beyond;
}

const std::vector<Keeper> &Keepers::of(const UseIndex &Code, const FunctionDecl &Owner,
                                       const ValueDecl *V, ReadCode Of) {
  auto [It, New] = Found.try_emplace({&Code, V});
  if (!New)
    return It->second;
  std::vector<Keeper> Made;
  auto Ask = [&](const FunctionDecl &Callee, unsigned Index, Form F, const Expr &Argument,
                 const Expr &Call) { return keptBy(Callee, Index, F, Argument, Call, Of); };
  const DeclRefExpr *From = nullptr;
  auto See = [&](const TrailEnd &Where) {
    // To return it gives it to nobody who is there when the closure runs.
    if (Where.K != TrailEnd::Kind::Returned && Where.In != V)
      Made.push_back({From, Where, reachOf(Where, Code, V)});
  };
  Trail Way(Code, Owner, /*Whole=*/false, Ask, See);
  for (const DeclRefExpr *Mention : Code.mentionsOf(V, /*Copies=*/false)) {
    From = Mention;
    Way.follow(Mention, Form::Place);
  }
  return Found[{&Code, V}] = std::move(Made);
}

bool Keepers::givesViewAway(const UseIndex &Code, const FunctionDecl &Body, const ValueDecl *V,
                            ReadCode Of) {
  bool Away = false;
  auto Ask = [&](const FunctionDecl &Callee, unsigned Index, Form F, const Expr &Argument,
                 const Expr &Call) { return keptBy(Callee, Index, F, Argument, Call, Of); };
  auto See = [&](const TrailEnd &Where) {
    Away |= Where.K != TrailEnd::Kind::Stored || Where.Pointed || functionAround(Where.In) != &Body;
  };
  Trail Way(Code, Body, /*Whole=*/true, Ask, See);
  for (const DeclRefExpr *Mention : Code.mentionsOf(V, /*Copies=*/true))
    Way.follow(Mention, Form::Reference);
  return Away;
}

/// Which overrider runs is not known, but where the object itself is named.
static bool isOverridden(const FunctionDecl &Callee, const Expr &Call) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (!Method || !Method->isVirtual() || isa<CXXConstructorDecl>(Method) ||
      Method->hasAttr<FinalAttr>() || Method->getParent()->isEffectivelyFinal())
    return false;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  const Expr *Object = Member ? Member->getImplicitObjectArgument() : nullptr;
  const auto *Ref = Object ? dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts()) : nullptr;
  return !Ref || Ref->getType()->isPointerType() || Ref->getDecl()->getType()->isReferenceType();
}

static void add(Kept &To, const Kept &More) {
  To.Returned |= More.Returned, To.Object |= More.Object;
  To.Beyond |= More.Beyond, To.Unseen |= More.Unseen;
  To.Parameters.insert(More.Parameters.begin(), More.Parameters.end());
}

Kept Keepers::keptBy(const FunctionDecl &Callee, unsigned Index, Form F, const Expr &Argument,
                     const Expr &Call, ReadCode Of) {
  const FunctionDecl *Definition = nullptr;
  if (!inSystemHeader(Callee) && Callee.hasBody(Definition) && !isOverridden(Callee, Call))
    return keptByBody(*Definition, Index, F, Of);
  std::vector<const CXXRecordDecl *> Classes = constructedBy(Callee);
  bool Method = isa<CXXMethodDecl>(Callee) && !isa<CXXConstructorDecl>(Callee);
  // A function that makes an object hands over all that it is given.
  bool Maker = !Classes.empty() && !isa<CXXMethodDecl>(Callee);
  Kept K = Maker ? Kept() : keptUnread(Callee, Index, F);
  for (const CXXRecordDecl *Made : Classes) {
    Kept There = keptByObject(*Made, F, Argument, Call, Of);
    if (Method && There.Returned)
      There.Returned = false, There.Object = true;
    add(K, There);
  }
  return K;
}

/// The constructors of the class, those that it takes from its bases as these declare them.
static std::vector<const CXXConstructorDecl *> constructorsOf(const CXXRecordDecl &Class) {
  std::vector<const CXXConstructorDecl *> Found;
  for (const Decl *D : Class.decls()) {
    if (const auto *Taken = dyn_cast<ConstructorUsingShadowDecl>(D))
      D = Taken->getTargetDecl();
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(D);
        Constructor && !Constructor->isInheritingConstructor())
      Found.push_back(Constructor);
  }
  return Found;
}

/// What a new object of the class keeps that is made of the argument, by whatever constructor.
Kept Keepers::keptByObject(const CXXRecordDecl &Made, Form F, const Expr &Argument,
                           const Expr &Call, ReadCode Of) {
  Kept K;
  auto Bare = [](QualType T) {
    return T.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  };
  auto Takes = [&](QualType T) {
    return Bare(T) == Bare(Argument.getType()) && (F == Form::Reference || T->isReferenceType());
  };
  for (const CXXConstructorDecl *Constructor : constructorsOf(Made))
    for (const ParmVarDecl *Parameter : Constructor->parameters())
      if (!Constructor->isCopyOrMoveConstructor() && Takes(Parameter->getType()))
        add(K, keptBy(*Constructor, Parameter->getFunctionScopeIndex(), F, Argument, Call, Of));
  if (Made.isAggregate())
    K.Returned |= llvm::any_of(Made.fields(),
                               [&](const FieldDecl *Field) { return Takes(Field->getType()); });
  return K;
}

void closure::fold(const TrailEnd &Where, const FunctionDecl &Body, Kept &K) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Body);
  bool Lambda = Method && Method->getParent()->isLambda();
  const auto *Parameter = dyn_cast_or_null<ParmVarDecl>(Where.In);
  switch (Where.K) {
  case TrailEnd::Kind::Returned:
    K.Returned = true;
    break;
  case TrailEnd::Kind::Object:
    (isa<CXXConstructorDecl>(Body) ? K.Returned : Lambda ? K.Unseen : K.Object) = true;
    break;
  case TrailEnd::Kind::Stored:
    if (functionAround(Where.In) != &Body)
      (Lambda ? K.Unseen : K.Beyond) = true;
    else if (Parameter && (Where.Pointed || Parameter->getType()->isReferenceType()))
      K.Parameters.insert(Parameter->getFunctionScopeIndex());
    else if (Where.Pointed || Where.In->getType()->isReferenceType())
      (Method && !Method->isStatic() ? K.Object : K.Beyond) = true;
    break;
  case TrailEnd::Kind::Beyond:
    K.Beyond = true;
    break;
  case TrailEnd::Kind::Unseen:
    K.Unseen = true;
    break;
  }
}

Kept Keepers::keptByBody(const FunctionDecl &Definition, unsigned Index, Form F, ReadCode Of) {
  Kept K;
  if (Index >= Definition.getNumParams())
    return K.Unseen = F == Form::Reference, K;
  auto It = Known.find({&Definition, Index, F});
  if (It != Known.end())
    return It->second;
  if (Depth == MaxDepth)
    return K.Unseen = true, K;
  Known[{&Definition, Index, F}] = K; // while it is under way: recursion adds nothing
  ++Depth;
  auto Ask = [&](const FunctionDecl &Callee, unsigned I, Form As, const Expr &Argument,
                 const Expr &Call) { return keptBy(Callee, I, As, Argument, Call, Of); };
  auto See = [&](const TrailEnd &Where) { fold(Where, Definition, K); };
  Trail(Of(Definition), Definition, /*Whole=*/true, Ask, See)
      .followAll(Definition.getParamDecl(Index), F);
  --Depth;
  return Known[{&Definition, Index, F}] = K;
}

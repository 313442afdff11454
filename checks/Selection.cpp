//===-- Selection.cpp - Which functions are worth a look ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/Selection.h"
#include "checks/engine/syntax/Coroutine.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/InPlace.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;
using namespace closure;

namespace {

/// Whether a body makes a lambda or gets a closure from a call; stops at the first.
class Look : public RecursiveASTVisitor<Look> {
public:
  explicit Look(Types &T) : T(T) {}
  bool Worth = false;

  bool shouldVisitLambdaBody() const { return false; }
  bool VisitLambdaExpr(LambdaExpr *) { return stop(); }
  bool VisitCallExpr(CallExpr *Call) {
    const FunctionDecl *Callee = Call->getDirectCallee();
    return !(borrows(Callee) || binds(Callee, {Call->getArgs(), Call->getNumArgs()})) || stop();
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    const FunctionDecl *Callee = Construct->getConstructor();
    return !(borrows(Callee) || binds(Callee, {Construct->getArgs(), Construct->getNumArgs()})) ||
           stop();
  }
  bool VisitInitListExpr(InitListExpr *List) {
    const CXXRecordDecl *Record = List->getType()->getAsCXXRecordDecl();
    return !(Record && Record->hasDefinition() && isFunctor(*Record) && T.canHoldClass(*Record)) ||
           stop();
  }

private:
  bool stop() {
    Worth = true;
    return false;
  }
  /// Whether the call makes a closure of its arguments, of which one refers to something.
  bool binds(const FunctionDecl *Callee, Arguments Given) {
    // What is bound may keep the object that will keep the closure.
    if (Callee &&
        llvm::any_of(Given, [](const Expr *E) { return isCountingPointer(E->getType()); }) &&
        T.known().isBinder(*Callee))
      return true;
    bool Refers = false;
    for (const Expr *Argument : Given) {
      const Expr *Of = referredBy(Argument);
      if (!Of || isa<StringLiteral>(Of))
        continue;
      if (Argument->getType()->isRecordType()) // a `std::ref`
        return true;
      Refers = true;
    }
    if (!Callee)
      return false;
    if (!Refers)
      return T.views().areBound(*Callee, Given);
    bool Emplaces =
        Callee->getDeclName().isIdentifier() &&
        (Callee->getName().starts_with("emplace") || Callee->getName() == "make_unique");
    return Emplaces || T.known().isBinder(*Callee) ||
           (Callee->hasBody() && !inSystemHeader(*Callee) &&
            llvm::any_of(Given, [](const Expr *Argument) {
              return Argument->getType()->isMemberFunctionPointerType();
            }));
  }
  /// `std::make_unique<T>` or `std::vector<T>::emplace_back`, where a constructor of `T` makes a
  /// closure over the object.
  bool makesLender(const FunctionDecl &Callee) {
    const TemplateArgumentList *Given =
        inStandardLibrary(Callee) ? Callee.getTemplateSpecializationArgs() : nullptr;
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    QualType Made = !Given   ? QualType()
                    : Method ? firstTypeArgument(Method->getParent())
                             : firstTypeArgument(*Given);
    const CXXRecordDecl *Class = Made.isNull() ? nullptr : Made->getAsCXXRecordDecl();
    if (Class && Class->hasDefinition() && isFunctor(*Class))
      return T.canHoldClass(*Class);
    return Class && Class->hasDefinition() && !inSystemHeader(*Class) &&
           llvm::any_of(Class->ctors(), [&](const CXXConstructorDecl *Constructor) {
             return T.known().lendsObject(*Constructor);
           });
  }
  /// A coroutine that is suspended goes on with the references that it was passed.
  static bool refersFromFrame(const FunctionDecl &Callee) {
    const FunctionDecl *Definition = nullptr;
    if (!Callee.hasBody(Definition) || !coroutineBody(*Definition))
      return false;
    const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
    return (Method && Method->isInstance()) ||
           llvm::any_of(Callee.parameters(), [](const ParmVarDecl *Parameter) {
             return Parameter->getType()->isReferenceType();
           });
  }
  /// Only a function whose body is read can hand out a borrow of its arguments, or of its object.
  bool borrows(const FunctionDecl *Callee) {
    if (Callee && makesLender(*Callee))
      return true;
    if (!Callee || !Callee->hasBody() || inSystemHeader(*Callee))
      return false;
    if (T.known().lendsObject(*Callee) || T.known().lendsArguments(*Callee) ||
        T.known().lendsViews(*Callee) || refersFromFrame(*Callee))
      return true;
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(Callee);
    return Constructor ? T.canHold(Constructor->getThisType()) : T.canHold(Callee->getReturnType());
  }
  Types &T;
};

class FunctionSelector : public RecursiveASTVisitor<FunctionSelector> {
public:
  explicit FunctionSelector(Types &T) : T(T) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldWalkTypesOfTypeLocs() const { return false; }

  bool TraverseDecl(Decl *D) {
    // A namespace can be reopened anywhere; its members are asked one by one.
    if (D && !isa<TranslationUnitDecl, NamespaceDecl, LinkageSpecDecl>(D) && inSystemHeader(*D))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }

  bool VisitFunctionDecl(FunctionDecl *F) {
    add(F);
    return true;
  }
  bool VisitFieldDecl(FieldDecl *Field) {
    const Expr *Init = Field->hasInClassInitializer() ? Field->getInClassInitializer() : nullptr;
    if (Init && !Field->getDeclContext()->isDependentContext()) {
      Look L(T);
      L.TraverseStmt(const_cast<Expr *>(Init));
      if (L.Worth)
        Initialised.push_back(Field);
    }
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *Lambda) {
    T.remember(*Lambda);
    CXXMethodDecl *Operator = Lambda->getCallOperator();
    if (!Operator)
      return true;
    add(Operator);
    // The body of a generic lambda is a pattern: what it was called with stands beside it.
    if (FunctionTemplateDecl *Template = Operator->getDescribedFunctionTemplate())
      for (FunctionDecl *Instance : Template->specializations())
        if (Instance->hasBody() && Instances.insert(Instance)) {
          add(Instance);
          TraverseStmt(Instance->getBody());
        }
    return true;
  }

  bool VisitCallExpr(CallExpr *Call) {
    place(Call->getDirectCallee());
    if (const ValueDecl *V = calledInPlace(*Call))
      InPlace.insert(V);
    return call(Call->getDirectCallee());
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *Construct) {
    if (!Unplaced.contains(Construct))
      place(Construct->getConstructor());
    return call(Construct->getConstructor());
  }
  bool VisitCXXNewExpr(CXXNewExpr *New) {
    Unplaced.insert(New->getConstructExpr());
    return true;
  }
  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    if (!Init->isAnyMemberInitializer() && Init->getInit())
      Unplaced.insert(constructionIn(Init->getInit()));
    return RecursiveASTVisitor::TraverseConstructorInitializer(Init);
  }

  llvm::SetVector<const FunctionDecl *> Selected, Instances, Defined;
  llvm::DenseSet<const FunctionDecl *> Called, Placed;
  llvm::DenseSet<const ValueDecl *> InPlace;
  std::vector<const FieldDecl *> Initialised;

private:
  bool call(const FunctionDecl *Callee) {
    if (Callee)
      Called.insert(Callee->getCanonicalDecl());
    return true;
  }
  void place(const FunctionDecl *Callee) {
    if (Callee)
      Placed.insert(Callee->getCanonicalDecl());
  }
  void add(const FunctionDecl *F) {
    if (!F->doesThisDeclarationHaveABody() || F->isDependentContext() || !F->getBody() ||
        inSystemHeader(*F))
      return;
    Defined.insert(F);
    Look L(T);
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(F))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        L.TraverseStmt(Init->getInit());
    if (!L.Worth)
      L.TraverseStmt(F->getBody());
    if (L.Worth)
      Selected.insert(F);
  }
  Types &T;
  /// What `new` makes, and what is a base of what is made.
  llvm::DenseSet<const Expr *> Unplaced;
};

} // namespace

SelectedFunctions closure::selectFunctions(ASTContext &Context, Types &T) {
  FunctionSelector S(T);
  for (Decl *D : Context.getTraversalScope()) {
    if (auto *Unit = dyn_cast<TranslationUnitDecl>(D)) {
      for (Decl *Top : Unit->decls())
        S.TraverseDecl(Top);
    } else {
      S.TraverseDecl(D);
    }
  }
  return {{S.Selected.begin(), S.Selected.end()},
          std::move(S.Called),
          std::move(S.Placed),
          std::move(S.InPlace),
          {S.Defined.begin(), S.Defined.end()},
          std::move(S.Initialised)};
}

//===-- OwnerChanges.cpp - What an expression does to what owners own -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

namespace {

/// Which element `v.begin() + 2` leads to.
static std::optional<uint64_t> numberAt(const Expr &Iterator, Views &V) {
  const Expr *E = stripped(&Iterator);
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(E); Copy && Copy->getNumArgs() == 1)
    E = stripped(Copy->getArg(0));
  if (const auto *Plus = dyn_cast<CXXOperatorCallExpr>(E);
      Plus && Plus->getOperator() == OO_Plus && Plus->getNumArgs() == 2) {
    std::optional<uint64_t> First = numberAt(*Plus->getArg(0), V);
    std::optional<uint64_t> More = V.numberOf(V.keyOf(*Plus->getArg(1)));
    return First && More ? std::optional(*First + *More) : std::nullopt;
  }
  for (const Origin &O : V.ofValue(E))
    return V.numberOf(O.Element);
  return std::nullopt;
}

/// Gathers the changes of one expression.
class Changing {
public:
  Changing(Views &V, const Shape *Body, SourceLocation Loc) : V(V), Body(Body), Loc(Loc) {}
  std::vector<OwnerChange> Found;

  void ends(const Expr &Pointer, llvm::StringRef By) {
    for (Origin &O : V.ofValue(&Pointer, Body))
      add(std::move(O), Invalidates::All, By).Ends = true;
  }
  void leaves(const Expr &Owner, const void *Element = nullptr) {
    bool Pointer = Owner.getType()->isPointerType();
    for (Origin &O : Pointer ? V.ofValue(&Owner, Body) : V.ofLvalue(&Owner, Body)) {
      OwnerChange &C = add(std::move(O), Invalidates::Nothing, "");
      C.Leaves = true, C.Element = Element;
    }
  }
  /// `title = text`: what is in it stays where it is.
  void assigns(const Expr &Owner) {
    for (Origin &O : V.ofLvalue(&Owner, Body))
      add(std::move(O), Invalidates::All, "operator=").Assigns = true;
  }
  /// One end of a sequence, or all from an element on.
  void changesPart(const Expr &Owner, Invalidates Reach, llvm::StringRef By, const Expr *From) {
    size_t Before = Found.size();
    const void *Element = Reach == Invalidates::First  ? V.firstElement()
                          : Reach == Invalidates::Last ? V.lastElement()
                                                       : nullptr;
    changes(Owner, Element ? Invalidates::All : Invalidates::References, By, Element);
    for (; Before != Found.size(); ++Before) {
      Found[Before].Ordered = Element;
      if (!Element && From)
        Found[Before].From = numberAt(*From, V);
    }
  }
  void changes(const Expr &Owner, Invalidates Reach, llvm::StringRef By,
               const void *Element = nullptr) {
    bool Pointer = Owner.getType()->isPointerType();
    QualType Type = Pointer ? Owner.getType()->getPointeeType() : Owner.getType();
    Owning How = owningOf(Type, V.types());
    bool Ends = How == Owning::Sole || How == Owning::Shared;
    bool Grows = Reach == Invalidates::References &&
                 (By.contains("push") || By.contains("emplace") || By.contains("append") ||
                  By == "resize" || By == "operator+=" || By == "operator[]");
    for (Origin &O : Pointer ? V.ofValue(&Owner, Body) : V.ofLvalue(&Owner, Body)) {
      OwnerChange &C = add(std::move(O), Reach, By);
      C.Ends = Ends, C.Grows = Grows, C.Element = Element;
    }
  }
  /// What is added needs room.
  void grows(const Expr &Owner, Invalidates Reach, llvm::StringRef By) {
    size_t Before = Found.size();
    if (Reach != Invalidates::Nothing)
      changes(Owner, Reach, By);
    for (; Before != Found.size(); ++Before)
      Found[Before].Grows = Reach == Invalidates::References;
  }
  /// The elements get the values of others.
  void walkedOver(const Expr &Iterator, llvm::StringRef By) {
    for (Origin &O : V.ofValue(&Iterator, Body))
      if (O.Part == ViewPart::Iterator) {
        O.Part = ViewPart::Whole, O.Element = nullptr;
        add(std::move(O), Invalidates::All, By);
      }
  }
  /// What a visible body does.
  void called(const FunctionDecl &Callee, const Expr *Object, Arguments Given) {
    for (const OwnerChange &Inner : V.changesOf(Callee))
      for (Origin &O : V.inCall(Inner.Of, Object, Given, Body)) {
        OwnerChange &C = add(std::move(O), Inner.Reach, Callee.getNameAsString());
        C.Leaves = Inner.Leaves, C.Ends = Inner.Ends, C.Grows = Inner.Grows;
        C.Assigns = Inner.Assigns, C.Element = Inner.Element;
        C.From = Inner.From, C.Ordered = Inner.Ordered, C.Inside = true;
        C.Refills = Inner.Refills, C.Replaces = Inner.Replaces;
      }
  }

private:
  OwnerChange &add(Origin Of, Invalidates Reach, llvm::StringRef By) {
    OwnerChange C;
    C.Of = std::move(Of), C.Reach = Reach, C.By = By.str(), C.Loc = Loc;
    Found.push_back(std::move(C));
    return Found.back();
  }
  Views &V;
  const Shape *Body;
  SourceLocation Loc;
};

} // namespace

/// `std::move(x)`, `std::forward<T>(x)`: x has another owner afterwards, perhaps.
static bool givesAway(const FunctionDecl &F) {
  return isMove(F) || (inStandardLibrary(F) && F.getDeclName().isIdentifier() &&
                       F.getNumParams() == 1 && F.getName() == "forward");
}

static bool isOptional(QualType T) {
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && Record->isInStdNamespace() && Record->getDeclName().isIdentifier() &&
         Record->getName() == "optional";
}

/// Whether the expression is an element as a whole: `*found`, `items[2]`, `items.front()`.
static bool isElement(const Expr *E) {
  E = stripped(E);
  const auto *Unary = dyn_cast<UnaryOperator>(E);
  return isa<CallExpr, ArraySubscriptExpr>(E) || (Unary && Unary->getOpcode() == UO_Deref);
}

/// Whether it is what a `unique_ptr` or an `optional` has, which is one thing by all its names.
static bool isOnlyElement(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(stripped(E));
  const Expr *Owner = nullptr;
  if (const auto *Method = dyn_cast_or_null<CXXMemberCallExpr>(Call))
    Owner = Method->getImplicitObjectArgument();
  else if (isa_and_nonnull<CXXOperatorCallExpr>(Call))
    Owner = Call->getArg(0);
  return Owner && isSoleOwner(Owner->getType());
}

static void assigned(Changing &Into, const CXXOperatorCallExpr &Operator, Views &V) {
  const Expr *Target = Operator.getArg(0);
  QualType Type = Target->getType();
  if (!Type->isRecordType() || (V.isView(Type) && owningOf(Type, V.types()) == Owning::No))
    return;
  // One that has a value keeps it, and gives it another.
  const FunctionDecl *Callee = Operator.getDirectCallee();
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (Callee && Callee->getPrimaryTemplate() && Record && Record->isInStdNamespace() &&
      Record->getName() == "optional" && !isOptional(Operator.getArg(1)->getType()))
    return Into.assigns(*Target);
  size_t Before = Into.Found.size();
  Into.changes(*Target, Invalidates::All, "operator=");
  for (; isElement(Target) && Before != Into.Found.size(); ++Before) {
    OwnerChange &C = Into.Found[Before];
    C.Element = isOnlyElement(Target) ? nullptr : C.Of.Element;
    C.Replaces = C.Element || isOnlyElement(Target);
  }
}

/// What a model says of the method of that name.
static Invalidation invalidatesBy(const CXXRecordDecl *Class, llvm::StringRef Name,
                                  Contracts &Known) {
  if (Class && Class->hasDefinition())
    for (const NamedDecl *Found : Class->lookup(&Class->getASTContext().Idents.get(Name)))
      if (const FunctionDecl *Method = Found->getAsFunction())
        return Known.invalidates(*Method, Class);
  return {};
}

/// What pushing to `std::stack<T, std::vector<T>>` does to the container that it is made of.
static Invalidation ofAdaptor(const CXXMethodDecl &Method, Contracts &Known) {
  const auto *Adaptor = dyn_cast<ClassTemplateSpecializationDecl>(Method.getParent());
  if (!Adaptor || !Adaptor->isInStdNamespace() || !Method.getDeclName().isIdentifier() ||
      (Adaptor->getName() != "stack" && Adaptor->getName() != "queue") ||
      (Method.getName() != "push" && Method.getName() != "emplace") ||
      Adaptor->getTemplateArgs().size() < 2 ||
      Adaptor->getTemplateArgs()[1].getKind() != TemplateArgument::Type)
    return {};
  return invalidatesBy(Adaptor->getTemplateArgs()[1].getAsType()->getAsCXXRecordDecl(), "push_back",
                       Known);
}

/// What algorithms do to a container whose elements lie in a row, and move up.
static bool changedByLibrary(Changing &Into, const FunctionDecl &Callee, Arguments Given,
                             Contracts &Known) {
  if (!inStandardLibrary(Callee) || !Callee.getDeclName().isIdentifier() || Given.empty())
    return false;
  llvm::StringRef Name = Callee.getName();
  const CXXRecordDecl *Class = Given[0]->getType()->getAsCXXRecordDecl();
  if (Name == "back_inserter") {
    Into.grows(*Given[0], invalidatesBy(Class, "push_back", Known).Reach, Name);
  } else if (Name == "inserter") {
    Into.grows(*Given[0], invalidatesBy(Class, "insert", Known).Reach, Name);
  } else if (Name == "erase_if" || Name == "erase") {
    Invalidates Erased = invalidatesBy(Class, "erase", Known).Reach;
    if (Erased == Invalidates::Rest || Erased == Invalidates::References)
      Into.changes(*Given[0], Invalidates::All, Name);
  } else if (Name == "remove_if" || Name == "remove" || Name == "unique") {
    Into.walkedOver(*Given[0], Name);
  } else {
    return false;
  }
  return true;
}

/// The call of `std::move` of which the value is made; or null.
const CallExpr *closure::moveIn(const Expr *Value) {
  const auto *Construct = Value ? dyn_cast<CXXConstructExpr>(stripped(Value)) : nullptr;
  if (!Construct || !Construct->getNumArgs() || !Construct->getConstructor()->isMoveConstructor())
    return nullptr;
  const auto *Call = dyn_cast<CallExpr>(stripped(Construct->getArg(0)));
  return Call && Call->isCallToStdMove() ? Call : nullptr;
}

/// Whether the body returns the parameter.
static bool returns(const Stmt *S, const ValueDecl &P) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  const auto *Return = dyn_cast<ReturnStmt>(S);
  const DeclRefExpr *Ref = Return ? returnedName(*Return) : nullptr;
  return (Ref && Ref->getDecl() == &P) ||
         llvm::any_of(S->children(), [&](const Stmt *Child) { return returns(Child, P); });
}

std::vector<const CallExpr *> Views::swallowedBy(const CallExpr &Call) {
  std::vector<const CallExpr *> Found;
  const FunctionDecl *Callee = Call.getDirectCallee();
  const FunctionDecl *Definition = Callee ? bodyOf(*Callee) : nullptr;
  unsigned First = isa<CXXOperatorCallExpr>(Call) && isa_and_nonnull<CXXMethodDecl>(Callee);
  for (unsigned I = First; Definition && I < Call.getNumArgs(); ++I) {
    const CallExpr *Move = moveIn(Call.getArg(I));
    if (!Move || I - First >= Definition->getNumParams())
      continue;
    const ParmVarDecl &P = *Definition->getParamDecl(I - First);
    if (!P.getType()->isReferenceType() && !isSharingPointer(P.getType()) &&
        !usageOf(Definition->getBody(), &P).Changes && !returns(Definition->getBody(), P))
      Found.push_back(Move);
  }
  return Found;
}

static void called(Changing &Into, const CallExpr &Call, Views &V, const Shape *Body) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return;
  Arguments Given{Call.getArgs(), Call.getNumArgs()};
  Contracts &Known = V.types().known();
  if (givesAway(*Callee))
    return Into.leaves(*Given[0]);
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  const Expr *Object = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call)) {
    Object = Member->getImplicitObjectArgument();
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call); Operator && Method) {
    Object = Given[0];
    Given = Given.drop_front();
    if (Operator->getOperator() == OO_Equal)
      return assigned(Into, *Operator, V);
  }
  if (Known.isSwap(*Callee)) {
    if (Object)
      Into.leaves(*Object);
    for (const Expr *Argument : Given)
      Into.leaves(*Argument);
    return;
  }
  if (!Method && changedByLibrary(Into, *Callee, Given, Known))
    return;
  if (Method && Method->isConst() && !Method->getParent()->isLambda())
    return;
  if (Object && Method) {
    if (inStandardLibrary(*Callee))
      if (const Expr *Source = sourceOfNodes(*Method, Given))
        Into.leaves(*Source);
    QualType Type = Object->IgnoreParenBaseCasts()->getType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    Invalidation What = Known.invalidates(*Callee, Type->getAsCXXRecordDecl());
    if (What.Reach == Invalidates::Nothing)
      What = ofAdaptor(*Method, Known);
    if (What.Reach != Invalidates::Nothing) {
      if (What.Reach == Invalidates::First || What.Reach == Invalidates::Last ||
          What.Reach == Invalidates::Rest)
        return Into.changesPart(*Object, What.Reach, Callee->getName(),
                                What.Element && *What.Element < Given.size() ? Given[*What.Element]
                                                                             : nullptr);
      const void *Element = nullptr;
      if (What.Element && *What.Element < Given.size()) {
        // By an iterator: what that leads to; else by the key.
        for (const Origin &O : V.ofValue(Given[*What.Element], Body))
          Element = O.Element;
        if (!Element)
          Element = V.keyOf(*Given[*What.Element]);
      }
      if (What.Element && !Element)
        return; // another one, as far as anybody sees
      return Into.changes(*Object, What.Reach, Callee->getNameAsString(), Element);
    }
    if (inStandardLibrary(*Callee) && Callee->getDeclName().isIdentifier() &&
        (Callee->getName() == "release" || Callee->getName() == "extract"))
      return Into.leaves(*Object);
  } else if (inStandardLibrary(*Callee) && Callee->getDeclName().isIdentifier() &&
             Callee->getName() == "exchange" && !Given.empty()) {
    return Into.leaves(*Given[0]);
  }
  if (!inSystemHeader(*Callee))
    Into.called(*Callee, Object, Given);
}

std::vector<OwnerChange> Views::changesBy(const Stmt &S, const Shape *Body) {
  Changing Into(*this, Body, isa<Expr>(S) ? cast<Expr>(S).getExprLoc() : S.getBeginLoc());
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(&S))
    Into.ends(*Delete->getArgument(), "delete");
  else if (const auto *Call = dyn_cast<CallExpr>(&S)) {
    called(Into, *Call, *this, Body);
    for (const CallExpr *Move : swallowedBy(*Call))
      Into.changes(*Move->getArg(0), Invalidates::All, Call->getDirectCallee()->getNameAsString());
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(&S)) {
    if (Construct->getNumArgs() && !inSystemHeader(*Construct->getConstructor()))
      Into.called(*Construct->getConstructor(), nullptr,
                  {Construct->getArgs(), Construct->getNumArgs()});
  } else if (const auto *Return = dyn_cast<ReturnStmt>(&S)) {
    if (const DeclRefExpr *Ref = returnedName(*Return))
      Into.leaves(*Ref);
  }
  return std::move(Into.Found);
}

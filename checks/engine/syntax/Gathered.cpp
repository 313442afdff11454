//===-- Gathered.cpp - What a container of views refers to ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Finder.h"
#include "checks/engine/syntax/Shape.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace closure;

/// What the class says its elements are.
static QualType elementOf(const CXXRecordDecl &Container) {
  IdentifierInfo &Name = Container.getASTContext().Idents.get("value_type");
  for (const NamedDecl *Found : Container.lookup(&Name))
    if (const auto *Alias = dyn_cast<TypedefNameDecl>(Found))
      return Alias->getUnderlyingType().getCanonicalType();
  return QualType();
}

static const CXXRecordDecl *classOf(QualType T) {
  const CXXRecordDecl *Record = T.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl();
  return Record ? Record->getDefinition() : nullptr;
}

/// Filled by `std::regex_search`.
static bool isMatch(const CXXRecordDecl &Record) {
  return Record.isInStdNamespace() && Record.getDeclName().isIdentifier() &&
         Record.getName() == "match_results";
}

bool Views::gathers(QualType Type) {
  if (Type.isNull() || Type->isDependentType())
    return false;
  const CXXRecordDecl *Record = classOf(Type);
  if (Record && isMatch(*Record))
    return true;
  if (!Record || !inSystemHeader(*Record) || isView(Type))
    return false;
  auto [It, New] = Gathering.try_emplace(Record, false);
  if (!New)
    return It->second;
  Owning How = owningOf(Type, T);
  bool Is = (How == Owning::Heap || How == Owning::Inside) && !isBundle(*Record) &&
            isView(elementOf(*Record));
  return Gathering[Record] = Is;
}

/// The container of which the call gives out an element, or null.
static const Expr *containerRead(const CallExpr &Call) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getOperator() == OO_Subscript ? Operator->getArg(0) : nullptr;
  const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
  const CXXMethodDecl *Callee = Method ? Method->getMethodDecl() : nullptr;
  return Callee && inSystemHeader(*Callee) ? Method->getImplicitObjectArgument() : nullptr;
}

/// Whether a value may be put behind the parameter, by its type.
static bool letsWrite(const ParmVarDecl &P) {
  QualType T = P.getType();
  return (T->isReferenceType() || T->isPointerType()) && !T->getPointeeType().isConstQualified();
}

Finder::Receiver Finder::receiver(const Expr *E) {
  Receiver Found;
  bool Through = false; // it is not the pointer itself
  for (unsigned Turn = 0; E && Turn != 16; ++Turn) {
    E = stripped(E);
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      if (!Field)
        return {};
      Found.Field = Field;
      Through |= Member->isArrow();
      if (isa<CXXThisExpr>(stripped(Member->getBase()))) {
        Found.Object = true;
        return Found;
      }
      E = Member->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E);
               Unary && Unary->getOpcode() == UO_Deref) {
      Through = true;
      E = Unary->getSubExpr();
    } else if (const auto *Call = dyn_cast<CallExpr>(E); Call && Call->isGLValue()) {
      E = containerRead(*Call);
    } else {
      break;
    }
  }
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E);
  const auto *Of = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Of || Of->hasGlobalStorage())
    return {};
  const auto *Parameter = dyn_cast<ParmVarDecl>(Of);
  if (Parameter && Of->getType()->isPointerType()) {
    if (!Through || !letsWrite(*Parameter))
      return {};
  } else if (Through && Of->getType()->isPointerType()) {
    return {}; // where a local pointer leads to
  } else if (Of->getType()->isReferenceType() && !Parameter && !Of->isImplicit()) {
    return Of->getInit() ? receiver(Of->getInit()) : Receiver();
  }
  Found.V = Of;
  return Found;
}

/// What has the container of views that the expression, or the pointer, names.
Finder::Receiver Finder::gatherer(const Expr *E) {
  QualType Type = E ? E->getType() : QualType();
  if (!E || !V.gathers(Type->isPointerType() ? Type->getPointeeType() : Type))
    return {};
  Receiver Found = receiver(E);
  if (Type->isPointerType() && !Found) // `out->push_back(…)`
    if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(E)))
      if (const auto *Parameter = dyn_cast<ParmVarDecl>(Ref->getDecl());
          Parameter && letsWrite(*Parameter))
        Found.V = Parameter;
  return Found;
}

/// What elements refer to that are copied or made from what the iterator, `x.begin()`, walks over.
Origins Finder::walkedOver(const Expr *Iterator, QualType Element) {
  const auto *Begin = dyn_cast<CXXMemberCallExpr>(stripped(Iterator));
  if (const auto *Copy = dyn_cast<CXXConstructExpr>(stripped(Iterator));
      Copy && Copy->getNumArgs() == 1)
    Begin = dyn_cast<CXXMemberCallExpr>(stripped(Copy->getArg(0)));
  if (!Begin)
    return {};
  const Expr *Range = Begin->getImplicitObjectArgument();
  const CXXRecordDecl *Class = classOf(Range->getType());
  // `std::vector<std::reference_wrapper<T>> all(items.begin(), items.end())`
  if (const CXXRecordDecl *Wrapper = Element.isNull() ? nullptr : classOf(Element);
      Class && Wrapper && isReferring(Element) && !elementOf(*Class).isNull() &&
      bareType(firstTypeArgument(Wrapper)) == bareType(elementOf(*Class)) &&
      !Range->getType()->isPointerType() && owningOf(Range->getType(), T) != Owning::No)
    return elements(Range, Range->getType(), /*Iterator=*/false);
  if (V.gathers(Range->getType()))
    return value(Range);
  Owning How = Class
                   ? owningOf(elementOf(*Class).isNull() ? Range->getType() : elementOf(*Class), T)
                   : Owning::No;
  if (!Class || Range->getType()->isPointerType() || owningOf(Range->getType(), T) == Owning::No ||
      elementOf(*Class).isNull() || (How != Owning::Heap && How != Owning::Inside))
    return {};
  Origin Inner;
  Inner.Part = ViewPart::Element, Inner.OnHeap = How == Owning::Heap;
  Origins Found = elements(Range, Range->getType(), /*Iterator=*/false);
  for (Origin &O : Found)
    O = Views::composed(O, Inner);
  return Found;
}

/// What elements of the type refer to that are made of this.
Origins Finder::asElement(const Expr *Given, QualType Element) {
  Given = Given->IgnoreImplicit();
  if (const auto *List = dyn_cast<InitListExpr>(Given); List && !List->getType()->isRecordType())
    return asElements({List->getInits(), List->getNumInits()}, Element);
  if (const auto *List = dyn_cast<CXXStdInitializerListExpr>(Given))
    return asElement(List->getSubExpr(), Element);
  QualType Type = Given->getType();
  if (V.gathers(Type))
    return value(Given);
  if (isIteratorType(Type) && !isIteratorType(Element))
    return walkedOver(Given, Element);
  const CXXRecordDecl *Class = classOf(Element), *From = classOf(Type);
  if (bareType(Type) == bareType(Element))
    return value(Given);
  if (Class && isBundle(*Class)) {
    Origins Found;
    std::vector<QualType> Parts = partsOfBundle(*Class);
    bool Row = From && isBundle(*From) && partsOfBundle(*From).size() == Parts.size();
    for (unsigned I = 0; Row && I != Parts.size(); ++I)
      if (V.isView(Parts[I]))
        Found = joined(std::move(Found), partOf(Given, I));
    return Found;
  }
  // A class of the user's may copy the text that it is given.
  bool Whole = !Class || inSystemHeader(*Class) || isViewClass(*Class);
  return Whole ? ofOperand(Given) : V.isView(Type) ? value(Given) : Origins();
}

Origins Finder::asElements(Arguments Given, QualType Element) {
  Origins Found;
  const CXXRecordDecl *Class = classOf(Element);
  std::vector<QualType> Parts =
      Class && isBundle(*Class) ? partsOfBundle(*Class) : std::vector<QualType>();
  bool Iterators = llvm::any_of(Given, [](const Expr *E) { return isIteratorType(E->getType()); });
  // `table.emplace(key, text)`
  if (Parts.size() > 1 && Given.size() == Parts.size() && !Iterators &&
      llvm::none_of(Given, [](const Expr *E) { return isa<InitListExpr>(E->IgnoreImplicit()); })) {
    for (unsigned I = 0; I != Parts.size(); ++I)
      if (V.isView(Parts[I]))
        Found = joined(std::move(Found), ofOperand(Given[I]));
    return Found;
  }
  for (const Expr *E : Given)
    Found = joined(std::move(Found), asElement(E, Element));
  return Found;
}

/// What a container is made of.
Origins Finder::gathered(const CXXConstructExpr &Construct) {
  if (Construct.getConstructor()->isCopyOrMoveConstructor())
    return value(Construct.getArg(0));
  std::vector<const Expr *> Given;
  for (const Expr *E : Arguments{Construct.getArgs(), Construct.getNumArgs()})
    if (!isa<CXXDefaultArgExpr>(E))
      Given.push_back(E);
  Origins Found;
  for (const Expr *E : Given)
    Found = joined(std::move(Found), asElement(E, elementOf(*classOf(Construct.getType()))));
  return Found;
}

Origins Finder::readFrom(const CallExpr &Call) {
  const Expr *From = containerRead(Call);
  if (From && V.gathers(From->getType()))
    return value(From);
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (!Operator || Operator->getOperator() != OO_Star || !isIteratorType(Call.getArg(0)->getType()))
    return {};
  Origins Found; // what a container has, an iterator of it leads to
  for (const Origin &O : value(Call.getArg(0)))
    if (const auto *Of = dyn_cast_or_null<VarDecl>(O.V);
        Of && O.K == Origin::Kind::Variable && O.Path.empty() && V.gathers(Of->getType()))
      Found = joined(std::move(Found), loaded(Of));
  return Found;
}

namespace {
enum class Putting { No, Adds, Replaces };
} // namespace

static Putting puttingBy(llvm::StringRef Name) {
  return llvm::StringSwitch<Putting>(Name)
      .Case("push_back", Putting::Adds)
      .Case("emplace_back", Putting::Adds)
      .Case("push_front", Putting::Adds)
      .Case("emplace_front", Putting::Adds)
      .Case("push", Putting::Adds)
      .Case("emplace", Putting::Adds)
      .Case("try_emplace", Putting::Adds)
      .Case("insert", Putting::Adds)
      .Case("insert_or_assign", Putting::Adds)
      .Case("append", Putting::Adds)
      .Case("prepend", Putting::Adds)
      .Case("assign", Putting::Replaces)
      .Case("clear", Putting::Replaces)
      .Default(Putting::No);
}

/// The container of the expression that stands for one of its elements.
static const Expr *containerOfElement(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreParenImpCasts());
  return Call && Call->isGLValue() ? containerRead(*Call) : nullptr;
}

std::optional<PutViews> Finder::assignedElement(const Expr *Target, const Expr *Value) {
  const Expr *Container = containerOfElement(Target);
  Receiver Into = Container ? gatherer(Container) : Receiver();
  if (!Into)
    return std::nullopt;
  return PutViews{Into.V, false, assignedValue(Value)};
}

/// `std::regex_search(text, found, pattern)`, `std::copy(…, std::back_inserter(views))`
std::optional<PutViews> Finder::putByLibrary(const CallExpr &Call) {
  const FunctionDecl &Callee = *Call.getDirectCallee();
  if (!inStandardLibrary(Callee) || !Callee.getDeclName().isIdentifier() || !Call.getNumArgs())
    return std::nullopt;
  llvm::StringRef Name = Callee.getName();
  if (Name == "regex_search" || Name == "regex_match")
    for (const Expr *Argument : Call.arguments())
      if (const CXXRecordDecl *Class = classOf(Argument->getType()); Class && isMatch(*Class))
        if (Receiver Into = gatherer(Argument))
          return PutViews{Into.V, true, ofOperand(Call.getArg(0))};
  if (Name != "copy" && Name != "copy_if" && Name != "copy_n")
    return std::nullopt;
  for (const Expr *Argument : Call.arguments())
    if (const auto *To = dyn_cast<CallExpr>(stripped(Argument)); To && To->getNumArgs())
      if (Receiver Into = gatherer(To->getArg(0)))
        return PutViews{Into.V, false, walkedOver(Call.getArg(0), {})};
  return std::nullopt;
}

/// What the class of the container, or that the pointer points at, has as elements.
static QualType elementIn(const Expr &Container) {
  QualType Type = Container.getType();
  return elementOf(*classOf(Type->isPointerType() ? Type->getPointeeType() : Type));
}

std::optional<PutViews> Finder::putOne(const Stmt &S) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S);
      Binary && Binary->getOpcode() == BO_Assign) {
    std::optional<PutViews> Behind = assignedBehind(Binary->getLHS(), Binary->getRHS());
    return Behind ? std::move(Behind) : assignedElement(Binary->getLHS(), Binary->getRHS());
  }
  const auto *Call = dyn_cast<CallExpr>(&S);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return std::nullopt;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    const Expr *To = Operator->getArg(0);
    if (Operator->getOperator() == OO_Equal) {
      if (std::optional<PutViews> Behind = assignedBehind(To, Operator->getArg(1)))
        return Behind;
      Receiver Whole = gatherer(To);
      if (Whole && !V.gathers(Operator->getArg(1)->getType())) // `views = {text}`
        return PutViews{Whole.V, true, asElement(Operator->getArg(1), elementIn(*To))};
      return assignedElement(To, Operator->getArg(1));
    }
    bool Adds = Operator->getOperator() == OO_LessLess || Operator->getOperator() == OO_PlusEqual;
    Receiver Into = Adds && Operator->getNumArgs() == 2 ? gatherer(To) : Receiver();
    if (!Into)
      return std::nullopt;
    return PutViews{Into.V, false, asElement(Operator->getArg(1), elementIn(*To))};
  }
  const auto *Method = dyn_cast<CXXMemberCallExpr>(Call);
  if (!Method)
    return putByLibrary(*Call);
  const Expr *Object = Method->getImplicitObjectArgument();
  Putting How = Callee->getDeclName().isIdentifier() ? puttingBy(Callee->getName()) : Putting::No;
  Receiver Into = How != Putting::No ? gatherer(Object) : Receiver();
  if (!Into)
    return std::nullopt;
  Origins Of = asElements({Call->getArgs(), Call->getNumArgs()}, elementIn(*Object));
  llvm::erase_if(Of, [&](const Origin &O) { return O.V && O.V == Into.V; }); // where it is put
  return PutViews{Into.V, How == Putting::Replaces && !Into.Field, std::move(Of)};
}

std::vector<PutViews> Finder::put(const Stmt &S) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S);
      Operator && Operator->getOperator() == OO_Equal)
    if (std::vector<PutViews> Tied = tied(*Operator); !Tied.empty())
      return Tied;
  if (std::optional<PutViews> One = putOne(S))
    return {std::move(*One)};
  return isa<CallExpr>(S) ? filledBy(cast<Expr>(S)) : std::vector<PutViews>();
}

std::vector<PutViews> Views::putBy(const Stmt &S, const Shape *Body) {
  return Finder(*this, Body).put(S);
}

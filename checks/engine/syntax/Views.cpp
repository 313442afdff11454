//===-- Views.cpp - What refers to something ------------------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Views.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Shape.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace closure;

static bool isIterator(const CXXRecordDecl &Record) {
  return Record.getDeclName().isIdentifier() && inSystemHeader(Record) &&
         Record.getName().contains_insensitive("iterator");
}

bool closure::isIteratorType(QualType T) {
  const CXXRecordDecl *Record = T.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl();
  return Record && isIterator(*Record);
}

/// Classes of the standard library that have their elements in themselves, or may have, as short
/// strings do.
static bool isInside(const CXXRecordDecl &Record) {
  llvm::StringRef Name = Record.getName();
  if (Record.isInStdNamespace())
    return llvm::is_contained(std::initializer_list<llvm::StringRef>{"array", "optional", "pair",
                                                                     "tuple", "variant",
                                                                     "basic_string", "any"},
                              Name);
  return Name.contains_insensitive("small") || Name.contains_insensitive("inline") ||
         Name.contains_insensitive("static") || Name.contains_insensitive("string") ||
         Name.contains_insensitive("varlength");
}

Owning closure::owningOf(QualType T, Types &Known) {
  T = T.getCanonicalType().getNonReferenceType();
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->getDeclName().isIdentifier())
    return Owning::No;
  if (isSharingPointer(T))
    return Owning::Shared;
  std::string Name = qualifiedName(*Record);
  if (Name == "std::unique_ptr")
    return Owning::Sole;
  if (!Record->hasAttr<OwnerAttr>() && !Known.isOwner(T))
    return Owning::No;
  return isInside(*Record) ? Owning::Inside : Owning::Heap;
}

bool Views::isView(QualType Type) {
  if (Type.isNull() || Type->isDependentType())
    return false;
  Type = Type.getCanonicalType().getNonReferenceType();
  if (Type->isPointerType())
    return !Type->getPointeeType()->isFunctionType();
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  return Record && recordIsView(*Record);
}

bool Views::recordIsView(const CXXRecordDecl &Declared) {
  const CXXRecordDecl *Record = Declared.getDefinition();
  if (!Record || Record->isLambda() || !Record->getDeclName().isIdentifier())
    return false;
  auto [It, New] = Records.try_emplace(Record, false); // a class inside itself adds nothing
  if (!New)
    return It->second;
  bool Is = Record->hasAttr<PointerAttr>() || T.known().isView(qualifiedName(*Record)) ||
            isIterator(*Record);
  if (!Is && isBundle(*Record))
    Is = llvm::any_of(partsOfBundle(*Record),
                      [&](QualType Part) { return Part->isReferenceType() || isView(Part); });
  // A class of the user's that is nothing but fields, one of which is a view.
  if (!Is && !inSystemHeader(*Record) && !Record->isPolymorphic() &&
      !Record->hasAttr<OwnerAttr>() && !Record->hasUserDeclaredDestructor() && !Record->isUnion())
    Is = llvm::any_of(Record->fields(), [&](const FieldDecl *F) {
      return F->getType()->isReferenceType() || isView(F->getType()) || gathers(F->getType());
    });
  return Records[Record] = Is;
}

bool Views::mayRefer(const ValueDecl &V) {
  if (isa<BindingDecl>(V))
    return isView(V.getType());
  const auto *Variable = dyn_cast<VarDecl>(&V);
  if (!Variable || Variable->hasGlobalStorage() || !refers(V.getType()))
    return false;
  if (pointsAtViews(V.getType()))
    return isPointeeSeen(*Variable);
  if (isa<ParmVarDecl>(Variable) || gathers(V.getType()))
    return true;
  auto [It, New] = Referring.try_emplace(&V, true);
  if (!New)
    return It->second;
  const Expr *Init = Variable->getInit();
  // What starts as a literal or nothing may be given something else.
  bool Fixed = Variable->getType().isConstQualified() || Variable->isInitCapture();
  const Expr *Bare = Init ? stripped(Init) : nullptr;
  const auto *Address = Bare ? dyn_cast<UnaryOperator>(Bare) : nullptr;
  bool Starts = !Bare || (Address && Address->getOpcode() == UO_AddrOf) ||
                isa<StringLiteral, CXXNullPtrLiteralExpr, GNUNullExpr, DeclRefExpr>(Bare) ||
                (isa<CXXConstructExpr, InitListExpr>(Bare) && !Fixed) ||
                isa<AbstractConditionalOperator>(Bare);
  bool Made = makesRawOwner(Bare);
  // What a member of a local refers to depends on what the function has given it.
  const auto *Part = Bare ? dyn_cast<MemberExpr>(Bare) : nullptr;
  Made |= Part && isa<DeclRefExpr>(Part->getBase()->IgnoreParenImpCasts());
  bool May = Made || (Starts && !Fixed) || (Init && !ofValue(Init).empty());
  return Referring[&V] = May;
}

bool Views::isOperand(const Expr &Given) {
  const CXXRecordDecl *Class = Given.getType().getNonReferenceType()->getAsCXXRecordDecl();
  return isView(Given.getType()) && !(Class && Class->hasDefinition() && hasCallOperator(*Class)) &&
         !isa<CXXThisExpr>(stripped(&Given));
}

bool closure::bindsViews(const FunctionDecl &Callee, const Contracts &Known) {
  if (!inStandardLibrary(Callee) || !Callee.getDeclName().isIdentifier())
    return Known.isBinder(Callee);
  // `std::vector<std::thread>::emplace_back`, `std::make_unique<std::thread>`
  QualType Made;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  if (Method && Callee.getName().starts_with("emplace"))
    Made = firstTypeArgument(Method->getParent());
  else if (const TemplateArgumentList *Named = Callee.getTemplateSpecializationArgs();
           Named && !Method && Callee.getName().starts_with("make_"))
    Made = firstTypeArgument(*Named);
  const CXXRecordDecl *Class = Made.isNull() ? nullptr : Made->getAsCXXRecordDecl();
  return (Class && Known.startsWork(qualifiedName(*Class))) || Known.isBinder(Callee);
}

bool Views::areBound(const FunctionDecl &Callee, Arguments Given) {
  auto Views = [&](const Expr *Argument) { return isOperand(*Argument); };
  auto Refers = [&](const Expr *Argument) {
    return isOperand(*Argument) && !ofValue(Argument).empty();
  };
  return llvm::any_of(Given, Views) && bindsViews(Callee, T.known()) && llvm::any_of(Given, Refers);
}

Origin Views::composed(const Origin &Outer, const Origin &Inner) {
  Origin Both = Outer;
  if (Outer.Part == ViewPart::Whole && Outer.K != Origin::Kind::View) {
    Both.Path.insert(Both.Path.end(), Inner.Path.begin(), Inner.Path.end());
    Both.Part = Inner.Part;
    Both.Member = Inner.Member;
  } else {
    const ValueDecl *Member = Inner.Path.empty() ? Inner.Member : Inner.Path.front();
    if (Member && (!Outer.Member || Outer.Deep))
      Both.Member = Member;
    if (Inner.Part != ViewPart::Whole) {
      Both.Part = Inner.OnHeap ? ViewPart::Owned : Outer.Part;
      Both.Deep = true;
    }
  }
  Both.Deep |= Inner.Deep;
  Both.OnHeap |= Inner.OnHeap;
  if (!Both.Element)
    Both.Element = Inner.Element;
  return Both;
}

/// The field of the parameter, a class that is a view, which refers to the origin; or null.
static const FieldDecl *partBehind(const Origin &O) {
  const auto *Part = O.K == Origin::Kind::Behind && !O.Path.empty()
                         ? dyn_cast<FieldDecl>(O.Path.front())
                         : nullptr;
  const CXXRecordDecl *Class =
      Part ? O.V->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
  return Class && Part->getParent()->getCanonicalDecl() == Class->getCanonicalDecl() ? Part
                                                                                     : nullptr;
}

Origins Views::inCall(const Origin &Inner, const Expr *Object, Arguments Given, const Shape *Body) {
  Origins Outer;
  if (Inner.K == Origin::Kind::Object) {
    if (Object)
      Outer = Object->getType()->isPointerType() ? ofValue(Object, Body) : ofLvalue(Object, Body);
  } else if (const auto *P = dyn_cast_or_null<ParmVarDecl>(Inner.V)) {
    unsigned I = P->getFunctionScopeIndex();
    if (I >= Given.size())
      return Outer;
    if (const FieldDecl *Part = partBehind(Inner)) {
      Origin Rest = Inner;
      Rest.Path.erase(Rest.Path.begin());
      Outer = ofField(Given[I], *Part, Body);
      for (Origin &O : Outer)
        O = composed(O, Rest);
      return Outer;
    }
    Outer = Inner.K == Origin::Kind::Behind ? ofValue(Given[I], Body) : ofLvalue(Given[I], Body);
  } else if (Inner.K == Origin::Kind::Variable && Inner.V) {
    return {Inner}; // of the function around a closure
  }
  for (Origin &O : Outer)
    O = composed(O, Inner);
  return Outer;
}

const FunctionDecl *closure::bodyOf(const FunctionDecl &F) {
  const FunctionDecl *Definition = nullptr;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  bool Replaced = Method && Method->isVirtual() && !Method->hasAttr<FinalAttr>() &&
                  !Method->getParent()->isEffectivelyFinal();
  return Replaced || inSystemHeader(F) || !F.hasBody(Definition) || Definition->isDependentContext()
             ? nullptr
             : Definition;
}

bool closure::isOfCaller(const Origin &O, const FunctionDecl &F) {
  const auto *P = dyn_cast_or_null<ParmVarDecl>(O.V);
  if (P && P->getDeclContext() != &F)
    return false; // of the function around a lambda
  const auto *Variable = dyn_cast_or_null<VarDecl>(O.V);
  if (Variable && Variable->hasGlobalStorage())
    return !Variable->isStaticLocal();
  return O.K == Origin::Kind::Object || O.K == Origin::Kind::Behind ||
         (O.K == Origin::Kind::Variable && P && P->getType()->isReferenceType());
}

void Views::collectReturns(const Stmt *S, const FunctionDecl &F, Origins &Found) {
  if (!S || isa<LambdaExpr>(S) || Found.size() > 8)
    return;
  if (const auto *Return = dyn_cast<ReturnStmt>(S); Return && Return->getRetValue()) {
    const Expr *Value = Return->getRetValue();
    for (Origin &O : F.getReturnType()->isReferenceType() ? ofLvalue(Value) : ofValue(Value)) {
      if (isOfCaller(O, F))
        Found.push_back(std::move(O));
    }
    return;
  }
  for (const Stmt *Child : S->children())
    collectReturns(Child, F, Found);
}

const Origins &Views::returnedBy(const FunctionDecl &F) {
  static const Origins Nothing;
  const FunctionDecl *Definition = bodyOf(F);
  if (!Definition || Depth > 6)
    return Nothing;
  auto [It, New] = Returned.try_emplace(Definition); // recursion adds nothing
  if (!New)
    return It->second ? *It->second : Nothing;
  auto Found = std::make_unique<Origins>();
  ++Depth;
  collectReturns(Definition->getBody(), *Definition, *Found);
  --Depth;
  return *(Returned[Definition] = std::move(Found));
}

/// Whether the function is that of a closure over the local.
static bool isOver(const FunctionDecl &F, const ValueDecl *V) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return V && !isa<ParmVarDecl>(V) && Method && Method->getParent()->isLambda() &&
         llvm::any_of(Method->getParent()->captures(), [&](const LambdaCapture &C) {
           return C.capturesVariable() && C.getCaptureKind() == LCK_ByRef &&
                  C.getCapturedVar() == V;
         });
}

void Views::collectChanges(const Stmt *S, const FunctionDecl &F, std::vector<OwnerChange> &Found) {
  if (!S || isa<LambdaExpr>(S) || Found.size() > 32)
    return;
  for (OwnerChange &C : changesBy(*S)) {
    if (isOfCaller(C.Of, F) || (C.Of.K == Origin::Kind::Variable && isOver(F, C.Of.V)))
      Found.push_back(std::move(C));
  }
  for (const Stmt *Child : S->children())
    collectChanges(Child, F, Found);
}

SequenceEnd closure::pushesAt(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method || !Method->getDeclName().isIdentifier() || !Call.getNumArgs())
    return SequenceEnd::None;
  llvm::StringRef Name = Method->getName();
  bool First = Name == "push_front" || Name == "emplace_front";
  bool Last = Name == "push" || Name == "push_back" || Name == "emplace" || Name == "emplace_back";
  return First ? SequenceEnd::First : Last ? SequenceEnd::Last : SequenceEnd::None;
}

/// Whether the code, or a body that it calls, lets elements in at the end of the container at which
/// the change takes them away.
bool Views::refills(const Stmt *S, const OwnerChange &C, unsigned Calls) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
    SequenceEnd Taken = C.Element == firstElement() ? SequenceEnd::First : SequenceEnd::Last;
    const auto *Member =
        dyn_cast<MemberExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts());
    const ValueDecl *Container =
        Member ? Member->getMemberDecl() : namedIn(Call->getImplicitObjectArgument());
    if (pushesAt(*Call) == Taken && Container == C.Of.container())
      return true;
  }
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && Call->getDirectCallee() && Calls < 3)
    if (const FunctionDecl *Definition = bodyOf(*Call->getDirectCallee());
        Definition && refills(Definition->getBody(), C, Calls + 1))
      return true;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return refills(Child, C, Calls); });
}

const std::vector<OwnerChange> &Views::changesOf(const FunctionDecl &F) {
  static const std::vector<OwnerChange> Nothing;
  const FunctionDecl *Definition = bodyOf(F);
  if (!Definition || Depth > 6)
    return Nothing;
  auto [It, New] = Changes.try_emplace(Definition);
  if (!New)
    return It->second ? *It->second : Nothing;
  auto Found = std::make_unique<std::vector<OwnerChange>>();
  ++Depth;
  collectChanges(Definition->getBody(), *Definition, *Found);
  --Depth;
  for (OwnerChange &C : *Found)
    C.Refills |= C.Ordered && refills(Definition->getBody(), C, 0);
  return *(Changes[Definition] = std::move(Found));
}

const void *Views::keyOf(const Expr &Key) {
  const Expr *E = stripped(&Key);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E); Construct && Construct->getNumArgs())
    E = stripped(Construct->getArg(0));
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return Ref->getDecl();
  std::string Text;
  std::optional<uint64_t> Value;
  if (const auto *Number = dyn_cast<IntegerLiteral>(E))
    Text = "n" + std::to_string(*(Value = Number->getValue().getLimitedValue()));
  else if (const auto *Chars = dyn_cast<StringLiteral>(E); Chars && Chars->isOrdinary())
    Text = "s" + Chars->getString().str();
  return Text.empty() ? nullptr : &Literals.try_emplace(Text, Value).first->second;
}

const void *Views::firstElement() { return &Literals.try_emplace("n0", 0).first->second; }
const void *Views::lastElement() { return &Literals.try_emplace("last").first->second; }

std::optional<uint64_t> Views::numberOf(const void *Element) const {
  for (const auto &[Text, Value] : Literals)
    if (&Value == Element)
      return Value;
  return std::nullopt;
}

/// `items.reserve(n)`
static bool isReserve(const CXXMemberCallExpr &Call, const ValueDecl &Of) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const Expr *Object = Call.getImplicitObjectArgument()->IgnoreParenImpCasts();
  const auto *Member = dyn_cast<MemberExpr>(Object);
  return (Member ? Member->getMemberDecl() : namedIn(Object)) == &Of && Method &&
         Method->getDeclName().isIdentifier() && Method->getName() == "reserve";
}

static bool reserves(const Stmt *S, const ValueDecl &Member) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && isReserve(*Call, Member))
    return true;
  return llvm::any_of(S->children(), [&](const Stmt *C) { return reserves(C, Member); });
}

namespace {

/// Looks in all code of the unit.
class ReserveOf : public RecursiveASTVisitor<ReserveOf> {
public:
  explicit ReserveOf(const ValueDecl &Global) : Global(Global) {}
  bool Found = false;

  bool TraverseDecl(Decl *D) {
    bool Own = !D || isa<TranslationUnitDecl>(D) || !inSystemHeader(*D);
    return !Own || RecursiveASTVisitor::TraverseDecl(D);
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    Found = isReserve(*Call, Global);
    return !Found;
  }

private:
  const ValueDecl &Global;
};

} // namespace

bool Views::isReserved(const ValueDecl &Member) {
  auto [It, New] = Reserving.try_emplace(&Member, false);
  if (!New)
    return It->second;
  if (isa<VarDecl>(Member)) {
    ReserveOf Walk(Member);
    Walk.TraverseDecl(Member.getASTContext().getTranslationUnitDecl());
    return Reserving[&Member] = Walk.Found;
  }
  const auto *Class = dyn_cast<CXXRecordDecl>(Member.getDeclContext());
  bool Is = Class && llvm::any_of(Class->methods(), [&](const CXXMethodDecl *Method) {
              const FunctionDecl *Definition = nullptr;
              return Method->hasBody(Definition) && reserves(Definition->getBody(), Member);
            });
  return Reserving[&Member] = Is;
}

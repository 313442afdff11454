//===-- Slots.cpp - Where a function puts its closures --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/bundles/Slots.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "checks/updates/Candidates.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

Slots::Slots(const FunctionDecl &Function)
    : Code(llvm::ArrayRef<const Stmt *>(Function.getBody())) {}

/// What only wraps or converts the value.
static bool isWrapper(const Stmt *Up) {
  return isa<ParenExpr, FullExpr, CastExpr, CXXBindTemporaryExpr, MaterializeTemporaryExpr,
             CXXStdInitializerListExpr, CXXNewExpr>(Up);
}

/// `std::function` and its kind: one closure, and nothing beside it.
static bool holdsOne(QualType T) {
  const CXXRecordDecl *Class = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && (Class->isLambda() || Class->getName().ends_with("function"));
}

/// A key as it is written: `"add"` in `{"add", [] { … }}` and in `table["add"]`.
static std::string keyIn(const Expr *E) {
  const Expr *Key = stripped(E);
  while (const auto *Make = dyn_cast<CXXConstructExpr>(Key)) {
    if (Make->getNumArgs() == 0)
      return "";
    Key = stripped(Make->getArg(0));
  }
  const auto *Text = dyn_cast<StringLiteral>(Key);
  return Text && Text->getCharByteWidth() == 1 ? Text->getString().str() : std::string();
}

/// Constructs a part of a collection, or one; false if the class keeps to itself what it does.
static bool gathers(const CXXConstructExpr &Make, const Stmt *Value, bool &Gathered,
                    std::string &Name) {
  const CXXConstructorDecl *Constructor = Make.getConstructor();
  if (Constructor->isCopyOrMoveConstructor() || holdsOne(Make.getType()))
    return true;
  if (!inSystemHeader(*Constructor->getParent()))
    return false;
  Gathered = true;
  if (Make.getNumArgs() == 2 && Make.getArg(1) == Value && Name.empty())
    Name = keyIn(Make.getArg(0));
  return true;
}

/// The same of a list in braces.
static void gather(const InitListExpr &List, const Stmt *Value, bool &Gathered, std::string &Name) {
  Gathered |= !holdsOne(List.getType());
  const CXXRecordDecl *Record = List.getType()->getAsCXXRecordDecl();
  if (!Record || !Name.empty())
    return;
  unsigned Index = Record->getNumBases(); // which come before the members
  for (const FieldDecl *Field : Record->fields()) {
    if (Index < List.getNumInits() && List.getInit(Index) == Value)
      Name = Field->getNameAsString();
    ++Index;
  }
}

/// A method of a container that puts its arguments into it.
static bool inserts(const CXXMethodDecl &Method) {
  static constexpr llvm::StringLiteral Names[] = {
      "push_back", "emplace_back", "push_front", "emplace_front",   "insert",
      "emplace",   "try_emplace",  "push",       "insert_or_assign"};
  return inSystemHeader(Method) && Method.getDeclName().isIdentifier() &&
         llvm::is_contained(Names, Method.getName());
}

/// The object that the expression names, or a pointer to it; none if it has no such name.
static Whole namedBy(const Expr *E, unsigned Depth = 0) {
  E = stripped(E);
  Whole Named;
  if (isa<CXXThisExpr>(E)) {
    Named.OfThis = true;
  } else if (const Expr *Pointer = pointerBeforeArrow(E)) {
    return namedBy(Pointer, Depth);
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref || Unary->getOpcode() == UO_AddrOf)
      return namedBy(Unary->getSubExpr(), Depth);
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (Operator->getOperator() == OO_Star && Operator->getNumArgs() == 1)
      return namedBy(Operator->getArg(0), Depth);
  } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    Named = namedBy(Member->getBase(), Depth);
    if (!Named.isNone())
      Named.Members.push_back(Member->getMemberDecl());
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    // A local reference is another name of what it is bound to.
    bool Alias = V && V->getType()->isReferenceType() && !isa<ParmVarDecl>(V);
    if (Alias && V->getInit() && Depth < 4)
      return namedBy(V->getInit(), Depth + 1);
    Named.Variable = Alias ? nullptr : V;
  }
  return Named;
}

/// The slot to which an assignment gives a value: a field, or an element with a key.
static Slot assigned(const Expr *To) {
  To = stripped(To);
  if (const auto *Member = dyn_cast<MemberExpr>(To))
    return {namedBy(Member->getBase()), Member->getMemberDecl()->getNameAsString()};
  if (const auto *Element = dyn_cast<CXXOperatorCallExpr>(To);
      Element && Element->getOperator() == OO_Subscript && Element->getNumArgs() == 2)
    return {namedBy(Element->getArg(0)), keyIn(Element->getArg(1))};
  return {};
}

/// The slot that the call puts the value in, an empty one if it does something else; none if it
/// only makes a part of something larger.
static std::optional<Slot> intoCall(const CallExpr &Call, const Stmt *Value, bool &Gathered,
                                    std::string &Name) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return Slot();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call))
    return Operator->getOperator() == OO_Equal && Operator->getArg(1) == Value
               ? assigned(Operator->getArg(0))
               : Slot();
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call)) {
    if (!inserts(*Method->getMethodDecl()))
      return Slot();
    Slot To;
    To.Of = namedBy(Method->getImplicitObjectArgument());
    if (Name.empty() && Call.getNumArgs() == 2 && Call.getArg(1) == Value)
      Name = keyIn(Call.getArg(0));
    To.Name = Name;
    return To;
  }
  if (!Callee->isInStdNamespace() || !Callee->getDeclName().isIdentifier())
    return Slot();
  llvm::StringRef Std = Callee->getName();
  if (Std == "make_tuple" || Std == "make_pair" || Std == "to_array") {
    if (Std == "make_pair" && Call.getNumArgs() == 2 && Call.getArg(1) == Value)
      Name = keyIn(Call.getArg(0));
    Gathered = true;
    return std::nullopt;
  }
  if (Std == "move" || Std == "forward" || Std == "make_unique" || Std == "make_shared" ||
      Std == "make_optional")
    return std::nullopt;
  return Slot();
}

/// A variable that is a collection, or another name of the closure.
static Slot declared(const VarDecl *V, bool Gathered, std::string Name) {
  Slot To;
  if (!V || V->getType()->isReferenceType())
    return To;
  if (Gathered)
    To.Of.Variable = V, To.Name = std::move(Name);
  else if (holdsOne(V->getType()))
    To.Alias = V;
  return To;
}

Slot Slots::slotOf(const Stmt *Value, bool Gathered) const {
  std::string Name;
  const Stmt *E = Value;
  for (const Stmt *Up = Code.around(E); Up; E = Up, Up = Code.around(E)) {
    if (const auto *Make = dyn_cast<CXXConstructExpr>(Up)) {
      if (!gathers(*Make, E, Gathered, Name))
        return {};
    } else if (const auto *List = dyn_cast<InitListExpr>(Up)) {
      gather(*List, E, Gathered, Name);
    } else if (const auto *Call = dyn_cast<CallExpr>(Up)) {
      if (std::optional<Slot> To = intoCall(*Call, E, Gathered, Name))
        return *To;
    } else if (const auto *Return = dyn_cast<ReturnStmt>(Up)) {
      Slot To;
      To.Of.Return = Gathered ? Return : nullptr;
      To.Name = Name;
      return To;
    } else if (const auto *Declaration = dyn_cast<DeclStmt>(Up)) {
      return declared(declaredWith(*Declaration, E), Gathered, Name);
    } else if (!isWrapper(Up)) {
      return {};
    }
  }
  return {};
}

/// Whether the expression is used as the object of one of its fields, and for nothing else.
static bool isOnlyLookedInto(const DeclRefExpr &Mention, const UseIndex &Code) {
  const Stmt *Up = Code.around(&Mention);
  while (Up && isa<ParenExpr, ImplicitCastExpr>(Up))
    Up = Code.around(Up);
  const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
  return Member && isa<FieldDecl>(Member->getMemberDecl());
}

std::optional<Keeper> Slots::keeperOf(const VarDecl &V, unsigned Depth) const {
  std::string Name = V.getNameAsString();
  if (V.isStaticLocal())
    return Keeper{Outlives::Static, Name, {}};
  if (!V.hasLocalStorage())
    return Keeper{Outlives::Global, Name, {}};
  QualType Type = V.getType();
  if (isa<ParmVarDecl>(V) && (Type->isReferenceType() || Type->isPointerType()))
    return Keeper{Outlives::Caller, Name, {}};
  bool Looked = Type->isRecordType() && !inSystemHeader(*Type->getAsCXXRecordDecl());
  for (const DeclRefExpr *Mention : Code.mentionsOf(&V, /*Copies=*/true)) {
    Slot To = slotOf(Mention, /*Gathered=*/true);
    if (!To.Of.isNone() && To.Of.Variable != &V && Depth < 4)
      if (std::optional<Keeper> Found = keeperOf(To.Of, Depth + 1))
        return Found;
    Looked &= isOnlyLookedInto(*Mention, Code);
  }
  return Looked ? std::optional(Keeper{Outlives::None, Name, {}}) : std::nullopt;
}

std::optional<Keeper> Slots::keeperOf(const Whole &Of, unsigned Depth) const {
  if (Of.Return)
    return Keeper{Outlives::Return, "", Of.Return->getBeginLoc()};
  if (Of.Variable)
    return keeperOf(*Of.Variable, Depth);
  return Keeper{
      Outlives::Object, Of.Members.empty() ? "this" : Of.Members.back()->getNameAsString(), {}};
}

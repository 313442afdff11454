//===-- ValueUse.cpp - What is done with the value of a variable ----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/updates/ValueUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/updates/HandedClosure.h"
#include "checks/updates/OwnCopy.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace closure;

static llvm::StringRef nameOf(const FunctionDecl &F) {
  return F.getDeclName().isIdentifier() ? F.getName() : "";
}

//===----------------------------------------------------------------------===//
// What is stored as a copy
//===----------------------------------------------------------------------===//

namespace {
/// A parameter, by its number, of what is called.
struct Parameter {
  const FunctionDecl *Of = nullptr;
  unsigned Index = 0;
};
} // namespace

static Parameter parameterFor(const Expr &Call, const Expr &Argument) {
  if (const auto *Make = dyn_cast<CXXConstructExpr>(&Call))
    for (unsigned I = 0; I != Make->getNumArgs(); ++I)
      if (Make->getArg(I) == &Argument)
        return {Make->getConstructor(), I};
  const auto *Plain = dyn_cast<CallExpr>(&Call);
  const FunctionDecl *Callee = Plain ? Plain->getDirectCallee() : nullptr;
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  // The object of an operator is an argument, and no parameter.
  unsigned Object = isa<CXXOperatorCallExpr>(Call) && Method && !Method->isStatic();
  for (unsigned I = Object; Callee && I < Plain->getNumArgs(); ++I)
    if (Plain->getArg(I) == &Argument)
      return {Callee, I - Object};
  return {};
}

/// `T &&x` of a template, which binds to what it gets without a word about what becomes of it. The
/// type as it is written, of a pack its pattern; null if the parameter is none.
static const PackExpansionType *packOf(const Parameter &P, bool &Forwards) {
  const FunctionTemplateDecl *Template = P.Of ? P.Of->getPrimaryTemplate() : nullptr;
  llvm::ArrayRef<ParmVarDecl *> All =
      Template ? Template->getTemplatedDecl()->parameters() : llvm::ArrayRef<ParmVarDecl *>();
  if (All.empty())
    return nullptr;
  QualType Type = All[std::min<size_t>(P.Index, All.size() - 1)]->getType();
  const auto *Pack = Type->getAs<PackExpansionType>();
  if (Pack)
    Type = Pack->getPattern();
  const auto *Reference = Type->getAs<RValueReferenceType>();
  Forwards = Reference && !Reference->getPointeeType().isConstQualified() &&
             Reference->getPointeeType()->getAs<TemplateTypeParmType>();
  return Pack;
}

static bool isForwarding(const Parameter &P) {
  bool Forwards = false;
  packOf(P, Forwards);
  return Forwards;
}

/// Whether an object of the type that is made of a variable keeps no way to it.
static bool isIndependent(QualType Type, unsigned Depth = 0) {
  static constexpr unsigned Deepest = 6;
  if (Type->isReferenceType() || Depth == Deepest)
    return false;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isLambda())
    return true;
  if (inSystemHeader(*Class)) {
    const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    auto Holds = [&](const TemplateArgument &A, auto &Self) -> bool {
      if (A.getKind() == TemplateArgument::Pack)
        return llvm::any_of(A.pack_elements(), [&](const auto &Part) { return Self(Part, Self); });
      return A.getKind() == TemplateArgument::Type && !isIndependent(A.getAsType(), Depth + 1);
    };
    return Class->getName() != "reference_wrapper" &&
           (!Instance || llvm::none_of(Instance->getTemplateArgs().asArray(),
                                       [&](const auto &A) { return Holds(A, Holds); }));
  }
  auto Binds = [](const CXXConstructorDecl *Make) {
    return !Make->isCopyOrMoveConstructor() && llvm::any_of(Make->parameters(), [](const auto *P) {
      return P->getType()->isLValueReferenceType() &&
             !P->getType()->getPointeeType().isConstQualified();
    });
  };
  return llvm::none_of(Class->ctors(), Binds) &&
         llvm::none_of(Class->decls(),
                       [](const Decl *D) { return isa<FunctionTemplateDecl>(D); }) &&
         llvm::none_of(Class->fields(),
                       [](const FieldDecl *F) { return F->getType()->isReferenceType(); });
}

/// Classes that keep what they are made of.
static bool isKeeper(const CXXRecordDecl &Class) {
  static const llvm::StringSet<> Names = {
      "pair",   "tuple",   "optional",      "variant",           "any", "expected", "function",
      "thread", "jthread", "packaged_task", "move_only_function"};
  return Class.isInStdNamespace() && Names.contains(Class.getName());
}

/// Functions that keep, or show, what they are given, or make an object of it.
static bool keepsArguments(const FunctionDecl &Function) {
  static const llvm::StringSet<> Names = {
      "make_pair",   "make_tuple",      "make_optional", "make_any",    "make_unique",
      "make_shared", "allocate_shared", "async",         "bind",        "bind_front",
      "bind_back",   "format",          "format_to",     "format_to_n", "formatted_size",
      "print",       "println",         "exchange"};
  return inStandardLibrary(Function) && Names.contains(nameOf(Function));
}

static bool keepsArguments(const CXXMethodDecl &Method) {
  static const llvm::StringSet<> Names = {
      "emplace", "emplace_back", "emplace_front", "emplace_hint",     "try_emplace",
      "insert",  "push_back",    "push",          "insert_or_assign", "value_or"};
  return inSystemHeader(Method) &&
         (Names.contains(nameOf(Method)) || Method.getOverloadedOperator() == OO_Equal);
}

bool closure::storesCopy(const Expr &Call, const Expr &Argument) {
  Parameter P = parameterFor(Call, Argument);
  if (!isForwarding(P))
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(P.Of);
  if (!Method || Method->isStatic())
    return keepsArguments(*P.Of) && isIndependent(P.Of->getReturnType());
  QualType Class = Call.getType();
  if (!isa<CXXConstructorDecl>(Method))
    Class = Method->getFunctionObjectParameterType();
  else if (!isKeeper(*Method->getParent()))
    return false;
  return (isa<CXXConstructorDecl>(Method) || keepsArguments(*Method)) && isIndependent(Class);
}

/// A pack that is given beside a text, and beside nothing that could be called with it: to format
/// it, or to print it.
static bool isShown(const Expr &Call, const Expr &Argument) {
  bool Forwards = false;
  const auto *Plain = dyn_cast<CallExpr>(&Call);
  if (!Plain || !packOf(parameterFor(Call, Argument), Forwards) || !Forwards)
    return false;
  bool Text = false, Callable = false;
  for (const Expr *A : Plain->arguments()) {
    QualType Type = A->getType().getNonReferenceType();
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    Text |= isa<StringLiteral>(stripped(A));
    Callable |= Type->isFunctionType() || Type->isFunctionPointerType() ||
                (Class && Class->hasDefinition() && hasCallOperator(*Class));
  }
  return Text && !Callable;
}

//===----------------------------------------------------------------------===//
// What becomes of a value
//===----------------------------------------------------------------------===//

static bool mayChange(const DeclRefExpr &Mention, const UseIndex &Code) {
  return !Mention.getType().isConstQualified() && Code.isChanged(&Mention);
}

/// The mention, and what only names it in another way.
static const Expr *wholeName(const DeclRefExpr &Mention, const UseIndex &Code) {
  const Stmt *E = &Mention;
  for (const Stmt *Up = Code.around(E); Up && isa<ParenExpr, ImplicitCastExpr>(Up);
       Up = Code.around(E))
    E = Up;
  return cast<Expr>(E);
}

/// `++v`, `v += x`.
static bool isCounting(const Stmt &Up, const Expr *E) {
  if (const auto *Unary = dyn_cast<UnaryOperator>(&Up))
    return Unary->isIncrementDecrementOp();
  if (const auto *Compound = dyn_cast<CompoundAssignOperator>(&Up))
    return Compound->getLHS() == E;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Up);
  return Operator && Operator->getArg(0) == E &&
         (Operator->getOperator() == OO_PlusPlus || Operator->getOperator() == OO_MinusMinus ||
          (Operator->isAssignmentOp() && Operator->getOperator() != OO_Equal));
}

/// What is assigned to it: `v = x`; null if that is not what is done.
static const Expr *assignedTo(const Stmt &Up, const Expr *E) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(&Up))
    return Binary->getOpcode() == BO_Assign && Binary->getLHS() == E ? Binary->getRHS() : nullptr;
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Up);
  return Operator && Operator->getOperator() == OO_Equal && Operator->getArg(0) == E
             ? Operator->getArg(1)
             : nullptr;
}

/// The range of a `for`: whatever the loop may do to the elements, it looks at them.
static bool isWalked(const Stmt &Up) {
  const auto *Declaration = dyn_cast<DeclStmt>(&Up);
  return Declaration && Declaration->isSingleDecl() && Declaration->getSingleDecl()->isImplicit();
}

/// `std::move(v)`, or `return v`, hands the value on.
static bool isMovedOut(const Stmt &Up) {
  const auto *Made = dyn_cast<CXXConstructExpr>(&Up);
  if (Made && Made->getConstructor()->isCopyOrMoveConstructor())
    return true;
  const auto *Call = dyn_cast<CallExpr>(&Up);
  return Call && Call->isXValue() && Call->getDirectCallee() &&
         Call->getDirectCallee()->isInStdNamespace();
}

/// Algorithms that give each element a new value, whatever it had.
static bool overwrites(llvm::StringRef Algorithm) {
  static const llvm::StringSet<> Names = {"fill", "fill_n", "generate", "generate_n", "iota"};
  return Algorithm.consume_front("std::") &&
         (Names.contains(Algorithm) ||
          (Algorithm.consume_front("ranges::") && Names.contains(Algorithm)));
}

static ValueUse asked(const Expr &Change, const UseIndex &Code) {
  return isDiscarded(&Change, Code) ? ValueUse::Extended : ValueUse::Read;
}

/// Steps that make an iterator of an iterator.
static bool keepsIterator(const Stmt &Up) {
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Up))
    return Operator->getOperator() == OO_Plus || Operator->getOperator() == OO_Minus;
  const auto *Call = dyn_cast<CallExpr>(&Up);
  std::string Name = Call ? nameOfCallee(*Call) : "";
  return Name == "std::next" || Name == "std::prev" ||
         isa<ParenExpr, ImplicitCastExpr, FullExpr, MaterializeTemporaryExpr, CXXConstructExpr,
             CXXBindTemporaryExpr>(Up);
}

/// What is done by an iterator, or a pointer, to the elements of `V`.
static ValueUse byIterator(const Expr &Iterator, const ValueDecl &V, const UseIndex &Code) {
  const Stmt *E = &Iterator, *Up = Code.around(E);
  while (Up && keepsIterator(*Up))
    E = Up, Up = Code.around(E);
  const auto *Call = dyn_cast_or_null<CallExpr>(Up);
  if (!Call)
    return ValueUse::Read;
  if (isa<CXXOperatorCallExpr>(Call) && Call->isLValue()) // `*i`
    return Code.isChanged(Call) ? ValueUse::Replaced : ValueUse::Read;
  const FunctionDecl *Callee = Call->getDirectCallee();
  QualType Type = cast<Expr>(E)->getType();
  bool Writable = Type->isPointerType() && !Type->getPointeeType().isConstQualified();
  if (!Callee || overwrites(nameOfCallee(*Call)) || (Writable && !inStandardLibrary(*Callee)))
    return ValueUse::Replaced;
  // Both ends are a range, of which an algorithm looks at the elements. One says where it writes.
  bool Range =
      llvm::any_of(Call->arguments(), [&](const Expr *A) { return A != E && mentions(A, V); });
  return Range || isa<CXXOperatorCallExpr>(Call) ? ValueUse::Read : ValueUse::Replaced;
}

/// Whether there is the same method for an object that is constant: `begin`, `front`, `operator[]`.
static bool isAccess(const CXXMethodDecl &Method) {
  return llvm::any_of(Method.getParent()->methods(), [&](const CXXMethodDecl *Other) {
    return Other->isConst() && Other->getDeclName() == Method.getDeclName() &&
           Other->getNumParams() == Method.getNumParams();
  });
}

/// A method that is called on `V`.
static ValueUse byMethod(const CXXMemberCallExpr &Call, const DeclRefExpr &Mention,
                         const UseIndex &Code) {
  static const llvm::StringSet<> Extending = {
      "push_back", "emplace_back", "push_front", "emplace_front",    "insert",  "append",
      "push",      "erase",        "pop_back",   "pop_front",        "pop",     "reserve",
      "sort",      "unique",       "reverse",    "remove",           "merge",   "splice",
      "replace",   "try_emplace",  "remove_if",  "insert_or_assign", "emplace", "shrink_to_fit"};
  const CXXMethodDecl &Method = *Call.getMethodDecl();
  ValueUse Plain = mayChange(Mention, Code) ? ValueUse::Replaced : ValueUse::Read;
  if (Method.isConst() || Method.isStatic() || !inSystemHeader(Method) ||
      !isValue(Mention.getType()))
    return Plain;
  if (isAccess(Method))
    return Call.isGLValue() ? Plain : byIterator(Call, *Mention.getDecl(), Code);
  if (nameOf(Method) == "swap")
    return ValueUse::Read;
  return Extending.contains(nameOf(Method)) ? asked(Call, Code) : Plain;
}

/// A call that gets `V` itself.
static ValueUse byCall(const CallExpr &Call, const Expr &Given, const DeclRefExpr &Mention,
                       const UseIndex &Code) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  ValueUse Plain = mayChange(Mention, Code) ? ValueUse::Replaced : ValueUse::Read;
  if (!Callee || Plain == ValueUse::Read)
    return Plain;
  if (storesCopy(Call, Given) || isShown(Call, Given))
    return ValueUse::Read;
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
      nameOf(*Callee) == "swap" && inSystemHeader(*Callee))
    // What a temporary object gets is thrown away.
    return Method && !Method->getImplicitObjectArgument()->isLValue() ? Plain : ValueUse::Read;
  if (!inStandardLibrary(*Callee))
    return Plain;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
      Operator && Operator->getOperator() == OO_Pipe)
    return ValueUse::Read;
  llvm::StringRef Name = nameOf(*Callee);
  if (Name == "begin" || Name == "end" || Name == "rbegin" || Name == "rend" || Name == "data")
    return byIterator(Call, *Mention.getDecl(), Code);
  if (Name == "back_inserter" || Name == "front_inserter" || Name == "inserter")
    return ValueUse::Extended;
  if (Name == "exchange")
    return isDiscarded(&Call, Code) ? Plain : ValueUse::Read;
  // An algorithm that takes a range.
  std::string Object = nameOfCallee(Call);
  return llvm::StringRef(Object).starts_with("std::ranges::") && !overwrites(Object)
             ? ValueUse::Read
             : Plain;
}

ValueUse closure::valueUse(const DeclRefExpr &Mention, const UseIndex &Code) {
  const Expr *E = wholeName(Mention, Code);
  const Stmt *Up = Code.around(E);
  if (!Up)
    return ValueUse::None;
  if (const auto *Cast = dyn_cast<CastExpr>(Up); Cast && Cast->getCastKind() == CK_ToVoid)
    return ValueUse::None;
  if (isa<LambdaExpr>(Up)) // an init-capture: a state that starts from it
    return ValueUse::None;
  if (isCounting(*Up, E))
    return asked(*cast<Expr>(Up), Code);
  if (const Expr *Value = assignedTo(*Up, E))
    return mentions(Value, *Mention.getDecl()) ? ValueUse::Read : ValueUse::Replaced;
  if (isWalked(*Up) || isMovedOut(*Up))
    return ValueUse::Read;
  if (isa<MemberExpr>(Up))
    if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Code.around(Up));
        Call && Call->getMethodDecl() && Call->getCallee()->IgnoreParens() == Up)
      return byMethod(*Call, Mention, Code);
  if (const auto *Call = dyn_cast<CallExpr>(Up))
    return byCall(*Call, *E, Mention, Code);
  return changesValue(Mention, Code) ? ValueUse::Replaced : ValueUse::Read;
}

bool closure::changesValue(const DeclRefExpr &Mention, const UseIndex &Code) {
  if (!mayChange(Mention, Code))
    return false;
  const Expr *E = wholeName(Mention, Code);
  const auto *Up = dyn_cast_or_null<Expr>(Code.around(E));
  return !Up || !storesCopy(*Up, *E);
}

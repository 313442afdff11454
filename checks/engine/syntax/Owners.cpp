//===-- Owners.cpp - What smart pointers are made to own ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Makers.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/engine/syntax/Views.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include <set>

using namespace clang;
using namespace closure;

bool closure::isMaker(const CallExpr &Call) {
  const FunctionDecl *Maker = Call.getDirectCallee();
  return Maker && Maker->getDeclName().isIdentifier() &&
         (Maker->getName() == "make_unique" || Maker->getName() == "make_shared") &&
         Maker->getTemplateSpecializationArgs() && Maker->getReturnType()->isRecordType();
}

const Expr *closure::makerIn(const Expr *Value) {
  for (unsigned Depth = 0; Value && Depth != 4; ++Depth) {
    Value = stripped(Value);
    if (isa<CXXNewExpr>(Value))
      return Value;
    if (const auto *Call = dyn_cast<CallExpr>(Value))
      return isMaker(*Call) ? Call : nullptr;
    // A `unique_ptr` of a pointer, or of one to a derived class.
    const auto *Construct = dyn_cast<CXXConstructExpr>(Value);
    if (!Construct || !Construct->getNumArgs() ||
        !hasArrow(*Construct->getConstructor()->getParent()))
      return nullptr;
    Value = Construct->getArg(0);
  }
  return nullptr;
}

const Expr *closure::makerOf(const VarDecl &Owner) { return makerIn(Owner.getInit()); }

const CXXRecordDecl *closure::madeBy(const Expr &Maker) {
  if (const auto *New = dyn_cast<CXXNewExpr>(&Maker))
    return New->isArray() ? nullptr : New->getAllocatedType()->getAsCXXRecordDecl();
  const TemplateArgumentList *Given =
      cast<CallExpr>(Maker).getDirectCallee()->getTemplateSpecializationArgs();
  QualType Made = Given ? firstTypeArgument(*Given) : QualType();
  return Made.isNull() ? nullptr : Made->getAsCXXRecordDecl();
}

/// Which constructor is called inside the maker is not in the tree.
const CXXConstructorDecl *closure::constructorBehind(const CallExpr &Maker) {
  const CXXRecordDecl *Class = isMaker(Maker) ? madeBy(Maker) : nullptr;
  return Class && Class->hasDefinition() && !inSystemHeader(*Class)
             ? constructorFor(*Class->getDefinition(), {Maker.getArgs(), Maker.getNumArgs()})
             : nullptr;
}

/// Whether the class is nothing but pointers, as far as it is the user's to see.
static bool isMadeOfPointers(const CXXRecordDecl &Record, unsigned Depth = 0) {
  const CXXRecordDecl *Of = Record.getDefinition();
  auto IsPointer = [&](QualType T) {
    const CXXRecordDecl *Part = T->getAsCXXRecordDecl();
    return T->isPointerType() || (Part && Depth < 3 && isMadeOfPointers(*Part, Depth + 1));
  };
  return Of &&
         llvm::all_of(Of->fields(), [&](const FieldDecl *F) { return IsPointer(F->getType()); }) &&
         llvm::all_of(Of->bases(),
                      [&](const CXXBaseSpecifier &Base) { return IsPointer(Base.getType()); });
}

static bool makesNew(const Stmt *S) {
  return S && (isa<CXXNewExpr>(S) || llvm::any_of(S->children(), makesNew));
}

bool closure::isSharingPointer(QualType T) {
  const auto *Record = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      T.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl());
  if (!Record || !Record->hasDefinition() || !hasArrow(*Record))
    return false;
  if (std::string Name = qualifiedName(*Record);
      Name == "std::shared_ptr" || Name == "boost::shared_ptr")
    return true;
  bool Copied = llvm::any_of(Record->ctors(), [](const CXXConstructorDecl *C) {
    // One that makes an object of its own shares nothing.
    return C->isCopyConstructor() && !C->isDeleted() && C->isUserProvided() &&
           !makesNew(C->getBody());
  });
  QualType Owned = firstTypeArgument(Record);
  return Copied && !Owned.isNull() && Owned->isRecordType() &&
         !Record->getName().contains_insensitive("iterator") && !Record->field_empty() &&
         isMadeOfPointers(*Record);
}

bool closure::isCountingPointer(QualType T) {
  return isSharingPointer(T) &&
         llvm::none_of(llvm::ArrayRef<llvm::StringRef>{"weak", "raw", "unowned", "observer",
                                                       "checked", "safe", "view", "back"},
                       [&](llvm::StringRef Word) {
                         return T.getCanonicalType()
                             .getNonReferenceType()
                             ->getAsCXXRecordDecl()
                             ->getName()
                             .contains_insensitive(Word);
                       });
}

const CXXRecordDecl *closure::vectorOf(QualType T) {
  const CXXRecordDecl *Class = T.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Class->isInStdNamespace() && Class->getName() == "vector" ? Class : nullptr;
}

bool closure::makesRoom(const CXXMethodDecl &Method) {
  static constexpr llvm::StringLiteral Names[] = {"emplace_back", "push_back", "insert", "emplace",
                                                  "resize"};
  return Method.getDeclName().isIdentifier() && llvm::is_contained(Names, Method.getName());
}

bool closure::makesRawOwner(const Expr *Value) {
  const Expr *Bare = Value ? stripped(Value) : nullptr;
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Bare);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return isa_and_nonnull<CXXNewExpr>(Bare) ||
         (Method && Method->getDeclName().isIdentifier() && Method->getName() == "release" &&
          qualifiedName(*Method->getParent()) == "std::unique_ptr");
}

/// The local raw pointer, made to own something, that the expression names; or null.
static const VarDecl *rawOwnerIn(const Expr &E) {
  const auto *Raw = dyn_cast_or_null<VarDecl>(namedIn(&E));
  return Raw && Raw->hasLocalStorage() && Raw->getType()->isPointerType() &&
                 makesRawOwner(Raw->getInit())
             ? Raw
             : nullptr;
}

const VarDecl *closure::adoptedBy(const VarDecl &Owner) {
  const Expr *Made = Owner.getInit() ? constructionIn(Owner.getInit()) : nullptr;
  const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Made);
  if (!Construct || Construct->getNumArgs() != 1)
    return nullptr;
  const CXXRecordDecl *Class = Construct->getConstructor()->getParent();
  const CXXRecordDecl *Of = Owner.getType()->getAsCXXRecordDecl();
  std::string Name = qualifiedName(*Class);
  bool Smart = Of == Class && (Name == "std::unique_ptr" || Name == "std::shared_ptr");
  return Smart ? rawOwnerIn(*Construct->getArg(0)) : nullptr;
}

const VarDecl *closure::adoptedBy(const CXXMemberCallExpr &Reset) {
  const CXXMethodDecl *Method = Reset.getMethodDecl();
  if (!Method || !Method->getDeclName().isIdentifier() || Method->getName() != "reset" ||
      !Reset.getNumArgs())
    return nullptr;
  std::string Name = qualifiedName(*Method->getParent());
  bool Smart =
      Name == "std::unique_ptr" || Name == "std::shared_ptr" || Name == "std::__shared_ptr";
  return Smart ? rawOwnerIn(*Reset.getArg(0)) : nullptr;
}

bool closure::givesOwnPointer(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Callee = Call.getMethodDecl();
  return Callee && Callee->getDeclName().isIdentifier() && Callee->getName() == "shared_from_this";
}

bool closure::sharesItself(const CXXRecordDecl &Class, ClassUses &Uses) {
  const CXXRecordDecl *Of = Class.getDefinition();
  if (!Of || inSystemHeader(*Of))
    return false;
  return Uses.of(*Of).SharesItself || llvm::any_of(Of->bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Part = Base.getType()->getAsCXXRecordDecl();
           return Part && sharesItself(*Part, Uses);
         });
}

static bool mayShareIn(const Stmt *S, std::set<const FunctionDecl *> &Seen) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
      Call && isa<CXXThisExpr>(stripped(Call->getImplicitObjectArgument()))) {
    const FunctionDecl *Callee = Call->getDirectCallee(), *Definition = nullptr;
    if (!Callee || givesOwnPointer(*Call))
      return true;
    if (!inSystemHeader(*Callee) &&
        (!Callee->hasBody(Definition) ||
         (Seen.insert(Definition).second && mayShareIn(Definition->getBody(), Seen))))
      return true;
  }
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return mayShareIn(Child, Seen); });
}

bool closure::mayShareItself(const CXXMethodDecl &Method) {
  const FunctionDecl *Definition = nullptr;
  std::set<const FunctionDecl *> Seen;
  return !Method.hasBody(Definition) || mayShareIn(Definition->getBody(), Seen);
}

bool closure::isSoleOwner(QualType T) {
  const CXXRecordDecl *Record = T.getCanonicalType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!Record)
    return false;
  std::string Name = qualifiedName(*Record);
  return Name == "std::unique_ptr" || Name == "std::optional";
}

bool closure::makesAnew(const FunctionDecl &Callee) {
  if (!Callee.getDeclName().isIdentifier())
    return false;
  llvm::StringRef Name = Callee.getName();
  return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"create", "make", "new", "alloc", "build",
                                                      "clone", "open", "spawn", "take", "release",
                                                      "pop", "fetch", "start"},
                      [&](llvm::StringRef Verb) { return Name.starts_with_insensitive(Verb); });
}

/// Whether the code returns what it makes, and nothing else.
static bool returnsMade(const Stmt *S, unsigned &Returns) {
  if (!S || isa<LambdaExpr>(S))
    return true;
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    ++Returns;
    const DeclRefExpr *Ref = returnedName(*Return);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    return V && V->hasLocalStorage() ? makerOf(*V) != nullptr
                                     : makerIn(Return->getRetValue()) != nullptr;
  }
  return llvm::all_of(S->children(), [&](const Stmt *C) { return returnsMade(C, Returns); });
}

bool closure::isMadeAnew(const Expr *Value) {
  const Expr *Bare = Value ? stripped(Value) : nullptr;
  if (const Expr *Made = Bare ? constructionIn(Bare) : nullptr)
    Bare = Made;
  if (!Bare || isa<CXXNullPtrLiteralExpr>(Bare) || makerIn(Bare))
    return true;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Bare))
    return !Construct->getNumArgs() || isa<CXXNullPtrLiteralExpr>(stripped(Construct->getArg(0)));
  const auto *Call = dyn_cast<CallExpr>(Bare);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr, *Definition = nullptr;
  if (!Callee || makesAnew(*Callee))
    return Callee != nullptr;
  unsigned Returns = 0;
  return !inSystemHeader(*Callee) && Callee->hasBody(Definition) &&
         returnsMade(Definition->getBody(), Returns) && Returns;
}

const Expr *closure::sourceOfNodes(const CXXMethodDecl &Method,
                                   llvm::ArrayRef<const Expr *> Given) {
  for (unsigned I = 0; I != Given.size() && I != Method.getNumParams(); ++I) {
    QualType Type = Method.getParamDecl(I)->getType();
    const auto *Of = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        Type.getNonReferenceType()->getAsCXXRecordDecl());
    const auto *Own = dyn_cast<ClassTemplateSpecializationDecl>(Method.getParent());
    if (Of && Own && Type->isReferenceType() && !Type.getNonReferenceType().isConstQualified() &&
        Of->getSpecializedTemplate()->getCanonicalDecl() ==
            Own->getSpecializedTemplate()->getCanonicalDecl())
      return Given[I];
  }
  return nullptr;
}

/// A call that gives out a part of a pair, a tuple, an optional: `std::get<0>(row)`, `*found`.
static const Expr *bundleBehind(const CallExpr &Call) {
  if (Call.getNumArgs() != 1 || isa<CXXMemberCallExpr>(Call))
    return nullptr;
  const CXXRecordDecl *Record = Call.getArg(0)->getType()->getAsCXXRecordDecl();
  return Record && isBundle(*Record) ? Call.getArg(0) : nullptr;
}

AssignTarget closure::targetOf(const Expr &Assigned) {
  const Expr *E = Assigned.IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return {Member->isArrow() ? nullptr : namedIn(Member->getBase()), true,
            Member->getMemberDecl()};
  const auto *Call = dyn_cast<CallExpr>(E);
  if (const Expr *Bundle = Call ? bundleBehind(*Call) : nullptr)
    return {namedIn(Bundle), true};
  return {namedIn(E)};
}

bool closure::isTie(const FunctionDecl &F) {
  return inStandardLibrary(F) && F.getDeclName().isIdentifier() && F.getName() == "tie";
}

std::vector<const ValueDecl *> closure::replacedBy(const CallExpr &Call) {
  std::vector<const ValueDecl *> Found;
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || !inStandardLibrary(*Callee) || !Callee->getDeclName().isIdentifier())
    return Found;
  auto Add = [&](const Expr *E) {
    if (const ValueDecl *V = namedIn(E))
      Found.push_back(V);
  };
  llvm::StringRef Name = Callee->getName();
  bool Swaps = Name == "swap";
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call);
      Method && (Swaps || Name == "emplace" || Name == "reset"))
    Add(Method->getImplicitObjectArgument());
  if (Swaps || Name == "exchange")
    llvm::for_each(Call.arguments(), Add);
  return Found;
}

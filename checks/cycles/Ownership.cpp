//===-- Ownership.cpp - What an object owns by its members ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/cycles/Ownership.h"
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/InPlace.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;
using namespace closure;

static bool isPointer(const CXXRecordDecl &Record) {
  return Record.hasDefinition() && hasArrow(*Record.getDefinition());
}

bool closure::isLooseHold(QualType T) {
  T = T.getCanonicalType().getNonReferenceType();
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record)
    return T->isPointerType();
  if (!Record->getIdentifier())
    return false;
  bool Owns = isSharingPointer(T) || isSoleOwner(T) || firstTypeArgument(Record).isNull();
  return Record->getName().contains_insensitive("weak") ||
         Record->getName() == "reference_wrapper" || (isPointer(*Record) && !Owns);
}

/// The classes of the objects that one of the type is or owns: elements, pointees.
static void addOwned(QualType T, std::vector<const CXXRecordDecl *> &To, unsigned Depth = 0) {
  if (T.isNull() || T->isReferenceType() || T->isDependentType() || Depth == 4)
    return;
  T = T.getCanonicalType();
  while (const auto *Array = dyn_cast<ArrayType>(T))
    T = Array->getElementType();
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !Record->getIdentifier())
    return;
  if (isCountingPointer(T) || isSoleOwner(T))
    return addOwned(firstTypeArgument(Record), To, Depth + 1);
  if (isPointer(*Record) || isLooseHold(T))
    return;
  const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  if (!inSystemHeader(*Record)) {
    To.push_back(Record);
  } else if (Made) {
    for (const TemplateArgument &A : Made->getTemplateArgs().asArray())
      if (A.getKind() == TemplateArgument::Type)
        addOwned(A.getAsType(), To, Depth + 1);
      else if (A.getKind() == TemplateArgument::Pack)
        for (const TemplateArgument &Part : A.pack_elements())
          if (Part.getKind() == TemplateArgument::Type)
            addOwned(Part.getAsType(), To, Depth + 1);
  }
}

/// The members by which an object of one class owns one of the other; nothing if it does not.
static bool findOwned(const CXXRecordDecl &From, const CXXRecordDecl &Wanted, Members &Way,
                      llvm::DenseSet<const CXXRecordDecl *> &Seen) {
  const CXXRecordDecl *Class = From.getDefinition();
  if (!Class || inSystemHeader(*Class) || Way.size() == 4 || !Seen.insert(Class).second)
    return false;
  for (const FieldDecl *Field : Class->fields()) {
    std::vector<const CXXRecordDecl *> Owned;
    addOwned(Field->getType(), Owned);
    Way.push_back(Field);
    for (const CXXRecordDecl *Part : Owned)
      if (areOneKind(*Part, Wanted) || findOwned(*Part, Wanted, Way, Seen))
        return true;
    Way.pop_back();
  }
  return llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
    return Of && findOwned(*Of, Wanted, Way, Seen);
  });
}

static bool deletes(const Stmt *S, const ValueDecl &Member) {
  if (!S)
    return false;
  if (const auto *Delete = dyn_cast<CXXDeleteExpr>(S))
    return storageOf(Delete->getArgument()) == &Member;
  return llvm::any_of(S->children(), [&](const Stmt *C) { return deletes(C, Member); });
}

/// `~Session() { delete timer; }`
static bool isDeletedAtEnd(const ValueDecl &Member) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Member.getDeclContext());
  const CXXDestructorDecl *End = Class ? Class->getDestructor() : nullptr;
  const FunctionDecl *Definition = nullptr;
  return End && End->hasBody(Definition) && deletes(Definition->getBody(), Member);
}

std::optional<Members> closure::ownedPath(const CXXRecordDecl &Class,
                                          llvm::ArrayRef<PathElement> Path) {
  Members Way;
  std::vector<const CXXRecordDecl *> At{&Class};
  const ValueDecl *Last = nullptr;
  for (PathElement Element : Path) {
    if (Element == pendingPart())
      break;
    if (!Element) { // what the member before points at
      if (!Last ||
          (At.empty() && !isCountingPointer(Last->getType()) && !isSoleOwner(Last->getType())))
        return std::nullopt;
      continue;
    }
    const auto *Parent = dyn_cast<CXXRecordDecl>(Element->getDeclContext());
    if (!Parent || Element->getType()->isReferenceType())
      return std::nullopt;
    bool Direct = llvm::any_of(At, [&](const auto *Of) { return areOneKind(*Of, *Parent); });
    if (!Direct) {
      llvm::DenseSet<const CXXRecordDecl *> Seen;
      Members Between;
      if (llvm::none_of(At, [&](const auto *Of) {
            Between.clear();
            return findOwned(*Of, *Parent, Between, Seen);
          }))
        return std::nullopt;
      Way.insert(Way.end(), Between.begin(), Between.end());
    }
    Way.push_back(Element);
    Last = Element;
    At.clear();
    addOwned(Element->getType(), At);
    if (const CXXRecordDecl *Pointee = Element->getType()->getPointeeCXXRecordDecl();
        Pointee && isDeletedAtEnd(*Element))
      At.push_back(Pointee);
  }
  if (Last && isLooseHold(Last->getType()))
    return std::nullopt;
  return Way;
}

/// Whether all that the method returns are parts that its object owns.
static bool returnsParts(const Stmt *S, const CXXRecordDecl &Given, unsigned &Returns) {
  if (!S || isa<LambdaExpr>(S))
    return true;
  if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
    ++Returns;
    const auto *Field = dyn_cast_or_null<FieldDecl>(
        Return->getRetValue() ? storageOf(Return->getRetValue()) : nullptr);
    if (!Field || Field->getType()->isReferenceType() || isLooseHold(Field->getType()))
      return false;
    std::vector<const CXXRecordDecl *> Owned;
    addOwned(Field->getType(), Owned);
    return inSystemHeader(Given) ||
           llvm::any_of(Owned, [&](const auto *Of) { return areOneKind(*Of, Given); });
  }
  return llvm::all_of(S->children(),
                      [&](const Stmt *Child) { return returnsParts(Child, Given, Returns); });
}

/// A method may point out anything; what it shows decides, or the classes, where the one is a part
/// of the other and not of its own kind.
static bool pointsOutPart(const CXXMethodDecl &Method) {
  const CXXRecordDecl *Given = classBehind(Method.getReturnType());
  const FunctionDecl *Definition = nullptr;
  if (!Given)
    return false;
  unsigned Returns = 0;
  if (Method.hasBody(Definition) && returnsParts(Definition->getBody(), *Given, Returns) && Returns)
    return true;
  Members Way;
  llvm::DenseSet<const CXXRecordDecl *> Seen;
  return !areOneKind(*Given, *Method.getParent()) &&
         findOwned(*Method.getParent(), *Given, Way, Seen);
}

/// The expression that this one is a part of, and that has a name: `p` in `p->part().member`. Null
/// where a method may point out something else.
static const Expr *before(const Expr *At) {
  if (const auto *Member = dyn_cast<MemberExpr>(At))
    return Member->getBase();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(At))
    return Operator->getArg(0);
  if (const auto *Unary = dyn_cast<UnaryOperator>(At))
    return Unary->getSubExpr();
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(At))
    return Subscript->getBase();
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(At))
    return Call->getImplicitObjectArgument();
  return nullptr;
}

bool closure::staysInside(const Expr &E) {
  const Expr *At = &E;
  for (unsigned Depth = 0; At && Depth != 16; ++Depth) {
    At = stripped(At);
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(At)) {
      const CXXMethodDecl *Method = Call->getMethodDecl();
      if (!Method || (!inSystemHeader(*Method) && !pointsOutPart(*Method)))
        return false;
    }
    const auto *Ref = dyn_cast<DeclRefExpr>(At);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    // Another name of something that a method pointed out.
    bool Alias = V && !isa<ParmVarDecl>(V) && V->hasLocalStorage() && V->getInit() &&
                 (V->getType()->isReferenceType() || V->getType()->isPointerType());
    At = Alias ? V->getInit() : before(At);
  }
  return true;
}

bool closure::leadsFrom(const Expr &E, const VarDecl &V) {
  const Expr *At = &E;
  for (unsigned Depth = 0; At && Depth != 16; ++Depth) {
    At = stripped(At);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(At))
      return Ref->getDecl() == &V;
    At = before(At);
  }
  return false;
}

//===-- MemberPointers.cpp - What a pointer in an object leads to ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/MemberPointers.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/FirstObject.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Whether the class, or one that it is made of, has the operator of pointers.
static bool hasArrow(const CXXRecordDecl &Class) {
  return Class.hasDefinition() && (llvm::any_of(Class.methods(),
                                                [](const CXXMethodDecl *M) {
                                                  return M->getOverloadedOperator() == OO_Arrow;
                                                }) ||
                                   llvm::any_of(Class.bases(), [](const CXXBaseSpecifier &Base) {
                                     const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
                                     return Of && hasArrow(*Of);
                                   }));
}

/// Whether objects of the type point at what others may own.
static bool isPointing(QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return T->isPointerType() || T->isReferenceType() || (Class && hasArrow(*Class));
}

namespace {

/// What the functions of a unit give to a pointer among the members.
class Given {
public:
  explicit Given(llvm::ArrayRef<const FunctionDecl *> Defined) : Defined(Defined) {}

  /// Whether it gets a value, and each is null or what a method of another member points out.
  bool isPart(const FieldDecl &Pointer, unsigned Depth = 4) const {
    std::vector<const Expr *> Values = valuesOf(Pointer);
    bool Any = false;
    for (const Expr *Value : Values) {
      if (isNull(*Value))
        continue;
      if (!Depth || !isPart(*Value, Depth - 1))
        return false;
      Any = true;
    }
    return Any;
  }

private:
  static bool isNull(const Expr &Value) {
    const Expr *Bare = Value.IgnoreParenImpCasts();
    const auto *List = dyn_cast<InitListExpr>(Bare); // `= {}`, `{nullptr}`
    if (List)
      return !List->getNumInits() || (List->getNumInits() == 1 && isNull(*List->getInit(0)));
    return isa<CXXNullPtrLiteralExpr, ImplicitValueInitExpr, GNUNullExpr>(Bare);
  }

  bool isPart(const Expr &Value, unsigned Depth) const {
    const Expr *Object = stripped(firstObject(&Value));
    const auto *Call = dyn_cast<CXXMemberCallExpr>(Object);
    if (!Call || !Call->getMethodDecl() || makesAnew(*Call->getMethodDecl()))
      return false;
    Object = stripped(Call->getImplicitObjectArgument());
    const auto *Member = dyn_cast<MemberExpr>(Object);
    const auto *Of = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    if (!Of || !isa<CXXThisExpr>(stripped(Member->getBase())))
      return false;
    return Of->getType()->isPointerType() ? isPart(*Of, Depth) : !isPointing(Of->getType());
  }

  std::vector<const Expr *> valuesOf(const FieldDecl &Pointer) const {
    std::vector<const Expr *> Values;
    if (const Expr *Init = Pointer.getInClassInitializer())
      Values.push_back(Init);
    for (const FunctionDecl *F : Defined) {
      if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(F))
        for (const CXXCtorInitializer *Init : Constructor->inits())
          if (Init->isWritten() && Init->getMember() == &Pointer)
            Values.push_back(Init->getInit());
      collect(F->getBody(), Pointer, Values);
    }
    return Values;
  }

  static void collect(const Stmt *S, const FieldDecl &Pointer, std::vector<const Expr *> &Values) {
    if (!S)
      return;
    if (const auto *Set = dyn_cast<BinaryOperator>(S); Set && Set->isAssignmentOp())
      if (const auto *To = dyn_cast<MemberExpr>(Set->getLHS()->IgnoreParens());
          To && To->getMemberDecl() == &Pointer)
        Values.push_back(Set->getRHS());
    for (const Stmt *Child : S->children())
      collect(Child, Pointer, Values);
  }

  llvm::ArrayRef<const FunctionDecl *> Defined;
};

} // namespace

bool closure::isPartOfObject(llvm::ArrayRef<PathElement> Path,
                             llvm::ArrayRef<const FunctionDecl *> Defined) {
  PathElement Before = nullptr;
  for (PathElement E : Path) {
    if (E == pendingPart())
      continue;
    if (E && E->getType()->isReferenceType())
      return false;
    if (!E) {
      const auto *Field = dyn_cast_or_null<FieldDecl>(Before);
      if (!Field)
        return false;
      bool Owned = isSoleOwner(Field->getType());
      bool Part = Field->getType()->isPointerType() ? Given(Defined).isPart(*Field)
                                                    : !isPointing(Field->getType());
      if (!Owned && !Part)
        return false;
    }
    Before = E;
  }
  // The pointer itself: what is kept there is kept by what it points at.
  const auto *Last = dyn_cast_or_null<FieldDecl>(Before);
  return !Last || !Last->getType()->isPointerType() || Given(Defined).isPart(*Last);
}

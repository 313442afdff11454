//===-- ObjectParts.cpp - What code reads and changes of an object --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/ObjectParts.h"
#include "checks/repair/Aliases.h"
#include "checks/repair/Captured.h"
#include "checks/repair/KnownUses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

bool Parts::meets(const Parts &Other) const {
  if (empty() || Other.empty())
    return false;
  return All || Other.All ||
         llvm::any_of(Fields, [&](const FieldDecl *Field) { return Other.Fields.count(Field); });
}

void Parts::add(const Parts &More) {
  All |= More.All;
  Fields.insert(More.Fields.begin(), More.Fields.end());
}

const MemberExpr *closure::memberOf(const Expr *Object, const UseIndex &Code) {
  const Stmt *Up = Code.around(Object);
  while (isa_and_nonnull<ParenExpr, ImplicitCastExpr>(Up))
    Up = Code.around(Up);
  return dyn_cast_or_null<MemberExpr>(Up);
}

const CXXMethodDecl *closure::calledOn(const Expr *Object, const UseIndex &Code) {
  const MemberExpr *Member = memberOf(Object, Code);
  return Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
}

/// The innermost lambda around that is no `Except`; null if none is.
static const LambdaExpr *lambdaAround(const Expr *E, const UseIndex &Code,
                                      const LambdaExpr *Except = nullptr) {
  for (const Stmt *Up = E; Up; Up = Code.around(Up))
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Up); Lambda && Lambda != Except)
      return Lambda;
  return nullptr;
}

static bool copiesObject(const LambdaExpr &Lambda) {
  return llvm::any_of(Lambda.captures(),
                      [](const LambdaCapture &C) { return C.getCaptureKind() == LCK_StarThis; });
}

/// The outermost loop, or lambda that something calls, which makes `Inner` again; or null.
static const Stmt *repeatedAround(const Stmt &Inner, const VarDecl *V, const UseIndex &Code) {
  const Stmt *Found = nullptr;
  const Stmt *Declared = V ? Code.declarationOf(V).Statement : nullptr;
  for (const Stmt *Up = Code.around(&Inner); Up; Up = Code.around(Up))
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, LambdaExpr>(Up) &&
        !(Declared && Code.inside(Declared, Up)))
      Found = Up;
  return Found;
}

Parts ObjectParts::readBy(const UseIndex &Code) {
  Parts Found;
  for (const Expr *This : Code.mentionsOfObject()) {
    const MemberExpr *Member = memberOf(This, Code);
    const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    const auto *Method = Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
    const FunctionDecl *Body = nullptr;
    if (Field) {
      Found.Fields.insert(Field);
    } else if (Method && Method->hasBody(Body)) {
      auto [It, New] = Read.try_emplace(cast<CXXMethodDecl>(Body));
      if (New) // recursion reads no more
        Read[cast<CXXMethodDecl>(Body)] = readBy(Known.of(*Body));
      Found.add(Read[cast<CXXMethodDecl>(Body)]);
    } else if (!Method || !Method->isStatic()) {
      Found.All = true;
    }
  }
  return Found;
}

Parts ObjectParts::changedBy(const MemberExpr &Member, const UseIndex &Code) {
  Parts Found;
  if (const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl())) {
    if (!Member.getType().isConstQualified() && Code.isChanged(&Member))
      Found.Fields.insert(Field);
  } else if (const auto *Method = dyn_cast<CXXMethodDecl>(Member.getMemberDecl());
             Method && !Method->isStatic() && !Method->isConst()) {
    Found = changedBy(*Method);
  }
  return Found;
}

Parts ObjectParts::changedBy(const UseIndex &Code, Filter Counts) {
  Parts Found;
  for (const Expr *This : Code.mentionsOfObject()) {
    if (!Counts(This))
      continue;
    if (const MemberExpr *Member = memberOf(This, Code))
      Found.add(changedBy(*Member, Code));
    else
      Found.All |= Code.isChanged(This);
  }
  return Found;
}

const Parts &ObjectParts::changedBy(const CXXMethodDecl &Method) {
  const FunctionDecl *Body = nullptr;
  bool Visible = Method.hasBody(Body);
  const CXXMethodDecl *Key = Visible ? cast<CXXMethodDecl>(Body) : &Method;
  auto [It, New] = Changed.try_emplace(Key);
  if (!New) // recursion changes no more
    return It->second;
  Parts Found;
  Found.All = !Visible || (Method.isVirtual() && !Method.getParent()->isEffectivelyFinal());
  if (!Found.All) {
    const UseIndex &Code = Known.of(*Body);
    Found = changedBy(Code, [&](const Expr *This) {
      const LambdaExpr *Lambda = lambdaAround(This, Code);
      return !Lambda || !copiesObject(*Lambda);
    });
  }
  return Changed[Key] = std::move(Found);
}

/// The rest of the method that makes the closure, and all of a loop that makes it again.
bool ObjectParts::changesAfterwards(const CXXMethodDecl &Method, const LambdaExpr &Lambda,
                                    const Parts &Reads) {
  if (!Method.getBody())
    return false;
  const UseIndex &Code = Known.of(Method);
  const SourceManager &SM = Method.getASTContext().getSourceManager();
  const Stmt *Again = repeatedAround(Lambda, nullptr, Code);
  Parts Later = changedBy(Code, [&](const Expr *This) {
    return !Code.inside(This, &Lambda) &&
           (SM.isBeforeInTranslationUnit(Lambda.getEndLoc(), This->getExprLoc()) ||
            (Again && Code.inside(This, Again)));
  });
  return Later.meets(Reads);
}

/// Nobody knows when other closures over the object run.
bool ObjectParts::lambdasChange(const CXXRecordDecl &Class, const LambdaExpr &Except,
                                const Parts &Reads) {
  return llvm::any_of(Class.methods(), [&](const CXXMethodDecl *Method) {
    const FunctionDecl *Body = nullptr;
    if (!Method->hasBody(Body))
      return false;
    const UseIndex &Code = Known.of(*Body);
    auto InOther = [&](const Expr *This) {
      const LambdaExpr *Lambda = lambdaAround(This, Code, &Except);
      return Lambda && !copiesObject(*Lambda);
    };
    return changedBy(Code, InOther).meets(Reads);
  });
}

/// Whoever has the object may call any of these, or give a public member another value.
bool ObjectParts::methodsChange(const CXXRecordDecl &Class, const Parts &Reads) {
  auto Changes = [&](const CXXMethodDecl *Method) {
    return !isa<CXXConstructorDecl, CXXDestructorDecl>(Method) && !Method->isImplicit() &&
           !Method->isDefaulted() && !Method->isDeleted() && !Method->isStatic() &&
           !Method->isConst() && changedBy(*Method).meets(Reads);
  };
  auto IsOpen = [&](const FieldDecl *Field) {
    return Field->getAccess() == AS_public && !Field->getType().isConstQualified() &&
           (Reads.All || Reads.Fields.count(Field));
  };
  return llvm::any_of(Class.methods(), Changes) || llvm::any_of(Class.fields(), IsOpen) ||
         llvm::any_of(Class.bases(), [&](const CXXBaseSpecifier &Base) {
           const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
           return Of && Of->hasDefinition() && methodsChange(*Of->getDefinition(), Reads);
         });
}

/// What is reached of the object by a mention of the variable that is it or points at it.
static const Expr *objectOf(const DeclRefExpr *Mention, bool Behind, const UseIndex &Code) {
  const Expr *Object = Mention;
  for (const Stmt *Up = Code.around(Object); Behind && Up; Up = Code.around(Up)) {
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up);
        Operator && (Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Star))
      return Operator;
    if (const auto *Deref = dyn_cast<UnaryOperator>(Up); Deref && Deref->getOpcode() == UO_Deref)
      return Deref;
    if (const auto *Member = dyn_cast<MemberExpr>(Up))
      return Member->isArrow() ? Object : nullptr;
    if (!isa<ParenExpr, ImplicitCastExpr>(Up))
      return nullptr;
    Object = cast<Expr>(Up);
  }
  return Behind ? nullptr : Object;
}

/// Whether something else in the function can get at the object.
bool ObjectParts::isShared(const FunctionDecl &Caller, const VarDecl &V, bool Behind) {
  const UseIndex &Code = Known.of(Caller);
  if (Behind)
    return llvm::any_of(Code.mentionsOf(&V, /*Copies=*/true), [&](const DeclRefExpr *Mention) {
      return !objectOf(Mention, Behind, Code) && !memberOf(Mention, Code);
    });
  return !referencesInto(Code, &V, Known).empty() ||
         isAliased(Code, &V, nullptr, Alias::Change, V.getASTContext(), Known) ||
         llvm::any_of(Known.keepersOf(Caller, &V),
                      [](const Keeper &By) { return !By.Where.ReadOnly; });
}

bool ObjectParts::callerChanges(const Defect &D, const CXXMethodDecl &Method, const Parts &Reads) {
  const auto *V = dyn_cast_or_null<VarDecl>(D.Of.Variable);
  const FunctionDecl *Caller = functionAround(V);
  const CXXRecordDecl &Class = *Method.getParent();
  if (D.Of.K == Place::Kind::Temporary)
    return false;
  if (!Caller || !Caller->getBody() || D.Call.isInvalid())
    return methodsChange(Class, Reads);
  const CXXRecordDecl *Pointer = V->getType()->getAsCXXRecordDecl();
  bool Behind = V->getType()->isPointerType() || (Pointer && pointsAway(*Pointer));
  if (isShared(*Caller, *V, Behind))
    return methodsChange(Class, Reads);
  const UseIndex &Code = Known.of(*Caller);
  const SourceManager &SM = Method.getASTContext().getSourceManager();
  const Expr *Made = nullptr; // the object of the call that makes the closure
  for (const DeclRefExpr *Mention : Code.mentionsOf(V, /*Copies=*/true)) {
    const Expr *Object = objectOf(Mention, Behind, Code);
    const MemberExpr *Member = Object ? memberOf(Object, Code) : nullptr;
    if (const CXXMethodDecl *Called = Member ? calledOn(Object, Code) : nullptr;
        Called && Called->getCanonicalDecl() == Method.getCanonicalDecl() &&
        !SM.isBeforeInTranslationUnit(D.Call, Member->getBeginLoc()) &&
        !SM.isBeforeInTranslationUnit(Member->getEndLoc(), D.Call))
      Made = Object;
  }
  if (!Made)
    return methodsChange(Class, Reads);
  const Stmt *Again = repeatedAround(*Made, V, Code);
  return llvm::any_of(Code.mentionsOf(V, /*Copies=*/true), [&](const DeclRefExpr *Mention) {
    const Expr *Object = objectOf(Mention, Behind, Code);
    if (!Object || Object == Made ||
        !(SM.isBeforeInTranslationUnit(Made->getExprLoc(), Mention->getLocation()) ||
          (Again && Code.inside(Mention, Again)) || lambdaAround(Mention, Code)))
      return false;
    const MemberExpr *Member = memberOf(Object, Code);
    return Member ? changedBy(*Member, Code).meets(Reads) : Code.isChanged(Object);
  });
}

bool ObjectParts::mayChangeLater(const Defect &D, const CXXMethodDecl &Method) {
  const LambdaExpr &Lambda = *D.Site.Lambda;
  const CXXRecordDecl *Class = Method.getParent()->getDefinition();
  Parts Reads = readBy(Known.inside(Lambda));
  return Class && !Reads.empty() &&
         (changesAfterwards(Method, Lambda, Reads) || lambdasChange(*Class, Lambda, Reads) ||
          callerChanges(D, Method, Reads));
}

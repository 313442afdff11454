//===-- ClassUse.cpp - What the members of a class are given --------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Relations.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

const CXXRecordDecl *closure::classBehind(QualType T) {
  for (unsigned I = 0; I != 4 && !T.isNull(); ++I) {
    T = T.getCanonicalType().getNonReferenceType();
    if (T->isPointerType()) {
      T = T->getPointeeType();
      continue;
    }
    const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
    if (!Record || !Record->hasDefinition() || !hasArrow(*Record) ||
        firstTypeArgument(Record).isNull())
      return Record ? Record->getCanonicalDecl() : nullptr;
    T = firstTypeArgument(Record);
  }
  return nullptr;
}

Mentioned closure::mentionedIn(const Expr *E) {
  Mentioned Found;
  Found.Class = classBehind(E->getType());
  Found.Of = Relations::of(E);
  // A local name stands for what it was made from: a member, in a loop over its elements.
  for (unsigned I = 0; I != 8; ++I) {
    const auto *V = dyn_cast_or_null<VarDecl>(Found.Of);
    if (!V || !V->hasLocalStorage() || isa<ParmVarDecl>(V) || !V->getInit())
      break;
    const Decl *From = Relations::of(V->getInit());
    if (!From)
      break;
    Found.Of = From;
  }
  return Found;
}

namespace {

class Reading {
public:
  Reading(ClassUse &Use) : Use(Use) {}

  void function(const FunctionDecl &F) {
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(&F))
      for (const CXXCtorInitializer *Init : Constructor->inits()) {
        const Expr *Value = Init->getInit();
        if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Value))
          Value = Default->getExpr();
        const FieldDecl *Member = Init->getAnyMember();
        if (Member)
          give(Member, *Value);
        whole(*Value, Member);
      }
    statement(F.getBody());
  }

private:
  void statement(const Stmt *S) {
    if (!S)
      return;
    if (const auto *E = dyn_cast<Expr>(S))
      return whole(*E);
    if (const auto *Declaration = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declaration->decls())
        if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit())
          whole(*V->getInit());
    for (const Stmt *Child : S->children())
      statement(Child);
  }

  /// The member of the object that the full-expression assigns to, or adds to.
  static const FieldDecl *keeperIn(const Expr *E) {
    E = E->IgnoreUnlessSpelledInSource();
    const Expr *To = nullptr;
    if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isAssignmentOp())
      To = Binary->getLHS();
    else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
             Operator && Operator->isAssignmentOp())
      To = Operator->getArg(0);
    else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
             Call && Call->getMethodDecl() && inStandardLibrary(*Call->getMethodDecl()))
      To = Call->getImplicitObjectArgument();
    const auto *Member = To ? dyn_cast<MemberExpr>(To->IgnoreParenImpCasts()) : nullptr;
    return Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
               ? dyn_cast<FieldDecl>(Member->getMemberDecl())
               : nullptr;
  }

  /// A full-expression; `Keeper` is the member that it initialises.
  void whole(const Expr &E, const FieldDecl *Keeper = nullptr) {
    std::vector<const LambdaExpr *> Lambdas;
    std::vector<const Decl *> Members;
    part(&E, Lambdas, Members);
    if (Keeper)
      Members.push_back(Keeper);
    else if (!Lambdas.empty())
      Keeper = keeperIn(&E);
    for (const Decl *Member : Members)
      if (Member != Keeper)
        Use.Used.insert(Member);
    for (const LambdaExpr *Lambda : Lambdas) {
      Use.Beside[Lambda] = Members;
      Use.KeptIn[Lambda] = Keeper;
      statement(Lambda->getBody());
    }
  }

  void part(const Stmt *S, std::vector<const LambdaExpr *> &Lambdas,
            std::vector<const Decl *> &Members) {
    if (!S)
      return;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      Lambdas.push_back(Lambda);
      for (const Expr *Init : Lambda->capture_inits())
        part(Init, Lambdas, Members);
      return;
    }
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      Members.push_back(Member->getMemberDecl());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (Mentioned M = mentionedIn(Ref); M.Of)
        Members.push_back(M.Of);
    if (const auto *Call = dyn_cast<CallExpr>(S); Call && isMove(*Call))
      if (const auto *Member = dyn_cast<MemberExpr>(Call->getArg(0)->IgnoreParenImpCasts());
          Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
        Use.Moved.insert(Member->getMemberDecl());
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
      Use.SharesItself |= givesOwnPointer(*Call);
      give(Call->getImplicitObjectArgument(), {Call->getArgs(), Call->getNumArgs()});
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
               Operator && Operator->getNumArgs() == 2)
      give(Operator->getArg(0), {Operator->getArg(1)});
    else if (const auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isAssignmentOp())
      give(Binary->getLHS(), {Binary->getRHS()});
    for (const Stmt *Child : S->children())
      part(Child, Lambdas, Members);
  }

  void give(const Expr *To, llvm::ArrayRef<const Expr *> What) {
    const auto *Member = dyn_cast_or_null<FieldDecl>(mentionedIn(To).Of);
    for (const Expr *E : What)
      if (Member)
        give(Member, *E);
  }

  void give(const FieldDecl *Member, const Expr &What) {
    const Expr *E = What.IgnoreUnlessSpelledInSource();
    std::vector<Mentioned> &Given = Use.Given[Member];
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E)) {
      for (const Expr *Init : Lambda->capture_inits())
        if (Init)
          give(Member, *Init);
    } else if (const auto *Made = dyn_cast<CXXConstructExpr>(E)) {
      for (const Expr *Argument : Made->arguments())
        give(Member, *Argument);
    } else if (const auto *List = dyn_cast<InitListExpr>(E)) {
      for (const Expr *Part : List->inits())
        give(Member, *Part);
    } else {
      Given.push_back(mentionedIn(E));
      if (const auto *Call = dyn_cast<CallExpr>(E))
        for (const Expr *Argument : Call->arguments())
          give(Member, *Argument);
    }
  }

  ClassUse &Use;
};

} // namespace

const ClassUse &ClassUses::of(const CXXRecordDecl &Declared) {
  const CXXRecordDecl *Class = Declared.getDefinition() ? Declared.getDefinition() : &Declared;
  auto [It, New] = All.try_emplace(Class);
  ClassUse &Use = It->second;
  if (!New || inSystemHeader(*Class))
    return Use;
  Reading R(Use);
  auto Read = [&](const Decl *D) {
    const auto *F = dyn_cast<CXXMethodDecl>(D);
    const FunctionDecl *Definition = nullptr;
    if (F && F->hasBody(Definition))
      R.function(*Definition);
    else if (isa<FriendDecl>(D) || (F && !F->isImplicit() && !F->isDefaulted() && !F->isDeleted()))
      Use.Whole = false;
  };
  for (const Decl *D : Class->decls()) {
    Read(D);
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      for (const FunctionDecl *Instance : Template->specializations())
        Read(Instance);
  }
  return Use;
}

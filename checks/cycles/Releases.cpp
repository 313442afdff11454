//===-- Releases.cpp - What code lets go of what it holds -----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/cycles/Releases.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/InPlace.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace closure;

/// The instances of a class template share their members.
static const ValueDecl *patternOf(const ValueDecl *V) {
  const auto *Field = dyn_cast_or_null<FieldDecl>(V);
  const auto *Class = Field ? dyn_cast<CXXRecordDecl>(Field->getParent()) : nullptr;
  const CXXRecordDecl *Pattern = Class ? Class->getTemplateInstantiationPattern() : nullptr;
  if (!Pattern)
    return V;
  for (const FieldDecl *Same : Pattern->fields())
    if (Same->getFieldIndex() == Field->getFieldIndex())
      return Same;
  return V;
}

/// `nullptr`, `{}`, `Handler()`, or what holds nothing: a function, a lambda without captures.
static bool isEmpty(const Expr *E) {
  for (unsigned Depth = 0; E && Depth != 8; ++Depth) {
    if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
      E = Default->getExpr();
    E = stripped(E);
    if (const auto *List = dyn_cast<InitListExpr>(E)) {
      if (List->getNumInits() != 1)
        return !List->getNumInits();
      E = List->getInit(0);
    } else if (const auto *Made = dyn_cast<CXXConstructExpr>(E)) {
      if (!Made->getNumArgs() || isa<CXXDefaultArgExpr>(Made->getArg(0)))
        return !Made->getNumArgs();
      E = Made->getArg(0);
    } else {
      const auto *Lambda = dyn_cast<LambdaExpr>(E);
      return (Lambda && !Lambda->capture_size()) || E->getType()->isFunctionType() ||
             isa<CXXNullPtrLiteralExpr, GNUNullExpr, CXXScalarValueInitExpr, ImplicitValueInitExpr>(
                 E);
    }
  }
  return false;
}

/// What is not made or passed here, but lies in another variable or member.
static bool isOtherStorage(const Expr *E) {
  for (unsigned Depth = 0; E && Depth != 8; ++Depth) {
    E = stripped(E);
    const auto *Made = dyn_cast<CXXConstructExpr>(E);
    if (!Made || Made->getNumArgs() != 1)
      break;
    E = Made->getArg(0);
  }
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return isa<MemberExpr>(E) || (V && V->hasGlobalStorage());
}

/// Whether the method, by its name, takes out something of its object.
static bool takesOut(const CXXMethodDecl &Method) {
  if (Method.isConst() || !Method.getDeclName().isIdentifier())
    return false;
  llvm::StringRef Name = Method.getName();
  return llvm::any_of(
      llvm::ArrayRef<llvm::StringRef>{
          "clear",   "reset",  "erase",   "remove",  "pop",   "release", "swap",     "disconnect",
          "stop",    "cancel", "close",   "detach",  "unreg", "unset",   "unsub",    "take",
          "extract", "drain",  "destroy", "dispose", "abort", "splice",  "shutdown", "assign",
          "resize",  "merge",  "flush",   "dequeue", "quit",  "delete",  "finish",   "purge"},
      [&](llvm::StringRef Word) { return Name.contains_insensitive(Word); });
}

void Releases::collect() {
  if (Collected)
    return;
  Collected = true;
  for (const FunctionDecl *F : Defined) {
    const auto *Operator = dyn_cast<CXXMethodDecl>(F);
    // The body of a lambda is a part of the function around it; the instance of a generic one is
    // not.
    if (Operator && Operator->getParent()->isLambda() && !Operator->isTemplateInstantiation())
      continue;
    Current = F;
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(F))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        statement(Init->getInit());
    statement(F->getBody());
  }
}

void Releases::statement(const Stmt *S) {
  if (!S)
    return;
  // What a closure does, it does whenever it is called.
  const FunctionDecl *Around = Current;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    Current = Lambda->getCallOperator();
  if (const auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->getOpcode() == BO_Assign)
    assignment(*Binary->getLHS(), *Binary->getRHS());
  else if (const auto *Call = dyn_cast<CallExpr>(S))
    call(*Call);
  else if (const auto *Made = dyn_cast<CXXConstructExpr>(S))
    arguments(*Made->getConstructor(), {Made->getArgs(), Made->getNumArgs()}, 0);
  else if (const auto *Address = dyn_cast<UnaryOperator>(S);
           Address && Address->getOpcode() == UO_AddrOf)
    release(*Address->getSubExpr());
  else if (const auto *Member = dyn_cast<MemberExpr>(S); Member && !Targets.contains(Member))
    Read.insert(patternOf(Member->getMemberDecl()));
  for (const Stmt *Child : S->children())
    statement(Child);
  Current = Around;
}

void Releases::release(const Expr &Target) {
  const ValueDecl *Of = storageOf(&Target);
  std::optional<ObjectName> Object = Names.object(&Target);
  if (Of || Object)
    All.push_back({patternOf(Of), std::move(Object), &Target, Current});
}

void Releases::assignment(const Expr &To, const Expr &Value) {
  Targets.insert(stripped(&To));
  if (isEmpty(&Value) || isOtherStorage(&Value))
    release(To);
}

/// What is given to a function that may change it.
void Releases::arguments(const FunctionDecl &Callee, llvm::ArrayRef<const Expr *> Given,
                         unsigned Skip) {
  for (unsigned I = Skip; I < Given.size() && I - Skip < Callee.getNumParams(); ++I) {
    QualType T = Callee.getParamDecl(I - Skip)->getType();
    if (isEmpty(Given[I]) && T.getNonReferenceType()->isRecordType())
      EmptyCalls.emplace_back(&Callee, I - Skip);
    if (T->isLValueReferenceType() && !T->getPointeeType().isConstQualified() &&
        !inSystemHeader(Callee))
      release(*Given[I]);
  }
}

void Releases::call(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call)) {
    if (Operator->getOperator() == OO_Equal)
      assignment(*Operator->getArg(0), *Operator->getArg(1));
    return arguments(*Callee, {Call.getArgs(), Call.getNumArgs()}, isa<CXXMethodDecl>(Callee));
  }
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call))
    method(*Member);
  else if (inStandardLibrary(*Callee) && Callee->getDeclName().isIdentifier() &&
           (Callee->getName() == "move" || Callee->getName() == "exchange" ||
            Callee->getName() == "swap"))
    for (const Expr *Argument : Call.arguments())
      release(*Argument);
  arguments(*Callee, {Call.getArgs(), Call.getNumArgs()}, 0);
}

/// What a class of the user's does to its members, its own body says where it is seen.
void Releases::method(const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  const Expr *Object = Call.getImplicitObjectArgument();
  bool Seen = Method && Method->hasBody() && !inSystemHeader(*Method);
  if (!Method || Seen || !takesOut(*Method))
    return;
  release(*Object);
  for (const Expr *Argument : Call.arguments()) // `a.swap(b)`
    if (Argument->isLValue())
      release(*Argument);
}

/// Code that no other unit can call, and nobody in this one does.
static bool isNeverCalled(const FunctionDecl &F) {
  const SourceManager &SM = F.getASTContext().getSourceManager();
  auto Here = [&](SourceLocation Loc) { return SM.isInMainFile(SM.getExpansionLoc(Loc)); };
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  bool Ours = Method ? Here(Method->getParent()->getLocation()) && !Method->isVirtual()
                     : !F.isExternallyVisible();
  return Ours && Here(F.getLocation()) && F.getDeclName().isIdentifier() &&
         !F.isTemplateInstantiation() && !F.isReferenced() && !F.isUsed();
}

bool Releases::ofMember(const ValueDecl &Member, Unreached Never) {
  collect();
  const ValueDecl *Wanted = patternOf(&Member);
  for (const Release &R : All) {
    if (R.Of != Wanted || isNeverCalled(*R.By))
      continue;
    const auto *By = dyn_cast<CXXMethodDecl>(R.By);
    if (!By || !isa<CXXConstructorDecl, CXXDestructorDecl>(By) || !Never(*By->getParent()))
      return true;
  }
  return empties(*Wanted);
}

/// Whether a call hands an empty callable on to the member.
bool Releases::empties(const ValueDecl &Member) {
  for (const Emptying &E : EmptyCalls) {
    const Contract *C = Known.contractOf(*E.Callee, {});
    if (C && llvm::any_of(C->Transfers, [&](const Transfer &Moved) {
          return !Moved.Borrows && Moved.From.K == CallEnd::Kind::Parameter &&
                 Moved.From.Index == E.Index &&
                 llvm::any_of(Moved.To.Path, [&](PathElement Element) {
                   return Element && Element != pendingPart() && patternOf(Element) == &Member;
                 });
        }))
      return true;
  }
  return false;
}

bool Releases::ofObject(const ObjectName &Object, QualType Pointer) {
  collect();
  return llvm::any_of(All, [&](const Release &R) {
    if (!R.Object || isNeverCalled(*R.By))
      return false;
    if (R.Object->Root == Object.Root && R.Object->Path == Object.Path)
      return true;
    // What a function does to what it is given, it may do to this.
    return R.Object->Root && isa<ParmVarDecl>(R.Object->Root) && R.Object->Path.size() == 1 &&
           !R.Object->Path.front() &&
           R.Object->Root->getType()
                   .getNonReferenceType()
                   .getCanonicalType()
                   .getUnqualifiedType() ==
               Pointer.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  });
}

bool Releases::ofCapture(const LambdaExpr &Lambda, const VarDecl &Copy) {
  collect();
  const SourceManager &SM = Copy.getASTContext().getSourceManager();
  SourceRange Body = Lambda.getBody()->getSourceRange();
  return llvm::any_of(All, [&](const Release &R) {
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(R.Target));
    SourceLocation At = SM.getFileLoc(R.Target->getExprLoc());
    return Ref && Ref->getDecl() == &Copy &&
           !SM.isBeforeInTranslationUnit(At, SM.getFileLoc(Body.getBegin())) &&
           SM.isBeforeInTranslationUnit(At, SM.getFileLoc(Body.getEnd()));
  });
}

bool Releases::isRead(const ValueDecl &Member) {
  collect();
  return Read.contains(patternOf(&Member));
}

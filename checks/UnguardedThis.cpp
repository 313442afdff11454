//===-- UnguardedThis.cpp - Closures that nothing guards ------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/UnguardedThis.h"
#include "checks/MemberEnds.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// `new Button(this)`
static bool isMadeWithObject(const Expr *Value) {
  const auto *New = dyn_cast_or_null<CXXNewExpr>(Value ? Value->IgnoreParenCasts() : nullptr);
  const CXXConstructExpr *Made = New ? New->getConstructExpr() : nullptr;
  return Made && llvm::any_of(Made->arguments(), [](const Expr *Argument) {
           return isa<CXXThisExpr>(Argument->IgnoreParenCasts());
         });
}

static bool isAssignedSo(const Stmt *S, const FieldDecl &Member) {
  const auto *Assigned = dyn_cast_or_null<BinaryOperator>(S);
  const auto *To = Assigned && Assigned->isAssignmentOp()
                       ? dyn_cast<MemberExpr>(Assigned->getLHS()->IgnoreParenCasts())
                       : nullptr;
  if (To && To->getMemberDecl() == &Member && isMadeWithObject(Assigned->getRHS()))
    return true;
  return S && llvm::any_of(S->children(),
                           [&](const Stmt *Child) { return isAssignedSo(Child, Member); });
}

/// Whether the member points at what was made with the object, which then mostly owns it: the
/// parent of a widget.
static bool belongsTo(const FieldDecl &Member, const CXXRecordDecl &Class) {
  if (!Member.getType()->isPointerType())
    return false;
  if (Member.hasInClassInitializer() && isMadeWithObject(Member.getInClassInitializer()))
    return true;
  return llvm::any_of(Class.methods(), [&](const CXXMethodDecl *Method) {
    const FunctionDecl *Definition = nullptr;
    if (!Method->hasBody(Definition))
      return false;
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition);
        Constructor && llvm::any_of(Constructor->inits(), [&](const CXXCtorInitializer *Init) {
          return Init->getMember() == &Member && isMadeWithObject(Init->getInit());
        }))
      return true;
    return isAssignedSo(Definition->getBody(), Member);
  });
}

/// Whether what keeps the closure has nothing to do with how long the object lives.
static bool isKeptByOther(const CallEnd &To, const CXXRecordDecl &Class) {
  switch (To.K) {
  case CallEnd::Kind::Elsewhere:
  case CallEnd::Kind::Parameter:
    return true;
  case CallEnd::Kind::Variable:
    return To.Why == Outlives::Global || To.Why == Outlives::Static;
  case CallEnd::Kind::Object:
  case CallEnd::Kind::This: {
    const auto *Member = To.Path.empty() ? nullptr : dyn_cast_or_null<FieldDecl>(To.Path.front());
    return Member && !diesWithObject(To.Path) && !belongsTo(*Member, Class);
  }
  default:
    return false;
  }
}

static bool isAssumed(const std::vector<Step> &Path) {
  return llvm::any_of(Path, [](const Step &S) { return S.K == Step::Kind::Assumed; });
}

std::vector<const Transfer *> closure::leftWithOthers(const FunctionDecl &F,
                                                      const FunctionResult &Result) {
  std::vector<const Transfer *> Found;
  const CXXMethodDecl *Method = methodAround(&F);
  const CXXRecordDecl *Class = Method ? Method->getParent() : nullptr;
  if (!Class || Result.S != FunctionResult::State::Done || isSingleton(*Class))
    return Found;
  for (const Transfer &Moved : Result.Summary.Transfers) {
    bool Own = Moved.From.K == CallEnd::Kind::Object || Moved.From.K == CallEnd::Kind::This;
    const LambdaExpr *Lambda = Moved.Site.Lambda;
    // The object was given as the guard, or may own what keeps the closure.
    if (Own && Lambda && Moved.Borrows && Moved.Site.isThis() && !Moved.Frame &&
        Lambda->getLambdaClass()->getDeclContext() == static_cast<const DeclContext *>(&F) &&
        isKeptByOther(Moved.To, *Class) && (!Moved.LeavesObjects || unguardedStep(Moved.Inner)))
      Found.push_back(&Moved);
  }
  return Found;
}

std::optional<Reason> closure::whyTaken(const FunctionDecl &F, const Transfer &Moved,
                                        CallKnowledge &Known) {
  const Step *Unasked = unguardedStep(Moved.Inner);
  return Known.types().ends().whyTaken(*methodAround(&F)->getParent(), Moved, F,
                                       Unasked ? Unasked->Unused : Guards());
}

Defect closure::defectOf(const FunctionDecl &F, const Transfer &Moved) {
  Defect D;
  D.Site = Moved.Site;
  D.Of.K = Place::Kind::Object;
  D.Why = Moved.To.K == CallEnd::Kind::Parameter ? Outlives::Caller
          : Moved.To.K == CallEnd::Kind::Object || Moved.To.K == CallEnd::Kind::This
              ? Outlives::Object
              : Moved.To.Why;
  D.Holder = keeperName(Moved.To, F);
  D.Path = Moved.Inner;
  D.How = End::Function;
  D.Running = Moved.Starts;
  D.Unowned = true;
  return D;
}

std::vector<Defect> closure::unguardedIn(const FunctionDecl &F, const FunctionResult &Result,
                                         CallKnowledge &Known) {
  std::vector<Defect> Found;
  for (const Transfer *Moved : leftWithOthers(F, Result))
    if (!isAssumed(Moved->Inner) && !whyTaken(F, *Moved, Known)) {
      Found.push_back(defectOf(F, *Moved));
      Found.back().K = Defect::Kind::Unguarded;
    }
  return Found;
}

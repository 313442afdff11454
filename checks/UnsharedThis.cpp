//===-- UnsharedThis.cpp - Closures without a share of the object ---------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/UnsharedThis.h"
#include "checks/UnguardedThis.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Relations.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// What the pointer, one that shares or only looks, points at; null for other types.
static const CXXRecordDecl *sharedClass(QualType T) {
  const CXXRecordDecl *Pointer = T.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Pointer ||
      !(isSharingPointer(T) || llvm::StringRef(qualifiedName(*Pointer)).ends_with("::weak_ptr")))
    return nullptr;
  QualType Of = firstTypeArgument(Pointer);
  return Of.isNull() ? nullptr : Of->getAsCXXRecordDecl();
}

/// Chains of `self = self`, `weak = self` are not longer.
static constexpr unsigned MaxDepth = 4;

/// Whether the value comes from the object of the method: `shared_from_this()`, what a weak pointer
/// from there locks, an own pointer that counts, made of `this`.
static bool comesFromObject(const Stmt *Value, unsigned Depth = 0) {
  if (!Value || isa<LambdaExpr>(Value) || Depth == MaxDepth)
    return false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Value))
    if (const CXXMethodDecl *Method = Call->getMethodDecl();
        Method && Method->getDeclName().isIdentifier() &&
        (givesOwnPointer(*Call) || Method->getName() == "weak_from_this"))
      return isa<CXXThisExpr>(stripped(Call->getImplicitObjectArgument()));
  if (const auto *Made = dyn_cast<CXXConstructExpr>(Value);
      Made && Made->getNumArgs() == 1 && isa<CXXThisExpr>(stripped(Made->getArg(0))) &&
      isCountingPointer(Made->getType()))
    return true;
  if (const auto *Named = dyn_cast<DeclRefExpr>(Value))
    if (const auto *V = dyn_cast<VarDecl>(Named->getDecl()); V && sharedClass(V->getType()))
      return comesFromObject(V->getInit(), Depth + 1);
  return llvm::any_of(Value->children(),
                      [&](const Stmt *Child) { return comesFromObject(Child, Depth); });
}

/// Whether the object lives as long as the variable, or the copy of it that a closure has.
static bool isShare(const VarDecl &V, const CXXRecordDecl &Class) {
  const CXXRecordDecl *Of = isCountingPointer(V.getType()) ? sharedClass(V.getType()) : nullptr;
  return Of && areOneKind(*Of, Class) && comesFromObject(V.getInit());
}

/// The share that the lambda which this is the body of has; null if it is none, or has none.
static const VarDecl *shareOfClosure(const FunctionDecl &Body, const CXXRecordDecl &Class) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Body);
  if (!Method || !Method->getParent()->isLambda())
    return nullptr;
  for (const LambdaCapture &Each : Method->getParent()->captures())
    if (Each.capturesVariable() && Each.getCaptureKind() == LCK_ByCopy)
      if (const auto *V = dyn_cast<VarDecl>(Each.getCapturedVar()); V && isShare(*V, Class))
        return V;
  return nullptr;
}

/// The local variable that holds a share where the lambda is made; null if there is none.
static const VarDecl *shareBefore(const Stmt *Code, const LambdaExpr &Lambda,
                                  const CXXRecordDecl &Class, const SourceManager &SM) {
  if (!Code || isa<LambdaExpr>(Code))
    return nullptr;
  if (const auto *Declared = dyn_cast<DeclStmt>(Code))
    for (const Decl *D : Declared->decls())
      if (const auto *V = dyn_cast<VarDecl>(D);
          V && V->hasLocalStorage() &&
          SM.isBeforeInTranslationUnit(V->getLocation(), Lambda.getBeginLoc()) &&
          isShare(*V, Class))
        return V;
  for (const Stmt *Child : Code->children())
    if (const VarDecl *V = shareBefore(Child, Lambda, Class, SM))
      return V;
  return nullptr;
}

/// The member of the method's own object; null for others.
static const FieldDecl *ownMember(const Expr *E) {
  const auto *Member = dyn_cast<MemberExpr>(stripped(E));
  return Member && isa<CXXThisExpr>(stripped(Member->getBase()))
             ? dyn_cast<FieldDecl>(Member->getMemberDecl())
             : nullptr;
}

/// Where the code lets go of a share that the object has of itself before it makes the lambda:
/// `self_.reset()`; null if it does not.
static const CXXMemberCallExpr *letsGoBefore(const Stmt *Code, const LambdaExpr &Lambda,
                                             const CXXRecordDecl &Class, const SourceManager &SM) {
  if (!Code || isa<LambdaExpr>(Code))
    return nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Code);
      Call && !Call->getNumArgs() && Call->getMethodDecl() &&
      Call->getMethodDecl()->getDeclName().isIdentifier() &&
      Call->getMethodDecl()->getName() == "reset" &&
      SM.isBeforeInTranslationUnit(Call->getEndLoc(), Lambda.getBeginLoc()))
    if (const FieldDecl *Member = ownMember(Call->getImplicitObjectArgument()))
      if (const CXXRecordDecl *Of = sharedClass(Member->getType());
          Of && isCountingPointer(Member->getType()) && areOneKind(*Of, Class))
        return Call;
  for (const Stmt *Child : Code->children())
    if (const CXXMemberCallExpr *Call = letsGoBefore(Child, Lambda, Class, SM))
      return Call;
  return nullptr;
}

/// Whether the closure has a share, or a weak pointer that it can ask.
static bool holdsShare(const LambdaExpr &Lambda, const CXXRecordDecl &Class) {
  return llvm::any_of(Lambda.captures(), [&](const LambdaCapture &Each) {
    const CXXRecordDecl *Of = Each.capturesVariable() && Each.getCaptureKind() == LCK_ByCopy
                                  ? sharedClass(Each.getCapturedVar()->getType())
                                  : nullptr;
    return Of && areOneKind(*Of, Class);
  });
}

static bool contains(const Stmt *Code, const LambdaExpr &Lambda) {
  return Code && (Code == &Lambda || llvm::any_of(Code->children(), [&](const Stmt *Child) {
                    return contains(Child, Lambda);
                  }));
}

/// Whether the code, which may be converted to something else, gives a share.
static bool givesShare(const Stmt *Code, const CXXRecordDecl &Class) {
  if (!Code || isa<LambdaExpr>(Code))
    return false;
  const auto *Value = dyn_cast<Expr>(Code);
  const CXXRecordDecl *Of = Value ? sharedClass(Value->getType()) : nullptr;
  return (Of && areOneKind(*Of, Class)) || llvm::any_of(Code->children(), [&](const Stmt *Child) {
           return givesShare(Child, Class);
         });
}

/// Whether a call that gets the closure gets a share beside it.
static bool isGivenShare(const Stmt *Code, const LambdaExpr &Lambda, const CXXRecordDecl &Class) {
  if (!contains(Code, Lambda))
    return false;
  llvm::ArrayRef<const Expr *> Given;
  if (const auto *Call = dyn_cast<CallExpr>(Code))
    Given = {Call->getArgs(), Call->getNumArgs()};
  else if (const auto *Made = dyn_cast<CXXConstructExpr>(Code))
    Given = {Made->getArgs(), Made->getNumArgs()};
  return llvm::any_of(Given, [&](const Expr *Each) { return givesShare(Each, Class); }) ||
         llvm::any_of(Code->children(),
                      [&](const Stmt *Child) { return isGivenShare(Child, Lambda, Class); });
}

/// A library's object that dies with this one, and that nobody sees into, was not asked to take
/// back what others keep.
static bool isTaken(const FunctionDecl &F, const Transfer &Moved, CallKnowledge &Known) {
  std::optional<Reason> Why = whyTaken(F, Moved, Known);
  return Why && !(Why->Open && Why->By && inSystemHeader(*Why->By));
}

std::vector<Defect> closure::unsharedIn(const FunctionDecl &F, const FunctionResult &Result,
                                        CallKnowledge &Known) {
  std::vector<Defect> Found;
  const SourceManager &SM = F.getASTContext().getSourceManager();
  for (const Transfer *Moved : leftWithOthers(F, Result)) {
    const LambdaExpr &Lambda = *Moved->Site.Lambda;
    const CXXRecordDecl &Class = *methodAround(&F)->getParent();
    if (holdsShare(Lambda, Class))
      continue;
    const VarDecl *OfClosure = shareOfClosure(F, Class);
    const VarDecl *Share = OfClosure ? OfClosure : shareBefore(F.getBody(), Lambda, Class, SM);
    const CXXMemberCallExpr *LetsGo =
        Share ? nullptr : letsGoBefore(F.getBody(), Lambda, Class, SM);
    // Most functions have none: what walks the body for each of its calls comes after that.
    if ((!Share && !LetsGo) || isGivenShare(F.getBody(), Lambda, Class) ||
        isTaken(F, *Moved, Known))
      continue;
    Defect D = defectOf(F, *Moved);
    D.Of.Variable = Share;
    if (LetsGo)
      D.Of.Variable = ownMember(LetsGo->getImplicitObjectArgument());
    D.Of.Name = D.Of.Variable->getNameAsString();
    D.How = LetsGo ? End::Reset : OfClosure ? End::Closure : End::Function;
    D.Ends = LetsGo ? LetsGo->getExprLoc() : F.getBody()->getEndLoc();
    Found.push_back(std::move(D));
  }
  return Found;
}

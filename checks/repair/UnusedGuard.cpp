//===-- UnusedGuard.cpp - A call that ends with its object ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#define CLOSURE_SYNTAX_VISITOR
#include "checks/Compat.h"
#include "checks/repair/UnusedGuard.h"
#include "checks/engine/syntax/Types.h"
#include "checks/repair/Captured.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

namespace {

/// The call that gets the lambda as it is written, and as which argument.
class Receiver : public SyntaxVisitor<Receiver> {
public:
  explicit Receiver(const LambdaExpr &Lambda) : Lambda(Lambda) {}

  bool VisitCallExpr(CallExpr *Candidate) {
    for (unsigned I = 0; I != Candidate->getNumArgs(); ++I)
      if (Candidate->getArg(I)->getBeginLoc() == Lambda.getBeginLoc() &&
          Candidate->getArg(I)->getEndLoc() == Lambda.getEndLoc())
        Call = Candidate;
    return true;
  }

  const LambdaExpr &Lambda;
  const CallExpr *Call = nullptr;
};

const CallExpr *receiverOf(const LambdaExpr &Lambda) {
  Receiver R(Lambda);
  if (auto *Around = dyn_cast<FunctionDecl>(Lambda.getLambdaClass()->getDeclContext()))
    R.TraverseDecl(const_cast<FunctionDecl *>(Around));
  return R.Call;
}

const FunctionDecl *functionOf(const NamedDecl *D) {
  if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
    D = Template->getTemplatedDecl();
  return dyn_cast<FunctionDecl>(D);
}

/// Whether an object of the class can be given as this parameter.
bool takes(const ParmVarDecl &Parameter, const CXXMethodDecl &Method) {
  QualType T = Parameter.getType();
  QualType Pointee = T->getPointeeType();
  if (!Pointee.isNull() && Method.isConst() && !Pointee.isConstQualified() &&
      !Pointee->isTemplateTypeParmType())
    return false;
  if (T->isDependentType())
    return true;
  const CXXRecordDecl *Of = T->isPointerType() ? Pointee->getAsCXXRecordDecl() : nullptr;
  return Of && isOrDerivesFrom(*Method.getParent(), qualifiedName(*Of));
}

/// Whether the class, or a base, has a function of this name that takes the object as well.
bool hasOverload(const CXXRecordDecl &In, DeclarationName Name, unsigned Object, unsigned Count,
                 const CXXMethodDecl &Method) {
  for (const NamedDecl *Found : In.lookup(Name)) {
    const FunctionDecl *F = functionOf(Found->getUnderlyingDecl());
    if (!F || Object >= F->getNumParams())
      continue;
    bool Enough = F->getNumParams() >= Count || F->isVariadic() ||
                  F->getParamDecl(F->getNumParams() - 1)->isParameterPack();
    if (Enough && F->getMinRequiredArguments() <= Count && takes(*F->getParamDecl(Object), Method))
      return true;
  }
  return llvm::any_of(In.bases(), [&](const CXXBaseSpecifier &Base) {
    const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
    return Of && Of->hasDefinition() &&
           hasOverload(*Of->getDefinition(), Name, Object, Count, Method);
  });
}

/// Whether everybody can take an object of the class for one of that base.
bool isPublicly(const CXXRecordDecl &Class, llvm::StringRef Base) {
  if (qualifiedName(Class) == Base)
    return true;
  unsigned Ways = 0;
  bool Public = true;
  for (const CXXBaseSpecifier &Direct : Class.getDefinition()->bases()) {
    const CXXRecordDecl *Of = Direct.getType()->getAsCXXRecordDecl();
    if (!Of || !isOrDerivesFrom(*Of, Base))
      continue;
    ++Ways;
    Public &= Direct.getAccessSpecifier() == AS_public && isPublicly(*Of, Base);
  }
  return Ways == 1 && Public;
}

class Writer {
public:
  Writer(const Defect &D, const Step &Unasked, const CXXMethodDecl &Method,
         const ASTContext &Context)
      : Lambda(*D.Site.Lambda), Method(Method), Context(Context), Call(receiverOf(Lambda)) {
    // One source of several instantiations, or a function of the user's own in between.
    if (Call && (isInstantiated(Method) || Call->getExprLoc() != Unasked.Loc))
      Call = nullptr;
  }

  /// Whether the guard is there, and for such objects.
  bool fits(const Guard &G) const {
    return (G.Of.empty() || isPublicly(*Method.getParent(), G.Of)) &&
           (G.InConstructor || !isa<CXXConstructorDecl>(Method)) && isDeclared(G.Wrap) &&
           isDeclared(G.Keep);
  }

  /// Whether another object stands there already.
  bool hasGuard(const Guard &G) const {
    if (!Call || !G.Argument || *G.Argument >= Call->getNumArgs())
      return false;
    const CXXRecordDecl *Given = Call->getArg(*G.Argument)->getType()->getPointeeCXXRecordDecl();
    return Given && isOrDerivesFrom(*Given, G.Of);
  }

  Edits write(const Guard &G) const {
    Edits Made;
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || Call->getCallee()->getExprLoc().isMacroID() || Lambda.getBeginLoc().isMacroID())
      return Made;
    if (!G.Wrap.empty()) {
      Made.Hints.push_back(FixItHint::CreateInsertion(Lambda.getBeginLoc(), G.Wrap + "("));
      Made.Hints.push_back(FixItHint::CreateInsertion(endOf(Lambda), ", *this)"));
      Made.Title = title(G.Wrap);
    } else if (G.Argument) {
      give(G, *Callee, Made);
    }
    return Made;
  }

private:
  /// Whether the unit has what the guard names, if it names something.
  bool isDeclared(const std::string &Name) const {
    return Name.empty() || !declarationsOf(Name, Context).empty();
  }

  void give(const Guard &G, const FunctionDecl &Callee, Edits &Made) const {
    const auto *Called = dyn_cast<CXXMethodDecl>(&Callee);
    std::string Name = G.Call.empty() ? Callee.getNameAsString() : G.Call;
    if (!Called || !Callee.getDeclName().isIdentifier() || *G.Argument >= Call->getNumArgs() ||
        Call->getArg(*G.Argument)->getBeginLoc().isMacroID() ||
        !hasOverload(*Called->getParent(), &Context.Idents.get(Name), *G.Argument, written() + 1,
                     Method))
      return;
    if (!G.Call.empty()) {
      const auto *Ref = dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
      const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts());
      SourceLocation Spelled = Member ? Member->getMemberLoc()
                               : Ref  ? Ref->getLocation()
                                      : SourceLocation();
      bool Explicit =
          Member ? Member->hasExplicitTemplateArgs() : Ref && Ref->hasExplicitTemplateArgs();
      if (Spelled.isInvalid() || Explicit)
        return;
      Made.Hints.push_back(FixItHint::CreateReplacement(SourceRange(Spelled, Spelled), Name));
    }
    Made.Hints.push_back(
        FixItHint::CreateInsertion(Call->getArg(*G.Argument)->getBeginLoc(), "this, "));
    Made.Title = title(Name);
  }

  static std::string title(const std::string &Name) {
    return "let '" + Name + "' take the closure back when the object dies instead";
  }

  unsigned written() const {
    return llvm::count_if(Call->arguments(),
                          [](const Expr *E) { return !isa<CXXDefaultArgExpr>(E); });
  }

  SourceLocation endOf(const Expr &E) const {
    return Lexer::getLocForEndOfToken(E.getEndLoc(), 0, Context.getSourceManager(),
                                      Context.getLangOpts());
  }

  const LambdaExpr &Lambda;
  const CXXMethodDecl &Method;
  const ASTContext &Context;
  const CallExpr *Call;
};

/// Whether `this` where the lambda is written is a copy that a closure around it holds.
bool isCopyOfObject(const LambdaExpr &Lambda) {
  for (const DeclContext *In = Lambda.getLambdaClass()->getDeclContext(); In; In = In->getParent())
    if (const auto *Around = dyn_cast<CXXRecordDecl>(In); Around && Around->isLambda())
      if (llvm::any_of(Around->captures(),
                       [](const LambdaCapture &C) { return C.getCaptureKind() == LCK_StarThis; }))
        return true;
  return false;
}

std::string adviceOf(const Guard &G, const Step &Call) {
  if (!G.Keep.empty())
    return "keep what '" + Call.Name + "' returns in a member of type '" + G.Keep + "'";
  if (!G.Wrap.empty())
    return "hand the closure and the object to '" + G.Wrap + "' first";
  return "give the object to '" + (G.Call.empty() ? Call.Name : G.Call) +
         "' as well, so that it takes the closure back";
}

} // namespace

GuardedCall closure::guardedCall(const Defect &D, const ASTContext &Context) {
  GuardedCall Found;
  const Step *Unasked = unguardedStep(D.Path);
  const CXXMethodDecl *Method = methodAround(D.Site.Lambda->getLambdaClass()->getDeclContext());
  if (!Unasked || !Method || isCopyOfObject(*D.Site.Lambda))
    return Found;
  Writer W(D, *Unasked, *Method, Context);
  for (const Guard &G : *Unasked->Unused) {
    if (!W.fits(G) || W.hasGuard(G))
      continue;
    if (Found.Made.Hints.empty())
      Found.Made = W.write(G);
    if (Found.Advice.empty())
      Found.Advice = adviceOf(G, *Unasked);
  }
  return Found;
}

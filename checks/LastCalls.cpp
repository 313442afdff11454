//===-- LastCalls.cpp - Methods after which their object dies -------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/LastCalls.h"
#include "checks/calls/CallKnowledge.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Shape.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Whether the code calls nothing but the standard library.
static bool callsNobody(const Stmt *S) {
  return !anyCall(S, [](const FunctionDecl &Callee) { return !inStandardLibrary(Callee); });
}

/// Whether a model says so of the method, also of a library that comes with the project.
bool LastCalls::isLastCall(const CXXMethodDecl &Method) const {
  return Known.isLastCall(Method.getQualifiedNameAsString());
}

bool LastCalls::isLastOfModel(const CXXMethodDecl &Method) const {
  // A macro of the library can declare it in a class of the user's.
  return (!Method.isVirtual() && isLastCall(Method)) ||
         llvm::any_of(Method.overridden_methods(),
                      [&](const CXXMethodDecl *Of) { return isLastCall(*Of); });
}

/// A destructor that nobody wrote, or that has nothing to do.
static bool isSilent(const CXXDestructorDecl *Destructor) {
  const Stmt *Body = Destructor && Destructor->isUserProvided() ? Destructor->getBody() : nullptr;
  return !Destructor || !Destructor->isUserProvided() || (Body && Body->children().empty());
}

/// Nothing that the user wrote runs when the object dies, or calls anything there.
bool LastCalls::diesInSilence(const CXXRecordDecl &Class) const {
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
  return diesInSilence(Class, Seen);
}

/// What is asked already, a class that owns objects of its own kind, adds nothing.
bool LastCalls::diesInSilence(const CXXRecordDecl &Class,
                              llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) const {
  if (!Seen.insert(Class.getCanonicalDecl()).second)
    return true;
  auto Silent = [&](QualType Type) {
    const CXXRecordDecl *Part = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !Part || (Part->hasDefinition() && diesInSilence(*Part, Seen));
  };
  if (Class.isInStdNamespace()) {
    const auto *Of = dyn_cast<ClassTemplateSpecializationDecl>(&Class);
    return !Of || llvm::all_of(Of->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
      return A.getKind() != TemplateArgument::Type || Silent(A.getAsType());
    });
  }
  if (llvm::any_of(Class.methods(),
                   [&](const CXXMethodDecl *M) { return M->isVirtual() && isLastCall(*M); }))
    return true; // of the library
  return !inSystemHeader(Class) && isSilent(Class.getDestructor()) &&
         llvm::all_of(Class.fields(), [&](const FieldDecl *F) { return Silent(F->getType()); }) &&
         llvm::all_of(Class.bases(),
                      [&](const CXXBaseSpecifier &Base) { return Silent(Base.getType()); });
}

/// The local object that a method is called on, or that a local pointer alone owns.
static const DeclRefExpr *localObject(const CXXMemberCallExpr &Call, const CXXRecordDecl *&Class) {
  const Expr *Object = Call.getImplicitObjectArgument();
  const Expr *Owner = pointerBeforeArrow(Object);
  if (Owner && !isSoleOwner(Owner->getType()))
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(Owner ? Owner : stripped(Object));
  if (Ref && Owner)
    Class = firstTypeArgument(Owner->getType()->getAsCXXRecordDecl())->getAsCXXRecordDecl();
  else if (Ref)
    Class = Ref->getDecl()->getType()->getAsCXXRecordDecl();
  return Ref;
}

/// Whether the call is the last that uses a local object, or the only one that uses a temporary.
bool LastCalls::isLast(const CXXMemberCallExpr &Call, const FunctionDecl &In) const {
  const Expr *Object = Call.getImplicitObjectArgument()->IgnoreParenImpCasts();
  if (Object->isPRValue() && !Object->getType()->isPointerType()) {
    const CXXRecordDecl *Made = Object->getType()->getAsCXXRecordDecl();
    return Made && Made->hasDefinition() && diesInSilence(*Made);
  }
  const CXXRecordDecl *Class = nullptr;
  const DeclRefExpr *Ref = localObject(Call, Class);
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Class || !V || !V->hasLocalStorage() || V->getDeclContext() != &In ||
      !Class->hasDefinition() || !diesInSilence(*Class))
    return false;
  Shape Body(In);
  UseIndex Uses(llvm::ArrayRef<const Stmt *>(In.getBody()));
  Usage Of = Uses.of(V);
  bool Last = !Of.Mentions.empty() && Of.Mentions.back() == Ref;
  return Last && Body.loopAround(&Call) == Body.loopOf(V);
}

/// The class, its bases among the user's, and the methods of the library that it overrides.
static void overrides(const CXXRecordDecl &Class,
                      llvm::SmallVectorImpl<const CXXMethodDecl *> &To) {
  if (!Class.hasDefinition() || inSystemHeader(Class))
    return;
  for (const CXXMethodDecl *M : Class.methods())
    if (M->size_overridden_methods())
      To.push_back(M);
  for (const CXXBaseSpecifier &Base : Class.bases())
    if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl())
      overrides(*Of, To);
}

/// Whether it is one of those that the library calls last, and the others of them call nobody.
bool LastCalls::isLastOfLibrary(const CXXMethodDecl &Method) const {
  if (!isLastOfModel(Method) || !diesInSilence(*Method.getParent()))
    return false;
  llvm::SmallVector<const CXXMethodDecl *> All;
  overrides(*Method.getParent(), All);
  return llvm::all_of(All, [&](const CXXMethodDecl *Other) {
    const FunctionDecl *Body = nullptr;
    return Other->getCanonicalDecl() == Method.getCanonicalDecl() || !isLastOfModel(*Other) ||
           (Other->hasBody(Body) && callsNobody(Body->getBody()));
  });
}

bool LastCalls::endsObject(const CXXMethodDecl &Method) {
  if (isLastOfLibrary(Method))
    return true;
  if (!std::exchange(Collected, true))
    collect();
  const CXXMethodDecl *Wanted = Method.getCanonicalDecl();
  auto It = Calls.find(Wanted);
  return It != Calls.end() && !Method.isVirtual() && !Named.contains(Wanted) &&
         llvm::all_of(It->second, [&](const Call &C) { return isLast(*C.Made, *C.In); });
}

namespace {

/// Calls `Called(call)` and `Named(method)` for what a body, closures included, does with methods.
template <class CalledFn, class NamedFn> void visit(const Stmt *S, CalledFn Called, NamedFn Named) {
  if (!S)
    return;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return visit(Lambda->getBody(), Called, Named);
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && Call->getMethodDecl()) {
    Called(*Call);
    visit(Call->getImplicitObjectArgument(), Called, Named);
    for (const Expr *Argument : Call->arguments())
      visit(Argument, Called, Named);
    return;
  }
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Ref->getDecl()))
      Named(*Method);
  for (const Stmt *Child : S->children())
    visit(Child, Called, Named);
}

} // namespace

void LastCalls::collect() {
  for (const FunctionDecl *In : Defined)
    visit(
        In->getBody(),
        [&](const CXXMemberCallExpr &Made) {
          Calls[Made.getMethodDecl()->getCanonicalDecl()].push_back({&Made, In});
        },
        [&](const CXXMethodDecl &Method) { Named.insert(Method.getCanonicalDecl()); });
}

bool closure::isLastIn(const CXXMethodDecl &Method, const FunctionDecl &Body,
                       const SourceManager &SM) {
  const auto *Code = dyn_cast_or_null<CompoundStmt>(Method.getBody());
  return Code && !Code->body_empty() &&
         !SM.isBeforeInTranslationUnit(Body.getBeginLoc(), Code->body_back()->getBeginLoc());
}

static const CXXMemberCallExpr *callAt(const Stmt *S, SourceLocation Loc) {
  if (!S)
    return nullptr;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S); Call && Call->getExprLoc() == Loc)
    return Call;
  for (const Stmt *Child : S->children())
    if (const CXXMemberCallExpr *Call = callAt(Child, Loc))
      return Call;
  return nullptr;
}

bool closure::isLeftToPart(const Defect &D, const FunctionDecl &In, const CallKnowledge &Known) {
  auto Assumed = llvm::find_if(D.Path, [](const Step &S) { return S.K == Step::Kind::Assumed; });
  const CXXMemberCallExpr *Call =
      Assumed != D.Path.end() ? callAt(In.getBody(), Assumed->Loc) : nullptr;
  if (!Call || !Call->getMethodDecl() || !Known.registersByName(*Call->getMethodDecl()))
    return false;
  const Expr *Object = Call->getImplicitObjectArgument();
  const Expr *Owner = pointerBeforeArrow(Object);
  if (Owner) {
    const auto *Member = dyn_cast<MemberExpr>(Owner);
    QualType Type = Member ? Member->getMemberDecl()->getType() : Owner->getType();
    return isOwnPart(Owner) && (isSoleOwner(Type) || isSharingPointer(Type));
  }
  return !Object->getType()->isPointerType() && isOwnPart(Object);
}

//===-- LastCalls.cpp - Methods after which their object dies -------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/LastCalls.h"
#include "checks/engine/syntax/Shape.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Nothing that the user wrote runs when the object dies.
static bool diesInSilence(const CXXRecordDecl &Class) {
  const CXXDestructorDecl *Destructor = Class.getDestructor();
  if (inSystemHeader(Class))
    return Class.isInStdNamespace();
  auto Silent = [](QualType Type) {
    const CXXRecordDecl *Part = Type->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
    return !Part || (Part->hasDefinition() && diesInSilence(*Part));
  };
  return !(Destructor && Destructor->isUserProvided()) &&
         llvm::all_of(Class.fields(), [&](const FieldDecl *F) { return Silent(F->getType()); }) &&
         llvm::all_of(Class.bases(),
                      [&](const CXXBaseSpecifier &Base) { return Silent(Base.getType()); });
}

/// The local object that the call is the last to use; null if there is none.
static const VarDecl *endedBy(const CXXMemberCallExpr &Call, const FunctionDecl &In) {
  const auto *Ref = dyn_cast<DeclRefExpr>(Call.getImplicitObjectArgument()->IgnoreParenImpCasts());
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const CXXRecordDecl *Class = V ? V->getType()->getAsCXXRecordDecl() : nullptr;
  if (!Class || !V->hasLocalStorage() || V->getDeclContext() != &In || !Class->hasDefinition() ||
      !diesInSilence(*Class))
    return nullptr;
  Shape Body(In);
  UseIndex Uses(llvm::ArrayRef<const Stmt *>(In.getBody()));
  Usage Of = Uses.of(V);
  bool Last = !Of.Mentions.empty() && Of.Mentions.back() == Ref;
  return Last && Body.loopAround(&Call) == Body.loopOf(V) ? V : nullptr;
}

bool LastCalls::endsObject(const CXXMethodDecl &Method) {
  if (!std::exchange(Collected, true))
    collect();
  const CXXMethodDecl *Wanted = Method.getCanonicalDecl();
  auto It = Calls.find(Wanted);
  return It != Calls.end() && !Method.isVirtual() && !Named.contains(Wanted) &&
         llvm::all_of(It->second, [](const Call &C) { return endedBy(*C.Made, *C.In); });
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

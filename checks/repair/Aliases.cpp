//===-- Aliases.cpp - What else refers to a variable ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Aliases.h"
#include "checks/engine/Usage.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace closure;

static bool argumentsRefer(const ClassTemplateSpecializationDecl &Record) {
  auto Refers = [](const TemplateArgument &A) {
    return A.getKind() == TemplateArgument::Type &&
           (A.getAsType()->isReferenceType() || refersElsewhere(A.getAsType()));
  };
  for (const TemplateArgument &A : Record.getTemplateArgs().asArray())
    if (A.getKind() == TemplateArgument::Pack ? llvm::any_of(A.pack_elements(), Refers) : Refers(A))
      return true;
  return false;
}

bool closure::refersElsewhere(QualType Type) {
  if (Type->isPointerType())
    return !Type->isFunctionPointerType();
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->isLambda())
    return false;
  llvm::StringRef Name = Record->getName();
  if (Name.contains("iterator") || Name.contains("view") || Name == "span" ||
      Name == "reference_wrapper" || Name == "initializer_list")
    return true;
  if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Record);
      Special && (Name == "tuple" || Name == "pair"))
    return argumentsRefer(*Special);
  // A class that says how it is copied owns what it points at.
  if (Record->isInStdNamespace() || Record->hasUserDeclaredCopyConstructor())
    return false;
  return llvm::any_of(Record->fields(), [](const FieldDecl *Field) {
    return Field->getType()->isReferenceType() || refersElsewhere(Field->getType());
  });
}

namespace {

class Search {
public:
  Search(const ValueDecl *V, const LambdaExpr *Except, Alias Kind, const ASTContext &Context)
      : V(V), Except(Except), Kind(Kind), Context(Context) {}

  bool visit(const Stmt *S) const {
    if (!S || S == Except)
      return false;
    if (const auto *Declaration = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declaration->decls())
        if (const auto *Other = dyn_cast<VarDecl>(D); Other && declares(*Other))
          return true;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S); Lambda && bindsInCapture(*Lambda))
      return true;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S);
        Cast && Kind == Alias::Change && Cast->getType()->isPointerType() &&
        Cast->getType()->getPointeeType().isConstQualified() && isAddress(Cast->getSubExpr()))
      return false;
    if (isAddress(S))
      return true;
    // A function that is handed the address fills in the variable; an object may keep it.
    const auto *Call = dyn_cast<CallExpr>(S);
    bool Plain = Call && !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call);
    return llvm::any_of(S->children(), [&](const Stmt *Child) {
      const auto *E = dyn_cast_or_null<Expr>(Child);
      return !(Plain && E && isAddress(E->IgnoreParenImpCasts())) && visit(Child);
    });
  }

private:
  bool declares(const VarDecl &Other) const {
    if (&Other == V || !Other.getInit() || Other.isImplicit() || !canRefer(Other.getType()))
      return false;
    Usage Bound = usageOf(Other.getInit(), V, Except);
    const auto *Ref = dyn_cast<DeclRefExpr>(Other.getInit()->IgnoreParenImpCasts());
    return Kind == Alias::Change ? Bound.Changes || (Ref && Ref->getDecl() == V)
                                 : !Bound.Mentions.empty();
  }

  bool canRefer(QualType Type) const {
    if (Type->isReferenceType() || Type->isPointerType())
      return Kind != Alias::Change || !Type->getPointeeType().isConstQualified();
    if (Context.hasSameUnqualifiedType(Type, V->getType()))
      return false;
    return Kind == Alias::Derived ? !Type->isArithmeticType() && !Type->isEnumeralType()
                                  : refersElsewhere(Type) || hasReference(Type);
  }
  /// A guard, which need not be copyable.
  static bool hasReference(QualType Type) {
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    return Record && Record->hasDefinition() && !Record->isLambda() &&
           !Record->isInStdNamespace() &&
           llvm::any_of(Record->fields(), [](const FieldDecl *Field) {
             return Field->getType()->isReferenceType() || Field->getType()->isPointerType();
           });
  }

  bool bindsInCapture(const LambdaExpr &Lambda) const {
    for (const LambdaCapture &C : Lambda.captures()) {
      if (!C.capturesVariable() || !isOwnInitCapture(Lambda, C))
        continue;
      const auto *Own = cast<VarDecl>(C.getCapturedVar());
      if (Own->getType()->isLValueReferenceType() && Own->getInit() &&
          !usageOf(Own->getInit(), V, Except).Mentions.empty())
        return true;
    }
    return false;
  }

  bool isAddress(const Stmt *S) const {
    const auto *Address = dyn_cast_or_null<UnaryOperator>(S);
    if (!Address || Address->getOpcode() != UO_AddrOf)
      return false;
    const auto *Ref = dyn_cast<DeclRefExpr>(Address->getSubExpr()->IgnoreParens());
    return Ref && Ref->getDecl() == V;
  }

  const ValueDecl *V;
  const LambdaExpr *Except;
  const Alias Kind;
  const ASTContext &Context;
};

} // namespace

bool closure::isAliased(const Stmt *Body, const ValueDecl *V, const LambdaExpr *Except, Alias Kind,
                        const ASTContext &Context) {
  return Search(V, Except, Kind, Context).visit(Body);
}

static void collect(const Stmt *S, std::vector<const VarDecl *> &Found) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
        V && V->hasLocalStorage() && !llvm::is_contained(Found, V)) {
      Found.push_back(V);
      if (V->isImplicit() || (V->getType()->isReferenceType() && !isa<ParmVarDecl>(V)))
        collect(V->getInit(), Found);
    }
  for (const Stmt *Child : S->children())
    collect(Child, Found);
}

std::vector<const VarDecl *> closure::boundTo(const VarDecl &Reference) {
  std::vector<const VarDecl *> Found;
  collect(Reference.getInit(), Found);
  llvm::erase_if(Found, [](const VarDecl *V) { return V->isImplicit(); });
  return Found;
}

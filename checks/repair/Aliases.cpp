//===-- Aliases.cpp - What else refers to a variable ----------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Aliases.h"
#include "checks/repair/KnownUses.h"
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
  Search(const UseIndex &Code, const ValueDecl *V, const LambdaExpr *Except, Alias Kind,
         const ASTContext &Context)
      : Code(Code), V(V), Except(Except), Kind(Kind), Context(Context) {}

  bool isName(const DeclRefExpr *Mention) const { return isAddress(Mention) || isBound(Mention); }

private:
  /// `&x`; what a function does that is handed the address is the business of `Keepers`.
  bool isAddress(const DeclRefExpr *Mention) const {
    const Stmt *Up = Code.around(Mention);
    while (isa_and_nonnull<ParenExpr>(Up))
      Up = Code.around(Up);
    const auto *Address = dyn_cast_or_null<UnaryOperator>(Up);
    if (!Address || Address->getOpcode() != UO_AddrOf)
      return false;
    for (Up = Code.around(Up); isa_and_nonnull<ParenExpr, ImplicitCastExpr>(Up);
         Up = Code.around(Up))
      if (const auto *Cast = dyn_cast<ImplicitCastExpr>(Up);
          Cast && Kind == Alias::Change && Cast->getType()->isPointerType() &&
          Cast->getType()->getPointeeType().isConstQualified())
        return false;
    return !isa_and_nonnull<CallExpr, CXXConstructExpr>(Up);
  }

  /// Whether a variable or a capture is made from the mention.
  bool isBound(const Stmt *Mention) const {
    for (const Stmt *Part = Mention; const Stmt *Up = Code.around(Part); Part = Up) {
      if (const auto *Declaration = dyn_cast<DeclStmt>(Up))
        for (const Decl *D : Declaration->decls())
          if (const auto *Other = dyn_cast<VarDecl>(D);
              Other && Other->getInit() == Part && declares(*Other))
            return true;
      if (const auto *Lambda = dyn_cast<LambdaExpr>(Up); Lambda && bindsInCapture(*Lambda, Part))
        return true;
    }
    return false;
  }

  bool declares(const VarDecl &Other) const {
    if (&Other == V || Other.isImplicit() || !canRefer(Other.getType()))
      return false;
    Usage Bound = Code.of(V, Other.getInit(), Except);
    const auto *Ref = dyn_cast<DeclRefExpr>(Other.getInit()->IgnoreParenImpCasts());
    return Kind != Alias::Change || Bound.Changes || (Ref && Ref->getDecl() == V);
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

  static bool bindsInCapture(const LambdaExpr &Lambda, const Stmt *Init) {
    unsigned Index = 0;
    for (const LambdaCapture &C : Lambda.captures())
      if (Lambda.capture_init_begin()[Index++] == Init && isOwnInitCapture(Lambda, C))
        return C.getCapturedVar()->getType()->isLValueReferenceType();
    return false;
  }

  const UseIndex &Code;
  const ValueDecl *V;
  const LambdaExpr *Except;
  const Alias Kind;
  const ASTContext &Context;
};

} // namespace

bool closure::isAliased(const UseIndex &Code, const ValueDecl *V, const LambdaExpr *Except,
                        Alias Kind, const ASTContext &Context, KnownUses &Known) {
  // Of a variable that many closures share, few mentions make another name: these are looked for
  // once. What lies in `Except` can only make fewer of them.
  const std::vector<const DeclRefExpr *> &Candidates = Known.namesOf(Code, V, Kind, [&] {
    Search All(Code, V, nullptr, Kind, Context);
    std::vector<const DeclRefExpr *> Found = Code.of(V).Mentions;
    llvm::erase_if(Found, [&](const DeclRefExpr *M) { return !All.isName(M); });
    return Found;
  });
  Search Apart(Code, V, Except, Kind, Context);
  return llvm::any_of(
      Candidates, [&](const DeclRefExpr *M) { return !Code.inside(M, Except) && Apart.isName(M); });
}

/// The reference that is bound to the mention or a part of it: to what is reached by members,
/// elements and calls that hand out what can be changed; or null.
static const VarDecl *boundReference(const UseIndex &Code, const Expr *Mention) {
  for (const Expr *Part = Mention;;) {
    const Stmt *Up = Code.around(Part);
    if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Up)) {
      for (const Decl *D : Declaration->decls())
        if (const auto *Bound = dyn_cast<VarDecl>(D);
            Bound && Bound->getInit() == Part && Bound->getType()->isReferenceType() &&
            !Bound->getType()->getPointeeType().isConstQualified())
          return Bound;
      return nullptr;
    }
    const auto *E = dyn_cast_or_null<Expr>(Up);
    // The name of a method stands between its object and the call.
    bool Method = isa_and_nonnull<MemberExpr>(E) &&
                  E->getType()->isSpecificPlaceholderType(BuiltinType::BoundMember);
    if (!E || isa<LambdaExpr>(E) || !(Method || E->isGLValue()) || E->getType().isConstQualified())
      return nullptr;
    Part = E;
  }
}

std::vector<const VarDecl *> closure::referencesInto(const UseIndex &Code, const ValueDecl *V,
                                                     KnownUses &Known) {
  const std::vector<const DeclRefExpr *> &Binding = Known.namesOf(Code, V, Alias::Part, [&] {
    std::vector<const DeclRefExpr *> Found = Code.mentionsOf(V, /*Copies=*/false);
    llvm::erase_if(Found, [&](const DeclRefExpr *Mention) {
      const VarDecl *Bound = boundReference(Code, Mention);
      return !Bound || Bound == V || Bound->isImplicit();
    });
    return Found;
  });
  std::vector<const VarDecl *> Found;
  for (const DeclRefExpr *Mention : Binding)
    Found.push_back(boundReference(Code, Mention));
  return Found;
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

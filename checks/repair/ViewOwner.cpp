//===-- ViewOwner.cpp - What owns what a view refers to -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/ViewOwner.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/repair/Aliases.h"
#include "checks/repair/Captured.h"
#include "checks/repair/CopyMove.h"
#include "checks/repair/Edits.h"
#include "checks/repair/KnownUses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;
using namespace closure;

namespace {

class Uses {
public:
  explicit Uses(const ValueDecl &V) : V(V) {}

  /// A part of a view is a view, and a part of a string is a string.
  bool takesParts(const Stmt *S) const {
    const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
    if (Call && isView(Call->getImplicitObjectArgument()) &&
        V.getASTContext().hasSameUnqualifiedType(Call->getType(), V.getType()))
      return true;
    return llvm::any_of(S->children(),
                        [&](const Stmt *Child) { return Child && takesParts(Child); });
  }

  /// Whether the code only looks at elements, as a vector allows it, too.
  bool onlyElements(const Stmt *S) const {
    if (!S)
      return true;
    if (isView(S))
      return false;
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S);
        Call && isView(Call->getImplicitObjectArgument()))
      return looksAtElements(*Call) &&
             llvm::all_of(Call->arguments(), [&](const Expr *A) { return onlyElements(A); });
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
        Operator && Operator->getOperator() == OO_Subscript && isView(Operator->getArg(0)))
      return onlyElements(Operator->getArg(1));
    if (const auto *For = dyn_cast<CXXForRangeStmt>(S); For && isView(For->getRangeInit()))
      return onlyElements(For->getBody());
    return llvm::all_of(S->children(), [&](const Stmt *Child) { return onlyElements(Child); });
  }

  /// Whether the code only uses the characters where a string does as well.
  bool onlyAsString(const Stmt *S) const {
    if (!S)
      return true;
    if (isView(S))
      return false;
    const auto *Construct = dyn_cast<CXXConstructExpr>(S);
    if (Construct && isText(Construct->getType()) && Construct->getNumArgs() &&
        isView(Construct->getArg(0)))
      return llvm::all_of(llvm::drop_begin(Construct->arguments()),
                          [](const Expr *A) { return isa<CXXDefaultArgExpr>(A); });
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
        Operator && Operator->getNumArgs() == 2 && Operator->getDirectCallee() &&
        inStandardLibrary(*Operator->getDirectCallee())) {
      const Expr *Left = Operator->getArg(0), *Right = Operator->getArg(1);
      bool Stream = Operator->getOperator() == OO_LessLess && isStream(Left->getType());
      if (isView(Right) && (Stream || isText(Left->getType())))
        return onlyAsString(Left);
      if (isView(Left) && isText(Right->getType()))
        return onlyAsString(Right);
    }
    return llvm::all_of(S->children(), [&](const Stmt *Child) { return onlyAsString(Child); });
  }

private:
  static bool isOf(QualType T, llvm::StringRef Name) {
    const CXXRecordDecl *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
    return Record && Record->isInStdNamespace() && Record->getName() == Name;
  }
  static bool isText(QualType T) { return isOf(T, "basic_string") || isOf(T, "basic_string_view"); }
  static bool isStream(QualType T) {
    const CXXRecordDecl *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
    return Record && isOrDerivesFrom(*Record, "std::basic_ostream");
  }
  bool isView(const Stmt *S) const {
    const auto *E = dyn_cast<Expr>(S);
    const auto *Ref = E ? dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()) : nullptr;
    return Ref && Ref->getDecl() == &V;
  }
  static bool looksAtElements(const CXXMemberCallExpr &Call) {
    static const llvm::StringSet<> Names = {"size",  "empty", "front",  "back", "data",
                                            "begin", "end",   "rbegin", "rend"};
    const CXXMethodDecl *Method = Call.getMethodDecl();
    return Method && Method->getDeclName().isIdentifier() && Names.contains(Method->getName());
  }
  const ValueDecl &V;
};

} // namespace

namespace {

/// Whether each use of a view of characters is one that a string allows as well.
class TextUses {
public:
  TextUses(const UseIndex &Code, const ValueDecl &V) : Code(Code), V(V) {}

  bool all() const {
    return llvm::all_of(Code.mentionsOf(&V, /*Copies=*/true),
                        [&](const DeclRefExpr *M) { return isAllowed(M); });
  }

private:
  const Stmt *above(const Stmt *S) const {
    const Stmt *Up = Code.around(S);
    while (isa_and_nonnull<ParenExpr, ImplicitCastExpr, MaterializeTemporaryExpr>(Up))
      Up = Code.around(Up);
    return Up;
  }

  bool isAllowed(const Expr *M) const {
    const Stmt *Up = above(M);
    if (const auto *Construct = dyn_cast_or_null<CXXConstructExpr>(Up)) {
      const CXXRecordDecl *Made = Construct->getType()->getAsCXXRecordDecl();
      if (Made && Made->isInStdNamespace() && Made->getName() == "basic_string")
        return Construct->getNumArgs() == 1 ||
               llvm::all_of(llvm::drop_begin(Construct->arguments()),
                            [](const Expr *A) { return isa<CXXDefaultArgExpr>(A); });
      if (!Construct->getConstructor()->isCopyOrMoveConstructor())
        return false;
      M = Construct;
      Up = above(Construct);
    }
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(Up))
      return isOfBoth(*Member->getMemberDecl());
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up))
      return isOperatorOfBoth(*Operator, M);
    if (const auto *Call = dyn_cast_or_null<CallExpr>(Up))
      return takesView(*Call, M);
    if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(Up))
      return llvm::all_of(Declaration->decls(), [](const Decl *D) {
        const auto *Made = dyn_cast<VarDecl>(D);
        return Made && (Made->isImplicit() || Made->isCXXForRangeDecl() ||
                        !Made->getType()->getContainedAutoType());
      });
    return isa_and_nonnull<LambdaExpr>(Up); // a copy in a lambda inside
  }

  /// A member function that a view and a string have, and that does the same.
  static bool isOfBoth(const ValueDecl &Member) {
    static const llvm::StringSet<> Names = {"size",         "length",
                                            "empty",        "front",
                                            "back",         "at",
                                            "data",         "begin",
                                            "end",          "cbegin",
                                            "cend",         "rbegin",
                                            "rend",         "crbegin",
                                            "crend",        "find",
                                            "rfind",        "find_first_of",
                                            "find_last_of", "find_first_not_of",
                                            "compare",      "starts_with",
                                            "ends_with",    "find_last_not_of",
                                            "copy",         "contains",
                                            "max_size"};
    return Member.getDeclName().isIdentifier() && Names.contains(Member.getName());
  }

  static bool isOperatorOfBoth(const CXXOperatorCallExpr &Operator, const Expr *M) {
    const FunctionDecl *Callee = Operator.getDirectCallee();
    if (!Callee || !inStandardLibrary(*Callee))
      return false;
    switch (Operator.getOperator()) {
    case OO_Subscript:
      return Operator.getArg(0)->IgnoreParenImpCasts() == M->IgnoreParenImpCasts();
    case OO_LessLess:
    case OO_EqualEqual:
    case OO_ExclaimEqual:
    case OO_Less:
    case OO_Greater:
    case OO_LessEqual:
    case OO_GreaterEqual:
    case OO_Spaceship:
      return true;
    default:
      return false;
    }
  }

  /// Whether the parameter is a view, whatever it is given.
  bool takesView(const CallExpr &Call, const Expr *M) const {
    const FunctionDecl *Callee = Call.getDirectCallee();
    if (!Callee)
      return false;
    const FunctionTemplateDecl *Template = Callee->getPrimaryTemplate();
    for (unsigned I = 0; I != Call.getNumArgs() && I != Callee->getNumParams(); ++I) {
      if (Call.getArg(I)->IgnoreParenImpCasts() != M->IgnoreParenImpCasts())
        continue;
      QualType Type = Callee->getParamDecl(I)->getType();
      bool Writes = Type->isReferenceType() && !Type.getNonReferenceType().isConstQualified();
      bool Deduced =
          Template && (I >= Template->getTemplatedDecl()->getNumParams() ||
                       Template->getTemplatedDecl()->getParamDecl(I)->getType()->isDependentType());
      if (Writes || Deduced)
        return false;
    }
    return true;
  }

  const UseIndex &Code;
  const ValueDecl &V;
};

} // namespace

QualType closure::spelledElement(QualType View) {
  const auto *Spelled = View.getNonReferenceType()->getAs<TemplateSpecializationType>();
  if (Spelled && !Spelled->isTypeAlias() && !Spelled->template_arguments().empty() &&
      Spelled->template_arguments()[0].getKind() == TemplateArgument::Type)
    return Spelled->template_arguments()[0].getAsType();
  return QualType();
}

static unsigned countDeclarations(llvm::StringRef Name, const Stmt *S) {
  unsigned Count = 0;
  if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(S))
    for (const Decl *D : Declaration->decls()) {
      const auto *Named = dyn_cast<NamedDecl>(D);
      Count += Named && Named->getDeclName().isIdentifier() && Named->getName() == Name;
    }
  if (S)
    for (const Stmt *Child : S->children())
      Count += countDeclarations(Name, Child);
  return Count;
}

/// The local `std::shared_ptr` that owns what `V` points at: `T *V = owner.get();`, and neither is
/// given another value. Null if there is none in sight.
static const VarDecl *ownerBehind(const ValueDecl &V) {
  const auto *Pointer = dyn_cast<VarDecl>(&V);
  const auto *Function = dyn_cast<FunctionDecl>(V.getDeclContext());
  const auto *Get = Pointer && Pointer->getInit()
                        ? dyn_cast<CXXMemberCallExpr>(Pointer->getInit()->IgnoreParenImpCasts())
                        : nullptr;
  const CXXMethodDecl *Method = Get ? Get->getMethodDecl() : nullptr;
  if (!Function || !Method || !Method->getDeclName().isIdentifier() || Method->getName() != "get")
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(Get->getImplicitObjectArgument()->IgnoreParenImpCasts());
  const auto *Owner = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const CXXRecordDecl *Class = Owner ? Owner->getType()->getAsCXXRecordDecl() : nullptr;
  if (!Class || qualifiedName(*Class) != "std::shared_ptr" || !Owner->hasLocalStorage() ||
      Owner->getDeclContext() != V.getDeclContext() ||
      usageOf(Function->getBody(), Owner).Changes || usageOf(Function->getBody(), &V).Changes ||
      countDeclarations(Owner->getName(), Function->getBody()) + isa<ParmVarDecl>(Owner) != 1)
    return nullptr;
  return Owner;
}

/// The string for a view of characters; none for other characters.
static ViewOwner stringFor(QualType Character, const std::string &Name) {
  if (Character->isSpecificBuiltinType(BuiltinType::Char_S) ||
      Character->isSpecificBuiltinType(BuiltinType::Char_U))
    return {"std::string(" + Name + ")", "<string>"};
  if (Character->isWideCharType())
    return {"std::wstring(" + Name + ")", "<string>"};
  return {};
}

ViewOwner closure::viewOwner(const LambdaExpr &Lambda, const ValueDecl &V, KnownUses &Known) {
  const ASTContext &Context = V.getASTContext();
  QualType Type = V.getType().getNonReferenceType().getCanonicalType();
  const auto *View = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
  std::string Name = V.getNameAsString();
  // What is returned would refer to the closure's own object.
  if (refersElsewhere(Lambda.getCallOperator()->getReturnType()))
    return {};
  // A local `const char *` points mostly to a literal.
  if (isa<ParmVarDecl>(V) && Type->isPointerType() &&
      Type->getPointeeType() == Context.CharTy.withConst() && !Lambda.isGenericLambda() &&
      Context.getLangOpts().CPlusPlus14 && Uses(V).onlyAsString(Lambda.getBody()))
    return {"std::string(" + Name + ")", "<string>"};
  if (const VarDecl *Owner = Type->isPointerType() ? ownerBehind(V) : nullptr;
      Owner && !isInstantiated(*Lambda.getCallOperator()) && !Lambda.isGenericLambda() &&
      usageOf(Lambda.getBody(), Owner).Mentions.empty())
    return {"", "<memory>", Owner->getNameAsString()};
  if (!View || !View->isInStdNamespace())
    return {};
  QualType Element = View->getTemplateArgs()[0].getAsType();
  if (View->getName() == "basic_string_view" && !Uses(V).takesParts(Lambda.getBody()) &&
      TextUses(Known.inside(Lambda), V).all() && !Known.givesViewAway(Lambda, &V))
    return stringFor(Element, Name);
  // A vector of `bool` has no elements to look at.
  if (View->getName() == "span" && Element.isConstQualified() && !Element->isBooleanType() &&
      canBeCopied(Element.getUnqualifiedType()) && !Lambda.isGenericLambda() &&
      Uses(V).onlyElements(Lambda.getBody()) && !Known.givesViewAway(Lambda, &V))
    for (QualType As : {spelledElement(V.getType()), Element})
      if (std::string Of =
              As.isNull() ? "" : typeName(As.getUnqualifiedType(), Context, /*Local=*/true);
          !Of.empty())
        return {"std::vector<" + Of + ">(" + Name + ".begin(), " + Name + ".end())", "<vector>"};
  return {};
}

//===-- ViewCapture.cpp - An owner in place of a captured view ------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/ViewCapture.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/engine/syntax/Views.h"
#include "checks/repair/Captured.h"
#include "checks/repair/CopyMove.h"
#include "checks/repair/KnownUses.h"
#include "checks/repair/ViewOwner.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

namespace {

/// What the closure does with a pointer that it has.
class PointerUses {
public:
  PointerUses(const UseIndex &Code, const ValueDecl &V) : Code(Code), V(V) {}

  /// It is only ever looked through: `*p`, `p->f`.
  bool onlyThrough() const {
    return all([&](const DeclRefExpr *M) { return throughOf(M) != nullptr; });
  }
  /// What it points at is only read.
  bool onlyReads() const {
    return all([&](const DeclRefExpr *M) {
      const Expr *Through = throughOf(M);
      return Through && reads(Through);
    });
  }
  /// The same of a reference.
  bool onlyReadsItself() const {
    return all([&](const DeclRefExpr *M) { return reads(M); });
  }

private:
  template <class Fn> bool all(Fn Is) const {
    return llvm::all_of(Code.mentionsOf(&V, /*Copies=*/true), Is);
  }
  const Stmt *above(const Stmt *S) const {
    const Stmt *Up = Code.around(S);
    while (isa_and_nonnull<ParenExpr>(Up))
      Up = Code.around(Up);
    return Up;
  }
  const Expr *throughOf(const Expr *M) const {
    const Stmt *Up = above(M);
    while (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Up))
      Up = above(Cast);
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Up)) {
      if (Operator->getOperator() == OO_Star && Operator->getNumArgs() == 1)
        return Operator;
      Up = Operator->getOperator() == OO_Arrow ? above(Operator) : nullptr;
    }
    const auto *Deref = dyn_cast_or_null<UnaryOperator>(Up);
    const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
    return (Deref && Deref->getOpcode() == UO_Deref) || (Member && Member->isArrow())
               ? cast<Expr>(Up)
               : nullptr;
  }
  bool reads(const Expr *E) const {
    for (;;) {
      if (const auto *Member = dyn_cast<MemberExpr>(E))
        if (const auto *Method = dyn_cast<CXXMethodDecl>(Member->getMemberDecl()))
          return Method->isConst() || Method->isStatic();
      const auto *Up = dyn_cast_or_null<Expr>(above(E));
      if (!Up)
        return true;
      if (const auto *Cast = dyn_cast<ImplicitCastExpr>(Up)) {
        if (Cast->getCastKind() == CK_LValueToRValue || Cast->getType().isConstQualified())
          return true;
        E = Up;
      } else if (const auto *Member = dyn_cast<MemberExpr>(Up); Member && !Member->isArrow()) {
        E = Member;
      } else {
        return E->getType().isConstQualified();
      }
    }
  }
  const UseIndex &Code;
  const ValueDecl &V;
};

/// How one capture becomes an owner.
struct Entry {
  std::string Text;
  std::string Header;
};

class OwnList {
public:
  OwnList(const Finding &F, const ASTContext &Context, KnownUses &Known)
      : F(F), Lambda(*F.Lambda), Context(Context), SM(Context.getSourceManager()), Known(Known) {}

  Repair make() {
    Repair R;
    for (const Defect &D : F.Defects) {
      std::optional<Entry> Found = entryOf(D);
      std::optional<FixItHint> Edit = Found ? editOf(captureOf(D.Site), Found->Text) : std::nullopt;
      if (!Edit) {
        R.First = Edits();
        R.Mends.clear();
        R.Reason = "no repair is offered: " + adviceFor(D);
        return R;
      }
      R.First.Hints.push_back(*Edit);
      if (!Found->Header.empty())
        R.First.Headers.insert(Found->Header);
    }
    R.Mends.push_back(F.Lambda);
    return R;
  }

private:
  const ValueDecl &captured(const Defect &D) const { return *captureOf(D.Site).getCapturedVar(); }

  std::optional<Entry> entryOf(const Defect &D) {
    const ValueDecl &V = captured(D);
    const LambdaCapture &C = captureOf(D.Site);
    if (Lambda.isGenericLambda() || isInstantiated(*Lambda.getCallOperator()) ||
        refersOut(Lambda.getCallOperator()->getReturnType()))
      return std::nullopt;
    if (C.getCaptureKind() == LCK_ByRef)
      return byValue(D, V, C);
    const auto *Variable = dyn_cast<VarDecl>(&V);
    if (!Variable)
      return std::nullopt;
    // Where the owner lives on and is changed, the closure may be meant to see that.
    bool Changes = D.How == End::Changed || D.How == End::Reset;
    std::string Value = valueText(*Variable, C);
    if (Value.empty())
      return std::nullopt;
    if (std::optional<Entry> Found =
            Variable->getType()->isPointerType() ? owner(D, *Variable, Value, C) : std::nullopt)
      return Found;
    if (std::optional<Entry> Found = Changes ? std::nullopt : copyBehind(*Variable, Value, C))
      return Found;
    ViewOwner Made = viewOwner(Lambda, V);
    if (Made.Init.empty())
      return list(*Variable, Value);
    std::string Init = Made.Init;
    if (isOwnInitCapture(Lambda, C))
      Init = replaced(Init, V.getNameAsString(), Value);
    return Entry{V.getNameAsString() + " = " + Init, Made.Header};
  }

  static bool refersOut(QualType T) {
    return T->isReferenceType() || T->isPointerType() || refersElsewhere(T);
  }

  /// `std::string(v)` of another value.
  static std::string replaced(llvm::StringRef Init, const std::string &Name,
                              const std::string &By) {
    std::string Text;
    for (size_t At; (At = Init.find("(" + Name)) != llvm::StringRef::npos;
         Init = Init.drop_front(At + 1 + Name.size()))
      Text += (Init.take_front(At + 1) + By).str();
    return Text + Init.str();
  }

  /// The value of the capture as the source has it; empty where a macro spells it.
  std::string valueText(const VarDecl &V, const LambdaCapture &C) const {
    if (!isOwnInitCapture(Lambda, C))
      return V.getNameAsString();
    const Expr *Init = V.getInit() ? V.getInit()->IgnoreUnlessSpelledInSource() : nullptr;
    if (!Init || Init->getBeginLoc().isMacroID() || Init->getEndLoc().isMacroID())
      return "";
    if (const auto *Paren = dyn_cast<ParenListExpr>(Init); Paren && Paren->getNumExprs() == 1)
      Init = Paren->getExpr(0);
    return sourceText(Init->getSourceRange(), Context);
  }

  /// `&v = *o`, `&first`: the element itself.
  std::optional<Entry> byValue(const Defect &D, const ValueDecl &V, const LambdaCapture &C) {
    QualType Type = V.getType().getNonReferenceType();
    // The slot moves, what it points at does not.
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    if (Record && qualifiedName(*Record) == "std::unique_ptr" && D.How == End::Changed &&
        !D.Destroyed && !isOwnInitCapture(Lambda, C) &&
        PointerUses(Known.inside(Lambda), V).onlyThrough())
      return Entry{V.getNameAsString() + " = " + V.getNameAsString() + ".get()", ""};
    if (D.How == End::Changed || D.How == End::Reset || !canBeCopied(Type) ||
        refersElsewhere(Type) || !PointerUses(Known.inside(Lambda), V).onlyReadsItself())
      return std::nullopt;
    std::string Name = V.getNameAsString();
    const auto *Variable = dyn_cast<VarDecl>(&V);
    if (!isOwnInitCapture(Lambda, C))
      return Entry{isa<BindingDecl>(V) ? Name + " = " + Name : Name, ""};
    std::string Value = Variable ? valueText(*Variable, C) : "";
    return Value.empty() ? std::nullopt : std::optional(Entry{Name + " = " + Value, ""});
  }

  /// The smart pointer beside what it points at.
  std::optional<Entry> owner(const Defect &D, const VarDecl &V, const std::string &Value,
                             const LambdaCapture &C) {
    const auto *Owner = dyn_cast_or_null<VarDecl>(D.Of.Variable);
    if (!Owner || !D.Of.Path.empty() || D.Of.Part != ViewPart::Element ||
        !Owner->hasLocalStorage() || D.Of.K == Place::Kind::Object || !isWhole(V, *Owner) ||
        !Known.inside(Lambda).of(Owner).Mentions.empty())
      return std::nullopt;
    std::string Name = V.getNameAsString(), Of = Owner->getNameAsString();
    if (isOwnInitCapture(Lambda, C))
      Name += " = " + Value;
    if (isSharingPointer(Owner->getType()))
      return Entry{Name + ", " + Of, "<memory>"};
    const CXXRecordDecl *Record = Owner->getType()->getAsCXXRecordDecl();
    if (!Record || qualifiedName(*Record) != "std::unique_ptr" ||
        !Context.getLangOpts().CPlusPlus17 || Owner->getType().isConstQualified() ||
        D.How == End::Changed || isUsedAfter(*Owner))
      return std::nullopt;
    return Entry{Name + ", " + Of + " = std::shared_ptr(std::move(" + Of + "))", "<memory>"};
  }

  /// Whether the pointer is what the owner gives out, and not a part of that.
  bool isWhole(const VarDecl &V, const VarDecl &Owner) const {
    const Expr *Init = V.getInit() ? stripped(V.getInit()) : nullptr;
    const auto *Get = dyn_cast_or_null<CXXMemberCallExpr>(Init);
    const CXXMethodDecl *Method = Get ? Get->getMethodDecl() : nullptr;
    if (!Method || !Method->getDeclName().isIdentifier() || Method->getName() != "get")
      return false;
    const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Get->getImplicitObjectArgument()));
    QualType Owned = firstTypeArgument(Owner.getType()->getAsCXXRecordDecl());
    return Ref && Ref->getDecl() == &Owner && !Owned.isNull() &&
           Context.hasSameUnqualifiedType(Owned, V.getType()->getPointeeType());
  }

  bool isUsedAfter(const VarDecl &Owner) {
    const FunctionDecl *Function = functionAround(&Owner);
    if (!Function || !Function->hasBody())
      return true;
    const UseIndex &Code = Known.of(*Function);
    if (const Stmt *Up = Code.around(&Lambda))
      for (; Up; Up = Code.around(Up))
        if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Up))
          return true;
    return Code.anyMention(&Owner, &Lambda, [&](const DeclRefExpr *M) {
      return SM.isBeforeInTranslationUnit(Lambda.getBeginLoc(), M->getLocation());
    });
  }

  /// A copy of what it points at, which the closure only reads.
  std::optional<Entry> copyBehind(const VarDecl &V, const std::string &Value,
                                  const LambdaCapture &C) {
    QualType Type = V.getType()->isPointerType()  ? V.getType()->getPointeeType()
                    : isIteratorType(V.getType()) ? elementOf(V.getType())
                                                  : QualType();
    const CXXRecordDecl *Record = Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
    if (Type.isNull() || Type->isAnyCharacterType() || Type->isIncompleteType() ||
        !canBeCopied(Type) || (Record && (Record->isPolymorphic() || Record->isAbstract())) ||
        isInArray(V) || refersElsewhere(Type.getUnqualifiedType()))
      return std::nullopt;
    PointerUses Uses(Known.inside(Lambda), V);
    if (!Uses.onlyThrough() || !(Type.isConstQualified() || Uses.onlyReads()))
      return std::nullopt;
    std::string Of = typeName(Type.getUnqualifiedType(), Context, /*Local=*/true);
    if (Of.empty())
      return std::nullopt;
    llvm::StringRef Object = Value;
    bool Address = isOwnInitCapture(Lambda, C) && Object.consume_front("&");
    std::string From = Address                       ? Object.trim().str()
                       : isOwnInitCapture(Lambda, C) ? "*(" + Value + ")"
                                                     : "*" + Value;
    return Entry{V.getNameAsString() + " = std::make_shared<const " + Of + ">(" + From + ")",
                 "<memory>"};
  }

  /// What an iterator gives access to.
  static QualType elementOf(QualType Iterator) {
    const CXXRecordDecl *Record = Iterator->getAsCXXRecordDecl();
    if (Record && Record->hasDefinition())
      for (const CXXMethodDecl *Method : Record->methods())
        if (Method->getOverloadedOperator() == OO_Star &&
            Method->getReturnType()->isReferenceType())
          return Method->getReturnType().getNonReferenceType();
    return QualType();
  }

  /// Whether it may walk over several objects.
  bool isInArray(const VarDecl &V) const {
    const Expr *Init = V.getInit();
    while (Init) {
      Init = Init->IgnoreParens();
      const auto *Cast = dyn_cast<CastExpr>(Init);
      if (!Cast)
        break;
      if (Cast->getCastKind() == CK_ArrayToPointerDecay)
        return true;
      Init = Cast->getSubExpr();
    }
    return false;
  }

  /// A vector for an initializer_list.
  std::optional<Entry> list(const VarDecl &V, const std::string &Value) {
    const CXXRecordDecl *Record = V.getType()->getAsCXXRecordDecl();
    QualType Element = firstTypeArgument(Record);
    if (!Record || Element.isNull() || !Record->isInStdNamespace() ||
        Record->getName() != "initializer_list" || Element->isBooleanType() ||
        refersElsewhere(Element.getUnqualifiedType()))
      return std::nullopt;
    std::string Of = typeName(Element.getUnqualifiedType(), Context, /*Local=*/true);
    return Of.empty() ? std::nullopt
                      : std::optional(
                            Entry{V.getNameAsString() + " = std::vector<" + Of + ">(" + Value + ")",
                                  "<vector>"});
  }

  /// In place of the entry; what a default brings stands right after the default.
  std::optional<FixItHint> editOf(const LambdaCapture &C, const std::string &Text) const {
    if (C.isImplicit()) {
      SourceLocation Default = Lambda.getCaptureDefaultLoc();
      if (Default.isInvalid() || Default.isMacroID())
        return std::nullopt;
      return FixItHint::CreateInsertion(Default.getLocWithOffset(1), ", " + Text);
    }
    SourceLocation Begin = C.getLocation(), End = Begin;
    if (Begin.isMacroID() || C.isPackExpansion())
      return std::nullopt;
    if (isOwnInitCapture(Lambda, C)) {
      const auto *V = cast<VarDecl>(C.getCapturedVar());
      const Expr *Init = V->getInit()->IgnoreUnlessSpelledInSource();
      End = V->getInit()->getEndLoc();
      if (Init && Init->getEndLoc().isValid() &&
          SM.isBeforeInTranslationUnit(End, Init->getEndLoc()))
        End = Init->getEndLoc();
      if (End.isMacroID())
        return std::nullopt;
    }
    if (C.getCaptureKind() == LCK_ByRef) {
      FileID File = SM.getFileID(Begin);
      llvm::StringRef Source = SM.getBufferData(File);
      size_t At = Source.take_front(SM.getFileOffset(Begin)).find_last_not_of(" \t\r\n");
      if (At == llvm::StringRef::npos || Source[At] != '&')
        return std::nullopt;
      Begin = SM.getComposedLoc(File, At);
    }
    return FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Begin, End), Text);
  }

  std::string adviceFor(const Defect &D) const {
    const ValueDecl &V = captured(D);
    std::string Name = "'" + nameOf(D.Site) + "'";
    if (isIteratorType(V.getType()) || D.How == End::Changed)
      return "capture an index or a key in place of " + Name +
             ", and look the element up when the closure runs";
    if (D.How == End::Reset || V.getType()->isPointerType())
      return "let the closure share the object that " + Name +
             " refers to, by a 'std::shared_ptr', or ask a 'std::weak_ptr' whether it is still "
             "there";
    return "let the closure own what " + Name + " refers to";
  }

  const Finding &F;
  const LambdaExpr &Lambda;
  const ASTContext &Context;
  const SourceManager &SM;
  KnownUses &Known;
};

} // namespace

Repair closure::ownViews(const Finding &F, const std::vector<Finding> &All,
                         const ASTContext &Context, KnownUses &Known) {
  for (const Finding &Other : All)
    if (Other.Lambda == F.Lambda && Other.family() != Family::View) {
      Repair R;
      R.Reason = "no repair is offered beside the one for what the lambda captures by reference";
      return R;
    }
  return OwnList(F, Context, Known).make();
}

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
#include "checks/repair/LeadsSomewhere.h"
#include "checks/repair/PointerUses.h"
#include "checks/repair/ViewAdvice.h"
#include "checks/repair/ViewOwner.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

namespace {

/// How one capture becomes an owner.
struct Entry {
  std::string Text;
  std::string Header;
  std::vector<FixItHint> InBody = {};
  /// It takes the owner along.
  bool Moves = false;
};

class OwnList {
public:
  OwnList(const Finding &F, const std::vector<Finding> &All, const ASTContext &Context,
          KnownUses &Known)
      : F(F), All(All), Lambda(*F.Lambda), Context(Context), SM(Context.getSourceManager()),
        Known(Known) {}

  Repair make() {
    Repair R;
    R.OnlyCopies = true;
    NameList Names;
    for (const Defect &D : F.Defects) {
      std::optional<Entry> Found = entryOf(D);
      std::optional<FixItHint> Edit = Found ? editOf(captureOf(D.Site), Found->Text) : std::nullopt;
      if (!Edit) {
        R.First = Edits();
        R.Mends.clear();
        R.Reason = "no repair is offered: " + viewAdvice(D);
        return R;
      }
      R.First.Hints.push_back(*Edit);
      R.First.Hints.insert(R.First.Hints.end(), Found->InBody.begin(), Found->InBody.end());
      if (!Found->Header.empty())
        R.First.Headers.insert(Found->Header);
      Names.add(nameOf(D.Site));
      R.OnlyCopies &= !Found->Moves;
    }
    R.First.Title = "let the closure own what " + quotedList(Names.names()) + " refers to";
    R.Mends.push_back(F.Lambda);
    return R;
  }

private:
  const ValueDecl &captured(const Defect &D) const { return *captureOf(D.Site).getCapturedVar(); }

  std::optional<Entry> entryOf(const Defect &D) {
    const ValueDecl &V = captured(D);
    const LambdaCapture &C = captureOf(D.Site);
    if (Lambda.isGenericLambda() || isInstantiated(*Lambda.getCallOperator()) ||
        refersOut(Lambda.getCallOperator()->getReturnType()) || D.DeadBefore || D.Stale)
      return std::nullopt;
    if (C.getCaptureKind() == LCK_ByRef)
      return byValue(D, V, C);
    const auto *Variable = dyn_cast<VarDecl>(&V);
    const CXXRecordDecl *Class = V.getType()->getAsCXXRecordDecl();
    if (!Variable || (Class && isBundle(*Class)))
      return std::nullopt;
    // Where the owner lives on and is changed, the closure may be meant to see that.
    bool Changes = D.How == End::Changed || D.How == End::Reset;
    std::string Value = valueText(*Variable, C);
    if (Value.empty())
      return std::nullopt;
    if (std::optional<Entry> Found =
            Variable->getType()->isPointerType() ? owner(D, *Variable, Value, C) : std::nullopt)
      return Found;
    if (changesLater(D))
      return std::nullopt;
    if (std::optional<Entry> Found = Changes ? std::nullopt : copyBehind(D, *Variable, Value, C))
      return Found;
    if (std::optional<Entry> Found = text(*Variable, Value))
      return Found;
    ViewOwner Made = viewOwner(Lambda, V, Known);
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

  /// A method that returns a text which ends with a zero: `c_str`, or `what` of an exception.
  static bool returnsText(const CXXMethodDecl &Method) {
    if (!Method.getDeclName().isIdentifier() || Method.getNumParams())
      return false;
    return (Method.getName() == "c_str" && inStandardLibrary(Method)) ||
           (Method.getName() == "what" && Method.isVirtual());
  }

  /// What `c_str` returned: a string, and `c_str` of that where the closure uses it.
  std::optional<Entry> text(const VarDecl &V, const std::string &Value) {
    const auto *Call = V.getInit() ? dyn_cast<CXXMemberCallExpr>(stripped(V.getInit())) : nullptr;
    const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
    const FunctionDecl *Function = functionAround(&V);
    if (!Method || !returnsText(*Method) || Lambda.isMutable() ||
        !Context.hasSameType(V.getType()->getPointeeType(), Context.CharTy.withConst()) ||
        Known.givesViewAway(Lambda, &V))
      return std::nullopt;
    bool Same = V.isInitCapture() ||
                (Function && Function->hasBody() && !Known.of(*Function).of(&V).Changes);
    if (!Same)
      return std::nullopt;
    std::string Name = V.getNameAsString();
    Entry Made{Name + " = std::string(" + Value + ")", "<string>"};
    const UseIndex &Code = Known.inside(Lambda);
    for (const DeclRefExpr *M : Code.mentionsOf(&V, /*Copies=*/true)) {
      if (M->getLocation().isMacroID() || isa_and_nonnull<LambdaExpr>(Code.around(M)))
        return std::nullopt;
      Made.InBody.push_back(FixItHint::CreateInsertion(
          Lexer::getLocForEndOfToken(M->getLocation(), 0, SM, Context.getLangOpts()), ".c_str()"));
    }
    return Made;
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
    if (D.How == End::Changed || D.How == End::Reset || !canBeCopied(Type) || mayBeDerived(Type) ||
        refersElsewhere(Type) || !PointerUses(Known.inside(Lambda), V).onlyReadsItself())
      return std::nullopt;
    std::string Name = V.getNameAsString();
    const auto *Variable = dyn_cast<VarDecl>(&V);
    if (!isOwnInitCapture(Lambda, C))
      return Entry{isa<BindingDecl>(V) ? Name + " = " + Name : Name, ""};
    std::string Value = Variable ? valueText(*Variable, C) : "";
    return Value.empty() ? std::nullopt : std::optional(Entry{Name + " = " + Value, ""});
  }

  /// A copy of a base would be a part of the object.
  static bool mayBeDerived(QualType Type) {
    const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
    return Record && (Record->isPolymorphic() || Record->isAbstract());
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
        D.How == End::Changed || !isLastUse(*Owner, V) || isWantedByOthers(*Owner, D))
      return std::nullopt;
    return Entry{
        Name + ", " + Of + " = std::shared_ptr(std::move(" + Of + "))", "<memory>", {}, true};
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

  /// Whether another closure needs the owner for a view of its own.
  bool isWantedByOthers(const VarDecl &Owner, const Defect &D) const {
    return llvm::any_of(All, [&](const Finding &Other) {
      return llvm::any_of(Other.Defects, [&](const Defect &One) {
        return &One != &D && One.Of.Variable == &Owner;
      });
    });
  }

  /// Whether the function gives the owner another value behind the lambda, which a copy would never
  /// see. What ends a view is no such change: the closure would not see that either.
  bool changesLater(const Defect &D) {
    const auto *Owner = dyn_cast_or_null<VarDecl>(D.Of.Variable);
    const FunctionDecl *Function = Owner ? functionAround(Owner) : nullptr;
    if (!Function || !Function->hasBody() || D.How == End::Changed || D.How == End::Reset)
      return false;
    return llvm::any_of(Known.of(*Function).changing(Owner), [&](const Expr *Change) {
      return SM.isBeforeInTranslationUnit(Lambda.getEndLoc(), Change->getBeginLoc());
    });
  }

  /// Whether another closure changes what the owner has, so that a copy would miss that.
  bool isWrittenByOthers(const Defect &D) const {
    auto Writes = [&](const Defect &One) {
      const LambdaExpr *Other = One.Site.Lambda;
      if (&One == &D || !Other || !D.Of.Variable || One.Of.Variable != D.Of.Variable ||
          !captureOf(One.Site).capturesVariable())
        return false;
      PointerUses Uses(Known.inside(*Other), *captureOf(One.Site).getCapturedVar());
      bool ByReference = captureOf(One.Site).getCaptureKind() == LCK_ByRef;
      return ByReference ? !Uses.onlyReadsItself() : !Uses.onlyReads();
    };
    return llvm::any_of(All, [&](const Finding &F) { return llvm::any_of(F.Defects, Writes); });
  }

  /// Whether nothing needs the owner once the closure has it: neither itself, nor by the pointer,
  /// nor by another name of what it owns.
  bool isLastUse(const VarDecl &Owner, const VarDecl &Pointer) {
    const FunctionDecl *Function = functionAround(&Owner);
    if (!Function || !Function->hasBody())
      return false;
    const UseIndex &Code = Known.of(*Function);
    const Stmt *Here = nullptr; // the statement of the closure
    for (const Stmt *Up = &Lambda; Up && !isa<CompoundStmt>(Up); Up = Code.around(Here = Up))
      if (isLoop(Up))
        return false;
    for (const Stmt *Up = Code.around(&Lambda); Up; Up = Code.around(Up))
      if (isLoop(Up))
        return false;
    auto After = [&](const DeclRefExpr *M) {
      return SM.isBeforeInTranslationUnit(Lambda.getBeginLoc(), M->getLocation());
    };
    auto Names = [&](const DeclRefExpr *M) {
      if (After(M))
        return true;
      const Stmt *Part = M;
      for (const Stmt *Up = Code.around(M); Up && !isa<CompoundStmt>(Up);
           Up = Code.around(Part = Up))
        if (Up == Pointer.getInit())
          return false;
      return Part == Here || isa<DeclStmt>(Part) || Code.inside(M, &Lambda);
    };
    return !Code.anyMention(&Owner, &Lambda, Names) && !Code.anyMention(&Pointer, &Lambda, After);
  }

  /// A copy of what it points at, which the closure only reads.
  std::optional<Entry> copyBehind(const Defect &D, const VarDecl &V, const std::string &Value,
                                  const LambdaCapture &C) {
    QualType Type = V.getType()->isPointerType()  ? V.getType()->getPointeeType()
                    : isIteratorType(V.getType()) ? elementOf(V.getType())
                                                  : QualType();
    if (Type.isNull() || Type->isAnyCharacterType() || Type->isIncompleteType() ||
        !canBeCopied(Type) || mayBeDerived(Type) || isInArray(V) ||
        refersElsewhere(Type.getUnqualifiedType()) || !isKnownValid(V))
      return std::nullopt;
    PointerUses Uses(Known.inside(Lambda), V);
    if (!Uses.onlyThrough() || !(Type.isConstQualified() || Uses.onlyReads()) ||
        Known.givesViewAway(Lambda, &V) || isWrittenByOthers(D))
      return std::nullopt;
    std::string Of = elementName(D, Type);
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

  /// The type as the owner that holds the elements spells it, else by its own name.
  std::string elementName(const Defect &D, QualType Type) const {
    QualType Held =
        D.Of.Variable && D.Of.Path.empty() ? spelledElement(D.Of.Variable->getType()) : QualType();
    return typeName(!Held.isNull() && Context.hasSameUnqualifiedType(Held, Type)
                        ? Held.getUnqualifiedType()
                        : Type.getUnqualifiedType(),
                    Context, /*Local=*/true);
  }

  bool isKnownValid(const VarDecl &V) {
    const FunctionDecl *Function = functionAround(&V);
    return Function && Function->hasBody() && leadsSomewhere(V, Lambda, Known.of(*Function));
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
    QualType Element = spelledElement(V.getType());
    if (Element.isNull())
      Element = firstTypeArgument(Record);
    if (!Record || Element.isNull() || !Record->isInStdNamespace() ||
        Record->getName() != "initializer_list" || Element->isBooleanType() ||
        !canBeCopied(Element.getUnqualifiedType()) || refersElsewhere(Element.getUnqualifiedType()))
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

  const Finding &F;
  const std::vector<Finding> &All;
  const LambdaExpr &Lambda;
  const ASTContext &Context;
  const SourceManager &SM;
  KnownUses &Known;
};

} // namespace

Repair closure::ownViews(const Finding &F, const std::vector<Finding> &All,
                         const ASTContext &Context, KnownUses &Known) {
  for (const Finding &Other : All)
    if (Other.Lambda == F.Lambda && Other.family() != Family::View &&
        Other.family() != Family::Bundle) {
      Repair R;
      R.Reason = "no repair is offered beside the one for what the lambda captures by reference";
      return R;
    }
  return OwnList(F, All, Context, Known).make();
}

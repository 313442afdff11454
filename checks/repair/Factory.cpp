//===-- Factory.cpp - A function that makes the closure -------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#define CLOSURE_SYNTAX_VISITOR
#include "checks/Compat.h"
#include "checks/repair/Factory.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/repair/Captured.h"
#include "checks/repair/KnownUses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

namespace {

/// Whether the body of a lambda names what only the function around it knows.
class LocalNames : public SyntaxVisitor<LocalNames> {
public:
  explicit LocalNames(const LambdaExpr &Lambda) : Lambda(Lambda) {}
  bool Found = false;

  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    if (!Ref->refersToEnclosingVariableOrCapture())
      check(Ref->getFoundDecl());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    Found |= Member->getMemberDecl()->getAccess() == AS_private ||
             Member->getMemberDecl()->getAccess() == AS_protected;
    return true;
  }
  bool VisitTypeLoc(TypeLoc Loc) {
    check(Loc.getType()->getAsTagDecl());
    if (const auto *Alias = Loc.getType()->getAs<TypedefType>())
      check(Alias->getDecl());
    return true;
  }

private:
  void check(const Decl *D) {
    Found |= D && D->getParentFunctionOrMethod() &&
             (D->getLocation() < Lambda.getBeginLoc() || Lambda.getEndLoc() < D->getLocation());
  }
  const LambdaExpr &Lambda;
};

class Factory {
public:
  Factory(const Finding &F, const ASTContext &Context, KnownUses &Known)
      : F(F), Lambda(*F.Lambda), Context(Context), Known(Known), SM(Context.getSourceManager()) {}

  std::optional<Edits> make() {
    const ValueDecl *V = captured(F.Defects.front().Site.Index);
    Owner = functionAround(V);
    if (!Owner || !Context.getLangOpts().CPlusPlus14 || !readParameters())
      return std::nullopt;
    Edits Result;
    if (std::string Name = canBeNamed() ? freshName() : ""; !Name.empty()) {
      Result.Hints.push_back(FixItHint::CreateInsertion(place(), definition(Name)));
      Result.Hints.push_back(FixItHint::CreateReplacement(range(), Name + "(" + Arguments + ")"));
      Result.Title = "make the closure with a new function '" + Name + "' instead";
    } else {
      Result.Hints.push_back(FixItHint::CreateReplacement(
          range(), "[](" + Deduced + ") { return " + moved() + "; }(" + Arguments + ")"));
      Result.Title = "make the closure with a lambda that is called at once instead";
    }
    return Result;
  }

private:
  const ValueDecl *captured(unsigned Index) const {
    const LambdaCapture &C = captureOf({&Lambda, Index});
    return C.capturesVariable() ? C.getCapturedVar() : nullptr;
  }

  /// False if a capture cannot become a parameter.
  bool readParameters() {
    for (unsigned I = 0; I != Lambda.capture_size(); ++I) {
      const LambdaCapture &C = captureOf({&Lambda, I});
      const ValueDecl *V = captured(I);
      if (!V || isOwnInitCapture(Lambda, C) || isPack({&Lambda, I}))
        return false;
      QualType Type = V->getType().getNonReferenceType();
      bool Borrows = C.getCaptureKind() == LCK_ByRef &&
                     llvm::none_of(F.Defects, [&](const Defect &D) { return D.Site.Index == I; });
      if (Type->isArrayType() || Type->isFunctionType())
        return false;
      std::string Name = V->getNameAsString(), Sign = Borrows ? "&" : "";
      std::string Written =
          typeName(Borrows ? Type : Type.getUnqualifiedType(), Context, /*Local=*/false);
      Nameable &= !Written.empty();
      add(Parameters, Written + " " + Sign + Name);
      add(Deduced, "auto " + Sign + Name);
      add(Arguments, Name);
      add(Captures, Sign + Name);
    }
    return true;
  }
  static void add(std::string &List, const std::string &Entry) {
    List += (List.empty() ? "" : ", ") + Entry;
  }

  /// A function just above: a free one, or one of the class around a method that is defined
  /// there.
  bool canBeNamed() const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Owner);
    if (!Nameable || (Method && (Method->isOutOfLine() || Method->getParent()->isLambda() ||
                                 Method->getParent()->isLocalClass())))
      return false;
    if (Owner->isTemplated() || Owner->isTemplateInstantiation() || Owner->isConstexpr() ||
        Owner->getBeginLoc().isMacroID() || Known.of(*Owner).hasUsing())
      return false;
    LocalNames Names(Lambda);
    Names.TraverseStmt(const_cast<CompoundStmt *>(Lambda.getCompoundStmtBody()));
    for (const ParmVarDecl *P : Lambda.getCallOperator()->parameters())
      if (const TypeSourceInfo *Info = P->getTypeSourceInfo())
        Names.TraverseTypeLoc(Info->getTypeLoc());
    return !Names.Found;
  }

  /// Named after what the closure is: one of `greeters` comes from `makeGreeter`, and what a single
  /// object keeps to call it from `makeHandler`.
  std::string freshName() const {
    std::string Word = F.Defects.front().Holder;
    llvm::StringRef Stem(Word);
    if (auto Dot = Stem.rfind('.'); Dot != llvm::StringRef::npos)
      Stem = Stem.drop_front(Dot + 1);
    Stem.consume_front("m_");
    Stem = Stem.trim('_');
    Stem.consume_back("()");
    std::string Single;
    if (Stem.size() > 4 && Stem.ends_with("ies"))
      Single = Stem.drop_back(3).str() + "y";
    else if (Stem.size() > 2 && Stem.ends_with("s") && !Stem.ends_with("ss") &&
             !Stem.ends_with("us") && !Stem.ends_with("is"))
      Single = Stem.drop_back().str();
    if (Single.empty() || !isValidAsciiIdentifier(Single))
      Single = "handler";
    // In the style of the function around it.
    llvm::StringRef Around = Owner->getIdentifier() ? Owner->getName() : "";
    std::string Name;
    if (Around.contains('_')) {
      Name = "make_" + Single;
    } else {
      Name = (!Around.empty() && isUppercase(Around.front()) ? "Make" : "make");
      Single.front() = llvm::toUpper(Single.front());
      Name += Single;
    }
    FileID File = SM.getFileID(Lambda.getBeginLoc());
    return Known.memo(std::to_string(File.getHashValue()) + ":" + Name, [&] {
      llvm::StringRef Text = SM.getBufferData(File);
      for (unsigned I = 2; Text.contains(Name); ++I) {
        while (!Name.empty() && isDigit(Name.back()))
          Name.pop_back();
        Name += std::to_string(I);
      }
      return Name;
    });
  }

  /// The lambda with its list written out.
  std::string moved() const {
    SourceLocation After = Lexer::getLocForEndOfToken(Lambda.getIntroducerRange().getEnd(), 0, SM,
                                                      Context.getLangOpts());
    return "[" + Captures + "]" +
           Lexer::getSourceText(CharSourceRange::getTokenRange(After, Lambda.getEndLoc()), SM,
                                Context.getLangOpts())
               .str();
  }
  std::string definition(const std::string &Name) const {
    std::string Indent = indentation(Owner->getBeginLoc(), Context);
    return Indent + "static auto " + Name + "(" + Parameters + ") {\n" + Indent + "  return " +
           moved() + ";\n" + Indent + "}\n\n";
  }
  CharSourceRange range() const { return CharSourceRange::getTokenRange(Lambda.getSourceRange()); }

  /// The beginning of the first line of the function, or of the comment above it.
  SourceLocation place() const {
    FileID File = SM.getFileID(Owner->getBeginLoc());
    llvm::StringRef Text = SM.getBufferData(File);
    unsigned At = SM.getFileOffset(Owner->getBeginLoc());
    auto LineBegin = [&](unsigned Offset) {
      size_t Break = Text.rfind('\n', Offset);
      return Break == llvm::StringRef::npos ? 0u : unsigned(Break) + 1;
    };
    At = LineBegin(At);
    for (bool Block = false; At;) {
      unsigned Above = LineBegin(At - 1);
      llvm::StringRef Line = Text.slice(Above, At).trim();
      Block = Block || Line.ends_with("*/");
      bool Comment = Block || Line.starts_with("//") || Line.starts_with("[[");
      if (!Comment)
        break;
      Block = Block && !Line.starts_with("/*");
      At = Above;
    }
    return SM.getLocForStartOfFile(File).getLocWithOffset(At);
  }

  const Finding &F;
  const LambdaExpr &Lambda;
  const ASTContext &Context;
  KnownUses &Known;
  const SourceManager &SM;
  const FunctionDecl *Owner = nullptr;
  std::string Parameters, Deduced, Arguments, Captures;
  bool Nameable = true;
};

} // namespace

std::optional<Edits> closure::makeFactory(const Finding &F, const ASTContext &Context,
                                          KnownUses &Known) {
  return Factory(F, Context, Known).make();
}

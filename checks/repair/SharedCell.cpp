//===-- SharedCell.cpp - A variable that all its closures own -------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/SharedCell.h"
#include "checks/engine/syntax/Types.h"
#include "checks/repair/Captured.h"
#include "checks/repair/CopyMove.h"
#include "checks/repair/Edits.h"
#include "checks/repair/KnownUses.h"
#include "checks/repair/Mentions.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

/// Comments and conditionals would be lost, or swallow what follows.
static bool hasMoreThanCode(const DeclStmt &Declaration, const ASTContext &Context) {
  std::string Text = sourceText(Declaration.getSourceRange(), Context);
  return llvm::StringRef(Text).contains("//") || llvm::StringRef(Text).contains("/*") ||
         llvm::StringRef(Text).contains("\n#");
}

SharedCell::SharedCell(const FunctionDecl &Owner, const VarDecl &V, const ASTContext &Context,
                       KnownUses &Known, bool CopiesToo)
    : V(V), Context(Context) {
  locate(Owner, Known);
  Obstacle = whyNot();
  if (!Obstacle.empty())
    return;
  Mentions All(*Scope, V, Known.namesIn(Owner, Context), Context, CopiesToo);
  Obstacle = All.obstacle();
  if (Obstacle.empty())
    Uses = All.dereferenced();
}

void SharedCell::locate(const FunctionDecl &Owner, KnownUses &Known) {
  const UseIndex &Code = Known.of(Owner);
  Declaration = Code.declarationOf(&V).Statement;
  const Stmt *Block = Declaration ? Code.around(Declaration) : nullptr;
  Scope = dyn_cast_or_null<CompoundStmt>(Block);
  // Control can come into the block past the declaration by a label, or a case of a switch whose
  // body the block is.
  bool Jumps = !Code.labels().empty() || (Scope && isa_and_nonnull<SwitchStmt>(Code.around(Scope)));
  if (isInstantiated(Owner))
    Obstacle = "it belongs to a template";
  else if (Owner.isConstexpr() && !isLambdaCallOperator(&Owner)) // that of a lambda is by itself
    Obstacle = "its function is constexpr";
  else if (Jumps)
    Obstacle = "a jump may pass its declaration";
}

/// A destructor that was written for its effect must run where it did.
static bool endsSomething(const CXXRecordDecl &Record) {
  if (!inSystemHeader(Record)) {
    const CXXDestructorDecl *End = Record.hasDefinition() ? Record.getDestructor() : nullptr;
    return End && End->isUserProvided();
  }
  llvm::StringRef Name = Record.getName();
  return Name.contains_insensitive("lock") || Name.contains_insensitive("guard") ||
         Name.contains_insensitive("thread");
}

/// `struct P` is no name that can stand before a brace.
static bool isElaborated(llvm::StringRef Type) {
  return llvm::any_of(llvm::ArrayRef<llvm::StringRef>{"struct ", "class ", "union ", "enum "},
                      [&](llvm::StringRef Key) { return Type.starts_with(Key); });
}

/// Whether the value is made where the variable is, by a list or by a call: make_shared cannot
/// brace, and what a call returns has to be moved.
static bool isMadeInPlace(const Expr &Init) {
  const Expr *Value = Init.IgnoreImplicit();
  if (isa<InitListExpr, CXXTemporaryObjectExpr>(Value))
    return true;
  return Value->isPRValue() && !isa<CXXConstructExpr, CXXParenListInitExpr>(Value);
}

static bool hasSecretConstructor(const Expr &Init) {
  const auto *Made = dyn_cast<CXXConstructExpr>(Init.IgnoreImplicit());
  return Made && Made->getConstructor()->getAccess() != AS_public &&
         Made->getConstructor()->getAccess() != AS_none;
}

std::string SharedCell::whyNot() const {
  if (!Obstacle.empty())
    return Obstacle;
  QualType Type = V.getType();
  if (isa<ParmVarDecl>(V))
    return "it is a parameter";
  if (!Declaration || !Scope || isa<DecompositionDecl>(V))
    return "it is not declared in a statement of its own";
  if (!V.hasLocalStorage() || V.isConstexpr() || Type.isConstQualified() ||
      Type.isVolatileQualified())
    return "it is a constant";
  if (Type->isReferenceType() || Type->isArrayType() || V.hasAttr<CleanupAttr>() ||
      V.hasAttr<AlignedAttr>())
    return "its declaration cannot become a pointer";
  if (Declaration->getBeginLoc().isMacroID() || Declaration->getEndLoc().isMacroID() ||
      V.getLocation().isMacroID())
    return "a macro declares it";
  if (hasMoreThanCode(*Declaration, Context))
    return "comments or conditions stand in its declaration";
  if (const Expr *Init = V.getInit(); Init && Init->IgnoreParenImpCasts()->refersToBitField())
    return "a bit-field initialises it";
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (Record && V.getInit() && isMadeInPlace(*V.getInit()) && !isMovedIntoPlace())
    return "it cannot be moved to the heap";
  if (V.getInit() && hasSecretConstructor(*V.getInit()))
    return "its constructor is not public";
  if (Record && endsSomething(*Record))
    return "its destructor would run later";
  if (typeName(Type.getUnqualifiedType(), Context, true).empty())
    return "its type has no name";
  for (const Decl *D : Declaration->decls()) {
    const auto *Other = dyn_cast<VarDecl>(D);
    if (!Other || (!Declaration->isSingleDecl() && (!Context.hasSameType(Other->getType(), Type) ||
                                                    Other->getLocation().isMacroID())))
      return "it is declared together with variables of other types";
  }
  return llvm::StringRef(typeText()).contains('(') || isElaborated(typeText())
             ? "its declaration cannot become a pointer"
             : "";
}

/// As it is written; printed only where it is deduced.
std::string SharedCell::typeText() const {
  if (V.getType()->getContainedDeducedType())
    return typeName(V.getType().getUnqualifiedType(), Context, true);
  const auto *First = cast<VarDecl>(*Declaration->decl_begin());
  return Lexer::getSourceText(
             CharSourceRange::getCharRange(First->getInnerLocStart(), First->getLocation()),
             Context.getSourceManager(), Context.getLangOpts())
      .rtrim()
      .str();
}

/// The last token of the declarator: a scalar's `x(1)` does not know of its parenthesis.
static SourceLocation endOf(const VarDecl &V, const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation End = V.getEndLoc();
  FileID File = SM.getFileID(V.getLocation());
  llvm::StringRef Text = SM.getBufferData(File);
  Lexer Tokens(SM.getLocForStartOfFile(File), Context.getLangOpts(), Text.begin(),
               Text.begin() + SM.getFileOffset(V.getLocation()), Text.end());
  unsigned Open = 0;
  Token T;
  while (!Tokens.LexFromRawLexer(T)) {
    bool Beyond = SM.isBeforeInTranslationUnit(End, T.getLocation());
    if (Beyond && (!Open || T.isNot(tok::r_paren)))
      break;
    Open += T.is(tok::l_paren);
    Open -= T.is(tok::r_paren) && Open;
    if (Beyond)
      End = T.getLocation();
  }
  return End;
}

/// Whether forwarding would change what the initialiser means: a null pointer that is spelled
/// as a number, or a static member that has no definition.
static bool needsItsType(const Expr &Init) {
  const Expr *Value = Init.IgnoreParenImpCasts();
  if (Init.getType()->isAnyPointerType())
    return Value->getType()->isIntegerType() || Value->getType()->isFunctionType() ||
           Value->getType()->isOverloadableType();
  const auto *Ref = dyn_cast<DeclRefExpr>(Value);
  const auto *Static = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Static && Static->isStaticDataMember();
}

/// What stands within the braces.
static std::string insideOf(llvm::StringRef List) {
  return List.drop_front().drop_back().trim().str();
}

bool SharedCell::isMovedIntoPlace() const {
  return canBeCopied(V.getType()) || canBeMoved(V.getType());
}

std::string SharedCell::arguments(const std::string &Type) const {
  const Expr *Init = V.getInit();
  if (!Init)
    return "";
  if (const auto *Clean = dyn_cast<ExprWithCleanups>(Init))
    Init = Clean->getSubExpr();
  SourceRange Range = Init->getSourceRange();
  bool Record = V.getType()->isRecordType();
  if (V.getInitStyle() == VarDecl::CInit) {
    // Without a written initialiser, a class is constructed where its name stands.
    if (Range.isInvalid() || Range.getBegin() == V.getLocation())
      return "";
    std::string Written = sourceText(Range, Context);
    if (llvm::StringRef(Written).starts_with("{"))
      return Record && isMovedIntoPlace() ? Type + Written : insideOf(Written);
    return !Record && needsItsType(*Init) ? "static_cast<" + Type + ">(" + Written + ")" : Written;
  }
  // `x(a, b)` and `x{a, b}`: what stands between the name and the end.
  std::string Written = sourceText({V.getLocation(), endOf(V, Context)}, Context);
  llvm::StringRef Rest = llvm::StringRef(Written).drop_front(V.getName().size()).trim();
  if (Rest.size() < 2)
    return "";
  llvm::StringRef Inner = Rest.drop_front().drop_back().trim();
  if (Inner.empty())
    return "";
  if (!Record && needsItsType(*Init))
    return "static_cast<" + Type + ">(" + Inner.str() + ")";
  // A list can be one argument or several: it is constructed as it is written, and moved.
  bool List = Rest.front() == '{' || Inner.front() == '{';
  return Record && List && isMovedIntoPlace() ? Type + Rest.str() : Inner.str();
}

std::string SharedCell::declared() const {
  std::string Type = typeText();
  return "auto " + V.getNameAsString() + " = std::make_shared<" + Type + ">(" + arguments(Type) +
         ")";
}

std::vector<FixItHint> closure::declareCells(const std::vector<SharedCell> &Cells,
                                             const ASTContext &Context) {
  const SourceManager &SM = Context.getSourceManager();
  std::vector<FixItHint> Edits;
  std::vector<const DeclStmt *> Done;
  for (const SharedCell &Cell : Cells) {
    const DeclStmt *Statement = Cell.declaration();
    if (llvm::is_contained(Done, Statement))
      continue;
    Done.push_back(Statement);
    const auto *First = cast<VarDecl>(*Statement->decl_begin());
    SourceLocation Begin = First->getInnerLocStart();
    llvm::StringRef Type =
        Lexer::getSourceText(CharSourceRange::getCharRange(Begin, First->getLocation()), SM,
                             Context.getLangOpts())
            .rtrim();
    std::string Text;
    SourceLocation End;
    for (const Decl *D : Statement->decls()) {
      const auto *Declared = cast<VarDecl>(D);
      auto Own = llvm::find_if(
          Cells, [&](const SharedCell &Other) { return &Other.variable() == Declared; });
      End = endOf(*Declared, Context);
      Text += Text.empty() ? "" : ";\n" + indentation(Statement->getBeginLoc(), Context);
      Text += Own != Cells.end()
                  ? Own->declared()
                  : (Type + " ").str() + Lexer::getSourceText(CharSourceRange::getTokenRange(
                                                                  Declared->getLocation(), End),
                                                              SM, Context.getLangOpts())
                                             .str();
    }
    Edits.push_back(FixItHint::CreateReplacement(CharSourceRange::getTokenRange(Begin, End), Text));
  }
  return Edits;
}

//===-- WeakCapture.cpp - A closure that only looks at its owner ----------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/WeakCapture.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Types.h"
#include "checks/repair/BodyNames.h"
#include "checks/repair/Captured.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace closure;

namespace {

bool returnsValue(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return Return->getRetValue() != nullptr;
  return llvm::any_of(S->children(), returnsValue);
}

/// Whether the code names the variable for more than to look at what it points at, or to call that.
bool handsOut(const Stmt *S, const VarDecl &V, const LambdaExpr &Closure) {
  if (!S || S == &Closure)
    return false;
  if (const auto *Made = dyn_cast<CXXConstructExpr>(S))
    if (Made->getNumArgs() == 1)
      if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Made->getArg(0))))
        if (Ref->getDecl() == &V)
          return true;
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && !isa<CXXOperatorCallExpr>(Call))
    for (const Expr *Argument : Call->arguments())
      if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Argument)); Ref && Ref->getDecl() == &V)
        return true;
  if (const auto *Return = dyn_cast<ReturnStmt>(S); Return && Return->getRetValue())
    if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Return->getRetValue())))
      if (Ref->getDecl() == &V)
        return true;
  return llvm::any_of(S->children(), [&](const Stmt *C) { return handsOut(C, V, Closure); });
}

bool isPointedAt(const Expr *E, const VarDecl &V) {
  E = stripped(E);
  const Expr *Pointer = nullptr;
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
      Operator && Operator->getOperator() == OO_Star)
    Pointer = Operator->getArg(0);
  else if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_Deref)
    Pointer = Unary->getSubExpr();
  const auto *Ref = Pointer ? dyn_cast<DeclRefExpr>(stripped(Pointer)) : nullptr;
  return Ref && Ref->getDecl() == &V;
}

/// Whether the code calls what the variable points at, gives it a value, and hands the pointer to
/// closures, and nothing else: nobody has a copy of the closure there.
bool isOnlyCalled(const Stmt *S, const VarDecl &V) {
  if (!S)
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() != &V;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return isOnlyCalled(Lambda->getBody(), V);
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(S);
  bool Of = Call && Call->getNumArgs() && isPointedAt(Call->getArg(0), V) &&
            (Call->getOperator() == OO_Call || Call->getOperator() == OO_Equal);
  return llvm::all_of(S->children(), [&](const Stmt *C) {
    return (Of && C == Call->getArg(0)) || isOnlyCalled(C, V);
  });
}

unsigned mentionsOf(const Stmt *S, const VarDecl &V) {
  const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S);
  unsigned Count = Ref && Ref->getDecl() == &V;
  if (S)
    for (const Stmt *Child : S->children())
      Count += mentionsOf(Child, V);
  return Count;
}

/// The variable that the lambda initialises, if any.
const VarDecl *namedBy(const Stmt *S, const LambdaExpr &Lambda) {
  if (!S)
    return nullptr;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit())
        if (const Expr *Init = V->getInit()->IgnoreUnlessSpelledInSource();
            Init == &Lambda ||
            (constructionIn(Init) && isa<CXXConstructExpr>(Init) &&
             cast<CXXConstructExpr>(Init)->getNumArgs() &&
             cast<CXXConstructExpr>(Init)->getArg(0)->IgnoreUnlessSpelledInSource() == &Lambda))
          return V;
  for (const Stmt *Child : S->children())
    if (const VarDecl *Found = namedBy(Child, Lambda))
      return Found;
  return nullptr;
}

class WeakCapture {
public:
  WeakCapture(const Finding &F, const ASTContext &Context)
      : F(F), Lambda(*F.Lambda), Context(Context),
        Text(sourceText(Lambda.getSourceRange(), Context)) {}

  Repair make() {
    Repair R;
    const auto *Body = dyn_cast<CompoundStmt>(Lambda.getBody());
    if (!Body || Body->getLBracLoc().isMacroID())
      return refuse("the body comes from a macro");
    std::optional<std::string> Leave = leaving();
    if (!Leave)
      return refuse("the closure returns what cannot be made of nothing; capture a "
                    "'std::weak_ptr' and 'lock()' it");
    std::string Locks, Gone;
    const std::string Step = separator(*Body);
    for (const Defect &D : F.Defects) {
      if (std::string Why = replace(D, R.First); !Why.empty())
        return refuse(Why);
      Locks += Step + "auto " + nameOf(D.Site) + " = " + weakName(D) + ".lock();";
      Gone += (Gone.empty() ? "!" : " || !") + nameOf(D.Site);
    }
    bool OneLine = Step == " ";
    R.First.Hints.push_back(FixItHint::CreateInsertion(Body->getLBracLoc().getLocWithOffset(1),
                                                       Locks + Step + "if (" + Gone + ")" +
                                                           (OneLine ? " " : Step + "  ") + *Leave));
    R.First.Headers.insert("<memory>");
    NameList Names;
    for (const Defect &D : F.Defects)
      Names.add(nameOf(D.Site));
    R.First.Title = "capture " + quotedList(Names.names()) + " by 'std::weak_ptr'";
    R.Mends.push_back(&Lambda);
    return R;
  }

private:
  static Repair refuse(const std::string &Why) {
    Repair R;
    R.Reason = "no repair is offered: " + Why;
    return R;
  }

  std::string separator(const CompoundStmt &Body) const {
    const SourceManager &SM = Context.getSourceManager();
    if (SM.getSpellingLineNumber(Body.getLBracLoc()) ==
        SM.getSpellingLineNumber(Body.getRBracLoc()))
      return " ";
    return "\n" + (Body.body_empty() ? indentation(Lambda.getBeginLoc(), Context) + "  "
                                     : indentation(Body.body_front()->getBeginLoc(), Context));
  }

  /// `return;`, or with what the result is by default; nothing if that cannot be said.
  std::optional<std::string> leaving() const {
    const CXXMethodDecl &Operator = *Lambda.getCallOperator();
    QualType Type = Operator.getReturnType();
    if (Type->isVoidType() || (Type->isUndeducedType() && !returnsValue(Lambda.getBody())))
      return "return;";
    if (Type->isReferenceType() || Type->isDependentType() || Type->isUndeducedType())
      return std::nullopt;
    if (const CXXRecordDecl *Record = Type->getAsCXXRecordDecl())
      if (!Record->hasDefinition() || !Record->hasDefaultConstructor() ||
          llvm::any_of(Record->ctors(), [](const CXXConstructorDecl *C) {
            return C->isDefaultConstructor() && (C->isDeleted() || C->getAccess() != AS_public);
          }))
        return std::nullopt;
    if (Lambda.hasExplicitResultType())
      return "return {};";
    if (Type->isBooleanType())
      return "return false;";
    std::string Name = Type->isRecordType() || Type->isArithmeticType()
                           ? typeName(Type.getUnqualifiedType(), Context, /*Local=*/true)
                           : "";
    if (Name.empty() || Name.find(' ') != std::string::npos ||
        isInstantiated(*Lambda.getCallOperator()))
      return std::nullopt;
    return "return " + Name + "();";
  }

  std::string weakName(const Defect &D) const {
    std::string Name = nameOf(D.Site);
    Name[0] = char(toupper(static_cast<unsigned char>(Name[0])));
    Name = "weak" + Name;
    while (mentionsWord(Text, Name))
      Name += "_";
    return Name;
  }

  /// Makes the capture weak; says why not.
  std::string replace(const Defect &D, Edits &To) {
    const LambdaCapture &C = captureOf(D.Site);
    const VarDecl *V = variableOf(D.Site);
    std::string Family = familyOf(V->getType());
    if (Family.empty())
      return "capture a weak pointer, and look whether the object is there";
    if (hasOtherUses(D))
      return "the closure is used elsewhere as well, and may be what keeps '" +
             V->getNameAsString() + "' alive there";
    if (isSoleOwnerHere(*V))
      return "nothing else is seen to own what '" + V->getNameAsString() +
             "' points at; keep it somewhere, and capture a 'std::weak_ptr'";
    QualType Of = firstTypeArgument(V->getType().getNonReferenceType()->getAsCXXRecordDecl());
    bool Deduce = isInstantiated(*Lambda.getCallOperator());
    std::string Made = Deduce ? "" : typeName(Of, Context, /*Local=*/true);
    if (Made.empty() && (!Context.getLangOpts().CPlusPlus17 || Family != "std"))
      return "the type of '" + V->getNameAsString() + "' cannot be written here";
    Made = Family + "::weak_ptr" + (Made.empty() ? "" : "<" + Made + ">");
    SourceLocation At = C.getLocation();
    if (C.isImplicit())
      At = Lambda.getCaptureDefaultLoc();
    if (At.isInvalid() || At.isMacroID())
      return "the capture list comes from a macro";
    std::string Before = weakName(D) + " = ";
    if (C.isImplicit()) {
      To.Hints.push_back(FixItHint::CreateInsertion(
          At.getLocWithOffset(1), ", " + Before + Made + "(" + V->getNameAsString() + ")"));
      return "";
    }
    SourceLocation End = At;
    std::string Value = V->getNameAsString();
    if (V->isInitCapture() && V->getInit() && functionAround(V) == Lambda.getCallOperator()) {
      SourceRange Init = V->getInit()->getSourceRange();
      if (V->getInitStyle() != VarDecl::CInit || Init.getBegin().isMacroID() ||
          Init.getEnd().isMacroID())
        return "capture a 'std::weak_ptr', and 'lock()' it";
      Value = sourceText(Init, Context);
      End = Init.getEnd();
    }
    bool Own =
        Value == "shared_from_this()" && Family == "std" && Context.getLangOpts().CPlusPlus17;
    To.Hints.push_back(FixItHint::CreateReplacement(
        CharSourceRange::getTokenRange(At, End),
        Before + (Own ? "weak_from_this()" : Made + "(" + Value + ")")));
    return "";
  }

  /// The namespace of the pointer and its weak companion.
  static std::string familyOf(QualType T) {
    const CXXRecordDecl *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
    std::string Name = Record ? qualifiedName(*Record) : "";
    return Name == "std::shared_ptr" ? "std" : Name == "boost::shared_ptr" ? "boost" : "";
  }

  /// The closure, or a copy of it, goes elsewhere than where it closes the cycle.
  bool hasOtherUses(const Defect &D) const {
    if (D.hasStep(Step::Kind::Captured))
      return true;
    const auto *In = dyn_cast<FunctionDecl>(Lambda.getLambdaClass()->getDeclContext());
    const VarDecl *Name = In ? namedBy(In->getBody(), Lambda) : nullptr;
    return Name && mentionsOf(In->getBody(), *Name) > 1;
  }

  /// An object that is made here, and that nobody else is given: only the closure keeps it.
  bool isSoleOwnerHere(const VarDecl &Copy) const {
    const VarDecl *V = &Copy;
    if (V->isInitCapture() && V->getInit()) {
      const Expr *Made = stripped(V->getInit());
      if (const auto *Construct = dyn_cast<CXXConstructExpr>(Made);
          Construct && Construct->getNumArgs())
        Made = stripped(Construct->getArg(0));
      const auto *Ref = dyn_cast<DeclRefExpr>(Made);
      V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    }
    const FunctionDecl *In = functionAround(V);
    if (!In || isa<ParmVarDecl>(V) || !makerOf(*V))
      return false;
    QualType Of = firstTypeArgument(V->getType().getNonReferenceType()->getAsCXXRecordDecl());
    const CXXRecordDecl *Class = Of.isNull() ? nullptr : Of->getAsCXXRecordDecl();
    // It is called here, and by itself.
    if (Class && hasCallOperator(*Class))
      return !isOnlyCalled(In->getBody(), *V) || !isOnlyCalled(Lambda.getBody(), Copy);
    return !handsOut(In->getBody(), *V, Lambda);
  }

  const Finding &F;
  const LambdaExpr &Lambda;
  const ASTContext &Context;
  const std::string Text;
};

} // namespace

Repair closure::captureWeakly(const Finding &F, const ASTContext &Context) {
  return WeakCapture(F, Context).make();
}

//===-- OwnCopy.cpp - What a closure does with its own copy ---------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/updates/OwnCopy.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Types.h"
#include "checks/updates/Candidates.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

/// Has what a container has: elements that are added and counted.
static bool isContainer(const CXXRecordDecl &Record) {
  bool Adds = false, Counts = false;
  for (const CXXRecordDecl *Class = &Record; Class;) {
    for (const Decl *D : Class->decls()) {
      const auto *Named = dyn_cast<NamedDecl>(D);
      if (!Named || !Named->getDeclName().isIdentifier())
        continue;
      llvm::StringRef Name = Named->getName();
      Adds |= Name == "push_back" || Name == "insert" || Name == "append" || Name == "emplace" ||
              Name == "push";
      Counts |= Name == "size" || Name == "empty" || Name == "count" || Name == "length";
    }
    Class =
        Class->getNumBases() == 1 ? Class->bases_begin()->getType()->getAsCXXRecordDecl() : nullptr;
    Class = Class ? Class->getDefinition() : nullptr;
  }
  return Adds && Counts;
}

static bool isValueAt(QualType Type, unsigned Depth) {
  if (const auto *Array = Type->getAsArrayTypeUnsafe())
    return isValueAt(Array->getElementType(), Depth);
  if (Type->isArithmeticType() || Type->isEnumeralType())
    return true;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  if (!Record || Depth == 6)
    return false;
  if (isContainer(*Record))
    return true;
  return llvm::all_of(Record->fields(),
                      [&](const FieldDecl *F) { return isValueAt(F->getType(), Depth + 1); }) &&
         llvm::all_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
           return isValueAt(Base.getType(), Depth + 1);
         });
}

bool closure::isValue(QualType Type) {
  return isValueAt(Type.getNonReferenceType().getCanonicalType(), 0);
}

bool closure::isDiscarded(const Stmt *Value, const UseIndex &Code) {
  const Stmt *Up = Code.around(Value);
  while (Up && (isa<ParenExpr, FullExpr, CXXBindTemporaryExpr, MaterializeTemporaryExpr>(Up) ||
                (isa<CastExpr>(Up) && cast<CastExpr>(Up)->getCastKind() == CK_ToVoid)))
    Value = Up, Up = Code.around(Value);
  if (!Up)
    return false;
  if (const auto *Comma = dyn_cast<BinaryOperator>(Up))
    return Comma->isCommaOp() && (Comma->getLHS() == Value || isDiscarded(Comma, Code));
  if (const auto *If = dyn_cast<IfStmt>(Up))
    return If->getCond() != Value;
  if (const auto *For = dyn_cast<ForStmt>(Up))
    return For->getCond() != Value;
  if (const auto *While = dyn_cast<WhileStmt>(Up))
    return While->getCond() != Value;
  if (const auto *Do = dyn_cast<DoStmt>(Up))
    return Do->getCond() != Value;
  if (const auto *Return = dyn_cast<ReturnStmt>(Up))
    return Return->getRetValue()->getType()->isVoidType();
  if (const auto *For = dyn_cast<CXXForRangeStmt>(Up))
    return For->getBody() == Value;
  return isa<CompoundStmt, SwitchCase, LabelStmt, AttributedStmt>(Up);
}

OwnCopies::OwnCopies(const LambdaExpr &Lambda)
    : Context(Lambda.getCallOperator()->getASTContext()), Code(UseIndex::inside(Lambda)) {
  for (const LambdaCapture &C : Lambda.captures())
    if (C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy)
      Copies.insert(C.getCapturedVar());
}

/// What is assigned to all of the variable; null if that is not what is done at this mention.
static const Expr *assignedAt(const DeclRefExpr &Mention, const UseIndex &Code) {
  const Stmt *E = &Mention, *Up = Code.around(E);
  while (Up && isa<ParenExpr>(Up))
    E = Up, Up = Code.around(E);
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Up))
    return Binary->getOpcode() == BO_Assign && Binary->getLHS() == E ? Binary->getRHS() : nullptr;
  const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Up);
  return Call && Call->getOperator() == OO_Equal && Call->getArg(0) == E ? Call->getArg(1)
                                                                         : nullptr;
}

/// It is set to a constant, or to what the closure is given.
bool OwnCopies::isOnlySet(const DeclRefExpr &Mention) const {
  const Expr *Value = assignedAt(Mention, Code);
  return Value && (isEmptyValue(*Value, Context) || isa_and_nonnull<ParmVarDecl>(namedIn(Value)) ||
                   (!Value->isValueDependent() && Value->isEvaluatable(Context)));
}

/// `v = 0`, `v.clear()`; and `std::move(v)`, after which there is nothing in it.
bool OwnCopies::isEmptied(const DeclRefExpr &Mention) const {
  if (const Expr *Value = assignedAt(Mention, Code)) {
    const auto *Text = dyn_cast<StringLiteral>(stripped(Value));
    return Text ? Text->getLength() == 0 : isEmptyValue(*Value, Context);
  }
  const Stmt *Up = Code.around(&Mention);
  if (const auto *Call = dyn_cast_or_null<CallExpr>(Up))
    return Call->isCallToStdMove();
  const auto *Method = isa_and_nonnull<MemberExpr>(Up)
                           ? dyn_cast_or_null<CXXMemberCallExpr>(Code.around(Up))
                           : nullptr;
  const CXXMethodDecl *Called = Method ? Method->getMethodDecl() : nullptr;
  return Called && inSystemHeader(*Called) && Called->getDeclName().isIdentifier() &&
         Called->getName() == "clear";
}

const OwnCopies::Use &OwnCopies::of(const ValueDecl &V) {
  auto [It, New] = Known.try_emplace(&V);
  if (!New)
    return It->second;
  Use Found;
  std::vector<const DeclRefExpr *> Own = Code.mentionsOf(&V, /*Copies=*/false);
  // What a closure inside has as a copy of the copy, it came to know.
  Found.Passed = Code.mentionsOf(&V, /*Copies=*/true).size() != Own.size();
  Found.Named = Found.Passed || !Own.empty();
  for (const DeclRefExpr *Mention : Own) {
    classify(*Mention, Found);
    Found.OnlyEmptied &=
        Mention->getType().isConstQualified() || !Code.isChanged(Mention) || isEmptied(*Mention);
  }
  // What a closure sets, and never looks at, says nothing by its value: that was known without it.
  if (!Own.empty() && llvm::all_of(Own, [&](const auto *M) { return isOnlySet(*M); }))
    Found.Returned = false;
  return Known[&V] = Found;
}

/// Steps that name a part of the same object, or convert it without reading.
static bool keepsObject(const Stmt &Up, const Stmt *E) {
  if (isa<ParenExpr, FullExpr, CXXBindTemporaryExpr, MaterializeTemporaryExpr>(Up))
    return true;
  if (const auto *Cast = dyn_cast<CastExpr>(&Up))
    return Cast->getCastKind() == CK_NoOp || Cast->getCastKind() == CK_DerivedToBase ||
           Cast->getCastKind() == CK_UncheckedDerivedToBase ||
           Cast->getCastKind() == CK_ArrayToPointerDecay;
  if (const auto *Member = dyn_cast<MemberExpr>(&Up))
    return isa<FieldDecl>(Member->getMemberDecl()) && !Member->isArrow();
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(&Up))
    return Subscript->getLHS() == E && isa<CastExpr>(E) &&
           cast<CastExpr>(E)->getCastKind() == CK_ArrayToPointerDecay;
  return false;
}

static bool changesOperand(const UnaryOperator &Operator) {
  return Operator.isIncrementDecrementOp();
}

static bool changesOperand(const CXXOperatorCallExpr &Call) {
  return Call.isAssignmentOp() || Call.getOperator() == OO_PlusPlus ||
         Call.getOperator() == OO_MinusMinus;
}

/// To let go of what is shared changes nobody's value.
static bool isLettingGo(const CXXOperatorCallExpr &Call) {
  return Call.getNumArgs() == 2 && !isValue(Call.getArg(0)->getType()) &&
         Call.getArg(1)->IgnoreUnlessSpelledInSource()->getType()->isNullPtrType();
}

/// A function of a library that only computes: it hands its arguments to nobody.
static bool onlyComputes(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || !inSystemHeader(*Callee))
    return Callee && Callee->getBuiltinID();
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee); Method && !Method->isStatic())
    return Method->isConst() || isa<CXXConversionDecl>(Method);
  if (Call.isXValue() && Call.getNumArgs() == 1) // `std::move`, `std::forward`
    return true;
  return llvm::all_of(Callee->parameters(), [](const ParmVarDecl *P) {
    QualType Type = P->getType();
    return !Type->isPointerType() &&
           (!Type->isLValueReferenceType() || Type->getPointeeType().isConstQualified());
  });
}

/// No call, and no change, that others could see.
static bool isHarmless(const Stmt *S) {
  if (!S)
    return true;
  if (isa<LambdaExpr, CXXNewExpr, CXXThrowExpr, CXXDeleteExpr>(S))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(S); Call && !onlyComputes(*Call))
    return false;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isAssignmentOp())
    return false;
  if (const auto *Unary = dyn_cast<UnaryOperator>(S); Unary && changesOperand(*Unary))
    return false;
  return llvm::all_of(S->children(), isHarmless);
}

/// A part of the object that the code calls `this`.
static bool isOwnField(const Expr *E) {
  for (E = E->IgnoreParenImpCasts(); E;) {
    const auto *Member = dyn_cast<MemberExpr>(E);
    const auto *Element = dyn_cast<ArraySubscriptExpr>(E);
    if (Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
      return isa<FieldDecl>(Member->getMemberDecl());
    E = Member && !Member->isArrow() ? Member->getBase()->IgnoreParenImpCasts()
        : Element                    ? Element->getBase()->IgnoreParenImpCasts()
                                     : nullptr;
  }
  return false;
}

/// A body that does nothing but to change parts of its object.
static bool onlyChangesObject(const Stmt *S) {
  if (!S || isa<NullStmt>(S))
    return true;
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return isHarmless(Return->getRetValue());
  if (isa<CompoundStmt>(S))
    return llvm::all_of(S->children(), onlyChangesObject);
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->getInit() && !If->getConditionVariable() && isHarmless(If->getCond()) &&
           onlyChangesObject(If->getThen()) && onlyChangesObject(If->getElse());
  const auto *E = dyn_cast<Expr>(S);
  E = E ? E->IgnoreImplicit()->IgnoreParens() : nullptr;
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(E))
    return changesOperand(*Unary) && isOwnField(Unary->getSubExpr());
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(E))
    return Binary->isAssignmentOp() && isOwnField(Binary->getLHS()) && isHarmless(Binary->getRHS());
  const auto *Call = dyn_cast_or_null<CallExpr>(E);
  const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Call);
  const auto *Method = dyn_cast_or_null<CXXMemberCallExpr>(Call);
  const Expr *Object = Operator && Operator->isAssignmentOp() ? Operator->getArg(0)
                       : Method                               ? Method->getImplicitObjectArgument()
                                                              : nullptr;
  return Object && isOwnField(Object) && Call->getDirectCallee() &&
         inSystemHeader(*Call->getDirectCallee()) && isValue(Object->getType()) &&
         llvm::all_of(Call->arguments(), [](const Expr *A) { return isHarmless(A); });
}

/// Whether the call, of a method or an operator, changes the object, and does nothing else: that is
/// known of values of a library, and of what has a body that shows it.
static bool onlyChanges(const CallExpr &Call, QualType Object) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Call);
  if (Operator && Operator->getOperator() == OO_Equal)
    return true;
  if (!Callee || !isValue(Object))
    return false;
  if (inSystemHeader(*Callee))
    return true;
  const FunctionDecl *Definition = nullptr;
  return Callee->hasBody(Definition) && isa<CXXMethodDecl>(Callee) &&
         onlyChangesObject(Definition->getBody());
}

/// The variable of which the expression names a part, if it is one of the copies.
const ValueDecl *OwnCopies::copyIn(const Expr *E) const {
  while (E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return Copies.contains(Ref->getDecl()) ? Ref->getDecl() : nullptr;
    if (const auto *Member = dyn_cast<MemberExpr>(E)) {
      E = Member->isArrow() ? nullptr : Member->getBase();
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      const Expr *Base = Subscript->getBase()->IgnoreParenImpCasts();
      E = Base->getType()->isArrayType() ? Base : nullptr;
    } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(E)) {
      bool Part = Call->getOperator() == OO_Subscript && isValue(Call->getArg(0)->getType());
      E = Part ? Call->getArg(0) : nullptr;
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      const Expr *Object = Call->getImplicitObjectArgument();
      E = Call->isLValue() && isValue(Object->getType()) ? Object : nullptr;
    } else {
      E = nullptr;
    }
  }
  return nullptr;
}

/// The largest expression that names the object, or a part of it.
const Stmt *OwnCopies::whole(const Stmt *E) const {
  for (const Stmt *Up = Code.around(E); Up && keepsObject(*Up, E); Up = Code.around(E))
    E = Up;
  return E;
}

/// The non-const method that is called on the object.
static const CXXMemberCallExpr *changingCall(const Stmt *Up, const UseIndex &Code) {
  const auto *Member = dyn_cast_or_null<MemberExpr>(Up);
  const auto *Call = Member ? dyn_cast_or_null<CXXMemberCallExpr>(Code.around(Member)) : nullptr;
  return Call && Call->getMethodDecl() && !Call->getMethodDecl()->isConst() ? Call : nullptr;
}

/// What changes the object, a whole one, and does nothing else: `++x`, `x = y`, `x.clear()`,
/// `x[i] = y`. Null if that is not what is done with it.
const Expr *OwnCopies::changeOf(const Stmt *E) const {
  const Stmt *Up = Code.around(E);
  QualType Type = cast<Expr>(E)->getType();
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up))
    return changesOperand(*Unary) ? Unary : nullptr;
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(Up))
    return Binary->isAssignmentOp() && Binary->getLHS() == E ? Binary : nullptr;
  if (const CXXMemberCallExpr *Call = changingCall(Up, Code))
    return onlyChanges(*Call, Type) ? Call : nullptr;
  const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Up);
  if (!Call || !Call->getNumArgs() || Call->getArg(0) != E)
    return nullptr;
  if (changesOperand(*Call))
    return !isLettingGo(*Call) && onlyChanges(*Call, Type) ? Call : nullptr;
  // What is done with an element is done with the copy.
  bool Element = Call->getOperator() == OO_Subscript && Call->isLValue() && isValue(Type) &&
                 !Call->getType().isConstQualified();
  return Element ? changeOf(whole(Call)) : nullptr;
}

/// Follows the object, or the part of it, up to what is done with it.
void OwnCopies::classify(const DeclRefExpr &Mention, Use &To) {
  const Stmt *E = whole(&Mention);
  const Stmt *Up = Code.around(E);
  if (const auto *Cast = dyn_cast_or_null<CastExpr>(Up); Cast && Cast->getCastKind() == CK_ToVoid)
    return;
  if (const Expr *Change = changeOf(E))
    return change(*Change, To);
  // What it is given to may change it: only that is known.
  if (To.Changed.isInvalid() && !Mention.getType().isConstQualified() && Code.isChanged(&Mention))
    To.Changed = Mention.getBeginLoc();
  if (changingCall(Up, Code))
    To.Passed = true;
  else
    read(E, To);
}

void OwnCopies::read(const Stmt *Value, Use &To) {
  To.Passed = !staysInside(Value, To.Returned) || To.Passed;
}

void OwnCopies::change(const Expr &Whole, Use &To) {
  if (To.Changed.isInvalid())
    To.Changed = Whole.getExprLoc();
  if (!isDiscarded(&Whole, Code))
    read(&Whole, To);
}

/// Whether it is one of the closure, and not of one that is made in it.
bool OwnCopies::isOwnStatement(const Stmt *S) const {
  for (const Stmt *Up = S; Up; Up = Code.around(Up))
    if (isa<LambdaExpr>(Up))
      return false;
  return true;
}

/// The value that is read flows only into the copies, or decides only about them.
bool OwnCopies::staysInside(const Stmt *Read, bool &Returned) {
  const Stmt *E = Read;
  for (const Stmt *Up = Code.around(E); Up; E = Up, Up = Code.around(E)) {
    if (const auto *If = dyn_cast<IfStmt>(Up))
      return If->getCond() == E ? guardsOnlyCopies(*If) : true;
    if (isa<ReturnStmt>(Up) && isOwnStatement(Up))
      return Returned = true;
    if (!isa<Expr>(Up))
      return isDiscarded(E, Code);
    if (const auto *Binary = dyn_cast<BinaryOperator>(Up); Binary && Binary->isAssignmentOp())
      return feeds(Binary->getLHS(), *Binary);
    if (const auto *Unary = dyn_cast<UnaryOperator>(Up);
        Unary && (changesOperand(*Unary) || Unary->getOpcode() == UO_AddrOf))
      return false;
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Up); Call && changesOperand(*Call))
      return onlyChanges(*Call, Call->getArg(0)->getType()) && feeds(Call->getArg(0), *Call);
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Up);
        Call && Call->getMethodDecl() && !Call->getMethodDecl()->isConst())
      return onlyChanges(*Call, Call->getImplicitObjectArgument()->getType()) &&
             feeds(Call->getImplicitObjectArgument(), *Call);
    if (const auto *Call = dyn_cast<CallExpr>(Up)) {
      if (!onlyComputes(*Call))
        return false;
    } else if (isa<LambdaExpr, CXXNewExpr, CXXThrowExpr, StmtExpr>(Up)) {
      return false;
    }
  }
  return false;
}

/// `Whole` changes a copy, to which it adds what it read.
bool OwnCopies::feeds(const Expr *Target, const Expr &Whole) {
  const ValueDecl *Copy = copyIn(Target);
  if (!Copy || !isDiscarded(&Whole, Code))
    return false;
  // Of a copy that is asked about already, the answer is under way.
  if (Known.contains(Copy))
    return !Known.lookup(Copy).isSeen();
  return !Use(of(*Copy)).isSeen();
}

bool OwnCopies::guardsOnlyCopies(const IfStmt &If) {
  if (If.getInit() || If.getConditionVariable() || !onlyChangesCopies(If.getThen()) ||
      !onlyChangesCopies(If.getElse()))
    return false;
  // What leaves early decides about all that follows.
  const Stmt *Body = &If;
  for (const Stmt *Up = Code.around(Body); Up && !isa<LambdaExpr>(Up); Up = Code.around(Up))
    Body = Up;
  auto Leaves = [](const Stmt *S, auto &Self) -> bool {
    return S && (isa<ReturnStmt, BreakStmt, ContinueStmt, GotoStmt>(S) ||
                 llvm::any_of(S->children(), [&](const Stmt *C) { return Self(C, Self); }));
  };
  return !(Leaves(If.getThen(), Leaves) || Leaves(If.getElse(), Leaves)) || onlyChangesCopies(Body);
}

bool OwnCopies::onlyChangesCopies(const Stmt *S) {
  if (!S || isa<NullStmt, BreakStmt, ContinueStmt>(S))
    return true;
  if (const auto *Return = dyn_cast<ReturnStmt>(S))
    return !Return->getRetValue();
  if (isa<CompoundStmt>(S))
    return llvm::all_of(S->children(), [&](const Stmt *C) { return onlyChangesCopies(C); });
  if (const auto *If = dyn_cast<IfStmt>(S))
    return !If->getInit() && !If->getConditionVariable() && isHarmless(If->getCond()) &&
           onlyChangesCopies(If->getThen()) && onlyChangesCopies(If->getElse());
  const auto *E = dyn_cast<Expr>(S);
  E = E ? E->IgnoreParenImpCasts() : nullptr;
  if (const auto *Full = dyn_cast_or_null<FullExpr>(E))
    E = Full->getSubExpr()->IgnoreParenImpCasts();
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(E))
    return changesOperand(*Unary) && copyIn(Unary->getSubExpr());
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(E))
    return Binary->isAssignmentOp() && copyIn(Binary->getLHS()) && isHarmless(Binary->getRHS());
  if (const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(E))
    return changesOperand(*Call) && copyIn(Call->getArg(0)) &&
           onlyChanges(*Call, Call->getArg(0)->getType()) &&
           llvm::all_of(Call->arguments(), [](const Expr *A) { return isHarmless(A); });
  if (const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(E))
    return copyIn(Call->getImplicitObjectArgument()) &&
           onlyChanges(*Call, Call->getImplicitObjectArgument()->getType()) &&
           llvm::all_of(Call->arguments(), [](const Expr *A) { return isHarmless(A); });
  return false;
}

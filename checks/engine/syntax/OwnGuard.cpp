//===-- OwnGuard.cpp - What a closure looks at before it touches this -----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/OwnGuard.h"
#include "checks/engine/syntax/ClassUse.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Usage.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

static bool areRelated(const CXXRecordDecl *One, const CXXRecordDecl *Other) {
  return One && Other && One->hasDefinition() && Other->hasDefinition() && areOneKind(*One, *Other);
}

/// Whether the object shares what its member owns: it was given to the object, or the object hands
/// it on.
static bool isShared(const FieldDecl &Member, ClassUses &Uses) {
  const auto *Owner = dyn_cast<CXXRecordDecl>(Member.getParent());
  if (!Owner)
    return false;
  const ClassUse &Use = Uses.of(*Owner);
  if (Use.Moved.contains(&Member))
    return true;
  const CXXRecordDecl *Owned = classBehind(Member.getType());
  auto It = Use.Given.find(&Member);
  return Owned && It != Use.Given.end() && llvm::any_of(It->second, [&](const Mentioned &M) {
           return isa_and_nonnull<ParmVarDecl>(M.Of) && areRelated(M.Class, Owned);
         });
}

/// Whether the weak pointer, to something of another class, tells of the end of the object: where
/// it comes from decides. Not known counts.
static bool dependsOnObject(const Expr *From, const CXXRecordDecl *Pointee, ClassUses &Uses) {
  for (unsigned I = 0; I != 16 && From; ++I) {
    From = stripped(From);
    if (isa<CXXThisExpr>(From))
      return true;
    if (const auto *Member = dyn_cast<MemberExpr>(From)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      const Expr *Base = stripped(Member->getBase());
      if (Field && isa<CXXThisExpr>(Base))
        return !isShared(*Field, Uses);
      From = Base;
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(From)) {
      const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
      bool Made = V && V->hasLocalStorage() && !isa<ParmVarDecl>(V) && V->getInit();
      if (!Made)
        return !Pointee || !Pointee->hasDefinition();
      From = V->getInit();
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(From)) {
      From = Call->getImplicitObjectArgument();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(From)) {
      From = Operator->getNumArgs() ? Operator->getArg(0) : nullptr;
    } else if (const auto *Made = dyn_cast<CXXConstructExpr>(From)) {
      From = Made->getNumArgs() ? Made->getArg(0) : nullptr;
    } else if (const auto *Same = dyn_cast<CallExpr>(From); Same && isMove(*Same)) {
      From = Same->getArg(0);
    } else if (const auto *Deref = dyn_cast<UnaryOperator>(From)) {
      From = Deref->getSubExpr();
    } else {
      return !Pointee || !Pointee->hasDefinition();
    }
  }
  return true;
}

bool closure::guards(const Expr &Copied, QualType As, const CXXRecordDecl *Class, ClassUses &Uses) {
  const CXXRecordDecl *Pointer = As.getNonReferenceType()->getAsCXXRecordDecl();
  QualType Pointee = firstTypeArgument(Pointer);
  if (Pointee.isNull() || Pointer->getName() == "reference_wrapper")
    return false;
  const CXXRecordDecl *To = Pointee->getAsCXXRecordDecl();
  return areRelated(To, Class) || (Pointer->getName().contains_insensitive("weak") &&
                                   (!Class || dependsOnObject(&Copied, To, Uses)));
}

static bool isWeak(QualType Pointer) {
  const CXXRecordDecl *Class = Pointer.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Class->getIdentifier() &&
         (Class->getName().contains_insensitive("weak") || Class->getName() == "QPointer");
}

namespace {

/// Looks whether a closure asks a weak pointer before it touches its object, in the order in which
/// it does things.
class Asks {
public:
  explicit Asks(const ValueDecl &Weak) : Weak(Weak) {}

  bool asked(const Stmt *Body) {
    walk(Body);
    return Asked && !(Keeper && !mentions(Body, *Keeper));
  }

private:
  void walk(const Stmt *S) {
    if (!S || Asked || Touched)
      return;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) { // which asks for itself
      for (const Expr *Init : Lambda->capture_inits())
        walk(Init);
      return;
    }
    if (const auto *Cast = dyn_cast<CastExpr>(S); Cast && Cast->getCastKind() == CK_ToVoid)
      if (namedIn(Cast->getSubExpr()->IgnoreParenCasts()) == &Weak)
        return; // `(void)weak;`
    if (const auto *Declared = dyn_cast<DeclStmt>(S))
      return declared(*Declared);
    if (const Expr *Value = assignedValue(*S)) // which comes before its target
      walk(Value);
    for (const Stmt *Child : S->children())
      walk(Child);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      Asked |= Ref->getDecl() == &Weak && !Touched;
    if (const auto *Member = dyn_cast<MemberExpr>(S))
      Touched |= !Asked && isa<CXXThisExpr>(stripped(Member->getBase()));
  }

  /// `auto self = weak.lock();` asks nothing if nobody looks at `self`.
  void declared(const DeclStmt &S) {
    for (const Decl *D : S.decls()) {
      const auto *V = dyn_cast<VarDecl>(D);
      if (!V || !V->getInit())
        continue;
      walk(V->getInit());
      if (Asked && !Keeper && V->getType()->isRecordType() && !V->getType()->isReferenceType())
        Keeper = V;
      if (Asked || Touched)
        return;
    }
  }

  static const Expr *assignedValue(const Stmt &S) {
    if (const auto *Binary = dyn_cast<BinaryOperator>(&S))
      return Binary->isAssignmentOp() ? Binary->getRHS() : nullptr;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S);
    return Operator && Operator->isAssignmentOp() && Operator->getNumArgs() == 2
               ? Operator->getArg(1)
               : nullptr;
  }

  const ValueDecl &Weak;
  const VarDecl *Keeper = nullptr;
  bool Asked = false, Touched = false;
};

} // namespace

bool closure::guardsItself(const LambdaExpr &Lambda, const CXXRecordDecl *Class, ClassUses &Uses) {
  unsigned Index = 0;
  for (const LambdaCapture &C : Lambda.captures()) {
    const Expr *Init = Lambda.capture_init_begin()[Index++];
    if (!C.capturesVariable() || C.getCaptureKind() != LCK_ByCopy)
      continue;
    const auto *V = dyn_cast<VarDecl>(C.getCapturedVar());
    const Expr *Copied = isOwnInitCapture(Lambda, C) && V ? V->getInit() : Init;
    // A weak pointer tells nothing to a closure that does not ask, or asks too late.
    QualType Type = C.getCapturedVar()->getType();
    if (Copied && guards(*Copied, Type, Class, Uses) &&
        (!isWeak(Type) || Asks(*C.getCapturedVar()).asked(Lambda.getBody())))
      return true;
  }
  return false;
}

namespace {

/// Looks at a handler's body statement by statement.
class ErrorCheck {
public:
  explicit ErrorCheck(const ParmVarDecl &Error) : Error(Error) {}

  /// Whether nothing of the object is touched where there is an error.
  bool isSafe(const Stmt *S) {
    if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
      for (const Stmt *Part : Block->body()) {
        if (!isSafe(Part))
          return false;
        if (Left)
          return true;
      }
      return true;
    }
    if (const auto *If = dyn_cast<IfStmt>(S); If && !If->getInit() && !If->getConditionVariable())
      return branch(*If);
    Left |= isa<ReturnStmt>(S);
    return !touchesObject(S);
  }

private:
  /// What the condition is where there is an error, if that can be told without the object.
  std::optional<bool> value(const Expr *Condition) const {
    const Expr *E = stripped(Condition);
    if (const auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot) {
      std::optional<bool> Inner = value(Not->getSubExpr());
      return Inner ? std::optional(!*Inner) : std::nullopt;
    }
    if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isLogicalOp()) {
      // The value that decides without the other side.
      bool Decides = Binary->getOpcode() == BO_LOr;
      if (value(Binary->getLHS()) == Decides)
        return Decides;
      if (!touchesObject(Binary->getLHS()) && value(Binary->getRHS()) == Decides)
        return Decides;
      return std::nullopt;
    }
    if (touchesObject(E))
      return std::nullopt;
    if (std::optional<bool> Equal = comparison(E))
      return Equal;
    return isError(E) ? std::optional(true) : std::nullopt;
  }

  /// `ec == asio::error::operation_aborted`: what is cancelled has that error.
  std::optional<bool> comparison(const Expr *E) const {
    const Expr *Left = nullptr, *Right = nullptr;
    bool Equal = false;
    if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
      Left = Rewritten->getLHS(), Right = Rewritten->getRHS();
      Equal = Rewritten->getOperator() == BO_EQ;
      if (!Equal && Rewritten->getOperator() != BO_NE)
        return std::nullopt;
    } else if (const auto *Overloaded = dyn_cast<CXXOperatorCallExpr>(E);
               Overloaded && Overloaded->getNumArgs() == 2) {
      Left = Overloaded->getArg(0), Right = Overloaded->getArg(1);
      Equal = Overloaded->getOperator() == OO_EqualEqual;
      if (!Equal && Overloaded->getOperator() != OO_ExclaimEqual)
        return std::nullopt;
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isEqualityOp()) {
      Left = Binary->getLHS(), Right = Binary->getRHS();
      Equal = Binary->getOpcode() == BO_EQ;
    } else {
      return std::nullopt;
    }
    if (!isError(Left))
      std::swap(Left, Right);
    if (!isError(Left) || !namesCancellation(Right))
      return std::nullopt;
    return Equal;
  }

  static bool namesCancellation(const Stmt *S) {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(S);
    if (Ref && Ref->getDecl()->getDeclName().isIdentifier() &&
        (Ref->getDecl()->getName().contains("abort") ||
         Ref->getDecl()->getName().contains("cancel")))
      return true;
    return S && llvm::any_of(S->children(), namesCancellation);
  }

  /// The error itself, as a truth value or by a method such as `value` or `failed`.
  bool isError(const Expr *E) const {
    E = stripped(E);
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
      return !Call->getNumArgs() && isError(Call->getImplicitObjectArgument());
    if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
      return Made->getNumArgs() == 1 && isError(Made->getArg(0));
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    return Ref && Ref->getDecl() == &Error;
  }

  bool branch(const IfStmt &If) {
    std::optional<bool> Taken = value(If.getCond());
    if (Taken) {
      const Stmt *Branch = *Taken ? If.getThen() : If.getElse();
      return !Branch || isSafe(Branch);
    }
    return !touchesObject(&If);
  }

  static bool touchesObject(const Stmt *S) {
    return S && (isa<CXXThisExpr>(S) || llvm::any_of(S->children(), touchesObject));
  }

  const ParmVarDecl &Error;
  bool Left = false;
};

const ParmVarDecl *errorOf(const FunctionDecl &Handler) {
  for (const ParmVarDecl *P : Handler.parameters()) {
    const CXXRecordDecl *Class = P->getType().getNonReferenceType()->getAsCXXRecordDecl();
    if (Class && Class->getIdentifier() && Class->getName() == "error_code")
      return P;
  }
  return nullptr;
}

const ParmVarDecl *checked(const FunctionDecl &Handler) {
  const ParmVarDecl *Error = errorOf(Handler);
  bool Safe = Error && Handler.hasBody() && ErrorCheck(*Error).isSafe(Handler.getBody());
  return Safe ? Error : nullptr;
}

} // namespace

const ParmVarDecl *closure::errorLeftOn(const LambdaExpr &Lambda) {
  const FunctionDecl *Operator = Lambda.getCallOperator();
  const FunctionTemplateDecl *Generic = Operator->getDescribedFunctionTemplate();
  if (!Generic)
    return checked(*Operator);
  const ParmVarDecl *Error = nullptr;
  for (const FunctionDecl *Instance : Generic->specializations()) {
    Error = checked(*Instance);
    if (!Error)
      return nullptr;
  }
  return Error;
}

//===-- Trail.cpp - Where references to a variable go ---------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/repair/Trail.h"
#include "checks/engine/syntax/Types.h"
#include "checks/engine/syntax/Usage.h"
#include "checks/repair/Aliases.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace closure;

void Trail::follow(const Expr *From, Form F, TrailEnd So) {
  Point At{From, F, So};
  while (step(At)) {
  }
}

void Trail::followAll(const ValueDecl *V, Form F, TrailEnd So) {
  if (!Followed.insert(V).second)
    return;
  for (const Expr *Mention : Code.mentionsOf(V, /*Copies=*/F == Form::Reference)) {
    follow(Mention, F, So);
    for (const Stmt *Up = Whole ? Code.around(Mention) : nullptr; Up; Up = Code.around(Up))
      if (isa<LambdaExpr>(Up) && Followed.insert(Up).second)
        follow(cast<Expr>(Up), Form::Reference, So);
  }
}

void Trail::end(TrailEnd::Kind K, const Point &At) {
  TrailEnd Found = At.So;
  Found.K = K;
  End(Found);
}

/// One expression outwards. \returns whether there is more to follow.
bool Trail::step(Point &At) {
  const Stmt *Up = Code.around(At.E);
  if (!Up)
    return initialise(At), false;
  const auto *E = dyn_cast<Expr>(Up);
  if (!E)
    return finish(At, *Up), false;
  if (isa<ParenExpr, FullExpr, CXXBindTemporaryExpr, MaterializeTemporaryExpr,
          CXXStdInitializerListExpr, CXXDefaultInitExpr, SubstNonTypeTemplateParmExpr>(E))
    return At.leads(E, At.F);
  if (const auto *Cast = dyn_cast<CastExpr>(E))
    return stepCast(At, *Cast);
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return stepMember(At, *Member);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return stepList(At, *E, llvm::ArrayRef(List->getInits(), List->getNumInits()));
  if (const auto *List = dyn_cast<CXXParenListInitExpr>(E))
    return stepList(At, *E, List->getInitExprs());
  if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
    return stepLambda(At, *Lambda);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return stepConstruction(At, *Construct);
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return stepCall(At, *Call);
  if (const auto *New = dyn_cast<CXXNewExpr>(E))
    return At.F == Form::Reference && At.E == New->getInitializer() && At.leads(E, At.F);
  if (isa<CXXThrowExpr>(E) && At.F == Form::Reference)
    end(TrailEnd::Kind::Beyond, At);
  return stepOperator(At, *E);
}

bool Trail::stepCast(Point &At, const CastExpr &Cast) const {
  switch (Cast.getCastKind()) {
  case CK_LValueToRValue: // the value of the variable leads nowhere
    return At.F == Form::Reference && At.leads(&Cast, At.F);
  case CK_ArrayToPointerDecay:
    return At.leads(&Cast, Form::Reference);
  case CK_ToVoid:
  case CK_PointerToBoolean:
    return false;
  default:
    return At.leads(&Cast, At.F);
  }
}

bool Trail::stepOperator(Point &At, const Expr &Up) {
  bool Reference = At.F == Form::Reference;
  if (const auto *Unary = dyn_cast<UnaryOperator>(&Up)) {
    if (Unary->getOpcode() == UO_AddrOf)
      return At.leads(&Up, Form::Reference);
    if (Unary->getOpcode() == UO_Deref)
      return Reference && At.leads(&Up, Form::Place);
    return (Reference || Up.isGLValue()) && At.leads(&Up, At.F);
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(&Up)) {
    if (Binary->isCommaOp())
      return At.E == Binary->getRHS() && At.leads(&Up, At.F);
    if (Binary->isAssignmentOp() && At.E == Binary->getRHS()) {
      if (Reference)
        store(Binary->getLHS(), At);
      return false;
    }
    if (Binary->isAssignmentOp())
      return !Reference && At.leads(&Up, At.F);
    return Reference && Up.getType()->isPointerType() && At.leads(&Up, At.F);
  }
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(&Up))
    return At.E != Choice->getCond() && At.leads(&Up, At.F);
  if (const auto *Element = dyn_cast<ArraySubscriptExpr>(&Up))
    return At.E == Element->getBase() && At.leads(&Up, Form::Place);
  return false;
}

bool Trail::stepMember(Point &At, const MemberExpr &Member) const {
  if (isa<CXXMethodDecl>(Member.getMemberDecl())) {
    const Stmt *Up = Code.around(&Member);
    while (isa_and_nonnull<ParenExpr>(Up))
      Up = Code.around(Up);
    const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Up);
    return Call && access(At, *Call);
  }
  const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
  if (!Field)
    return false;
  if (Member.isArrow())
    return At.F == Form::Reference && At.leads(&Member, Form::Place);
  if (At.F == Form::Place)
    return !Field->getType()->isReferenceType() && At.leads(&Member, At.F);
  if (Field->getType()->isReferenceType())
    return At.leads(&Member, Form::Place);
  return (Field->getType()->isPointerType() || Field->getType()->isRecordType()) &&
         At.leads(&Member, At.F);
}

/// What the method that is called on the expression gives access to.
bool Trail::access(Point &At, const Expr &Call) const {
  const CXXRecordDecl *Class = At.E->getType()->getAsCXXRecordDecl();
  if (At.F == Form::Place && Class && pointsAway(*Class))
    return false;
  if (Call.isGLValue())
    return At.leads(&Call, Form::Place);
  QualType Back = Call.getType();
  bool Same = At.F == Form::Reference && Class && Back->getAsCXXRecordDecl() == Class;
  return (Same || Back->isPointerType() || refersElsewhere(Back)) &&
         At.leads(&Call, Form::Reference);
}

bool Trail::stepList(Point &At, const Expr &List, Arguments Parts) const {
  const CXXRecordDecl *Record = List.getType()->getAsCXXRecordDecl();
  if (At.F == Form::Reference)
    return At.leads(&List, At.F);
  if (!Record || Record->isUnion())
    return false;
  size_t Index = Record->getNumBases(); // the bases come before the members
  for (const FieldDecl *Field : Record->fields())
    if (Index < Parts.size() && Parts[Index++] == At.E)
      return Field->getType()->isReferenceType() && At.leads(&List, Form::Reference);
  return false;
}

/// `[&r = x]`, `[p = &x]`.
bool Trail::stepLambda(Point &At, const LambdaExpr &Lambda) const {
  unsigned Index = 0;
  for (const LambdaCapture &C : Lambda.captures())
    if (Lambda.capture_init_begin()[Index++] == At.E && isOwnInitCapture(Lambda, C))
      return (At.F == Form::Reference || C.getCapturedVar()->getType()->isReferenceType()) &&
             At.leads(&Lambda, Form::Reference);
  return false;
}

static unsigned positionOf(const Expr *E, llvm::ArrayRef<const Expr *> Among) {
  return llvm::find(Among, E) - Among.begin();
}

bool Trail::stepCall(Point &At, const CallExpr &Call) {
  Arguments Given(Call.getArgs(), Call.getNumArgs());
  unsigned Index = positionOf(At.E, Given);
  if (Index == Given.size())
    return false; // it is what is called
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return giveUnknown(At, Call, Index);
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (Method && isa<CXXOperatorCallExpr>(Call)) {
    if (Index == 0)
      return access(At, Call);
    bool Assigns = Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator();
    if (Assigns && At.F == Form::Reference)
      store(Given[0], At);
    return !Assigns && give(At, Call, *Callee, Index - 1, Given.drop_front(), Given[0]);
  }
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  return give(At, Call, *Callee, Index, Given,
              Member ? Member->getImplicitObjectArgument() : nullptr);
}

bool Trail::stepConstruction(Point &At, const CXXConstructExpr &Construct) {
  const CXXConstructorDecl *Constructor = Construct.getConstructor();
  if (Constructor->isCopyOrMoveConstructor())
    return At.F == Form::Reference && At.leads(&Construct, At.F);
  if (Constructor->isInheritingConstructor())
    Constructor = Constructor->getInheritedConstructor().getConstructor();
  Arguments Given(Construct.getArgs(), Construct.getNumArgs());
  unsigned Index = positionOf(At.E, Given);
  return Index != Given.size() && give(At, Construct, *Constructor, Index, Given, nullptr);
}

/// Through a pointer to a function nothing is seen.
bool Trail::giveUnknown(Point &At, const CallExpr &Call, unsigned Index) {
  QualType Type = Call.getCallee()->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const auto *Signature = Type->getAs<FunctionProtoType>();
  QualType Parameter = Signature && Index < Signature->getNumParams()
                           ? Signature->getParamType(Index)
                           : At.E->getType();
  bool Shown = isReadOnly(Parameter) || !Parameter->isReferenceType();
  if (At.F == Form::Place && Shown)
    return false;
  At.So.Call = &Call, At.So.Callee = nullptr;
  At.So.ReadOnly |= At.F == Form::Reference && isReadOnly(At.E->getType());
  end(TrailEnd::Kind::Unseen, At);
  return false;
}

/// Whether the result is a pointer or a part of what was given, and not an object that keeps it.
static bool isOtherName(const Expr &Call) {
  const CXXRecordDecl *Record = Call.getType()->getAsCXXRecordDecl();
  return Call.isGLValue() || !Record ||
         (Record->isInStdNamespace() && refersElsewhere(Call.getType()));
}

bool Trail::give(Point &At, const Expr &Call, const FunctionDecl &Callee, unsigned Index,
                 Arguments Given, const Expr *Object) {
  const ParmVarDecl *Parameter =
      Index < Callee.getNumParams() ? Callee.getParamDecl(Index) : nullptr;
  if (At.F == Form::Place && (!Parameter || !Parameter->getType()->isReferenceType()))
    return false;
  Kept K = KeptBy(Callee, Index, At.F, *At.E, Call);
  Point Next = At;
  Next.So.Call = &Call, Next.So.Callee = &Callee;
  Next.So.ReadOnly |= isReadOnly(At.F == Form::Place ? Parameter->getType() : At.E->getType());
  if (K.Unseen)
    end(TrailEnd::Kind::Unseen, Next);
  if (K.Beyond)
    end(TrailEnd::Kind::Beyond, Next);
  if (K.Object && Object)
    store(Object, Next, &Call);
  for (unsigned Other : K.Parameters)
    if (Other < Given.size())
      store(Given[Other], Next, &Call);
  if (!K.Returned)
    return false;
  if (!isOtherName(Call))
    At.So = Next.So;
  QualType Type = At.E->getType();
  bool Same =
      At.F == Form::Place ||
      (Type->isPointerType() && Type->getPointeeType().getCanonicalType().getUnqualifiedType() ==
                                    Call.getType().getCanonicalType().getUnqualifiedType());
  return At.leads(&Call, Same && Call.isGLValue() ? Form::Place : Form::Reference);
}

/// What is no expression has the value.
void Trail::finish(const Point &At, const Stmt &Up) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(&Up)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit() == At.E)
        declare(At, *V, Up);
  } else if (isa<ReturnStmt>(Up)) {
    end(returnsFromLambda(Up) ? TrailEnd::Kind::Unseen : TrailEnd::Kind::Returned, At);
  } else if (isa<CoreturnStmt>(Up)) {
    end(TrailEnd::Kind::Unseen, At);
  }
}

bool Trail::returnsFromLambda(const Stmt &Return) const {
  for (const Stmt *Up = &Return; Up; Up = Code.around(Up))
    if (isa<LambdaExpr>(Up))
      return true;
  return false;
}

/// At the top of the code it initialises a member or a base.
void Trail::initialise(const Point &At) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(&Function);
  if (!Constructor)
    return;
  for (const CXXCtorInitializer *Init : Constructor->inits()) {
    const FieldDecl *Member = Init->getAnyMember();
    if (Init->getInit() != At.E ||
        (At.F == Form::Place && Member && !Member->getType()->isReferenceType()))
      continue;
    Point There = At;
    There.So.In = Member;
    end(TrailEnd::Kind::Object, There);
  }
}

void Trail::declare(const Point &At, const VarDecl &V, const Stmt &Declaration) {
  if (const auto *For = dyn_cast_or_null<CXXForRangeStmt>(Code.around(&Declaration));
      For && V.isImplicit())
    return declareElement(At, *For->getLoopVariable());
  QualType Type = V.getType();
  if (At.F == Form::Place && !Type->isReferenceType())
    return;
  if (const auto *Parts = dyn_cast<DecompositionDecl>(&V))
    for (const BindingDecl *Part : Parts->bindings())
      followAll(Part, At.F, At.So);
  bool Name = Type->isPointerType() || Type->isReferenceType() || refersElsewhere(Type);
  if (At.So.Call && At.F == Form::Reference)
    storeIn(V, /*Pointed=*/false, At);
  else if (Whole || Name)
    followAll(&V, At.F, At.So);
}

/// `for (T &x : range)`: an element of what the range is or refers to.
void Trail::declareElement(const Point &At, const VarDecl &Element) {
  QualType Type = Element.getType();
  if (!Type->isReferenceType() && (At.F == Form::Place || !Type->isPointerType()))
    return;
  Form F = Type->isReferenceType() ? Form::Place : Form::Reference;
  if (const auto *Parts = dyn_cast<DecompositionDecl>(&Element))
    for (const BindingDecl *Part : Parts->bindings())
      followAll(Part, F, At.So);
  followAll(&Element, F, At.So);
}

void Trail::storeIn(const ValueDecl &V, bool Pointed, const Point &At) {
  Point There = At;
  There.So.In = &V, There.So.Pointed = Pointed;
  const auto *Variable = dyn_cast<VarDecl>(&V);
  if (Variable && !Variable->hasLocalStorage())
    return end(TrailEnd::Kind::Beyond, There);
  end(TrailEnd::Kind::Stored, There);
  bool Own = !Pointed && !V.getType()->isReferenceType() && Whole;
  if (Own)
    followAll(&V, Form::Reference, At.So);
}

/// Something of `To` has it now, by the call `By` or an assignment: the variable is looked for
/// behind it.
void Trail::store(const Expr *To, const Point &At, const Expr *By) {
  bool Pointed = false;
  for (const ValueDecl *Part = nullptr;;) {
    const Expr *Bare = To->IgnoreParenCasts()->IgnoreImplicit()->IgnoreParenCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(Bare)) {
      const auto *Static = dyn_cast<VarDecl>(Member->getMemberDecl());
      if (Static)
        return storeIn(*Static, Pointed, At);
      Part = Member->getMemberDecl();
      Pointed |= Member->isArrow();
      To = Member->getBase();
    } else if (const auto *Element = dyn_cast<ArraySubscriptExpr>(Bare)) {
      To = Element->getBase();
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(Bare)) {
      Pointed |= Unary->getOpcode() == UO_Deref;
      To = Unary->getSubExpr();
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Bare);
               Call && Call->getImplicitObjectArgument()) {
      To = Call->getImplicitObjectArgument();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Bare)) {
      Pointed |= Operator->getOperator() == OO_Arrow || Operator->getOperator() == OO_Star;
      To = Operator->getArg(0);
    } else if (isa<CXXThisExpr>(Bare)) {
      Point There = At;
      There.So.In = Part;
      return end(TrailEnd::Kind::Object, There);
    } else if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare)) {
      return storeIn(*Ref->getDecl(), Pointed, At);
    } else if (Bare->isPRValue() && Bare->getType()->isRecordType()) {
      // A temporary has it, and so perhaps what the call returns.
      if (By && !By->getType()->isVoidType())
        follow(By, Form::Reference, At.So);
      return;
    } else {
      return end(TrailEnd::Kind::Beyond, At);
    }
  }
}

//===-- Filled.cpp - What functions put into views that they are given ----===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Finder.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace closure;

/// `std::tie(name, size) = row`
std::vector<PutViews> Finder::tied(const CXXOperatorCallExpr &Assignment) {
  const auto *Tie = dyn_cast<CallExpr>(stripped(Assignment.getArg(0)));
  std::vector<PutViews> Found;
  if (!Tie || !Tie->getDirectCallee() || !isTie(*Tie->getDirectCallee()))
    return Found;
  for (unsigned I = 0; I != Tie->getNumArgs(); ++I) {
    const Expr *Part = Tie->getArg(I);
    Receiver Into = V.refers(Part->getType()) ? receiver(Part) : Receiver();
    if (Into)
      Found.push_back({Into.V, !Into.Field, partOf(Assignment.getArg(1), I)});
  }
  return Found;
}

/// The left and the right side, if the statement is an assignment.
static std::pair<const Expr *, const Expr *> assignmentIn(const Stmt &S) {
  if (const auto *Binary = dyn_cast<BinaryOperator>(&S); Binary && Binary->getOpcode() == BO_Assign)
    return {Binary->getLHS(), Binary->getRHS()};
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&S);
      Operator && Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2)
    return {Operator->getArg(0), Operator->getArg(1)};
  return {};
}

/// Whether the parameter, or the object, is one that nobody fills but who calls this function.
static bool isOutput(const VarDecl *V, const FunctionDecl &F) {
  const auto *P = dyn_cast_or_null<ParmVarDecl>(V);
  return !V || (P && P->getDeclContext() == &F &&
                (P->getType()->isReferenceType() || P->getType()->isPointerType()) &&
                !P->getType()->getPointeeType().isConstQualified());
}

void Finder::filled(const Stmt *S, const FunctionDecl &F, std::vector<PutViews> &Found) {
  if (!S || isa<LambdaExpr>(S) || Found.size() > 16)
    return;
  std::vector<PutViews> Here = put(*S);
  auto [To, Value] = assignmentIn(*S);
  if (To && Here.empty() && V.refers(To->getType()))
    if (Receiver Into = receiver(To))
      Here.push_back({Into.V, !Into.Object && !Into.Field, assignedValue(Value)});
  for (PutViews &Put : Here) {
    llvm::erase_if(Put.Of, [&](const Origin &O) {
      return !isOfCaller(O, F) || (O.V && O.V == Put.Into) ||
             (!Put.Into && O.K == Origin::Kind::Object);
    });
    if (isOutput(Put.Into, F) && (Put.Replaces || !Put.Of.empty()))
      Found.push_back(std::move(Put));
  }
  for (const Stmt *Child : S->children())
    filled(Child, F, Found);
}

const std::vector<PutViews> &Views::filledBy(const FunctionDecl &F) {
  static const std::vector<PutViews> Nothing;
  const FunctionDecl *Definition = bodyOf(F);
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  bool Own =
      Method && !Method->isStatic() && !Method->isConst() && recordIsView(*Method->getParent());
  if (!Definition || Depth > 6 || (!Own && llvm::none_of(F.parameters(), [&](const ParmVarDecl *P) {
        return !P->getType()->isRValueReferenceType() && isOutput(P, F) &&
               refers(P->getType()->getPointeeType());
      })))
    return Nothing;
  auto [It, New] = Fillings.try_emplace(Definition); // recursion adds nothing
  if (!New)
    return It->second ? *It->second : Nothing;
  auto Found = std::make_unique<std::vector<PutViews>>();
  ++Depth;
  Finder(*this, nullptr).filled(Definition->getBody(), *Definition, *Found);
  --Depth;
  return *(Fillings[Definition] = std::move(Found));
}

/// A call's object and its arguments.
static std::pair<const Expr *, Arguments> operandsOf(const Expr &Call) {
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(&Call))
    return {nullptr, {Construct->getArgs(), Construct->getNumArgs()}};
  const auto &Function = cast<CallExpr>(Call);
  Arguments Given{Function.getArgs(), Function.getNumArgs()};
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(&Call))
    return {Method->getImplicitObjectArgument(), Given};
  if (isa<CXXOperatorCallExpr>(Call) && isa_and_nonnull<CXXMethodDecl>(Function.getDirectCallee()))
    return {Given[0], Given.drop_front()};
  return {nullptr, Given};
}

/// What a pointer parameter is given the address of, or the operand itself.
static const Expr *pointedTo(const Expr *Operand) {
  const auto *Address = dyn_cast<UnaryOperator>(stripped(Operand));
  return Address && Address->getOpcode() == UO_AddrOf ? Address->getSubExpr() : Operand;
}

/// What the callee fills there; null where the call does not give it.
static const Expr *filledOperand(const PutViews &Inner, const Expr *Object, Arguments Given) {
  const auto *P = cast_or_null<ParmVarDecl>(Inner.Into);
  if (!P)
    return Object ? pointedTo(Object) : nullptr;
  return P->getFunctionScopeIndex() < Given.size() ? pointedTo(Given[P->getFunctionScopeIndex()])
                                                   : nullptr;
}

std::vector<PutViews> Finder::filledBy(const Expr &Call) {
  std::vector<PutViews> Found;
  const FunctionDecl *Callee = cast<CallExpr>(Call).getDirectCallee();
  if (!Callee)
    return Found;
  auto [Object, Given] = operandsOf(Call);
  for (const PutViews &Inner : V.filledBy(*Callee)) {
    const Expr *To = filledOperand(Inner, Object, Given);
    Receiver Into = To ? receiver(To) : Receiver();
    if (!Into)
      continue;
    PutViews Put{Into.V, Inner.Replaces && !Into.Field, {}};
    for (const Origin &O : Inner.Of)
      Put.Of = joined(std::move(Put.Of), V.inCall(O, Object, Given, Body));
    llvm::erase_if(Put.Of,
                   [&](const Origin &O) { return O.K == Origin::Kind::View && O.V == Put.Into; });
    Found.push_back(std::move(Put));
  }
  // What was there before goes first, once.
  std::vector<PutViews> Ordered;
  for (bool Replacing : {true, false})
    for (const PutViews &Put : Found)
      if (Put.Replaces == Replacing) {
        bool Gone = llvm::any_of(Ordered, [&](const PutViews &P) { return P.Into == Put.Into; });
        Ordered.push_back(Put);
        Ordered.back().Replaces &= !Gone;
      }
  return Ordered;
}

bool Views::fills(const CallExpr &Call, const VarDecl &Into) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee)
    return false;
  auto [Object, Given] = operandsOf(Call);
  return llvm::any_of(filledBy(*Callee),
                      [&, Object = Object, Given = Given](const PutViews &Inner) {
                        const Expr *To = filledOperand(Inner, Object, Given);
                        return To && namedIn(To) == &Into;
                      });
}

/// What assignments and calls give the local, or that member of it.
void Finder::everGiven(const Stmt *S, const VarDecl &Into, const FieldDecl *Field, Origins &Found) {
  if (!S || isa<LambdaExpr>(S))
    return;
  auto [To, Value] = assignmentIn(*S);
  if (Receiver At = To && V.refers(To->getType()) ? receiver(To) : Receiver();
      At.V == &Into && At.V && (!Field || !At.Field || At.Field == Field))
    Found = joined(std::move(Found),
                   Field && !At.Field ? ofField(Value, *Field) : assignedValue(Value));
  else
    for (PutViews &Put : put(*S))
      if (Put.Into == &Into)
        Found = joined(std::move(Found), std::move(Put.Of));
  for (const Stmt *Child : S->children())
    everGiven(Child, Into, Field, Found);
}

Origins Views::everGiven(const VarDecl &Into, const FieldDecl *Field) {
  const auto *Around = dyn_cast<FunctionDecl>(Into.getDeclContext());
  if (!Around || !Around->hasBody() || Asking > 12)
    return {};
  auto [It, New] = Given.try_emplace({&Into, Field});
  if (!New) // what it gets of itself adds nothing
    return It->second.value_or(Origins());
  llvm::SaveAndRestore<unsigned> In(Asking, Asking + 1);
  Finder Unordered(*this, nullptr);
  Origins Found;
  if (const Expr *Init = Into.getInit())
    Found = Field ? Unordered.ofField(Init, *Field) : Unordered.value(Init);
  Unordered.everGiven(Around->getBody(), Into, Field, Found);
  return *(Given[{&Into, Field}] = std::move(Found));
}

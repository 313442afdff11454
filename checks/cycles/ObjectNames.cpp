//===-- ObjectNames.cpp - Which object a pointer points at ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/cycles/ObjectNames.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Types.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// Chains of names longer than this are not followed.
static constexpr unsigned MaxDepth = 16;

bool ObjectName::isWithin(const ObjectName &Whole) const {
  return Root == Whole.Root && Path.size() >= Whole.Path.size() &&
         std::equal(Whole.Path.begin(), Whole.Path.end(), Path.begin());
}

static std::optional<ObjectName> below(std::optional<ObjectName> Of, PathElement Element) {
  if (Of)
    Of->Path.push_back(Element);
  return Of;
}

static bool isPointer(QualType T) {
  const CXXRecordDecl *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  return T.getNonReferenceType()->isPointerType() ||
         (Record && Record->hasDefinition() && hasArrow(*Record->getDefinition()));
}

static void collectAssigned(const Stmt *S, llvm::DenseSet<const VarDecl *> &To) {
  if (!S)
    return;
  const Expr *Target = nullptr;
  if (const auto *Binary = dyn_cast<BinaryOperator>(S); Binary && Binary->isAssignmentOp())
    Target = Binary->getLHS();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
      Operator && Operator->isAssignmentOp())
    Target = Operator->getArg(0);
  const auto *Ref = Target ? dyn_cast<DeclRefExpr>(stripped(Target)) : nullptr;
  if (const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr)
    To.insert(V);
  for (const Stmt *Child : S->children())
    collectAssigned(Child, To);
}

bool ObjectNames::isReassigned(const VarDecl &V) {
  const auto *In = dyn_cast<FunctionDecl>(V.getDeclContext());
  if (!In)
    return true;
  auto [It, New] = Assigned.try_emplace(In);
  if (New)
    collectAssigned(In->getBody(), It->second);
  return It->second.contains(&V);
}

std::optional<ObjectName> ObjectNames::pointee(const VarDecl &V) {
  bool Made = !isa<ParmVarDecl>(V) && V.getInit() && (V.isLocalVarDecl() || V.isInitCapture());
  if (Made && Depth < MaxDepth && !isReassigned(V))
    if (std::optional<ObjectName> First = pointee(V.getInit()))
      return First;
  if (Made && Depth < MaxDepth && V.getType()->isReferenceType())
    if (std::optional<ObjectName> Whole = container(V.getInit())) {
      Whole->Path.push_back(nullptr);
      Whole->Element = &V;
      return Whole;
    }
  return ObjectName{&V, {nullptr}};
}

/// What the lvalue is an element of: in a loop over it, by an index, by `back()`.
std::optional<ObjectName> ObjectNames::container(const Expr *E) {
  for (unsigned Steps = 0; E && Steps != 8; ++Steps) {
    E = stripped(E);
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *Hidden = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Hidden && Hidden->isImplicit() && !Hidden->isInitCapture()) {
      E = Hidden->getInit();
    } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
      E = Operator->getArg(0);
    } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
      E = Unary->getSubExpr();
    } else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
      E = Subscript->getBase();
    } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
      if (!Call->getMethodDecl() || !inSystemHeader(*Call->getMethodDecl()))
        return std::nullopt;
      E = Call->getImplicitObjectArgument();
    } else {
      return object(E);
    }
  }
  return std::nullopt;
}

std::optional<ObjectName> ObjectNames::object(const Expr *E) {
  E = E ? stripped(E) : nullptr;
  if (!E || Depth > MaxDepth)
    return std::nullopt;
  ++Depth;
  std::optional<ObjectName> Found;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl())) {
      bool Alias = V->getType()->isReferenceType() && !isa<ParmVarDecl>(V) && V->getInit();
      Found = Alias ? object(V->getInit()) : ObjectName{V, {}};
    }
  } else if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    if (isa<FieldDecl>(Member->getMemberDecl()) && !inSystemHeader(*Member->getMemberDecl()))
      Found = below(Member->isArrow() ? pointee(Member->getBase()) : object(Member->getBase()),
                    Member->getMemberDecl());
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_Deref)
      Found = pointee(Unary->getSubExpr());
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (Operator->getOperator() == OO_Star && Operator->getNumArgs() == 1)
      Found = pointee(Operator->getArg(0));
  }
  --Depth;
  return Found;
}

std::optional<ObjectName> ObjectNames::objectOfCall(const Expr *Object) {
  return Object->getType()->isPointerType() ? pointee(Object) : object(Object);
}

/// Whether the method returns a pointer to its object: `return shared_from_this();`
bool ObjectNames::givesOwnObject(const CXXMethodDecl &Method) {
  const FunctionDecl *Definition = nullptr;
  if (!Method.hasBody(Definition) || inSystemHeader(Method) || !isPointer(Method.getReturnType()))
    return false;
  const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody());
  const auto *Return =
      Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  std::optional<ObjectName> Given = Return ? pointee(Return->getRetValue()) : std::nullopt;
  return Given && !Given->Root && Given->Path.empty();
}

/// A function that makes a pointer of `this`, or hands on the pointer that it gets.
static bool handsOn(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || !Call.getNumArgs() || isa<CXXMemberCallExpr>(Call) || isMaker(Call))
    return false;
  if (Call.getNumArgs() == 1 && isa<CXXThisExpr>(stripped(Call.getArg(0))))
    return isSharingPointer(Call.getType());
  bool Casts =
      Callee->getDeclName().isIdentifier() && Callee->getName().contains_insensitive("cast");
  return (inStandardLibrary(*Callee) || Casts) && isPointer(Call.getArg(0)->getType());
}

std::optional<ObjectName> ObjectNames::pointee(const Expr *E) {
  E = E ? stripped(E) : nullptr;
  if (!E || Depth > MaxDepth)
    return std::nullopt;
  ++Depth;
  std::optional<ObjectName> Found;
  if (isa<CXXThisExpr>(E)) {
    Found = ObjectName{};
  } else if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()))
      Found = pointee(*V);
  } else if (isa<MemberExpr>(E)) {
    Found = below(object(E), nullptr);
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->getOpcode() == UO_AddrOf)
      Found = object(Unary->getSubExpr());
  } else if (const auto *Made = dyn_cast<CXXConstructExpr>(E)) {
    if (Made->getNumArgs() && isPointer(Made->getType()) && isPointer(Made->getArg(0)->getType()))
      Found = pointee(Made->getArg(0));
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    if (Operator->getOperator() == OO_Arrow)
      Found = pointee(Operator->getArg(0));
  } else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    const Expr *Object = Call->getImplicitObjectArgument();
    bool Plain = Method && !Call->getNumArgs() && Method->getDeclName().isIdentifier();
    if (Plain && Method->getName() == "get" && isPointer(Object->getType()))
      Found = pointee(Object);
    else if (Plain && (givesOwnPointer(*Call) || givesOwnObject(*Method)))
      Found = objectOfCall(Object);
  } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
    if (handsOn(*Call))
      Found = pointee(Call->getArg(0));
  }
  --Depth;
  return Found;
}

std::optional<ObjectName> ObjectNames::holder(const Keeping::Part &Part) {
  std::vector<PathElement> Path = Part.Path;
  while (!Path.empty() && Path.back() == pendingPart())
    Path.pop_back();
  ObjectName Found;
  if (Part.R.K == Root::Kind::Variable) {
    const auto *V = dyn_cast<VarDecl>(static_cast<const ValueDecl *>(Part.R.Key));
    if (!V)
      return std::nullopt;
    bool Behind = !Path.empty() && !Path.front();
    std::optional<ObjectName> Pointed = Behind ? pointee(*V) : std::nullopt;
    Found = Pointed ? *Pointed : ObjectName{V, {}};
    if (Pointed)
      Path.erase(Path.begin());
  } else if (Part.R.K != Root::Kind::This) {
    return std::nullopt;
  }
  Found.Path.insert(Found.Path.end(), Path.begin(), Path.end());
  return Found;
}

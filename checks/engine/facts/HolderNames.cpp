//===-- HolderNames.cpp - Which holder an expression names ----------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/Names.h"
#include "checks/engine/syntax/FirstObject.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

bool Names::isForeign(const ValueDecl *V) const {
  const DeclContext *In = V->getDeclContext();
  return In->isFunctionOrMethod() && In != static_cast<const DeclContext *>(&Function);
}

const CXXMethodDecl *Names::closureThatCopied(const ValueDecl *V) const {
  for (const DeclContext *In = &Function; In; In = In->getParent()) {
    const auto *Operator = dyn_cast<CXXMethodDecl>(In);
    if (!Operator || !Operator->getParent()->isLambda())
      continue;
    if (V->getDeclContext() == In)
      return V->isInitCapture() && !V->getType()->isReferenceType() ? Operator : nullptr;
    for (const LambdaCapture &C : Operator->getParent()->captures())
      if (C.capturesVariable() && C.getCapturedVar() == V && C.getCaptureKind() == LCK_ByCopy)
        return Operator;
  }
  return nullptr;
}

HolderId Names::variable(const ValueDecl *V) {
  const auto *Variable = dyn_cast<VarDecl>(V);
  const CXXMethodDecl *Closure = nullptr;
  Outlives Why = Outlives::None;
  if (!Variable && !isa<BindingDecl>(V))
    Why = Outlives::Global;
  else if (Variable && Variable->isStaticLocal())
    Why = Outlives::Static;
  else if (Variable && Variable->hasGlobalStorage())
    Why = Outlives::Global;
  else if ((Closure = closureThatCopied(V)) || isForeign(V))
    Why = Outlives::Enclosing;
  else if (isa<ParmVarDecl>(V) && V->getType()->isReferenceType())
    Why = Outlives::Caller;
  return variable(V, Closure, Why);
}

HolderId Names::variable(const ValueDecl *V, const CXXMethodDecl *Closure, Outlives Why) {
  return P.Holders.root({Root::Kind::Variable, V, Closure}, Why, V->getNameAsString(),
                        Body.loopOf(V));
}

HolderId Names::thisObject() {
  return P.Holders.root({Root::Kind::This, nullptr, nullptr}, Outlives::Object, "this");
}
HolderId Names::result() {
  return P.Holders.root({Root::Kind::Return, nullptr, nullptr}, Outlives::Return, "");
}
HolderId Names::exception() {
  return P.Holders.root({Root::Kind::Exception, nullptr, nullptr}, Outlives::Exception, "");
}

HolderId Names::elsewhere(const FunctionDecl *Callee) {
  Root R{Root::Kind::Elsewhere, Callee ? Callee->getCanonicalDecl() : nullptr, nullptr};
  if (!Callee)
    return P.Holders.root(R, Outlives::Detached, "");
  return P.Holders.root(R, Outlives::Library, nameInClass(*Callee));
}

HolderId Names::value(const Expr *E) {
  E = stripped(E);
  if (std::optional<NamedHolder> Named = holder(E))
    return Named->Holder;
  // What a value without a name points at, or has in it, is found where the value is.
  if (const auto *U = dyn_cast<UnaryOperator>(E);
      U && (U->getOpcode() == UO_Deref || U->getOpcode() == UO_AddrOf))
    return value(U->getSubExpr());
  return P.Holders.root({Root::Kind::Expression, E, nullptr}, Outlives::None, "");
}

std::optional<NamedHolder> Names::holder(const Expr *E) {
  E = stripped(E);
  if (!E || Depth > 16)
    return std::nullopt;
  ++Depth;
  std::optional<NamedHolder> Found;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Found = reference(Ref);
  else if (isa<CXXThisExpr>(E))
    Found = NamedHolder{thisObject()};
  else if (isa<MemberExpr>(E))
    Found = member(E);
  else if (const auto *U = dyn_cast<UnaryOperator>(E)) {
    if (U->getOpcode() == UO_Deref)
      Found = pointee(U->getSubExpr());
    else if (U->getOpcode() == UO_AddrOf || U->isIncrementDecrementOp())
      Found = holder(U->getSubExpr());
  } else if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAssignmentOp())
    Found = holder(B->getLHS());
  else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E)) {
    if ((Found = holder(Subscript->getBase())))
      Found->Exact = false;
  } else if (const auto *Call = dyn_cast<CallExpr>(E))
    Found = call(Call);
  --Depth;
  return Found;
}

static bool isIterator(QualType T) {
  const CXXRecordDecl *Record = T.getCanonicalType()->getAsCXXRecordDecl();
  return Record && Record->getName().contains("iterator");
}

/// The variable that this one, a smart pointer, is made as a copy of, for good; or null.
const DeclRefExpr *Names::sharedWith(const VarDecl &V) const {
  const auto *Copy = V.getInit() ? dyn_cast<CXXConstructExpr>(stripped(V.getInit())) : nullptr;
  if (!Copy || Copy->getNumArgs() != 1 || !Copy->getConstructor()->isCopyConstructor())
    return nullptr;
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Copy->getArg(0)));
  return Ref && isSharingPointer(V.getType()) && !Body.isReassigned(&V) &&
                 !Body.isReassigned(Ref->getDecl())
             ? Ref
             : nullptr;
}

/// A local that is another name for what its initialiser names: a reference, the hidden
/// iterator of a range-for, an iterator that a container's member function returned.
static bool isAlias(const VarDecl *V) {
  if (isa<ParmVarDecl>(V) || !V->getInit())
    return false;
  if (V->getType()->isReferenceType())
    return true;
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(stripped(V->getInit()));
  if (V->isImplicit())
    return !V->isInitCapture();
  return Call && Call->getMethodDecl() && inSystemHeader(*Call->getMethodDecl()) &&
         isIterator(V->getType());
}

/// What the variable is made of, behind copies that are left out.
static const Expr *initialOf(const VarDecl &V) {
  const Expr *Made = V.getType()->isRecordType() ? constructionIn(V.getInit()) : nullptr;
  return isa_and_nonnull<CallExpr>(Made) ? Made : V.getInit();
}

/// A local handle for what belongs to an object: `auto clicked = button.signal_clicked();`
bool Names::isPartOfAnother(const VarDecl &V) const {
  if (isa<ParmVarDecl>(V) || !V.hasLocalStorage() || !V.getInit() || !V.getType()->isRecordType() ||
      Body.isReassigned(&V))
    return false;
  const auto *Call = dyn_cast_or_null<CallExpr>(constructionIn(V.getInit()));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Call);
  if (!Callee || !inSystemHeader(*Callee))
    return false;
  Access How = T.known().accessOf(
      *Callee, classOfObject(Member ? Member->getImplicitObjectArgument() : nullptr));
  return How == Access::Own || How == Access::Elsewhere;
}

std::optional<NamedHolder> Names::reference(const DeclRefExpr *Ref) {
  const ValueDecl *V = Ref->getDecl();
  if (const auto *Part = dyn_cast<BindingDecl>(V)) {
    if (const VarDecl *Held = Part->getHoldingVar())
      return holder(Held->getInit());
    const auto *Whole = dyn_cast<VarDecl>(Part->getDecomposedDecl());
    if (!Whole)
      return std::nullopt;
    if (Whole->getType()->isReferenceType() && Whole->getInit())
      if (std::optional<NamedHolder> Bound = holder(Whole->getInit()))
        return NamedHolder{Bound->Holder, false};
    return NamedHolder{variable(Whole), false};
  }
  const auto *Variable = dyn_cast<VarDecl>(V);
  if (!Variable)
    return std::nullopt;
  if (isAlias(Variable) || isPartOfAnother(*Variable))
    if (std::optional<NamedHolder> Bound = holder(initialOf(*Variable))) {
      if (!Variable->getType()->isReferenceType())
        Bound->Exact = false;
      return Bound;
    }
  if (const DeclRefExpr *Original = isa<ParmVarDecl>(Variable) ? nullptr : sharedWith(*Variable))
    return holder(Original);
  return NamedHolder{variable(Variable)};
}

HolderId Names::dereference(HolderId Pointer) {
  HolderId Found = P.Holders.below(Pointer, nullptr);
  const Holder &H = P.Holders[Pointer];
  const auto *V = H.R.K == Root::Kind::Variable && H.Path.empty()
                      ? dyn_cast<VarDecl>(static_cast<const ValueDecl *>(H.R.Key))
                      : nullptr;
  if (Found == Pointer || H.Why != Outlives::None || P.Holders[Found].Why != Outlives::None)
    return Found;
  if (V)
    P.Holders[Found].Why = ownerElsewhere(*V);
  else if (H.R.K == Root::Kind::Expression && H.Path.empty())
    P.Holders[Found].Why = sharedByCall(*static_cast<const Expr *>(H.R.Key));
  return Found;
}

/// `getMonitor()->on(…)`: the smart pointer dies with the statement, and what it points at has
/// other owners.
Outlives Names::sharedByCall(const Expr &Pointer) const {
  const Expr *Given = pointerBeforeArrow(&Pointer);
  bool Shared = Given && isa<CallExpr>(Given) && Given->isPRValue() &&
                isSharingPointer(Given->getType()) && !isMadeAnew(Given);
  return Shared ? Outlives::Heap : Outlives::None;
}

/// Why what the variable points at outlives it: a parameter's pointee is the caller's, and what
/// another function pointed out has an owner elsewhere. A `unique_ptr`'s dies with it, and so does
/// a `shared_ptr`'s that is made here.
Outlives Names::ownerElsewhere(const VarDecl &V) {
  auto [It, New] = Elsewhere.try_emplace(&V, Outlives::None);
  if (!New)
    return It->second;
  if (V.hasGlobalStorage() || !T.isPointerLike(V.getType()) || isSoleOwner(V.getType()))
    return Outlives::None;
  if (isa<ParmVarDecl>(V))
    return Elsewhere[&V] = Outlives::Caller;
  Outlives Why = V.getInit() ? ownerElsewhere(*V.getInit()) : Outlives::None;
  for (const Expr *Value : Body.valuesGiven(&V))
    if (Why == Outlives::None)
      Why = ownerElsewhere(*Value);
  return Elsewhere[&V] = Why;
}

/// The same of a value that a pointer gets.
Outlives Names::ownerElsewhere(const Expr &Value) {
  const Expr *Bare = stripped(&Value);
  bool Raw = Bare->getType()->isPointerType();
  const auto *Call = dyn_cast<CallExpr>(Bare);
  const auto *Construct = dyn_cast<CXXConstructExpr>(Bare);
  const Expr *Source = nullptr;
  if (Construct && Construct->getNumArgs() == 1)
    Source = Construct->getArg(0);
  else if (Call && Call->getNumArgs() && Call->getDirectCallee() &&
           inStandardLibrary(*Call->getDirectCallee())) // a move, a cast
    Source = Call->getArg(0);
  if (Source && !Raw && T.isPointerLike(Source->getType()) && Source->getType()->isRecordType())
    return ownerElsewhere(*Source);
  auto Outliving = [&](const Expr *E) {
    std::optional<NamedHolder> Of = holder(E);
    return Of && P.Holders[Of->Holder].Why != Outlives::None ? Outlives::Heap : Outlives::None;
  };
  if (Call && isIterator(Bare->getType())) // `std::find_if(v.begin(), v.end(), …)`
    return Call->getNumArgs() ? Outliving(Call->getArg(0)) : Outlives::None;
  if (Call)
    return !Raw && isMadeAnew(Call) ? Outlives::None : Outlives::Heap;
  if (Raw || Construct)
    return Outlives::None;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Bare))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
        V && P.Holders[variable(V)].Why == Outlives::None)
      return ownerElsewhere(*V);
  return Outliving(Bare);
}

/// A function that gives access to one object of the program: `Registry::instance()`.
static bool givesSharedObject(const FunctionDecl &Callee) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Callee);
  QualType Given = Callee.getReturnType();
  if (Given->isPointerType() && makesAnew(Callee))
    return false;
  return (Given->isLValueReferenceType() || Given->isPointerType()) && Callee.getNumParams() == 0 &&
         (!Method || Method->isStatic()) && !Callee.isOverloadedOperator();
}

std::optional<NamedHolder> Names::sharedObject(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  if (!Callee || !givesSharedObject(*Callee) || !T.canHold(Callee->getReturnType()))
    return std::nullopt;
  const Contract *Told = inSystemHeader(*Callee) ? T.known().contractOf(*Callee, {}) : nullptr;
  if (Told && Told->Source == Authority::Model) // it makes what it returns
    return std::nullopt;
  return NamedHolder{P.Holders.root({Root::Kind::Variable, Callee, nullptr}, Outlives::Global,
                                    nameInClass(*Callee) + "()")};
}

std::optional<NamedHolder> Names::bytes(const Expr *At) {
  At = stripped(At);
  if (std::optional<NamedHolder> Named = holder(At))
    return Named;
  const auto *Call = dyn_cast<CXXMemberCallExpr>(At); // `new (slot(n)) T(…)`
  const Expr *Object = Call ? Call->getImplicitObjectArgument() : nullptr;
  if (!Object)
    return std::nullopt;
  std::optional<NamedHolder> Whole = objectAt(Object);
  if (Whole)
    Whole->Exact = false;
  return Whole;
}

/// Whether the expression is an object that a name stands for: a local, a reference, a member of
/// the object, or that itself.
static bool isNamedObject(const Expr *Object) {
  if (isa<CXXThisExpr>(Object))
    return true;
  if (!Object->getType()->isRecordType())
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Object)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    return V && V->hasLocalStorage();
  }
  return isa<MemberExpr>(Object) && isOwnPart(Object);
}

/// What a method of an object points out, `app.add_subcommand(…)`, belongs to that object.
std::optional<NamedHolder> Names::wholeOf(const Expr *Init) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(Init);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  const Expr *Object = Method ? stripped(Call->getImplicitObjectArgument()) : nullptr;
  if (!Object || makesAnew(*Method))
    return std::nullopt;
  // `auto *group = app.add_group(); auto *inner = group->add_group();`
  const auto *Pointer = dyn_cast<DeclRefExpr>(Object);
  const auto *Part = Pointer ? dyn_cast<VarDecl>(Pointer->getDecl()) : nullptr;
  if (Part && Part->getType()->isPointerType() && Part->hasLocalStorage() && Part->getInit() &&
      !isa<ParmVarDecl>(Part) && !isForeign(Part) && !Body.isReassigned(Part) && Depth < 8) {
    ++Depth;
    std::optional<NamedHolder> Whole = wholeOf(stripped(firstObject(stripped(Part->getInit()))));
    --Depth;
    if (Whole)
      Whole->Exact = false;
    return Whole;
  }
  if (!isNamedObject(Object))
    return std::nullopt;
  const auto *Ref = dyn_cast<DeclRefExpr>(Object);
  if ((Ref && isForeign(Ref->getDecl())) ||
      (!isa<CXXThisExpr>(Object) && T.isPointerLike(Object->getType())))
    return std::nullopt;
  return holder(Call);
}

std::optional<NamedHolder> Names::objectAt(const Expr *Object) {
  return Object->getType()->isPointerType() ? pointee(Object) : holder(Object);
}

std::optional<NamedHolder> Names::pointee(const Expr *Pointer) {
  Pointer = stripped(Pointer);
  if (isa<CXXThisExpr>(Pointer))
    return NamedHolder{thisObject()};
  if (const auto *Address = dyn_cast<UnaryOperator>(Pointer);
      Address && Address->getOpcode() == UO_AddrOf)
    return holder(Address->getSubExpr());
  if (isa<CXXNewExpr>(Pointer)) // `*new T(…)`
    return NamedHolder{value(Pointer), false};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Pointer))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl())) {
      if (V->isImplicit() || (isAlias(V) && !V->getType()->isReferenceType())) {
        std::optional<NamedHolder> Range = holder(Ref);
        if (Range)
          Range->Exact = false;
        return Range;
      }
      // `auto *P = &Object;` and `auto *P = this;` name the object itself.
      if (V->getType()->isPointerType() && !isa<ParmVarDecl>(V) && V->getInit() &&
          !Body.isReassigned(V) && !V->isStaticLocal() && Depth < 8) {
        const Expr *Init = stripped(V->getInit());
        // `auto *circle = app.add("circle")->immediate();`
        if (const Expr *First = firstObject(Init); First != Init) {
          Init = stripped(First);
          if (!Init->getType()->isPointerType())
            return holder(Init);
        }
        if (const auto *Call = dyn_cast<CallExpr>(Init))
          if (std::optional<NamedHolder> Shared = sharedObject(*Call))
            return Shared;
        if (std::optional<NamedHolder> Whole = wholeOf(Init))
          return Whole;
        // What another pointer owns is found by that, under whatever name.
        if (const auto *Get = dyn_cast<CXXMemberCallExpr>(Init);
            Get && T.isPointerLike(Get->getImplicitObjectArgument()->getType()) &&
            inSystemHeader(*Get->getMethodDecl())) {
          ++Depth;
          std::optional<NamedHolder> Owner = holder(Get);
          --Depth;
          if (Owner)
            return NamedHolder{dereference(Owner->Holder), Owner->Exact};
        }
        if (isa<CXXThisExpr, DeclRefExpr, UnaryOperator>(Init)) {
          ++Depth;
          std::optional<NamedHolder> Found = pointee(Init);
          --Depth;
          return Found;
        }
      }
    }
  if (const Expr *First = firstObject(Pointer); First != Pointer)
    return objectAt(First);
  if (std::optional<NamedHolder> Whole = wholeOf(Pointer))
    return Whole;
  std::optional<NamedHolder> Base = holder(Pointer);
  if (!Base)
    return std::nullopt;
  return NamedHolder{dereference(Base->Holder), Base->Exact};
}

std::optional<NamedHolder> Names::member(const Expr *E) {
  const auto *Member = cast<MemberExpr>(E);
  const ValueDecl *Field = Member->getMemberDecl();
  if (const auto *Static = dyn_cast<VarDecl>(Field))
    return NamedHolder{variable(Static)};
  if (!isa<FieldDecl>(Field))
    return std::nullopt;
  std::optional<NamedHolder> Base =
      Member->isArrow() ? pointee(Member->getBase()) : holder(Member->getBase());
  if (!Base)
    return std::nullopt;
  // The object is not the reader's to see: `second` of a pair in a map is an element of it.
  if (inSystemHeader(*Field))
    return NamedHolder{Base->Holder, false};
  return NamedHolder{P.Holders.below(Base->Holder, Field), Base->Exact};
}

std::optional<NamedHolder> Names::call(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return std::nullopt;
  auto Inside = [](std::optional<NamedHolder> Of) {
    if (Of)
      Of->Exact = false;
    return Of;
  };
  bool Refers =
      Callee->getReturnType()->isReferenceType() || Callee->getReturnType()->isPointerType();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
    switch (Operator->getOperator()) {
    case OO_Arrow:
      return holder(Operator->getArg(0));
    case OO_Star:
      if (Operator->getNumArgs() == 1)
        return pointee(Operator->getArg(0));
      return std::nullopt;
    case OO_Equal:
    case OO_Subscript:
    case OO_PlusPlus:
    case OO_MinusMinus:
      return Operator->getOperator() == OO_Equal ? holder(Operator->getArg(0))
                                                 : Inside(holder(Operator->getArg(0)));
    default:
      if (T.known().accessOf(*Callee, classOfObject(Operator->getArg(0))) == Access::Own)
        return Inside(holder(Operator->getArg(0)));
      return std::nullopt;
    }
  }
  if (const auto *Method = dyn_cast<CXXMemberCallExpr>(Call)) {
    const Expr *Object = Method->getImplicitObjectArgument();
    if (const Expr *First = firstObject(Call);
        First != Call && cast<CXXMethodDecl>(Callee)->hasBody())
      return objectAt(First);
    switch (T.known().accessOf(*Callee, classOfObject(Object))) {
    case Access::Own:
      return Inside(objectAt(Object));
    case Access::Elsewhere:
      return NamedHolder{elsewhere(Callee), false};
    default:
      break;
    }
    // What a member function refers to, or iterates over, lies inside its object.
    if (!Refers && !(inSystemHeader(*Callee) && isIterator(Callee->getReturnType())))
      return std::nullopt;
    if (!T.canHold(Callee->getReturnType()) || isa<CXXConversionDecl>(Callee) ||
        T.known().givesUp(*cast<CXXMethodDecl>(Callee)))
      return std::nullopt;
    bool Pointer = !Object->getType()->isPointerType() && T.isPointerLike(Object->getType());
    if (Pointer && Callee->getReturnType()->isPointerType())
      return holder(Object); // `P.get()`
    return Inside(objectAt(Object));
  }
  switch (Access How = T.known().accessOf(*Callee)) {
  case Access::Same:
  case Access::Part:
    if (!Call->getNumArgs())
      break;
    return How == Access::Same ? holder(Call->getArg(0)) : Inside(holder(Call->getArg(0)));
  case Access::Elsewhere:
    return NamedHolder{elsewhere(Callee), false};
  case Access::Own:
  case Access::None:
    break;
  }
  return sharedObject(*Call);
}

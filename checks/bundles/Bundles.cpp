//===-- Bundles.cpp - Closures that want to be a class --------------------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/bundles/Bundles.h"
#include "checks/bundles/Slots.h"
#include "checks/engine/syntax/Expressions.h"
#include "checks/engine/syntax/Owners.h"
#include "checks/engine/syntax/Types.h"
#include "checks/updates/Candidates.h"
#include "checks/updates/OwnCopy.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace closure;

/// A class with methods says already what can be done with its objects.
static bool hasMethods(const CXXRecordDecl &Class) {
  return llvm::any_of(Class.methods(), [](const CXXMethodDecl *Method) {
    return !Method->isImplicit() && !Method->isStatic() &&
           !isa<CXXConstructorDecl, CXXDestructorDecl>(Method) &&
           !Method->isCopyAssignmentOperator() && !Method->isMoveAssignmentOperator();
  });
}

/// Whether objects of the type are somebody's state: a number, a text, a container, a structure of
/// these. Locks, promises and connections are no state of the closures that use them.
static bool isState(QualType Type, unsigned Depth = 0) {
  Type = Type.getNonReferenceType().getCanonicalType();
  if (Type.isConstQualified() || Depth == 6)
    return false;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return isValue(Type);
  if (inSystemHeader(*Class)) {
    std::string Name = qualifiedName(*Class);
    return isValue(Type) || Name == "std::atomic" || Name == "std::optional" ||
           Name == "std::variant" || Name == "std::pair" || Name == "std::tuple" ||
           Name == "std::bitset";
  }
  return !Class->isLambda() && !hasMethods(*Class) &&
         llvm::any_of(Class->fields(),
                      [&](const FieldDecl *F) { return isState(F->getType(), Depth + 1); });
}

/// What copies of the variable share with it: what it points at, if that is made for it; null if
/// they share nothing, or what is somebody else's.
static QualType sharedBy(const VarDecl &V) {
  QualType Type = V.getType();
  if (Type->isReferenceType() || !makerOf(V))
    return QualType();
  if (isCountingPointer(Type))
    return firstTypeArgument(Type.getCanonicalType()->getAsCXXRecordDecl());
  return Type->isPointerType() ? Type->getPointeeType() : QualType();
}

namespace {

/// One object that a closure has in common with others.
struct State {
  const VarDecl *Of = nullptr;
  const VarDecl *Own = nullptr; ///< What the body of the closure calls it.
  bool Pointer = false;
};

/// A closure in one slot of an object.
struct Kept {
  const LambdaExpr *Lambda;
  std::string Name;
  std::vector<State> States;
};

/// Whether the closure changes what it shares.
class Changes {
public:
  explicit Changes(const LambdaExpr &Lambda) : Code(UseIndex::inside(Lambda)) {}

  bool in(const State &S) const {
    return llvm::any_of(Code.mentionsOf(S.Own, /*Copies=*/true), [&](const DeclRefExpr *Mention) {
      if (!S.Pointer)
        return Code.isChanged(Mention);
      const Expr *Through = behind(*Mention);
      return Through && Code.isChanged(Through) && !givesIterator(*Through);
    });
  }

private:
  /// `*p` or the `p->` of a member: what is done with it is done with what the pointer owns.
  const Expr *behind(const DeclRefExpr &Pointer) const {
    const Stmt *E = &Pointer, *Up = Code.around(E);
    while (Up && isa<ParenExpr, ImplicitCastExpr>(Up))
      E = Up, Up = Code.around(E);
    if (const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Up))
      return Call->getOperator() == OO_Star || Call->getOperator() == OO_Arrow ? Call : nullptr;
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(Up))
      return Unary->getOpcode() == UO_Deref ? Unary : nullptr;
    if (const auto *Element = dyn_cast_or_null<ArraySubscriptExpr>(Up))
      return Element;
    return isa_and_nonnull<MemberExpr>(Up) ? cast<Expr>(E) : nullptr;
  }

  /// `p->begin()`: what is done with the iterator is not followed, and most only read by it.
  bool givesIterator(const Expr &Object) const {
    const auto *Member = dyn_cast_or_null<MemberExpr>(Code.around(&Object));
    const auto *Method = Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
    if (!Method || !inSystemHeader(*Method) || Method->getReturnType()->isReferenceType())
      return false;
    return llvm::any_of(Method->getParent()->methods(), [&](const CXXMethodDecl *Other) {
      return Other->isConst() && Other->getDeclName() == Method->getDeclName() &&
             Other->getNumParams() == Method->getNumParams();
    });
  }

  const UseIndex Code;
};

class Finder {
public:
  explicit Finder(const FunctionDecl &Function) : Function(Function) {}

  std::vector<Defect> run() {
    collect(Function.getBody());
    if (Sharing.size() > 1)
      gather();
    std::vector<Defect> Found;
    for (const auto &[Of, Members] : Bundles)
      if (Members.size() > 1)
        judge(Of, Members, Found);
    return Found;
  }

private:
  /// The closures of the function itself that share something. What is captured besides `this`
  /// could be a member: there is a class already.
  void collect(const Stmt *S) {
    if (!S)
      return;
    const auto *Lambda = dyn_cast<LambdaExpr>(S);
    if (!Lambda) {
      for (const Stmt *Child : S->children())
        collect(Child);
      return;
    }
    std::vector<State> States;
    for (const LambdaCapture &C : Lambda->captures()) {
      if (C.capturesThis())
        return;
      if (std::optional<State> Found = stateOf(*Lambda, C))
        States.push_back(*Found);
    }
    if (!States.empty())
      Sharing.push_back({Lambda, "", std::move(States)});
  }

  static std::optional<State> stateOf(const LambdaExpr &Lambda, const LambdaCapture &C) {
    if (!C.capturesVariable() || C.isPackExpansion())
      return std::nullopt;
    const auto *Own = dyn_cast<VarDecl>(C.getCapturedVar());
    if (!Own || Own->getType().isNull() || Own->getType()->isDependentType())
      return std::nullopt;
    const VarDecl *Of = isOwnInitCapture(Lambda, C) ? copiedBy(*Own) : Own;
    if (!Of)
      return std::nullopt;
    bool ByReference = C.getCaptureKind() == LCK_ByRef;
    // What a reference parameter refers to is the caller's.
    if (ByReference && !Of->getType()->isReferenceType() && isState(Of->getType()))
      return State{Of, Own, false};
    QualType Shared = sharedBy(*Of);
    if (Shared.isNull() || !isState(Shared))
      return std::nullopt;
    return State{Of, Own, true};
  }

  /// Into which objects they go, each by itself or by a variable that is another name of it.
  void gather() {
    Where.emplace(Function);
    for (const Kept &Closure : Sharing)
      put(Closure, Closure.Lambda, "", 0);
  }

  void put(const Kept &Closure, const Stmt *Value, const std::string &Called, unsigned Depth) {
    Slot To = Where->slotOf(Value);
    if (To.Alias && Depth < 3)
      for (const DeclRefExpr *Mention : Where->code().mentionsOf(To.Alias, /*Copies=*/false))
        put(Closure, Mention, To.Alias->getNameAsString(), Depth + 1);
    if (To.Of.isNone())
      return;
    auto It = llvm::find_if(Bundles, [&](const auto &Known) { return Known.first == To.Of; });
    if (It == Bundles.end())
      It = Bundles.insert(It, {To.Of, {}});
    // One that goes into several slots is still one closure.
    if (llvm::any_of(It->second, [&](const Kept &K) { return K.Lambda == Closure.Lambda; }))
      return;
    It->second.push_back(Closure);
    It->second.back().Name = To.Name.empty() ? Called : To.Name;
  }

  void judge(const Whole &Of, llvm::ArrayRef<Kept> All, std::vector<Defect> &Found) const {
    Bundle Made;
    std::vector<const VarDecl *> Shared;
    for (const Kept &Closure : All)
      for (const State &S : Closure.States)
        if (!llvm::is_contained(Shared, S.Of) && isSharedState(*S.Of, All, Made.Most))
          Shared.push_back(S.Of);
    if (Shared.empty())
      return;
    std::optional<Keeper> Keeps = Where->keeperOf(Of);
    if (!Keeps)
      return;
    for (const VarDecl *V : Shared)
      Made.States.push_back(V->getNameAsString());
    for (const Kept &Closure : All)
      if (Bundle::Member Member = memberOf(Closure, Shared); Member.Lambda)
        Made.Members.push_back(std::move(Member));
    Made.Why = Keeps->Why;
    Made.Holder = std::move(Keeps->Name);
    Made.Returned = Keeps->Returned;
    Defect D;
    D.K = Defect::Kind::Bundled;
    D.Site = siteOf(*Made.Members.front().Lambda, Shared);
    D.Together = std::move(Made);
    Found.push_back(std::move(D));
  }

  static const State *stateIn(const Kept &Closure, const VarDecl &V) {
    for (const State &S : Closure.States)
      if (S.Of == &V)
        return &S;
    return nullptr;
  }

  /// Several share it, and one of them changes it. `Most` grows to their number.
  static bool isSharedState(const VarDecl &V, llvm::ArrayRef<Kept> All, unsigned &Most) {
    unsigned Sharing = 0;
    bool Changed = false;
    for (const Kept &Closure : All)
      if (const State *S = stateIn(Closure, V)) {
        ++Sharing;
        Changed = Changed || Changes(*Closure.Lambda).in(*S);
      }
    if (Sharing < 2 || !Changed)
      return false;
    Most = std::max(Most, Sharing);
    return true;
  }

  /// Without a lambda if it shares nothing of that.
  static Bundle::Member memberOf(const Kept &Closure, llvm::ArrayRef<const VarDecl *> Shared) {
    Bundle::Member Member;
    Member.Name = Closure.Name;
    Changes Body(*Closure.Lambda);
    for (const State &S : Closure.States)
      if (llvm::is_contained(Shared, S.Of)) {
        Member.Lambda = Closure.Lambda;
        (Body.in(S) ? Member.Changes : Member.Reads).push_back(S.Of->getNameAsString());
      }
    return Member;
  }

  static CaptureSite siteOf(const LambdaExpr &Lambda, llvm::ArrayRef<const VarDecl *> Shared) {
    for (unsigned I = 0; I != Lambda.capture_size(); ++I)
      if (std::optional<State> S = stateOf(Lambda, Lambda.capture_begin()[I]);
          S && llvm::is_contained(Shared, S->Of))
        return {&Lambda, I};
    return {&Lambda, 0};
  }

  const FunctionDecl &Function;
  std::vector<Kept> Sharing;
  std::optional<Slots> Where;
  std::vector<std::pair<Whole, std::vector<Kept>>> Bundles;
};

} // namespace

std::vector<Defect> closure::bundlesIn(const FunctionDecl &Function) {
  if (!Function.doesThisDeclarationHaveABody() || Function.isDependentContext() ||
      Function.isInvalidDecl())
    return {};
  return Finder(Function).run();
}

//===-- LifetimeFacts.cpp - When places end: the expiry normaliser --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/LifetimeFacts.h"
#include "checks/engine/facts/DestructorFacts.h"
#include "checks/engine/facts/ObjectFacts.h"
#include "checks/engine/syntax/AfterMain.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include <algorithm>

using namespace clang;
using namespace closure;

void LifetimeFacts::adoptedEnds(const VarDecl &Raw, SourceLocation Loc) {
  for (PlaceId Of : B.N.viewsOf(&Raw))
    if (B.P[Of].Part == ViewPart::Element)
      B.emit(Fact::expire(Of, End::Reset, Loc));
}

void LifetimeFacts::endsOf(const VarDecl &V, End How, SourceLocation Loc) {
  if (V.hasGlobalStorage())
    return;
  if (std::optional<PlaceId> Of = B.N.known(&V))
    B.emit(Fact::expire(*Of, How, Loc));
  if (std::optional<PlaceId> Of = B.N.knownOwned(&V);
      Of && !V.getType()->isPointerType() && !Objects.livesWithMain(&V))
    B.emit(Fact::expire(*Of, How, Loc));
  // What a raw pointer points at does not end with it, and what is returned in place does not end.
  for (PlaceId Of : B.N.viewsOf(&V))
    if (!B.P[Of].Behind && !V.isNRVOVariable() &&
        !(V.getType()->isPointerType() && B.P[Of].Part != ViewPart::Whole))
      B.emit(Fact::expire(Of, How, Loc));
  // What it alone was made to own is known by the name of the raw pointer.
  if (!V.isNRVOVariable() && B.Body.isOnlyPointedThrough(&V) && !B.Body.isMoved(&V)) {
    if (const VarDecl *Raw = adoptedBy(V))
      adoptedEnds(*Raw, Loc);
    if (llvm::ArrayRef<const VarDecl *> Later = B.Body.adoptedLater(&V); Later.size() == 1)
      adoptedEnds(*Later.front(), Loc);
  }
  // Bindings are captured by their own names and end with the whole.
  if (const auto *Whole = dyn_cast<DecompositionDecl>(&V))
    for (const BindingDecl *Part : Whole->bindings())
      if (std::optional<PlaceId> Of = B.N.known(Part))
        B.emit(Fact::expire(*Of, How, Loc));
  // What a raw pointer points at does not end with it.
  if (B.T.canHold(V.getType()) && !V.getType()->isReferenceType() && !V.getType()->isPointerType())
    B.emit(Fact::drop(B.N.variable(&V), Loc));
}

/// What only a global keeps is called no more when `main` is left.
void LifetimeFacts::leavesMain(SourceLocation Loc) {
  for (unsigned I = 0; I != B.P.Holders.size(); ++I) {
    const Holder &H = B.P.Holders[HolderId(I)];
    if (H.R.K != Root::Kind::Variable || !H.Path.empty() ||
        (H.Why != Outlives::Global && H.Why != Outlives::Static))
      continue;
    const auto *Global = static_cast<const ValueDecl *>(H.R.Key);
    auto [It, New] = Resting.try_emplace(Global, false);
    if (New && onlyKeeps(*Global, B.T)) {
      if (!WorkIsLeft)
        WorkIsLeft = leavesWorkBehind(B.Context, B.T);
      It->second = !*WorkIsLeft;
    }
    if (It->second)
      B.emit(Fact::stop(HolderId(I), Loc));
  }
}

/// One run of ends at the same point: in the reverse order of the declarations,
/// whether or not there is a destructor to run.
void LifetimeFacts::ends(llvm::ArrayRef<CFGElement> Run) {
  std::vector<std::pair<const VarDecl *, const Stmt *>> Ending;
  llvm::DenseSet<const VarDecl *> Seen;
  for (const CFGElement &E : Run) {
    const VarDecl *V = nullptr;
    const Stmt *Trigger = nullptr;
    if (auto Ends = E.getAs<CFGLifetimeEnds>())
      V = Ends->getVarDecl(), Trigger = Ends->getTriggerStmt();
    else if (auto Destroyed = E.getAs<CFGAutomaticObjDtor>())
      V = Destroyed->getVarDecl(), Trigger = Destroyed->getTriggerStmt();
    if (V && Seen.insert(V).second)
      Ending.push_back({V, Trigger});
  }
  llvm::sort(Ending, [&](const auto &Left, const auto &Right) {
    return B.Body.order(Left.first) > B.Body.order(Right.first);
  });
  bool Left = false;
  for (auto [V, Trigger] : Ending) {
    if (!Left && Objects.livesWithMain(V)) {
      Left = true;
      leavesMain(Trigger ? Trigger->getEndLoc() : V->getEndLoc());
    }
    Destructors.destroyed(*V);
    const Stmt *Loop = B.Body.loopOf(V);
    bool ForInit = false;
    if (const auto *For = dyn_cast_or_null<ForStmt>(Loop))
      if (const auto *Init = dyn_cast_or_null<DeclStmt>(For->getInit()))
        ForInit = llvm::is_contained(Init->decls(), V);
    End How = isa_and_nonnull<ReturnStmt>(Trigger) ? End::Function
              : Loop && !ForInit                   ? End::Iteration
                                                   : End::Scope;
    SourceLocation Loc = Trigger ? Trigger->getEndLoc() : V->getEndLoc();
    if (isa_and_nonnull<ReturnStmt>(Trigger))
      Loc = B.Function.getBody()->getEndLoc();
    endsOf(*V, How, Loc);
  }
}

void LifetimeFacts::catches(const CFGBlock &Block) {
  const auto *Handler = dyn_cast_or_null<CXXCatchStmt>(Block.getLabel());
  if (!Handler)
    return;
  for (const VarDecl *V : llvm::reverse(B.Body.unwoundBy(*Handler)))
    endsOf(*V, End::Unwinding, Handler->getCatchLoc());
}

void LifetimeFacts::exit() {
  SourceLocation Loc = B.Function.getBody()->getEndLoc();
  if (B.Function.isMain())
    leavesMain(Loc);
  for (const VarDecl *V : llvm::reverse(B.Body.variables()))
    endsOf(*V, End::Unwinding, Loc);
  for (unsigned I = B.Function.getNumParams(); I-- > 0;)
    if (!B.Function.getParamDecl(I)->getType()->isReferenceType())
      endsOf(*B.Function.getParamDecl(I), End::Function, Loc);
}

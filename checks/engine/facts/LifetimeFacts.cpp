//===-- LifetimeFacts.cpp - When places end: the expiry normaliser --------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Clang's graph gives the ends of a scope in the wrong order (destructors first), no
// ends of parameters, none while unwinding, and none at the end of a full-expression.
// This file puts them right, and nothing else reads those elements of the graph.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/facts/FactBuilder.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include <algorithm>

using namespace clang;
using namespace closure;

void FactBuilder::endsOf(const VarDecl &V, End How, SourceLocation Loc) {
  if (V.hasGlobalStorage())
    return;
  if (std::optional<PlaceId> Of = N.known(&V))
    emit(Fact::expire(*Of, How, Loc));
  if (std::optional<PlaceId> Of = N.knownOwned(&V); Of && !livesWithMain(&V))
    emit(Fact::expire(*Of, How, Loc));
  // Bindings are captured by their own names and end with the whole.
  if (const auto *Whole = dyn_cast<DecompositionDecl>(&V))
    for (const BindingDecl *Part : Whole->bindings())
      if (std::optional<PlaceId> Of = N.known(Part))
        emit(Fact::expire(*Of, How, Loc));
  // What a raw pointer points at does not end with it.
  if (T.canHold(V.getType()) && !V.getType()->isReferenceType() && !V.getType()->isPointerType())
    emit(Fact::drop(N.variable(&V), Loc));
}

/// One run of ends at the same point: in the reverse order of the declarations,
/// whether or not there is a destructor to run.
void FactBuilder::ends(llvm::ArrayRef<CFGElement> Run) {
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
  llvm::sort(Ending, [&](const auto &A, const auto &B) {
    return Body.order(A.first) > Body.order(B.first);
  });
  for (auto [V, Trigger] : Ending) {
    destroyed(*V);
    const Stmt *Loop = Body.loopOf(V);
    bool ForInit = false;
    if (const auto *For = dyn_cast_or_null<ForStmt>(Loop))
      if (const auto *Init = dyn_cast_or_null<DeclStmt>(For->getInit()))
        ForInit = llvm::is_contained(Init->decls(), V);
    End How = isa_and_nonnull<ReturnStmt>(Trigger) ? End::Function
              : Loop && !ForInit                   ? End::Iteration
                                                   : End::Scope;
    SourceLocation Loc = Trigger ? Trigger->getEndLoc() : V->getEndLoc();
    if (isa_and_nonnull<ReturnStmt>(Trigger))
      Loc = Function.getBody()->getEndLoc();
    endsOf(*V, How, Loc);
  }
}

/// The deleter of a `unique_ptr`, the function of a `scope_exit`.
bool FactBuilder::lastArgumentHolds(const CXXRecordDecl &Record) {
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialised || !Specialised->getTemplateArgs().size())
    return false;
  const TemplateArgument &Last =
      Specialised->getTemplateArgs()[Specialised->getTemplateArgs().size() - 1];
  if (Last.getKind() != TemplateArgument::Type || !T.canHold(Last.getAsType()))
    return false;
  // `std::default_delete` only deletes.
  const CXXRecordDecl *Callable = Last.getAsType()->getAsCXXRecordDecl();
  return Callable && (!inSystemHeader(*Callable) || Known.isHolder(qualifiedName(*Callable)));
}

/// What a visible destructor does with the work behind its members: it joins, or lets go.
void FactBuilder::destroyedParts(const VarDecl &V, const Contract &C) {
  auto Part = [&](const CallEnd &E) {
    HolderId H = N.variable(&V);
    for (PathElement Element : E.Path)
      H = P.Holders.below(H, Element);
    return H;
  };
  for (const CallEnd &Ended : C.Ends)
    if (Ended.K == CallEnd::Kind::Object)
      emit(Fact::finish(Part(Ended), V.getLocation()));
  for (const Transfer &Moved : C.Transfers)
    if (Moved.From.K == CallEnd::Kind::Object && Moved.To.K == CallEnd::Kind::Elsewhere) {
      Step Note;
      Note.K = Step::Kind::Detached;
      Note.Loc = V.getLocation();
      Fact F = Fact::flow(N.elsewhere(Moved.To.Function), Part(Moved.From), false, Note);
      F.Starts = true;
      emit(std::move(F));
    }
}

/// What the destructor does, where its body is visible: a guard that clears a holder.
void FactBuilder::destroyed(const VarDecl &V) {
  const CXXRecordDecl *Record = V.getType()->getAsCXXRecordDecl();
  std::vector<const CXXRecordDecl *> Classes;
  if (Record && Record->hasDefinition() && !Record->hasTrivialDestructor())
    Classes.push_back(Record);
  for (size_t I = 0; I != Classes.size(); ++I) {
    for (const FieldDecl *Field : Classes[I]->fields())
      if (const CXXRecordDecl *Of = Field->getType()->getAsCXXRecordDecl();
          Of && Known.endsInDestructor(qualifiedName(*Of)))
        emit(Fact::finish(P.Holders.below(N.variable(&V), Field), V.getLocation()));
    for (const CXXBaseSpecifier &Base : Classes[I]->bases())
      if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl())
        Classes.push_back(Of);
    const CXXDestructorDecl *Destructor = Classes[I]->getDestructor();
    const Contract *C = Destructor ? Known.contractOfDestructor(*Destructor) : nullptr;
    bool Calls =
        Known.callsInDestructor(qualifiedName(*Classes[I])) && lastArgumentHolds(*Classes[I]);
    if (Calls)
      emit(Fact::use(N.variable(&V), V.getLocation()));
    // A guard can take back what was handed out: through a member, or by what it calls.
    if (Calls || (Destructor && Destructor->isUserProvided() && !inSystemHeader(*Destructor) &&
                  T.canHold(V.getType())))
      wait(Awaited::Return);
    if (Known.endsInDestructor(qualifiedName(*Classes[I]))) {
      emit(Fact::finish(N.variable(&V), V.getLocation()));
      wait(Awaited::Handles);
    }
    if (!C)
      continue;
    if (C->UsesObject && T.canHold(V.getType()))
      emit(Fact::use(N.variable(&V), V.getLocation()));
    for (const CallEnd &Dropped : C->Drops)
      if (Dropped.K == CallEnd::Kind::Variable)
        emit(Fact::drop(N.variable(Dropped.Variable), V.getLocation()));
    destroyedParts(V, *C);
  }
}

/// The temporaries of a full-expression end when it is complete.
void FactBuilder::fullExpression(const void *Completed, SourceLocation Loc) {
  auto It = Temporaries.find(Completed);
  if (It == Temporaries.end())
    return;
  for (PlaceId Of : It->second)
    emit(Fact::expire(Of, End::FullExpression, Loc));
}

/// A handler is entered when all that its `try` block declared is gone.
void FactBuilder::catches(const CFGBlock &B) {
  const auto *Handler = dyn_cast_or_null<CXXCatchStmt>(B.getLabel());
  if (!Handler)
    return;
  for (const VarDecl *V : llvm::reverse(Body.unwoundBy(*Handler)))
    endsOf(*V, End::Unwinding, Handler->getCatchLoc());
}

/// Locals that a throw leaves behind, then parameters.
void FactBuilder::exit() {
  SourceLocation Loc = Function.getBody()->getEndLoc();
  for (const VarDecl *V : llvm::reverse(Body.variables()))
    endsOf(*V, End::Unwinding, Loc);
  for (unsigned I = Function.getNumParams(); I-- > 0;)
    if (!Function.getParamDecl(I)->getType()->isReferenceType())
      endsOf(*Function.getParamDecl(I), End::Function, Loc);
}

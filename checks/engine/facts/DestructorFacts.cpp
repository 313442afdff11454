//===-- DestructorFacts.cpp - What the destructor of a variable does ------===//
//
// Part of Closure Lint, under the Apache License v2.0 with LLVM Exceptions.
// See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "checks/engine/facts/DestructorFacts.h"
#include "checks/engine/facts/WaitFacts.h"
#include "checks/engine/syntax/ObjectEnd.h"
#include "checks/engine/syntax/Owners.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace closure;

/// The deleter of a `unique_ptr`, the function of a `scope_exit`.
bool DestructorFacts::lastArgumentHolds(const CXXRecordDecl &Record) {
  const auto *Specialised = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialised || !Specialised->getTemplateArgs().size())
    return false;
  const TemplateArgument &Last =
      Specialised->getTemplateArgs()[Specialised->getTemplateArgs().size() - 1];
  if (Last.getKind() != TemplateArgument::Type || !B.T.canHold(Last.getAsType()))
    return false;
  // `std::default_delete` only deletes.
  const CXXRecordDecl *Callable = Last.getAsType()->getAsCXXRecordDecl();
  return Callable && (!inSystemHeader(*Callable) || B.Known.isHolder(qualifiedName(*Callable)));
}

/// What a visible destructor does with the work behind its members: it joins, or lets go.
void DestructorFacts::destroyedParts(const VarDecl &V, const Contract &C) {
  auto Part = [&](const CallEnd &E) {
    HolderId H = B.N.variable(&V);
    for (PathElement Element : E.Path)
      H = B.P.Holders.below(H, Element);
    return H;
  };
  for (const CallEnd &Ended : C.Ends)
    if (Ended.K == CallEnd::Kind::Object)
      B.emit(Fact::finish(Part(Ended), V.getLocation()));
  for (const Transfer &Moved : C.Transfers)
    if (Moved.From.K == CallEnd::Kind::Object && Moved.To.K == CallEnd::Kind::Elsewhere) {
      Step Note;
      Note.K = Step::Kind::Detached;
      Note.Loc = V.getLocation();
      Fact F = Fact::flow(B.N.elsewhere(Moved.To.Function), Part(Moved.From), false, Note);
      F.Starts = true;
      B.emit(std::move(F));
    }
}

/// One destructor, of the class of the variable or of a base: a guard that clears a holder.
void DestructorFacts::destroyedAs(const CXXRecordDecl &Class, const VarDecl &V) {
  const CXXDestructorDecl *Destructor = Class.getDestructor();
  const Contract *C = Destructor ? B.Known.contractOfDestructor(*Destructor) : nullptr;
  bool Calls = B.Known.callsInDestructor(qualifiedName(Class)) && lastArgumentHolds(Class);
  if (Calls) {
    B.emit(Fact::use(B.N.variable(&V), V.getLocation()));
    // It can take back what was handed out by what it calls.
    Builder::Reasoning In(B, {Reason::Kind::Destructor, &Class, /*Open=*/!C});
    Waits.waitAtEnd(WaitFacts::Awaited::Return, &V);
  }
  if (B.Known.endsInDestructor(qualifiedName(Class))) {
    B.emit(Fact::finish(B.N.variable(&V), V.getLocation()));
    Waits.waitAtEnd(WaitFacts::Awaited::Handles, &V);
  }
  if (!C)
    return;
  Builder::Reasoning In(B, {Reason::Kind::Body, Destructor});
  if (C->UsesObject && B.T.canHold(V.getType()))
    B.emit(Fact::use(B.N.variable(&V), V.getLocation()));
  for (const CallEnd &Dropped : C->Drops)
    if (Dropped.K == CallEnd::Kind::Variable)
      B.emit(Fact::drop(B.N.variable(Dropped.Variable), V.getLocation()));
  destroyedParts(V, *C);
}

/// Of a handle that others give out by a pointer or in a container: what dies with the variable.
void DestructorFacts::handleDies(const VarDecl &V) {
  if (std::optional<Handle> Of = B.Body.isMoved(&V) ? std::nullopt : handleIn(V.getType(), B.T)) {
    Builder::Reasoning In(B, {Reason::Kind::Destructor, Of->Class, /*Open=*/true});
    if (!Of->Unseen || !makerOf(V))
      Waits.waitAtEnd(WaitFacts::Awaited::Return, &V, Of->Unseen ? nullptr : Of->Class);
  }
}

void DestructorFacts::destroyed(const VarDecl &V) {
  const CXXRecordDecl *Record = V.getType()->getAsCXXRecordDecl();
  if (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor())
    return;
  std::vector<const CXXRecordDecl *> Classes{Record};
  for (size_t I = 0; I != Classes.size(); ++I) {
    Builder::Reasoning In(B, {Reason::Kind::Model, Classes[I]});
    for (const FieldDecl *Field : Classes[I]->fields())
      if (const CXXRecordDecl *Of = Field->getType()->getAsCXXRecordDecl();
          Of && B.Known.endsInDestructor(qualifiedName(*Of)))
        B.emit(Fact::finish(B.P.Holders.below(B.N.variable(&V), Field), V.getLocation()));
    for (const CXXBaseSpecifier &Base : Classes[I]->bases())
      if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl())
        Classes.push_back(Of);
    destroyedAs(*Classes[I], V);
  }
  // What a destructor calls, it calls before what it was given is gone.
  bool Sole =
      Record->isInStdNamespace() && Record->getName() == "unique_ptr" && !B.Body.isMoved(&V);
  if ((Sole || !inSystemHeader(*Record)) && B.T.ends().doesAnything(*Record)) {
    // One that waits lets it run until then.
    const CXXDestructorDecl *Destructor = Record->getDestructor();
    bool Awaits = Destructor && !inSystemHeader(*Destructor) && B.Known.awaits(*Destructor);
    Waits.waitAtEnd(Awaits ? WaitFacts::Awaited::Work : WaitFacts::Awaited::Return, &V, Record);
  } else {
    handleDies(V);
  }
}
